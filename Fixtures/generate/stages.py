"""What the pre-tokenizers, decoders and added tokens of tokenizers 0.23.3 do with odd inputs.

Writes Fixtures/stages/{pre_tokenizers,split_scalars,decoders,added_tokens}.json; with `--check`
compares instead.

    python3 Fixtures/generate/stages.py [--check]
"""

import json
import random
import sys
import zlib
from pathlib import Path

from oracle import require_version, silence_panics
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers as pre

FOLDER = Path(__file__).resolve().parent.parent / "stages"

BEHAVIORS = ["removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"]

PARTS = [
    " ", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u200b", "\u0085", "a", "b", "Z", "é",
    "e\u0301", "ß", "İ", "-", "--", "!", "?", "$", "+", "_", "'", "'s", "1", "23", "½", "²", "Ⅷ",
    "〇", "٣", "漢", "字", "か", "カ", "ー", "한", "я", "α", "א", "अ", "ि", "😀", "👩\u200d🚀", "🏽",
    "\ufeff", "\0", "\u00ad", "\u200d", "\u0300", "▁", "Ġ", "<0x41>", "。", "\U0001e944", "\ufffd",
    "foo", "bar", "ⓐ", "\U00010400", "،", "«",
]

TEXTS = [
    " ", "   ", "a", "the-final--countdown-", "-the-final--countdown-", "--", "Hey, friend!?",
    "How are you, ²½ times?", " a  b\u00a0c\u3000d ", "abc 漢字 かな カナ ー abc1", " abc 漢字",
    "1a22b333 ½ Ⅷ〇٣", "岳 is ²³¹", "don't we'll I'm 'ſ 'S", "\tHi\n\n there \r\n", "e\u0301a é",
    "👩\u200d🚀🏽!", "▁▁Hey▁you", "a_b-c.d/e\\f", "\ufeffx\0y\u00adz", "no1me", "שלום, עולם!",
    "नमस्ते दुनिया", "ab²c ab①c", "  leading", "trailing  ", "\u0301start",
]


def random_texts(seed, count):
    generator = random.Random(seed)
    return ["".join(generator.choice(PARTS) for _ in range(generator.randint(1, 14)))
            for _ in range(count)]


def saved(stage):
    """The stage as the library saves it, without spaces."""
    text = stage.__getstate__().decode()
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


# Pre-tokenizers

def pre_tokenizer_list():
    yield pre.BertPreTokenizer()
    yield pre.Whitespace()
    yield pre.WhitespaceSplit()
    yield pre.UnicodeScripts()
    for behavior in BEHAVIORS:
        yield pre.Punctuation(behavior)
        for literal in ["-", "", "foo"]:
            yield pre.Split(literal, behavior, False)
        yield pre.Split("-", behavior, True)
        yield pre.Split(Regex(r"\d*"), behavior, False)
    yield pre.Split(Regex(r"\p{L}+|\s"), "removed", True)
    yield pre.Split(Regex(r"\s+$"), "isolated", False)
    yield pre.Split(Regex(r"(?<=a)b"), "merged_with_next", False)
    for individual in [False, True]:
        yield pre.Digits(individual)
    for delimiter in ["-", " ", "漢"]:
        yield pre.CharDelimiterSplit(delimiter)
    for length in [1, 2, 5]:
        yield pre.FixedLength(length)
    for prefix in [False, True]:
        for regex in [False, True]:
            yield pre.ByteLevel(add_prefix_space=prefix, use_regex=regex)
    for scheme in ["always", "first", "never"]:
        for split in [False, True]:
            yield pre.Metaspace("▁", scheme, split)
    yield pre.Metaspace("a", "always", True)
    yield pre.Metaspace(" ", "first", True)
    yield pre.Sequence([])
    yield pre.Sequence([pre.WhitespaceSplit(), pre.Metaspace()])
    yield pre.Sequence([pre.Punctuation("contiguous"), pre.ByteLevel(add_prefix_space=False),
                        pre.Digits(False), pre.Split(Regex("[0-9][0-9][0-9]"), "isolated")])
    yield pre.Sequence([pre.Metaspace("▁", "always", False), pre.Metaspace("_", "first", True)])
    yield pre.Sequence([pre.FixedLength(3), pre.ByteLevel(add_prefix_space=True)])


def pre_tokenizers():
    rows = []
    for number, stage in enumerate(pre_tokenizer_list()):
        answers = []
        for text in TEXTS + random_texts(number, 20):
            pieces = [part for piece, (start, end) in stage.pre_tokenize_str(text)
                      for part in (piece, start, end)]
            answers.append([text, pieces])
        rows.append({"stage": saved(stage), "answers": answers})
    return rows


def split_scalars():
    """For each 4096 scalars with an "a" before each, the CRC-32 of the pieces with a tab between."""
    stages = [pre.BertPreTokenizer(), pre.Whitespace(), pre.WhitespaceSplit(),
              pre.UnicodeScripts(), pre.Punctuation(), pre.Digits(False)]
    rows = []
    for stage in stages:
        digests = []
        for first in range(0, 0x110000, 4096):
            text = "".join("a" + chr(scalar) for scalar in range(first, first + 4096)
                           if not 0xD800 <= scalar < 0xE000)
            pieces = [piece for piece, _ in stage.pre_tokenize_str(text)]
            digests.append(zlib.crc32("\t".join(pieces).encode()))
        rows.append({"stage": saved(stage), "digests": digests})
    return rows


# Decoders

TOKENS = [
    "", "a", "b", "##a", "##", "▁", "▁a", "a▁b", "▁▁", "▁▁Hey▁x", " ", "  ", "   a  ", "Ġ", "Ġa",
    "é", "ĠÃ©", "Ã", "©", "日本", "x y", "<0x41>", "<0xC3>", "<0xA9>", "<0xc3>", "<0x+1>",
    "<0x++>", "<0x-1>", "<0xé>", "<0xZZ>", "<0xFF>", "<0xE2>", "<0x96>", "<0x81>", "<pad>", "|",
    "a|b", "<pad>a<pad>", "</w>", "the</w>", "</w></w>", " .", " do not", "do", "not", " ' ",
    "n't", " n't", " 's", "a . b ? c ! d , e", " I 'm we 've they 're it 's do not ' x", "😀", "ð",
    "Ł", "ĺ", "č", "Ċ", "\ufffd", "-", "--a-", "aaa", "\0",
]


def decoder_list():
    for suffix in ["</w>", "", "a"]:
        yield decoders.BPEDecoder(suffix=suffix)
    yield decoders.ByteLevel()
    for prefix in ["##", ""]:
        for cleanup in [False, True]:
            yield decoders.WordPiece(prefix=prefix, cleanup=cleanup)
    for scheme in ["always", "first", "never"]:
        yield decoders.Metaspace("▁", scheme)
    yield decoders.Metaspace("a", "always")
    for cleanup in [False, True]:
        yield decoders.CTC(pad_token="<pad>", word_delimiter_token="|", cleanup=cleanup)
    yield decoders.CTC(pad_token="", word_delimiter_token="", cleanup=True)
    yield decoders.Fuse()
    yield decoders.ByteFallback()
    for content, start, stop in [(" ", 1, 0), (" ", 0, 1), (" ", 2, 2), ("▁", 1, 1), ("-", 9, 0)]:
        yield decoders.Strip(content=content, left=start, right=stop)
    yield decoders.Replace("▁", " ")
    yield decoders.Replace("", "x")
    yield decoders.Replace("a", "")
    yield decoders.Replace(Regex(r"\s+|a*"), "_")
    yield decoders.Sequence([])
    yield decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
                             decoders.Strip(content=" ", left=1, right=0)])
    yield decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace()])


def token_lists(seed):
    generator = random.Random(seed)
    lists = [[], [""], ["<0xE2>", "<0x96>", "<0x81>"], ["<0xC3>", "<0xA9>", "<0xFF>", "a"],
             ["▁▁Hey▁x", "▁you"], ["do", "not", "do not"], ["h", "h", "<pad>", "h", "|", "|"]]
    for _ in range(35):
        tokens = [generator.choice(TOKENS) for _ in range(generator.randint(1, 7))]
        lists.append([token for token in tokens for _ in range(generator.choice([1, 1, 1, 2]))])
    return lists


def decoded(stage, tokens):
    try:
        return stage.decode(tokens)
    except BaseException:  # a Rust panic is no Exception
        return None


def decoder_rows():
    return [{"stage": saved(stage),
             "answers": [[tokens, decoded(stage, tokens)] for tokens in token_lists(number)]}
            for number, stage in enumerate(decoder_list())]


# Added tokens

CONTENTS = [
    "<m>", "<s>", "[A]", "[A", "ab", "abc", "b", "a", "A", "Hello", "x", "\n", " ", "  ", " a",
    "é", "²", "_", "a_", "\u0301", "日本", "日", "<", "<m", "▁", "▁a", "m>", "\t\n", "1", "．",
    "aab", "aaab", "B", "a" * 20, "ab" * 6, "",
]
LOWERCASE = normalizers.Lowercase()
# None of these leaves nothing of a content: the library finds an empty one between all bytes,
# and then panics inside characters, or fills the memory.
NORMALIZERS = [
    None, None, LOWERCASE, normalizers.Prepend("_"), normalizers.Replace("a", "bb"),
    normalizers.Replace("<", "é"),
    normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]),
]


def token(content, flags=""):
    """Flags: w single word, l lstrip, r rstrip, n normalized, s special."""
    return AddedToken(content, single_word="w" in flags, lstrip="l" in flags,
                      rstrip="r" in flags, normalized="n" in flags, special="s" in flags)


def known_cases():
    yield None, {"b": 1}, [token("<m>", "r"), token(" ")], ["<m>   b", "<m> <m>", " <m>"]
    yield None, {}, [token("abc", "w"), token("b")], ["xabcx", "abc", " abc ", "b abc", "²abc①"]
    yield None, {}, [token("<ab>", "s"), token("ab")], ["<ab>ab", "ab<ab>"]
    yield None, {}, [token("ab", "w")], ["ab²", "ab①", "ab_", "ab\u0301", "ab\u200d", "-ab-",
                                         "ⓐab"]
    yield LOWERCASE, {}, [token("Hello", "n"), token("<S>", "ns")], ["hello HELLO <s> <S>"]
    yield normalizers.Prepend("_"), {}, [token("ab", "n")], ["ab", "_ab", "ab ab"]
    yield None, {"ab": 9}, [token("X"), token("ab"), token("Y")], ["XabY"]
    yield None, {}, [token("a", "s"), token("a")], ["a"]
    yield None, {}, [token("<m>", "lr"), token("\n", "lr")], [" <m>\n \n<m>  \n x"]
    yield normalizers.Replace("a", ""), {}, [token("a", "nl"), token("x")], ["x  y", " a ", "yax"]
    yield None, {}, [token("\n" * n) for n in range(1, 6)], ["a\n\n\n\n\n\n\nb\n"]


def random_cases(count):
    generator = random.Random(7)
    for _ in range(count):
        vocabulary = {generator.choice(CONTENTS[:-1]): 1 + position
                      for position in range(generator.randint(0, 4))}
        tokens = [token(generator.choice(CONTENTS),
                        "".join(flag for flag in "wlrns" if generator.random() < 0.3))
                  for _ in range(generator.randint(1, 8))]
        texts = ["".join(generator.choice(CONTENTS + [" ", "z", "\u3000"])
                         for _ in range(generator.randint(1, 9))) for _ in range(10)]
        yield generator.choice(NORMALIZERS), vocabulary, tokens, texts


def entry(identifier, added):
    return {"id": identifier, "content": added.content, "single_word": added.single_word,
            "lstrip": added.lstrip, "rstrip": added.rstrip, "normalized": added.normalized,
            "special": added.special}


def encoded(tokenizer, text, recognizes_special):
    tokenizer.encode_special_tokens = not recognizes_special
    try:
        answer = tokenizer.encode(text)
    except BaseException:  # the library panics on some overlaps
        return None
    return [part for identifier, (start, end) in zip(answer.ids, answer.offsets)
            for part in (identifier, start, end)]


def added_tokens():
    rows = []
    for normalizer, vocabulary, tokens, texts in [*known_cases(), *random_cases(90)]:
        vocabulary = {"u": 0, **vocabulary}
        tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="u"))
        if normalizer is not None:
            tokenizer.normalizer = normalizer
        tokenizer.add_tokens(tokens)
        added = sorted(tokenizer.get_added_tokens_decoder().items())
        names = [tokenizer.id_to_token(identifier) for identifier, _ in added]
        if len(set(names)) < len(names) or len(set(vocabulary.values())) < len(vocabulary):
            continue  # which of two equal ones is found changes from load to load
        skipped = [int(name != "" and tokenizer.decode([identifier]) == "")
                   for name, (identifier, _) in zip(names, added)]
        answers = []
        for text in texts:
            for recognizes_special in [True, False]:
                answer = encoded(tokenizer, text, recognizes_special)
                if answer is not None and (recognizes_special or answer != answers[-1][2]):
                    answers.append([text, recognizes_special, answer])
                elif answer is None:
                    break
        rows.append({
            "normalizer": None if normalizer is None else saved(normalizer),
            "vocabulary": vocabulary,
            "tokens": [entry(0, added) for added in tokens],
            "ids": [identifier for identifier, _ in added], "texts": names, "skipped": skipped,
            "size": tokenizer.get_vocab_size(True),
            "answers": answers,
        })
    return rows


# Files

def lines(value):
    """JSON with a row of answers a line, so that a change names what changed."""
    compact = {"ensure_ascii": True, "separators": (",", ":")}
    rows = []
    for row in value:
        fields = []
        for key, field in row.items():
            text = json.dumps(field, **compact)
            if key == "answers":
                text = "[\n" + ",\n".join(json.dumps(answer, **compact) for answer in field) + "]"
            fields.append(f"{json.dumps(key)}:{text}")
        rows.append("{" + ",\n".join(fields) + "}")
    return "[\n" + ",\n".join(rows) + "\n]\n"


def main():
    require_version()
    silence_panics()
    FOLDER.mkdir(exist_ok=True)
    makers = {"pre_tokenizers": pre_tokenizers, "split_scalars": split_scalars,
              "decoders": decoder_rows, "added_tokens": added_tokens}
    different = []
    for name, make in makers.items():
        path = FOLDER / f"{name}.json"
        text = lines(make())
        if "--check" not in sys.argv:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            different.append(str(path))
    if different:
        raise SystemExit("not what tokenizers answers: " + ", ".join(different))


if __name__ == "__main__":
    main()
