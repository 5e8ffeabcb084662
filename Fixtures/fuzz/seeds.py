"""Inputs to begin with, and words to mix in, made from what is in Fixtures.

    python3 Fixtures/fuzz/seeds.py FOLDER     writes FOLDER/TARGET/* and FOLDER/TARGET.dict

How a target reads its input is written beside it, in Tests/PureTokenizersTests/Fuzzing/Targets.
"""

import base64
import hashlib
import json
import pathlib
import re
import struct
import sys

FIXTURES = pathlib.Path(__file__).resolve().parent.parent
END = b"\xff"
TARGETS = pathlib.Path("Tests/PureTokenizersTests/Fuzzing/Targets/FuzzTokenizer.swift")


def tokenizers():
    """The fixtures' tokenizers in the order in which the targets number them."""
    names = re.search(r"names = \[(.*?)\]", (FIXTURES.parent / TARGETS).read_text(), re.S)[1]
    return re.findall(r'"([^"]+)"', names)


def document(name):
    return json.loads((FIXTURES / "tokenizers" / name / "tokenizer.json").read_text())


def lines():
    """Lines of our texts, a few of every kind."""
    result = []
    for path in sorted((FIXTURES / "corpora").glob("*.txt")):
        result += [line.encode() for line in path.read_text().splitlines(True)[::6] if line.strip()]
    return result


def compact(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def without_most_tokens(document):
    """The same stages over some forty tokens: small files are changed a thousand times as fast."""
    model = document["model"]
    if isinstance(model["vocab"], list):
        model["vocab"] = model["vocab"][:40]
        return document
    kept = dict(list(model["vocab"].items())[:30])
    merges = []
    for merge in model.get("merges", [])[:12]:
        left, right = merge if isinstance(merge, list) else merge.split(" ")
        merges.append(merge)
        for token in (left, right, left + right.removeprefix(
                model.get("continuing_subword_prefix") or "")):
            kept.setdefault(token, len(kept))
    if model.get("unk_token"):
        kept.setdefault(model["unk_token"], len(kept))
    model["vocab"] = {token: number for number, token in enumerate(kept)}
    if "merges" in model:
        model["merges"] = merges
    return document


def files():
    """Whole tokenizer.json files, all of them small."""
    for name in tokenizers():
        yield compact(without_most_tokens(document(name)))
    for line in (FIXTURES / "quirks" / "quirks.jsonl").read_text().split("\n")[:-1]:
        if "tokenizer" in (row := json.loads(line)):
            yield row["tokenizer"].encode()
    for name in ("truncation", "padding", "post_processors", "queries", "streams"):
        for row in json.loads((FIXTURES / "stages" / f"{name}.json").read_text())[::4]:
            yield row["tokenizer"].encode()


def stages(name):
    """The stages of a fixture, each in a file of its own that loads."""
    for row in json.loads((FIXTURES / "stages" / f"{name}.json").read_text()):
        field = {"normalizers": "normalizer", "pre_tokenizers": "pre_tokenizer",
                 "decoders": "decoder"}[name]
        stage = row.get("stage") or row.get(field)
        if stage and len(stage) < 2000:
            yield compact({field: json.loads(stage), "model": {
                "type": "WordLevel", "vocab": {"a": 0, "b": 1, "[UNK]": 2}, "unk_token": "[UNK]"}})


def patterns():
    """A pattern and some texts for it."""
    for pattern, rows in json.loads((FIXTURES / "patterns" / "matches.json").read_text())["accepted"]:
        for row in rows[:3]:
            yield pattern.encode(), row[0].encode("utf-8", "replace")[:200]


def ids():
    for name in ("default", "bytelevel-cl100k", "unigram-byte-fallback", "wordpiece"):
        path = FIXTURES / "golden" / name / "decoding.jsonl"
        for line in path.read_text().split("\n")[1:-1:4]:
            yield name, json.loads(line).get("decode") or []


def seeds():
    """Pairs of a target and an input."""
    for text in [*files(), *stages("normalizers"), *stages("pre_tokenizers"), *stages("decoders")]:
        yield "loader", text
        yield "json", text[:400]
    for number, (pattern, text) in enumerate(patterns()):
        yield "regex", pattern + END + text
        if number % 8 == 0:
            yield "automaton", b"\0\4" + pattern + END + b"\1" + text
        if number % 16 == 0:
            yield "automaton", b"\1\0\4" + pattern + END + b"\0" + text
    charsmap = base64.b64decode(document("unigram-precompiled")["normalizer"]["precompiled_charsmap"]) \
        if "precompiled_charsmap" in (document("unigram-precompiled")["normalizer"] or {}) else b""
    for number, text in enumerate(lines()):
        for kind in range(17):
            if (number + kind) % 8 == 0:
                yield "normalizer", bytes([kind % 4, kind, kind * 3 % 17, kind * 7 % 17]) + text[:120]
        yield "charsmap", struct.pack("<H", len(charsmap)) + charsmap + text[:60]
        for flags in (0, 3, 0x24, 0x40):
            tokenizer = number * 7 % len(tokenizers())
            yield "encode", bytes([tokenizer, flags]) + text[:200]
    names = tokenizers()
    for name, sequence in ids():
        packed = b"".join(struct.pack("<H", id) for id in sequence[:60] if id < 0x10000)
        yield "decode", bytes([names.index(name), 0]) + packed


def words():
    """Words for each target: keys and names of stages, pieces of patterns, odd characters."""
    keys = set()
    for text in [*files(), *stages("normalizers"), *stages("pre_tokenizers"), *stages("decoders")]:
        keys.update(match for match in re.findall(rb'"[A-Za-z_]{4,30}"', text))
    numbers = [b"-1", b"0", b"4294967295", b"4294967296", b"9223372036854775807", b"1e999", b"1.5",
               b"18446744073709551615", b"null", b"true", b"false", b"[]", b"{}", b'""', b"\\u0000",
               b"\\ud83d\\ude00", b"\\ud800"]
    syntax = [rb"\p{L}", rb"\p{N}", rb"\P{L}", rb"[^\s\p{L}\p{N}]", rb"\s+(?!\S)", b"(?i:", b"(?=",
              b"(?<=", b"(?!", b"(?<!", b"(?>", rb"\1", rb"(?<n>a)\k<n>", b"{1,3}", b"{2}", b"*+",
              b"+?", b"++", b"|", b"[a-z&&[^b]]", rb"\X", rb"\R", rb"\K", rb"\G", rb"\b", rb"\A",
              rb"\z", rb"\Z", b"^", b"$", b"(?~a)", rb"(?(1)a|b)", rb"\g<0>", rb"\x{1F642}", rb"\h",
              b"[[:alpha:]]", b"(?m:.)", END]
    texts = [character.encode() for character in
             "é e\u0301 ﬁ ① 漢 한 \u1100\u1161\u11a8 🙂 👩\u200d🚀 🇩🇪 \u00a0 \u2003 \u0085 ſ İ ß ẞ Å"
             " ▁ Ġ \ufeff \ufffd \U0010ffff क\u094d \u0323\u0307".split(" ")]
    texts += [b"\r\n", b"'s", b"'LL", b"<s>", b"[CLS]", b"<|endoftext|>", b"<0xC3>", b" the", b"123"]
    json_words = sorted(keys) + numbers
    return {"json": numbers, "loader": json_words, "regex": syntax + texts, "encode": texts,
            "automaton": syntax + texts, "normalizer": texts, "charsmap": texts, "decode": []}


def write(folder):
    for target, text in seeds():
        place = folder / target
        place.mkdir(parents=True, exist_ok=True)
        (place / hashlib.sha1(text).hexdigest()[:16]).write_bytes(text)
    for target, entries in words().items():
        escaped = ("".join("\\x%02X" % byte for byte in entry) for entry in entries)
        (folder / f"{target}.dict").write_text("".join(f'"{entry}"\n' for entry in escaped))


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]))
