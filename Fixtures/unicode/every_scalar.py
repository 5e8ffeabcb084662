"""Digests of what the normalizers of `stages.py` make of every scalar.

Scalars go in blocks of 4096, a line end between them; the digest of a block is the CRC-32 of the
normalized text. A block that comes back unchanged has the digest 0. `assigned` are the scalars of Unicode 9.0,
which say what lines of newer conformance tests hold.
"""

import zlib

from scalars import ALL, range_text, ranges, released_by
from stages import NORMALIZERS, compact, tokenizer_with

BLOCK = 4096
NAMES = [
    "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel", "Bert",
    "Bert, accents only", "Precompiled",
]


def digest(normalize, text):
    normalized = normalize(text)
    return 0 if normalized == text else zlib.crc32(normalized.encode())


def table():
    blocks = {}
    for scalar in ALL:
        blocks.setdefault(scalar // BLOCK, []).append(chr(scalar))
    texts = ["\n".join(blocks.get(number, [])) for number in range(0x110000 // BLOCK)]
    digests = {}
    for name in NAMES:
        normalizer = tokenizer_with(NORMALIZERS[name]).normalizer
        digests[name] = [digest(normalizer.normalize_str, text) for text in texts]
    digests["assigned"] = " ".join(range_text(*pair) for pair in ranges(released_by(9, 0)))
    lines = [f"{compact(name)}: {compact(values)}" for name, values in digests.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"
