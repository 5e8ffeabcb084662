#!/usr/bin/env python3
"""Row 4: ten thousand and four hundred thousand added tokens load fast and do not slow texts down.

    python3 Fixtures/reliability/added_tokens.py [--short | --long] [--json FILE]

The tokens are names (<extra_17>), words that prose nearly spells, single-word words, and words that
are looked for in normalized text. The baseline is the same tokenizer without them. Short: three
tokenizers, long: of every family one.
"""
import json
import pathlib
import random
import tempfile

from common import FAMILIES, Check, Trials, prose, tokenizers

SYLLABLES = ["th", "an", "in", "er", "re", "on", "st", "en", "or", "at", "ou", "al", "ing", "ly"]


def names(count):
    return [{"content": f"<extra_{number}>"} for number in range(count)]


def words(count, **flags):
    """Words of syllables with an end that no English word has."""
    chosen, generator = set(), random.Random(count)
    while len(chosen) < count:
        chosen.add("".join(generator.choices(SYLLABLES, k=generator.randint(3, 6))) + "qz")
    return [{"content": word, **flags} for word in sorted(chosen)]


KINDS = {
    "names": names, "words": words,
    "single words": lambda count: words(count, single_word=True),
    "normalized words": lambda count: words(count, normalized=True),
}


# Real ones, or ours where these are not at hand: byte-level words, and two kinds of chunks.
SHORT = ["gpt2", "bert-base-uncased", "llama2", "bytelevel-cl100k", "wordpiece", "bpe-sentencepiece"]


def with_tokens(file, tokens):
    result = dict(file)
    first = max([token["id"] for token in file["added_tokens"]] + [0]) + 1_000_000
    plain = dict.fromkeys(["single_word", "lstrip", "rstrip", "normalized", "special"], False)
    result["added_tokens"] = file["added_tokens"] + [
        {"id": first + number, **plain, **token} for number, token in enumerate(tokens)]
    return result


def best(trials, path, attempts=3):
    """The fastest load, and the fastest first encoding of a megabyte of prose."""
    load = encode = float("inf")
    for _ in range(attempts):
        answer = trials.ask(do="load", path=str(path))
        if "seconds" not in answer:
            raise SystemExit(f"{path}: {answer}")
        load = min(load, answer["seconds"])
        answer = trials.ask(do="encode", file=str(prose()), bytes=1_000_000)
        if "seconds" not in answer:
            raise SystemExit(f"{path}: {answer}")
        encode = min(encode, answer["seconds"])
    return load, encode


def main():
    report = Check(__doc__)
    load_worst, slow_worst = (0, ""), (0, "")
    chosen = FAMILIES if report.is_long else SHORT
    with Trials(patience=300) as trials, tempfile.TemporaryDirectory() as folder:
        for path in tokenizers(chosen):
            file = json.loads((path / "tokenizer.json").read_text())
            _, base = best(trials, path)
            for kind, make in KINDS.items():
                for count in (10_000, 400_000):
                    target = pathlib.Path(folder) / "tokenizer.json"
                    target.write_text(json.dumps(with_tokens(file, make(count))))
                    load, encode = best(trials, target)
                    what = f"{path.name}, {count} {kind}"
                    print(f"{what:50} load {load:6.2f} s, encode {encode / base:5.2f} times",
                          flush=True)
                    load_worst = max(load_worst, (load, what))
                    slow_worst = max(slow_worst, (encode / base, what))
    report.row("4 load with 400,000 added tokens", f"{load_worst[0]:.2f} s ({load_worst[1]})",
               "10 s", load_worst[0] <= 10)
    report.row("4 prose beside added tokens, in the time without them",
               f"{slow_worst[0]:.2f} times ({slow_worst[1]})", "1.5 times", slow_worst[0] <= 1.5)
    report.finish()


if __name__ == "__main__":
    main()
