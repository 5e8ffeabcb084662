"""Builds a SentencePiece "precompiled charsmap" from a mapping of our own.

The format is a little-endian length, a Darts double array and a blob of NUL-terminated
replacements (reference: section 5 of the tokenizer.json description, and `Precompiled` in
tokenizers). The charsmaps of real models belong to their models; this one is ours.
"""

import base64
import struct

MAPPING = {
    "ﬁ": "fi", "ﬂ": "fl", "™": "TM", "①": "1", "②": "2", "½": "1/2", "…": "...", "㌔": "キロ",
    "㈱": "(株)", "ﾐ": "ミ", "ﾅ": "ナ", "ﾄ": "ト", "Ａ": "A", "é": "é", "e\u0301": "é",
    "a\u0301": "á", "A\u030a": "Å", "\u00a0": " ", "\u3000": " ", "\t": " ", "\n": " ",
    "\r": " ", "\r\n": " ", "\u200b": " ", "\u0001": "", "\u0002": "", "\ufeff": "", "\u00ad": "",
    "ſ": "s", "ß": "ß", "İ": "I", "Ⅷ": "VIII", "²": "2", "\u1e9b\u0323": "ṩ", "𝐇": "H", "ﷺ": "صلى",
}


def build(mapping):
    blob, keys = b"", {}
    for source, target in sorted(mapping.items()):
        keys[source.encode()] = len(blob)
        blob += target.encode() + b"\0"
    units = double_array(keys)
    trie = struct.pack(f"<{len(units)}I", *units)
    return base64.b64encode(struct.pack("<I", len(trie)) + trie + blob).decode()


def double_array(keys):
    """A node at index p has base B = p ^ offset; the child for byte b is at B ^ b, the leaf at B."""
    units, used = {}, {0}
    pending = [(0, b"", 0)]
    while pending:
        position, prefix, label = pending.pop()
        depth = len(prefix)
        below = sorted({key[depth] for key in keys if key.startswith(prefix) and len(key) > depth})
        leaf = prefix in keys
        wanted = ([0] if leaf else []) + below
        base = next(base for base in range(256, 1 << 20)
                    if all(base ^ byte not in used for byte in wanted))
        used.update(base ^ byte for byte in wanted)
        units[position] = label | (leaf << 8) | ((position ^ base) << 10)
        if leaf:
            units[base] = keys[prefix] | 0x80000000
        pending += [(base ^ byte, prefix + bytes([byte]), byte) for byte in below]
    size = (max(used) | 255) + 1
    return [units.get(index, 0) for index in range(size)]
