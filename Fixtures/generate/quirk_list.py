"""The quirks of Hugging Face's library, numbered as in the reference.

Each part yields (number, what there is to see, tokenizer.json, cases).
"""

import json

import oracle
from quirk_parts import (GPT2, added, bpe, decode, echo, file, metaspace, pad, sequence, split,
                         template, texts, truncate, unigram, words)


def loading():
    abc = {"type": "WordLevel", "vocab": {"a": 0, "b": 1, "ab": 2}, "unk_token": "a"}
    gap = {"type": "WordLevel", "vocab": {"a": 0, "b": 1, "ab": 9}, "unk_token": "a"}
    note = "the id of an added token in the file is ignored: "
    yield 1, note + "the next one after the vocabulary", file(abc, added_tokens=[added("X", 10)]), \
        texts("X", "aXb") + decode([3, 10])
    yield 1, note + "two get the next two", file(abc, added_tokens=[
        added("X", 100), added("Y", 50)]), texts("XY", "YX") + decode([3, 4, 50, 100])
    yield 1, note + "the number of words counts, not the largest id", file(
        gap, added_tokens=[added("X", 7)]), texts("Xab") + decode([3, 9])
    yield 1, note + "a token of the vocabulary keeps its id", file(
        abc, added_tokens=[added("ab", 30)]), texts("ab", "xab")
    yield 2, "an unknown key at the top is an error", file(abc, extra=1), []
    yield 2, "an unknown key elsewhere is not", file(
        dict(abc, extra=[1]), normalizer={"type": "Lowercase", "extra": {}}), texts("A")
    yield 2, "added_tokens may be absent, but not null", file(abc, added_tokens=None), []
    yield 2, "a key may come twice: the last one counts", file(abc)[:-1] + ', "model": ' + json.dumps(
        dict(abc, vocab={"b": 0, "a": 1})) + "}", texts("a", "b")
    for literal in ("-11.982494354248047", "-12.987654321098765", "-7.2057594037927937e0"):
        yield 3, f"the score {literal} is not read to the nearest double", scores(literal), \
            texts("ab", "cd", "abcd")
    pair = {"sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}
    roberta = {"type": "BertProcessing", "trim_offsets": True, "add_prefix_space": True}
    tokens = ("?", "[CLS]", "[SEP]", "a", "b")
    ab = texts({"text": "a", "pair": "b"}, {"text": "a b"},
               {"text": "a", "pair": "b", "add_special_tokens": False})
    yield 4, "a BertProcessing with the fields of RobertaProcessing is one", words(
        *tokens, post_processor={**roberta, **pair}), ab
    yield 4, "a BertProcessing without them is not", words(
        *tokens, post_processor={"type": "BertProcessing", **pair}), ab
    bert = {"clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True}
    for name in ("BertNormalizer", "Bert", "Foo"):
        yield 5, f"the type {name} of a normalizer with Bert's fields", echo(
            normalizer={"type": name, **bert}), texts("Ä漢b")
    yield 5, "the type of a post-processor is not looked at", words(
        *tokens, post_processor={"type": "Foo", **pair}), ab
    yield 6, "CharDelimiterSplit", echo(
        pre_tokenizer={"type": "CharDelimiterSplit", "delimiter": "-"}), texts("a-b--c")
    yield 6, "Delimiter is no name of it", echo(
        pre_tokenizer={"type": "Delimiter", "delimiter": "-"}), []
    yield 6, "the members of a Sequence are called pretokenizers", echo(
        pre_tokenizer=sequence("pretokenizers", {"type": "WhitespaceSplit"})), texts("a b")
    yield 6, "and not pre_tokenizers", echo(
        pre_tokenizer=sequence("pre_tokenizers", {"type": "WhitespaceSplit"})), []
    for scheme, prefix in (("always", False), ("first", False), ("never", False), ("never", True)):
        yield 7, f"Metaspace {scheme} with add_prefix_space {prefix}", echo(
            pre_tokenizer=metaspace(scheme, add_prefix_space=prefix)), texts("a b")
    yield 7, "Metaspace with add_prefix_space false and no scheme", echo(
        pre_tokenizer={"type": "Metaspace", "replacement": "▁", "add_prefix_space": False}), []
    yield 8, "of a pair of merges that comes twice the last one counts", bpe(
        ["a", "b", "c", "ab", "bc"], ["a b", "b c", "a b"]), texts("abc", "abcabc")
    yield 8, "a merge whose result is not in the vocabulary", bpe(
        ["a", "b", "abc"], ["a b"]), []
    yield 8, "a merge whose result is longer than all of the vocabulary", bpe(
        ["a", "b"], ["a b"]), []
    yield 8, "a line that begins with #version is no merge", bpe(
        ["a", "b", "ab"], ["#version: 0.2", "a b"]), texts("ab")
    yield 9, "a template with an unknown special token loads, and fails when it is needed", words(
        *tokens, post_processor=template("[CLS] $A [END]", "$A $B", {"[CLS]": 1})), texts(
        "a", {"text": "a", "add_special_tokens": False}, {"text": "a", "pair": "b"})


def scores(literal):
    """Whether "ab" is one piece or two depends on the last bit of its score."""
    loaded = loaded_score(literal)
    nearest = float(literal)
    higher = max(loaded, nearest)
    lower = min(loaded, nearest)
    return unigram([["<unk>", -50.0], ["a", "HIGHER"], ["b", 0.0], ["ab", "LITERAL"],
                    ["c", "LOWER"], ["d", 0.0], ["cd", "LITERAL"]]).replace(
        '"LITERAL"', literal).replace('"HIGHER"', spelled(higher)).replace(
        '"LOWER"', spelled(lower))


def loaded_score(literal):
    text = unigram([["<unk>", -50.0], ["a", "LITERAL"]]).replace('"LITERAL"', literal)
    return json.loads(oracle.Tokenizer.from_str(text).to_str())["model"]["vocab"][1][1]


def spelled(value):
    """A way to write a double that the library reads as that double."""
    digits = [f"{value:.{count}f}" for count in range(10, 18)] + [repr(value)]
    return next(text for text in digits if loaded_score(text) == value)


def adding_tokens():
    lowercase = {"type": "Lowercase"}
    yield 10, "a normalized token is decoded as its normal form", echo(
        normalizer=lowercase, added_tokens=[added("Hello", normalized=True)]), \
        texts("Hello hello HELLOx") + decode([1, 1])
    yield 10, "a normalizer that prepends makes the token longer", echo(
        normalizer={"type": "Prepend", "prepend": "_"},
        added_tokens=[added("ab", normalized=True)]), texts("ab", "xab", "x_ab") + decode([1])
    yield 11, "a special token whose normal form differs is not skipped", echo(
        normalizer=lowercase, added_tokens=[added("<S>", normalized=True, special=True)]), \
        texts("a<S>b<s>") + decode([1], [1, 1])
    yield 12, "two tokens that normalize alike: the id differs from load to load", echo(
        normalizer=lowercase, added_tokens=[
            added("X", normalized=True), added("x", normalized=True)]), \
        [{"text": "x", "any_of": True}]
    yield 13, "a match that is not taken hides the ones inside it", echo(added_tokens=[
        added("abc", single_word=True), added("b")]), texts("xabcx", "abc", "xb")
    yield 13, "special tokens that are not recognised hide them too", echo(added_tokens=[
        added("<ab>", special=True), added("ab")]), texts(
        "<ab>ab", {"text": "<ab>ab", "encode_special_tokens": True})
    yield 14, "white space that rstrip takes is matched again", echo(added_tokens=[
        added("<m>", rstrip=True), added(" ")]), texts("<m>   b", "a<m> ", " <m>")
    yield 15, "special tokens in the text are not marked as special", words(
        "?", "[CLS]", "a", added_tokens=[added("[CLS]", special=True)],
        post_processor=template("[CLS] $A", "[CLS] $A $B", {"[CLS]": 1})), texts("[CLS] a")
    yield 16, "a token that was special stays so when it is added again", echo(added_tokens=[
        added("<s>", special=True), added("<s>", special=False, lstrip=True)]), \
        texts("a <s>", {"text": "a <s>", "encode_special_tokens": True}) + decode([1])
    yield 17, "what single_word takes for a letter", echo(added_tokens=[
        added("ab", single_word=True)]), texts(
        *(f"ab{after}" for after in ("", " ", "\u200d", "\u200c", "\u0301", "_", "1", "²", "①", "ⓐ",
                                    "½", "Ⅷ", "-", "é", "漢", "‿", "\U0001f3fd")),
        "xab", "²ab", "\u0301ab")


def normalizing():
    yield 18, "a composed character covers its base alone", echo(
        normalizer={"type": "NFC"}, pre_tokenizer=split(".")), texts("e\u0301a", "e\u0301\u0301")
    yield 19, "a replacement stands where the match ends", echo(
        normalizer={"type": "Replace", "pattern": {"String": "ab"}, "content": "X"},
        pre_tokenizer=split(".")), texts("abcab", "ab")
    caret = {"type": "Replace", "pattern": {"Regex": "^"}, "content": "_"}
    yield 20, "an insertion at the start breaks the next normalizer", echo(
        normalizer=sequence("normalizers", caret, {"type": "Lowercase"}),
        pre_tokenizer=split(".")), texts("AB", "é")
    yield 20, "and is fine by itself", echo(normalizer=caret, pre_tokenizer=split(".")), \
        texts("AB", "a\nb")
    yield 21, "prepending nothing takes the place of the first character", echo(
        normalizer={"type": "Prepend", "prepend": ""}, pre_tokenizer=split(".")), texts("ab", "é")
    yield 22, "without an unknown token characters are lost, and offsets with them", bpe(
        ["a", "b"]), texts("aéb", "é", "ébéa")
    yield 23, "StripAccents does not decompose", echo(normalizer={"type": "StripAccents"}), texts(
        "é", "e\u0301", "\u0301", "ก็")
    bert = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
            "strip_accents": True, "lowercase": False}
    yield 23, "BertNormalizer knows Unicode 8, and has a hole among the ideographs", echo(
        normalizer=bert), texts("a\U0001e944b", "a\u1734b", "\U0002b81f\U0002b820\U0002b920",
                                "a\u0085b", "a\u00adb", "a\u3000b", "é漢字")
    yield 24, "NFKC knows Unicode 9", echo(normalizer={"type": "NFKC"}), texts(
        "\u32ff", "\U0001f16c", "㍿", "ﬁ", "\u1dfa\u0323")


def pre_tokenizing():
    yield 25, "UnicodeScripts drops the spaces at the start", echo(
        pre_tokenizer={"type": "UnicodeScripts"}), texts(
        " abc 漢字", "   ", "abc1", "a\u0301b", "ひらカタ漢ー", "  ")
    yield 26, "Metaspace looks whether text was cut off at the start", echo(
        normalizer={"type": "Strip", "strip_left": True, "strip_right": True},
        pre_tokenizer=metaspace("first")), texts("  a b", "a b", " a")
    yield 26, "Metaspace always prepends after a special token as well", echo(
        pre_tokenizer=metaspace("always"), added_tokens=[added("<s>", special=True)]), texts(
        "a<s>b", "<s> a", "<s><s>a")
    yield 26, "Metaspace first does not", echo(
        pre_tokenizer=metaspace("first"), added_tokens=[added("<s>", special=True)]), texts(
        "a<s>b", "<s>a", {"words": ["a", "b c"]})
    yield 27, "ByteLevel puts its space before every part", echo(
        pre_tokenizer=dict(GPT2, add_prefix_space=True),
        added_tokens=[added("<s>", special=True)]), texts("a<s>b", "\tHi", " a", "<s>")
    yield 28, "Digits after ByteLevel cuts inside characters", echo(
        pre_tokenizer=sequence("pretokenizers", GPT2,
                               {"type": "Digits", "individual_digits": False})), texts(
        "岳", "²", "a12½")
    yield 29, "an interval followed by + repeats, and $ matches at every line's end", echo(
        pre_tokenizer=split(r"\p{N}{1,3}+")), texts("12345678 1")
    yield 29, "$ at the ends of lines", echo(pre_tokenizer=split(r"\s+$")), texts(
        "a \nb \n", "a  ", "a\n\n")
    yield 30, "the class of letters differs inside and outside of brackets", echo(
        pre_tokenizer=split(r"\w+")), texts("a²b½c", "ªµº·¹")
    yield 30, "inside", echo(pre_tokenizer=split(r"[\w]+")), texts("a²b½c", "ªµº·¹")
    yield 30, "ignoring case goes beyond ASCII", echo(pre_tokenizer=split("(?i:'s)")), texts(
        "a'ſ", "a'S", "a's")
    yield 30, "and from two letters to one", echo(pre_tokenizer=split("(?i:ss)")), texts(
        "aßb", "aSsb", "aẞb", "ſs")
    special = [added("<s>", special=True)]
    yield 31, "looking back ends at added tokens", echo(
        pre_tokenizer=split("(?<=a)b"), added_tokens=special), texts("a<s>b", "ab")
    yield 31, "and so does looking ahead", echo(
        pre_tokenizer=split(r"\s+(?!\S)|\s+"), added_tokens=special), texts("a  <s>b", "a  b")
    yield 32, "a pattern that needs too many steps", echo(pre_tokenizer=split("(x+x+)+y")), texts(
        "x" * 40, "xxxy")


def modelling():
    yield 33, "an unknown piece of Unigram keeps its text", unigram(
        [["<unk>", 0.0], ["a", -1.0]]), texts("axya", "xy")
    yield 33, "an unknown token of the others does not", bpe(
        ["<unk>", "a"], [], {"unk_token": "<unk>"}), texts("axya")
    fallback = [["<unk>", 0.0], ["a", -1.0], ["<0xC3>", -2.0], ["<0xA9>", -2.0], ["<0xA8>", -2.0]]
    yield 34, "every byte of a run has the offsets of the whole run", unigram(
        fallback, byte_fallback=True), texts("aéèa", "é", "aéüa")
    yield 35, "Unigram needs unk_id even where bytes would do", unigram(
        fallback, unk_id=None, byte_fallback=True), texts("aéa", "a")
    tokens = ["<unk>", "a", "b", "<0xC3>", "<0xA8>"]
    options = {"unk_token": "<unk>", "byte_fallback": True}
    yield 36, "BPE writes bytes before an unknown token that was due", bpe(
        tokens, [], options), texts("aéèb", "éè", "aéb")
    yield 36, "with fused unknown tokens", bpe(
        tokens, [], dict(options, fuse_unk=True)), texts("aéèb", "éèéé")
    suffix = ["<unk>", "a", "a</w>", "<0xC3>", "<0xA9>", "<0x3C>", "<0x2F>", "<0x77>", "<0x3E>"]
    yield 37, "BPE spells out the suffix in bytes as well", bpe(
        suffix, [], dict(options, end_of_word_suffix="</w>"),
        pre_tokenizer={"type": "WhitespaceSplit"}), texts("aé", "a é a", "éa")
    yield 38, "of equal scores the longest last piece wins", unigram(
        [["<unk>", -10.0], ["a", -1.0], ["b", -1.0], ["c", -1.0], ["ab", -2.0], ["bc", -2.0]]), \
        texts("abc", "ab", "abcabc")
    yield 39, "WordPiece counts characters, and a word of just the limit is fine", file(
        {"type": "WordPiece", "vocab": {"[UNK]": 0, "é": 1, "##é": 2}, "unk_token": "[UNK]",
         "continuing_subword_prefix": "##", "max_input_chars_per_word": 3},
        pre_tokenizer={"type": "WhitespaceSplit"}), texts("ééé", "éééé", "éé é")


def finishing():
    tokens = ("?", "[CLS]", "[SEP]", "a", "b", "c", "d", "e", "f")
    ends = template("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", {"[CLS]": 1, "[SEP]": 2})
    yield 40, "without a post-processor padding belongs to sequence 0", words(*tokens), texts(
        {"text": "a b", "padding": pad(4)}, {"text": "a b", "padding": pad(4, direction="Left")})
    yield 40, "with one it does not", words(*tokens, post_processor=ends), texts(
        {"text": "a b", "padding": pad(6)}, {"text": "a b", "padding": pad(6, direction="Left")})
    yield 41, "a length below that of the special tokens cuts nothing", words(
        *tokens, post_processor=ends), texts(
        {"text": "a b c", "truncation": truncate(1)}, {"text": "a b c", "truncation": truncate(0)},
        {"text": "a b c", "pair": "d", "truncation": truncate(2)})
    yield 42, "a stride of the whole length fails", words(*tokens, post_processor=ends), texts(
        {"text": "a b c", "truncation": truncate(4, 2)},
        {"text": "a b c", "truncation": truncate(4, 3)},
        {"text": "a", "truncation": truncate(4, 2)})
    yield 43, "overflow keeps type ids 0 and 1 whatever the template says", words(
        *tokens, post_processor=template("$A:5", "$A:5 $B:7", {})), texts(
        {"text": "a b c", "truncation": truncate(1)},
        {"text": "a b", "pair": "c d", "truncation": truncate(2)})
    yield 44, "where special tokens take all the room, everything overflows", words(
        *tokens, post_processor=ends), texts(
        {"text": "a b c", "truncation": truncate(2)},
        {"text": "a b c", "pair": "d e", "truncation": truncate(3)})
    yield 45, "the overflow of a pair is every window with every window", words(*tokens), texts(
        {"text": "a b c", "pair": "d e f", "truncation": truncate(2)},
        {"text": "a b c", "pair": "d e f", "truncation": truncate(4, 1)})
    yield 45, "with special tokens", words(*tokens, post_processor=ends), texts(
        {"text": "a b c", "pair": "d e f", "truncation": truncate(5)})
    yield 46, "encode_batch_fast has ids alone, as our ids(of:)", words(*tokens), []


def decoding():
    yield 47, "the ByteLevel decoder takes an added é for a byte", bpe(
        ["Ġ", "a"], pre_tokenizer=GPT2, decoder=GPT2, added_tokens=[
            added("é"), added("日本"), added("x y"), added("Ġq")]), decode(
        [2], [3], [4], [5], [1, 2, 1], [0, 3])
    yield 48, "the Metaspace decoder deletes every ▁ of the first token", words(
        "?", "▁▁Hey▁x", "▁you", decoder=metaspace()), decode([1, 2], [2, 1], [1])
    yield 48, "unless its scheme is never", words(
        "?", "▁▁Hey▁x", "▁you", decoder=metaspace("never")), decode([1, 2])
    fallback = words("?", "<0xE2>", "<0x82>", "<0xAC>", "a", "<0x+1>", "<0xff>",
                     decoder={"type": "ByteFallback"})
    yield 49, "a run of bytes that is not UTF-8 is lost byte by byte", fallback, decode(
        [1, 2, 3], [1, 2], [1, 2, 4, 3], [4, 1, 2, 3, 1, 4], [5], [6, 4])
    wordpiece = {"type": "WordPiece", "prefix": "##", "cleanup": True}
    yield 50, "WordPiece tidies up each token by itself", words(
        "?", "do", "not", "a .", "##b", "'", "n't", "x do not y", decoder=wordpiece), decode(
        [1, 2], [1, 3], [4, 4], [1, 6], [3], [7], [5, 1, 5])
    for cleanup in (True, False):
        yield 51, f"CTC with cleanup {cleanup}", words(
            "<pad>", "|", "a", "b", "a<pad>", decoder={
                "type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|",
                "cleanup": cleanup}), decode([2, 2, 0, 2, 1, 3, 3], [1, 1], [4, 4, 0, 2], [0])
    yield 52, "the Strip decoder fails on tokens that are too short", words(
        "?", " ", "a", "  a  ", " a", decoder={
            "type": "Strip", "content": " ", "start": 1, "stop": 1}), decode(
        [3], [4], [2], [1], [2, 3])
    yield 53, "a stream waits while the text ends in U+FFFD, and gives up where a prefix changes", \
        words("?", "<0xC3>", "<0xA9>", "<0xFF>", "x", "�", decoder=sequence(
            "decoders", {"type": "ByteFallback"}, {"type": "Fuse"})), decode(
            [1, 2, 4], [1, 4], [1, 2, 3, 1, 2, 4], [5, 4], [4, 5], [1, 2, 1, 2])
    yield 53, "a stream without a decoder", words("?", "a", "b"), decode([1, 2, 1])
    yield 54, "all of the overflow is there", words("?", "a", "b", "c"), texts(
        {"text": "a b c a b c a b c", "truncation": truncate(2, 1)},
        {"text": "a b c a b c a b c", "truncation": truncate(4, 1, direction="Left")})


PARTS = [loading, adding_tokens, normalizing, pre_tokenizing, modelling, finishing, decoding]
