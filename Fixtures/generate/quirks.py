"""Makes `Fixtures/quirks/quirks.jsonl`: `python3 Fixtures/generate/quirks.py [--check]`.

Where Hugging Face's library does something that nobody would guess, there is a small tokenizer
that shows it, and what the library answers: nothing is typed by hand. A line with a number starts
a quirk: its tokenizer.json, as a string because some are odd on purpose, and whether the library
loads it. The lines after it are cases as in golden files.
"""

import sys

import generate
import oracle
import quirk_list

PATH = generate.FIXTURES / "quirks" / "quirks.jsonl"


def answers():
    """The lines of the file."""
    work = PATH.with_suffix(".work.json")
    for part in quirk_list.PARTS:
        for number, description, tokenizer, questions in part():
            work.write_text(tokenizer, encoding="utf-8")
            model = load(work)
            yield {"number": number, "description": description, "tokenizer": tokenizer,
                   "loads": model is not None}
            for question in questions if model else []:
                yield any_of(work, question) if "any_of" in question else generate.golden_case(
                    model, question, whole=True)
    work.unlink()


def load(path):
    try:
        return oracle.Oracle(path)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return None


def any_of(path, question):
    """The ids that forty loads give, where they are not always the same."""
    ids = {tuple(load(path).answer({"text": question["text"]})["ids"]) for _ in range(40)}
    return dict(question, any_of=sorted(ids))


def main():
    oracle.require_version()
    oracle.silence_panics()
    text = "".join(oracle.canonical(line).decode() + "\n" for line in answers())
    old = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    changed = text != old
    if changed:
        print(f"{PATH.name}: {generate.difference(old, text)}")
    if "--check" not in sys.argv:
        PATH.write_text(text, encoding="utf-8")
    print(f"{text.count(chr(10))} lines, {'different' if changed else 'as committed'}")
    sys.exit(1 if changed and "--check" in sys.argv else 0)


if __name__ == "__main__":
    main()
