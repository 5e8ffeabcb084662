#!/usr/bin/env python3
"""Rows 8, 9, 13, 14 and 15: memory stays flat, comes back, and is not asked for in vain; a child
after fork encodes.

    python3 Fixtures/reliability/memory.py [--short | --long] [--json FILE]

Short: a million distinct words for a few tokenizers; long: a hundred million for one of every
kind, and 10,000 texts of a megabyte. Needs Linux, as memory is read from /proc.
"""
import json

from common import FAMILIES, Check, Trials, prose, tokenizers

MEGABYTE = 1 << 20
KINDS = ["gpt2", "bert-base-uncased", "llama2", "xlm-roberta-base"]


def words(report, trials):
    """What is in use after all words, less what was after a tenth of them."""
    count = 100_000_000 if report.is_long else 1_000_000
    worst = (0, "")
    for path in tokenizers(KINDS)[: 4 if report.is_long else 2]:
        trials.ask(do="load", path=str(path))
        # The caches fill with the first hundred thousand words.
        trials.ask(do="words", count=100_000)
        answer = trials.ask(do="words", count=count)
        grown = answer["resident"] - answer["tenth"] if "resident" in answer else float("inf")
        worst = max(worst, (grown, path.name))
    report.row(f"14 memory after {count:,} distinct words", f"{worst[0] / MEGABYTE:+.1f} MB ({worst[1]})",
               "+20 MB from a tenth on", worst[0] <= 20 * MEGABYTE)
    path = tokenizers(KINDS)[0]
    trials.ask(do="load", path=str(path))
    start = trials.ask(do="encode", file=str(prose()), bytes=MEGABYTE)
    before = trials.ask(do="resident")["resident"]
    for _ in range(10_000 if report.is_long else 30):
        trials.ask(do="encode", file=str(prose()), bytes=MEGABYTE)
    grown = trials.ask(do="resident")["resident"] - before
    report.row("14 memory after texts of a megabyte", f"{grown / MEGABYTE:+.1f} MB", "+20 MB",
               grown <= 20 * MEGABYTE and "count" in start)


def given_back(report, trials):
    """A tokenizer that goes out of scope: load, encode and drop, again and again."""
    worst = (0, "")
    for path in tokenizers(None if report.is_long else KINDS):
        sizes = []
        for _ in range(6):
            trials.ask(do="load", path=str(path))
            trials.ask(do="encode", file=str(prose()), bytes=200_000, offsets=True)
            sizes.append(trials.ask(do="drop")["resident"])
        worst = max(worst, (sizes[-1] - sizes[1], path.name))
    report.row("14 memory after a tokenizer is gone", f"{worst[0] / MEGABYTE:+.1f} MB ({worst[1]})",
               "+4 MB after five loads", worst[0] <= 4 * MEGABYTE)


def small_file(**fields):
    vocabulary = {"a": 0, "?": 1}
    return json.dumps({
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "?"}, "added_tokens": [],
        **fields})


def replace(content):
    return {"type": "Replace", "pattern": {"String": "a"}, "content": content}


def hostile_files():
    """Files that ask for much; each ends in an error while loading or encoding, or is harmless."""
    def padding(length, multiple=None):
        return {"strategy": {"Fixed": length}, "direction": "Right", "pad_to_multiple_of": multiple,
                "pad_id": 0, "pad_type_id": 0, "pad_token": "a"}

    def truncation(length, stride):
        return {"max_length": length, "stride": stride, "strategy": "LongestFirst",
                "direction": "Right"}
    top = (1 << 63) - 1
    for length in (2_000_000_000, 1 << 22, (1 << 22) + 1, 1 << 26, 1 << 31, 1 << 32, 1 << 62, top, 1 << 64):
        yield f"padding to {length}", small_file(padding=padding(length))
        yield f"padding to a multiple of {length}", small_file(padding=padding(1, length))
        yield f"truncation to {length}", small_file(truncation=truncation(length, 0))
        yield f"stride {length}", small_file(truncation=truncation(top, length))
        yield f"pieces of {length}", small_file(
            pre_tokenizer={"type": "FixedLength", "length": length})
        yield f"id {length}", json.dumps({
            "model": {"type": "WordLevel", "vocab": {"a": length, "?": 0}, "unk_token": "?"}})
    yield "stride beside length", small_file(truncation=truncation(2, 1))
    yield "Replace three times", small_file(
        normalizer={"type": "Sequence", "normalizers": [replace("a" * 1000)] * 3})
    yield "Replace forty times", small_file(
        normalizer={"type": "Sequence", "normalizers": [replace("aa")] * 40})
    yield "Prepend", small_file(normalizer={"type": "Prepend", "prepend": "a" * 20_000_000})
    yield "a million stages", small_file(
        normalizer={"type": "Sequence", "normalizers": [{"type": "NFC"}] * 1_000_000})
    yield "ten thousand stages", small_file(
        normalizer={"type": "Sequence", "normalizers": [{"type": "NFC"}] * 10_000})
    yield "a thousand decompositions", small_file(
        normalizer={"type": "Sequence", "normalizers": [{"type": "NFKD"}, {"type": "ByteLevel"}] * 500})
    yield "a piece of 4 MB", json.dumps({
        "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0], ["a" * (4 << 20), -1]]}})
    yield "an added token of 4 MB", small_file(added_tokens=[{
        "id": 2, "content": "a" * (4 << 20) + "b", "special": False, "single_word": False,
        "lstrip": False, "rstrip": False, "normalized": False}])
    yield "a counted loop", small_file(pre_tokenizer={
        "type": "Split", "pattern": {"Regex": "(?:a{1,100000}){1,100000}"}, "behavior": "Isolated",
        "invert": False})
    yield "a long list of brackets", "[" * 1_000_000
    yield "spaces", " " * (64 << 20)


def sizes(report):
    """Limits: no trap, a second each, and half a gigabyte."""
    traps, slow, large = [], (0, ""), (0, "")
    count = refused = 0
    for name, file in hostile_files():
        with Trials(patience=60, memory=8 << 30) as trials:
            count += 1
            answer = trials.ask(do="load", json=file)
            seconds = answer.get("total", 0)
            peak = answer.get("peak", 0)
            if "error" not in answer and "trap" not in answer:
                answer = trials.ask(do="encode", unit="a a", bytes=10_000, as_file=True)
                seconds = max(seconds, answer.get("total", 0))
                peak = trials.ask(do="resident").get("peak", 0)
            refused += "error" in answer
            if "trap" in answer:
                traps.append(f"{name}: {answer['trap']}")
            slow, large = max(slow, (seconds, name)), max(large, (peak, name))
    for trap in traps:
        print("trap:", trap)
    report.row("8, 9 files that ask for too much",
               f"{len(traps)} traps, {refused} typed errors, of {count} files", "0 traps", not traps)
    report.row("8, 9 time of such files", f"{slow[0]:.2f} s ({slow[1]})", "2 s", slow[0] <= 2)
    report.row("8, 9 memory of such files", f"{large[0] / MEGABYTE:.0f} MB ({large[1]})", "1024 MB",
               large[0] <= 1024 * MEGABYTE)


def fork(report, trials):
    """Children encode, decode and stream, born while four threads do the same."""
    worst, count, failures = 0, 0, []
    children = 100 if report.is_long else 10
    for path in tokenizers(None if report.is_long else FAMILIES):
        if "error" in trials.ask(do="load", path=str(path)):
            continue
        answer = trials.ask(do="fork", path=str(path / "tokenizer.json"), children=children)
        problem = str(answer.get("error", ""))
        if "unknown token" in problem.lower() or "[UNK]" in problem:
            continue
        count += 1
        if answer.get("failed") != 0:
            failures.append(f"{path.name}: {answer}")
        worst = max(worst, answer.get("seconds", 0))
    for failure in failures:
        print(failure)
    report.row("15 children after fork encode, decode and stream",
               f"{children} for each of {count} tokenizers, {len(failures)} of which failed, "
               f"{worst:.2f} s at most", "0, 5 s", not failures and count and worst <= 5)


def main():
    report = Check(__doc__)
    with Trials(patience=3600) as trials:
        words(report, trials)
    with Trials() as trials:
        given_back(report, trials)
    sizes(report)
    with Trials() as trials:
        fork(report, trials)
    report.finish()


if __name__ == "__main__":
    main()
