"""Byte-level BPE: the text becomes bytes, which are written as letters."""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers, processors

from parts import bpe, byte_bpe, bytes_to_letters, special, split_then_bytes

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


def default():
    """The tokenizer that ships with the package: byte-level BPE as GPT-2 has it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(1500, special_tokens=["<|endoftext|>"]), None


def cl100k():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = split_then_bytes(CL100K)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|fim|>", "<|fim_middle|>"]
    return tokenizer, byte_bpe(900, special_tokens=special(*names)), None


def o200k_bos():
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


def sequence():
    """DeepSeek like: several splits in a row, raw CR and LF inside a pattern."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([])
    tokenizer.pre_tokenizer = split_then_bytes(r"\p{N}{1,3}", HAN_KANA, PUNCTUATED)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.decoder = decoders.ByteLevel()
    names = ["<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<｜User｜>"]
    return tokenizer, byte_bpe(700, special_tokens=special(*names)), None


def digits_after():
    """Falcon like: Digits after ByteLevel cuts inside UTF-8 characters."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Punctuation("contiguous"), pre_tokenizers.ByteLevel(add_prefix_space=False),
        pre_tokenizers.Digits(individual_digits=False),
        pre_tokenizers.Split(Regex("[0-9][0-9][0-9]"), "isolated")])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(600, special_tokens=[">>TITLE<<", "<|endoftext|>"]), None


def digits_before():
    """StarCoder like: single digits, then the GPT-2 pattern; NFKC and a prefix space."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.ByteLevel(add_prefix_space=True)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer, byte_bpe(600, special_tokens=["<|endoftext|>"]), None


def roberta():
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


def normalizer():
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


def no_alphabet():
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


def added_tokens():
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
