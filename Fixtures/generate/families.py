"""The small tokenizers that are committed: one of every family, trained on our own texts.

Each function returns (tokenizer, trainer, finish); `finish` edits the JSON after training, where
a file form is wanted that today's library no longer writes.
"""

import collections
import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers, processors, trainers

import charsmap

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent / "corpora"

CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|"
          r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
O200K = (rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
         rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
         r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
HAN_KANA = "[一-龥\u3040-ゟ゠-ヿ]+"
PUNCTUATED = ("[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?"
              "[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+")
CLIP = (r"<\|start\|>|<\|end\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


def lines():
    return [line for path in sorted(CORPORA.glob("*.txt"))
            for line in path.read_text(encoding="utf-8").split("\n") if line]


def common_lines(characters):
    """The lines written with the most frequent characters alone: Unigram must keep every one."""
    counts = collections.Counter("".join(lines()))
    known = {character for character, _ in counts.most_common(characters)}
    return [line for line in lines() if known.issuperset(line)]


def bpe(vocab_size, **options):
    return trainers.BpeTrainer(vocab_size=vocab_size, show_progress=False, **options)


def byte_bpe(vocab_size, **options):
    return bpe(vocab_size, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), **options)


def unigram(vocab_size, **options):
    return trainers.UnigramTrainer(vocab_size=vocab_size, show_progress=False, **options)


def split_then_bytes(*patterns, behavior="isolated"):
    splits = [pre_tokenizers.Split(Regex(pattern), behavior) for pattern in patterns]
    return pre_tokenizers.Sequence(
        splits + [pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def special(*contents):
    return [AddedToken(content, special=True, normalized=False) for content in contents]


def template(tokenizer, single, pair, *names):
    tokenizer.post_processor = processors.TemplateProcessing(
        single=single, pair=pair,
        special_tokens=[(name, tokenizer.token_to_id(name)) for name in names])


# --- byte-level BPE -------------------------------------------------------------------------


def default():
    """The tokenizer that ships with the package: byte-level BPE as GPT-2 has it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(1500, special_tokens=["<|endoftext|>"]), None


def bytelevel_cl100k():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = split_then_bytes(CL100K)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|fim|>", "<|fim_middle|>"]
    return tokenizer, byte_bpe(900, special_tokens=special(*names)), None


def bytelevel_o200k_bos():
    """Llama-3 like: ignore_merges, a begin token from a Sequence of processors, reserved tokens."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = split_then_bytes(O200K)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<|begin|>", "<|end|>"] + [f"<|reserved_{index}|>" for index in range(60)]

    def finish(tokenizer):
        begin = tokenizer.token_to_id("<|begin|>")
        tokenizer.post_processor = processors.Sequence([
            processors.ByteLevel(trim_offsets=False),
            processors.TemplateProcessing(
                single="<|begin|> $A", pair="<|begin|> $A <|begin|>:1 $B:1",
                special_tokens=[("<|begin|>", begin)])])
        document = json.loads(tokenizer.to_str())
        # A key whose merges do not lead to it: only ignore_merges finds it whole.
        for word in ("Ġunmergeable", "Ġ灯塔"):
            key = word if word.isascii() else "Ġ" + "".join(
                bytes_to_letters()[byte] for byte in word[1:].encode())
            document["model"]["vocab"][key] = len(document["model"]["vocab"])
        return document

    return tokenizer, byte_bpe(700, special_tokens=special(*names)), finish


def bytelevel_sequence():
    """DeepSeek like: several splits in a row, raw CR and LF inside a pattern."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([])
    tokenizer.pre_tokenizer = split_then_bytes(r"\p{N}{1,3}", HAN_KANA, PUNCTUATED)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<｜User｜>"]
    return tokenizer, byte_bpe(700, special_tokens=special(*names)), None


def bytelevel_digits_after():
    """Falcon like: Digits after ByteLevel cuts inside UTF-8 characters."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.ByteLevel(add_prefix_space=False),
        pre_tokenizers.Digits(individual_digits=False),
        pre_tokenizers.Split(Regex("[0-9][0-9][0-9]"), "isolated")])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(600, special_tokens=[">>TITLE<<", "<|endoftext|>"]), None


def bytelevel_digits_before():
    """StarCoder like: single digits, then the GPT-2 pattern; NFKC and a prefix space."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=True)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(600, special_tokens=["<|endoftext|>"]), None


def bytelevel_roberta():
    """RoBERTa: trimmed offsets, a prefix space, <mask> that takes the space before it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()

    def finish(tokenizer):
        tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False)])
        tokenizer.post_processor = processors.RobertaProcessing(
            ("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=True)
        document = json.loads(tokenizer.to_str())
        # The form of files written before 2020: no model type, merges as lines.
        document["model"] = {"vocab": document["model"]["vocab"],
                             "merges": [" ".join(pair) for pair in document["model"]["merges"]]}
        document["model"]["merges"].insert(0, "#version: 0.2")
        return document

    return tokenizer, byte_bpe(600, special_tokens=["<s>", "<pad>", "</s>", "<unk>"]), finish


def bytelevel_normalizer():
    """Bytes are mapped by the normalizer; the whole text is one piece."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFD(), normalizers.Prepend(" "), normalizers.ByteLevel()])
    tokenizer.decoder = decoders.ByteLevel()

    def finish(tokenizer):
        tokenizer.pre_tokenizer = None
        tokenizer.add_special_tokens(["<end>"])
        tokenizer.add_tokens(["harbour"])
        tokenizer.enable_truncation(40, stride=5, direction="left")
        return json.loads(tokenizer.to_str())

    tokenizer.pre_tokenizer = pre_tokenizers.Split("Ġ", "merged_with_next")
    return tokenizer, byte_bpe(500), finish


def bytelevel_no_alphabet():
    """Only the bytes that the training text has, and no unknown token: others are dropped."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, bpe(300, limit_alphabet=120), None


def clip():
    tokenizer = Tokenizer(models.BPE(unk_token="<|end|>", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(CLIP), "removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()

    def finish(tokenizer):
        tokenizer.add_special_tokens(special("<|start|>", "<|end|>"))
        tokenizer.post_processor = processors.RobertaProcessing(
            ("<|end|>", tokenizer.token_to_id("<|end|>")),
            ("<|start|>", tokenizer.token_to_id("<|start|>")),
            trim_offsets=False, add_prefix_space=False)
        return json.loads(tokenizer.to_str())

    return tokenizer, byte_bpe(800, end_of_word_suffix="</w>"), finish


def bytelevel_added_tokens():
    """Every combination of flags of added tokens, over a normalizer that changes them."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()

    def finish(tokenizer):
        for index in range(32):
            flags = {name: bool(index >> bit & 1) for bit, name in enumerate(
                ("lstrip", "rstrip", "single_word", "normalized"))}
            token = AddedToken(f"[Z{index}]" if index % 3 else f"Wort{index}", **flags)
            (tokenizer.add_special_tokens if index >= 16 else tokenizer.add_tokens)([token])
        for content in ("ab", "abc", "abcd", "bc", "né", "ne\u0301", "É", "日本", " ", "  "):
            tokenizer.add_tokens([AddedToken(content, normalized=content.isascii())])
        tokenizer.add_special_tokens([
            AddedToken("<m>", rstrip=True, normalized=False),
            AddedToken("<MASK>", lstrip=True, rstrip=True, normalized=True)])
        return json.loads(tokenizer.to_str())

    return tokenizer, byte_bpe(400), finish


# --- character-level BPE --------------------------------------------------------------------


def sentencepiece_bpe():
    """Llama-2: Prepend and Replace, no pre-tokenizer, byte fallback, fused unknowns."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")

    def finish(tokenizer):
        tokenizer.pre_tokenizer = None
        template(tokenizer, "<s> $A", "<s> $A <s>:1 $B:1", "<s>")
        return json.loads(tokenizer.to_str())

    trainer = bpe(1000, limit_alphabet=150, special_tokens=["<unk>", "<s>", "</s>"] + BYTES)
    return tokenizer, trainer, lambda tokenizer: without_byte_specials(finish(tokenizer))


def metaspace_bpe():
    """Mistral: Metaspace "first" without a split; some byte tokens are missing."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)])

    def finish(tokenizer):
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
        template(tokenizer, "<s> $A </s>", "<s> $A </s> <s> $B </s>", "<s>", "</s>")
        return without_byte_specials(json.loads(tokenizer.to_str()))

    some = [name for index, name in enumerate(BYTES) if index < 128 or index % 2 == 0]
    trainer = bpe(800, limit_alphabet=120, special_tokens=["<unk>", "<s>", "</s>"] + some)
    return tokenizer, trainer, finish


def gemma_bpe():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])

    def finish(tokenizer):
        tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
        template(tokenizer, "<bos> $A", "<bos> $A <bos>:1 $B:1", "<bos>")
        tokenizer.add_tokens([AddedToken("\n" * count, normalized=False) for count in range(1, 6)]
                             + [AddedToken("▁" * count, normalized=False) for count in (2, 3, 4)])
        return without_byte_specials(json.loads(tokenizer.to_str()))

    names = ["<pad>", "<eos>", "<bos>", "<unk>"] + BYTES
    return tokenizer, bpe(800, limit_alphabet=140, special_tokens=names), finish


def without_byte_specials(document):
    """Byte tokens belong to the vocabulary, not to the added tokens."""
    document["added_tokens"] = [
        token for token in document["added_tokens"] if token["content"] not in BYTES]
    return document


def suffix_bpe():
    """openai-gpt: characters with </w>, accents stripped after NFD."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.BPEDecoder(suffix="</w>")
    trainer = bpe(700, special_tokens=["<unk>"], limit_alphabet=200, end_of_word_suffix="</w>")
    return tokenizer, trainer, None


def prefix_bpe():
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]", continuing_subword_prefix="##"))
    tokenizer.normalizer = normalizers.NFKD()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=False)])
    tokenizer.decoder = decoders.WordPiece(prefix="##", cleanup=True)
    trainer = bpe(700, special_tokens=["[UNK]"], limit_alphabet=150,
                  continuing_subword_prefix="##")
    return tokenizer, trainer, None


def fixed_length():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True))
    tokenizer.pre_tokenizer = pre_tokenizers.FixedLength(4)
    return tokenizer, bpe(500, special_tokens=["<unk>"], limit_alphabet=120), None


def split_contiguous():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"[\s-]"), "contiguous"),
        pre_tokenizers.Punctuation("contiguous")])
    tokenizer.decoder = decoders.Fuse()
    return tokenizer, bpe(400, special_tokens=["<unk>"], limit_alphabet=100), None


def split_merged_previous():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"\s"), "merged_with_previous"),
        pre_tokenizers.Punctuation("merged_with_previous")])
    tokenizer.decoder = decoders.Fuse()
    return tokenizer, bpe(400, special_tokens=["<unk>"], limit_alphabet=100), None


def split_merged_next():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"\d*(?=\s)|\b"), "merged_with_next"),
        pre_tokenizers.Punctuation("merged_with_next")])
    tokenizer.decoder = decoders.Sequence([decoders.Fuse(), decoders.Replace(Regex("<unk>"), "�")])
    return tokenizer, bpe(400, special_tokens=["<unk>"], limit_alphabet=100), None


def split_inverted():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Strip(left=True, right=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"\p{L}+(?:'\p{L}+)*|\p{Nd}+"), "removed", invert=True)

    def finish(tokenizer):
        tokenizer.enable_padding(direction="left", pad_id=0, pad_type_id=3, pad_token="<pad>",
                                 pad_to_multiple_of=8)
        return json.loads(tokenizer.to_str())

    trainer = bpe(400, special_tokens=["<pad>", "<unk>"], limit_alphabet=100)
    return tokenizer, trainer, finish


# --- WordPiece, Unigram, WordLevel ----------------------------------------------------------


def wordpiece():
    """BERT: the classic, as files without a model type have it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()

    def finish(tokenizer):
        template(tokenizer, "[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", "[CLS]", "[SEP]")
        document = json.loads(tokenizer.to_str())
        del document["model"]["type"]
        return document

    return tokenizer, wordpiece_trainer(900), finish


def wordpiece_trainer(size):
    return trainers.WordPieceTrainer(
        vocab_size=size, limit_alphabet=250, show_progress=False,
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])


def wordpiece_truncating():
    """A sentence-embedding model: truncation and padding are stored in the file."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=20))
    tokenizer.normalizer = normalizers.BertNormalizer(
        lowercase=False, strip_accents=True, handle_chinese_chars=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(cleanup=False)

    def finish(tokenizer):
        tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
        tokenizer.enable_truncation(20, stride=4)
        tokenizer.enable_padding(pad_id=0, pad_token="[PAD]", length=20)
        return json.loads(tokenizer.to_str())

    return tokenizer, wordpiece_trainer(700), finish


def unigram_precompiled():
    """T5 and XLM-R, with a charsmap of our own."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.decoder = decoders.Metaspace()

    def finish(tokenizer):
        template(tokenizer, "$A </s>", "$A </s> $B </s>", "</s>")
        tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=True)])
        document = json.loads(tokenizer.to_str())
        document["normalizer"] = {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": charsmap.build(charsmap.MAPPING)},
            document["normalizer"]]}
        return document

    return tokenizer, unigram(900, special_tokens=["<pad>", "</s>", "<unk>"],
                              unk_token="<unk>"), finish


def unigram_normalizers():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Nmt(), normalizers.NFKC(), normalizers.StripAccents(),
        normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.Punctuation(), pre_tokenizers.Metaspace(prepend_scheme="first")])
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="first")
    return tokenizer, unigram(600, special_tokens=["<unk>"], unk_token="<unk>"), None


def unigram_byte_fallback():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Replace(" ", "▁"), normalizers.Replace(Regex("▁{3,}"), "▁▁")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="never")
    tokenizer.decoder = decoders.Sequence([
        decoders.ByteFallback(), decoders.Fuse(), decoders.Replace("▁", " "),
        decoders.Strip(" ", 1, 0)])

    def finish(tokenizer):
        document = without_byte_specials(json.loads(tokenizer.to_str()))
        document["model"]["byte_fallback"] = True
        # Everything from Cyrillic on is taken out so that text meets the bytes.
        for piece in document["model"]["vocab"]:
            if any("а" <= character for character in piece[0].lstrip("▁")):
                piece[0] = f"piece{document['model']['vocab'].index(piece)}"
        return document

    names = ["<unk>", "<s>", "</s>"] + BYTES
    return tokenizer, unigram(900, special_tokens=names, unk_token="<unk>"), finish


def unigram_scripts():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.UnicodeScripts(), pre_tokenizers.Metaspace(replacement="_")])
    tokenizer.decoder = decoders.Metaspace(replacement="_")

    def finish(tokenizer):
        tokenizer.enable_padding(pad_id=0, pad_token="<unk>", pad_type_id=1)
        return json.loads(tokenizer.to_str())

    return tokenizer, unigram(700, special_tokens=["<unk>"], unk_token="<unk>"), finish


def wordlevel():
    tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Strip(), normalizers.NFC()])
    tokenizer.pre_tokenizer = pre_tokenizers.CharDelimiterSplit(" ")

    def finish(tokenizer):
        tokenizer.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
        return json.loads(tokenizer.to_str())

    trainer = trainers.WordLevelTrainer(
        vocab_size=800, show_progress=False, special_tokens=["[UNK]", "[CLS]", "[SEP]", "[PAD]"])
    return tokenizer, trainer, finish


def wordlevel_whitespace():
    """Template with a sequence used twice, and extra words around it."""
    tokenizer = Tokenizer(models.WordLevel(unk_token="?"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()

    def finish(tokenizer):
        template(tokenizer, "<q> $A:2 <a>:5 $A:1", "<q> $B:1 <a>:4 $A:0 <q>:7", "<q>", "<a>")
        tokenizer.enable_truncation(30, stride=3, strategy="longest_first", direction="right")
        return json.loads(tokenizer.to_str())

    trainer = trainers.WordLevelTrainer(
        vocab_size=600, show_progress=False, special_tokens=["?", "<q>", "<a>"])
    return tokenizer, trainer, finish


def wordlevel_ctc():
    """Speech: letters, a word delimiter, and a blank that is also the padding."""
    letters = ["<pad>", "<unk>", "|"] + list("ETAONIHSRDLUMWCFGYPBVK'XJQZ") + ["É", "Ü", "Ñ"]
    tokenizer = Tokenizer(models.WordLevel(
        {letter: index for index, letter in enumerate(letters)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Replace(" ", "|")])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.decoder = decoders.CTC(
        pad_token="<pad>", word_delimiter_token="|", cleanup=True)
    return tokenizer, None, None


ALL = {
    "default": default,
    "bytelevel-cl100k": bytelevel_cl100k,
    "bytelevel-o200k-bos": bytelevel_o200k_bos,
    "bytelevel-sequence": bytelevel_sequence,
    "bytelevel-digits-after": bytelevel_digits_after,
    "bytelevel-digits-before": bytelevel_digits_before,
    "bytelevel-roberta": bytelevel_roberta,
    "bytelevel-normalizer": bytelevel_normalizer,
    "bytelevel-no-alphabet": bytelevel_no_alphabet,
    "bytelevel-suffix-clip": clip,
    "bytelevel-added-tokens": bytelevel_added_tokens,
    "bpe-sentencepiece": sentencepiece_bpe,
    "bpe-metaspace": metaspace_bpe,
    "bpe-gemma": gemma_bpe,
    "bpe-suffix": suffix_bpe,
    "bpe-prefix": prefix_bpe,
    "bpe-fixed-length": fixed_length,
    "bpe-split-contiguous": split_contiguous,
    "bpe-split-merged-previous": split_merged_previous,
    "bpe-split-merged-next": split_merged_next,
    "bpe-split-inverted": split_inverted,
    "wordpiece": wordpiece,
    "wordpiece-truncating": wordpiece_truncating,
    "unigram-precompiled": unigram_precompiled,
    "unigram-normalizers": unigram_normalizers,
    "unigram-byte-fallback": unigram_byte_fallback,
    "unigram-scripts": unigram_scripts,
    "wordlevel": wordlevel,
    "wordlevel-whitespace": wordlevel_whitespace,
    "wordlevel-ctc": wordlevel_ctc,
}


def bytes_to_letters():
    """GPT-2's letter for every byte."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    letters.update({byte: chr(256 + index) for index, byte in enumerate(rest)})
    return letters


def train(folder, names=()):
    """Trains every tokenizer anew; WordPiece and Unigram come out different each time."""
    for name, make in ALL.items():
        if names and name not in names:
            continue
        tokenizer, trainer, finish = make()
        if trainer is not None:
            is_unigram = isinstance(trainer, trainers.UnigramTrainer)
            tokenizer.train_from_iterator(common_lines(500) if is_unigram else lines(), trainer)
        document = finish(tokenizer) if finish else json.loads(tokenizer.to_str())
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        Tokenizer.from_str(text)
        path = folder / name / "tokenizer.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        print(f"{len(text.encode()):8} {name}")
