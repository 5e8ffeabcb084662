"""Makes Fixtures/patterns/matches.json: what tokenizers' regular expressions match.

    .venv/bin/python Fixtures/patterns/generate.py [--check]

For each pattern its texts, for each text the ranges of the matches that are not empty, in
scalars, and the text with every match, empty or not, replaced by U+E000.
"""

import json
import pathlib
import sys

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

from patterns import REAL, REJECTED, SYNTAX, Generator

OUTPUT = pathlib.Path(__file__).parent / "matches.json"
MARK = "\ue000"


def rows(pattern, texts):
    regex = Regex(pattern)
    splitter = pre_tokenizers.Split(regex, "removed", invert=True)
    replacer = normalizers.Replace(regex, MARK)
    return [
        [text, [list(at) for _, at in splitter.pre_tokenize_str(text)], replacer.normalize_str(text)]
        for text in texts
    ]


def rejection(pattern):
    try:
        Regex(pattern)
    except Exception as error:
        return str(error).removeprefix("Oniguruma error: ")
    return None


def make():
    generator = Generator(20)
    wanted = [(pattern, 14) for pattern in REAL] + [(pattern, 5) for pattern in SYNTAX]
    wanted += [(generator.pattern(), 3) for _ in range(400)]
    accepted, rejected = [], []
    for pattern, count in wanted + [(pattern, 0) for pattern in REJECTED]:
        problem = rejection(pattern)
        if problem is not None:
            rejected.append([pattern, problem])
            continue
        texts = [generator.text(pattern) for _ in range(count)]
        try:
            accepted.append([pattern, rows(pattern, texts)])
        except BaseException as error:  # a Rust panic: a step limit
            print("left out", repr(pattern), error)
    lines = ",\n".join(json.dumps(entry) for entry in accepted)
    refused = ",\n".join(json.dumps(entry) for entry in rejected)
    return (
        f'{{"tokenizers": "{tokenizers.__version__}",\n"accepted": [\n{lines}\n],\n'
        f'"rejected": [\n{refused}\n]}}\n'
    )


def main():
    text = make()
    if "--check" in sys.argv[1:]:
        same = OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == text
        print("checked" if same else "matches.json: differs from what the generator makes")
        sys.exit(0 if same else 1)
    OUTPUT.write_text(text, encoding="utf-8")


main()
