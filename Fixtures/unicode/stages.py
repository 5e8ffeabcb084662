"""What every normalizer makes of a set of odd texts, and where each scalar of it comes from."""

import json
import pathlib
import sys

from tokenizers import Tokenizer

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "generate"))
import charsmap  # noqa: E402

TEXTS = [
    "a", "Hello, World!", "  two  spaces \t", "HÉLLÖ ÀÉÎÕÜ ß ẞ", "e\u0301a", "é\u0301", "q\u0307\u0323",
    "q\u0323\u0307", "a\u0315\u0300\u05ae\u0062", "\u1e9b\u0323", "\u0344", "\u0301\u0323start",
    "A\u030a Å Å", "ﬁ ﬂ ﬃ ½ ² ① Ⅷ ™ ㌔ ㈱", "①\u0308™\u0301", "ﷺ", "ﾐﾅﾄ ﾊﾞ Ａｂｃ", "한국어", "\u1112\u1161\u11ab\u1100\u1161",
    "\uac00\u11a8\uac01\u11a8", "日本語と漢字", "漢a字 豈 更\ufa20", "\U00020000\U0002b820\U0002f800", "क्षि क़ ক্ষ", "\u09c7\u09be",
    "ไทยน้ำ", "שָׁלוֹם", "مَرْحَبًا", "👩‍🚀 👨‍👩‍👧‍👦 🇫🇷🇩🇪 👍🏽", "©\u200d®", "\r\n", "a\r\nb\rc\nd\u0085e",
    "\x00\x01a\x02b\x1e\x7f", "\x1ea", "a\x01\x02b½\x01c", "\ufeffbom", "\u200bzero\u200cwidth\u200d\u2060", "soft\u00adhyphen",
    "\u00a0nbsp\u3000wide\u2028line\u2029", "\ufffd\ue000\U000f0000", "İstanbul IĞDIR", "ΑΣ ΟΔΟΣ ς", "ǅ Ǆ ᾈ Ω K Å",
    "\U0001e944x\u1734y\u0952", "\u32ff \U0001f16c", "₁⁰ª\u00b5", "\u0340\u0341\u0343\u0374\u037e\u0387", "\u2126\u212a\u212b\u2000\u2001",
    "\U0001d15e\U0001d1bb\U0001d400", "▁▁a▁", "ab abab aab", "x" * 40 + "\u0301" * 40 + "\u0323" * 20,
    "".join(chr(0x300 + n * 7 % 80) for n in range(60)), "z\u0335\u0322\u0313\u0338\u0345\u0300\u1dce",
    "Tiếng Việt", "Zürich naïve façade", "\u0f73\u0f75\u0f81", "\u115f\u1161\ud7b0\ud7cb", "ǭ\u0323\u0301",
]


def bert(clean, chinese, accents, lower):
    return {"type": "BertNormalizer", "clean_text": clean, "handle_chinese_chars": chinese,
            "strip_accents": accents, "lowercase": lower}


def replace(pattern, content):
    return {"type": "Replace", "pattern": {"String": pattern}, "content": content}


def strip(left, right):
    return {"type": "Strip", "strip_left": left, "strip_right": right}


def sequence(*normalizers):
    return {"type": "Sequence", "normalizers": list(normalizers)}


def plain(name):
    return {"type": name}


PRECOMPILED = {"type": "Precompiled", "precompiled_charsmap": charsmap.build(charsmap.MAPPING)}
LEADS = {chr(first): "" if first % 3 == 0 else "xy"[: first % 3] for first in range(1, 0x80)}
NORMALIZERS = {
    **{name: plain(name) for name in
       ["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel"]},
    "Bert": bert(True, True, None, True),
    "Bert, cased": bert(True, True, None, False),
    "Bert, accents only": bert(False, False, True, False),
    "Bert, lowercase with accents": bert(False, True, False, True),
    "Strip": strip(True, True), "Strip, left": strip(True, False), "Strip, right": strip(False, True),
    "Prepend": {"type": "Prepend", "prepend": "▁é"}, "Prepend, nothing": {"type": "Prepend", "prepend": ""},
    "Replace": replace("ab", "X"), "Replace, longer": replace(" ", "▁▁"), "Replace, removed": replace("a", ""),
    "Replace, everywhere": replace("", "-"),
    "Precompiled": PRECOMPILED,
    "Precompiled, ASCII": {"type": "Precompiled", "precompiled_charsmap": charsmap.build(LEADS)},
    "Sequence, nothing": sequence(),
    "Sequence, nothing in front": sequence({"type": "Prepend", "prepend": ""}, {"type": "Prepend", "prepend": " "}, replace("a", "b")),
    "Sequence, inserted and stripped": sequence(replace("", " "), strip(True, True)),
    "Sequence, inserted and lowercased": sequence(replace("", "-"), plain("Lowercase")),
    "Sequence, T5": sequence(PRECOMPILED, replace("  ", "▁")),
    "Sequence, Llama": sequence({"type": "Prepend", "prepend": "▁"}, replace(" ", "▁")),
    "Sequence, decompose and strip": sequence(plain("NFD"), plain("StripAccents"), plain("Lowercase"), strip(True, True)),
    "Sequence, back and forth": sequence(plain("NFKD"), plain("NFC"), replace("e", "é"), plain("NFD"), plain("ByteLevel")),
}


def tokenizer_with(normalizer):
    """A tokenizer that makes every scalar of the normalized text a token."""
    return Tokenizer.from_str(json.dumps({
        "version": "1.0", "normalizer": normalizer,
        "pre_tokenizer": {"type": "FixedLength", "length": 1},
        "model": {"type": "WordLevel", "vocab": {"?": 0}, "unk_token": "?"},
    }))


def answers(tokenizer):
    """[text, normalized, scalar offsets of every scalar as one flat list]; no third if identity.

    Where the oracle panics there is the text alone.
    """
    for text in TEXTS:
        try:
            normalized = tokenizer.normalizer.normalize_str(text)
        except BaseException as error:  # PanicException is no Exception
            if type(error).__name__ != "PanicException":
                raise
            yield [text]
            continue
        offsets = tokenizer.encode(text).offsets
        assert len(offsets) == len(normalized)
        answer = [text, normalized]
        if normalized != text or offsets != [(n, n + 1) for n in range(len(text))]:
            answer.append([end for pair in offsets for end in pair])
        yield answer


def compact(value, ensure_ascii=True):
    return json.dumps(value, ensure_ascii=ensure_ascii, separators=(",", ":"))


def table():
    """A normalizer as the oracle saves it, then an answer a line."""
    parts = []
    for name, normalizer in NORMALIZERS.items():
        tokenizer = tokenizer_with(normalizer)
        saved = compact(json.loads(tokenizer.to_str())["normalizer"], ensure_ascii=False)
        lines = ",\n".join(compact(answer) for answer in answers(tokenizer))
        parts.append(f'{{"name":{compact(name)},"normalizer":{compact(saved)},"answers":[\n{lines}\n]}}')
    return "[\n" + ",\n".join(parts) + "\n]\n"
