"""Our own texts, which the small tokenizers are trained on and which all are asked about."""

import collections
from pathlib import Path

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


def lines():
    return [line for path in sorted(CORPORA.glob("*.txt"))
            for line in path.read_text(encoding="utf-8").split("\n") if line]


def common_lines(characters):
    """The lines written with the most frequent characters alone: Unigram must keep every one."""
    counts = collections.Counter("".join(lines()))
    known = {character for character, _ in counts.most_common(characters)}
    return [line for line in lines() if known.issuperset(line)]
