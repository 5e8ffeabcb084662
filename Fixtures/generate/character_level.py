"""BPE over characters, with and without bytes for the unknown ones."""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers

from parts import BYTES, bpe, template, without_byte_specials


def sentencepiece():
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


def metaspace():
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


def gemma():
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


def suffix():
    """openai-gpt: characters with </w>, accents stripped after NFD."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.BPEDecoder(suffix="</w>")
    trainer = bpe(700, special_tokens=["<unk>"], limit_alphabet=200, end_of_word_suffix="</w>")
    return tokenizer, trainer, None


def prefix():
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
