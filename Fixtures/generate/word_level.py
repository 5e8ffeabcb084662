"""WordPiece, Unigram and WordLevel."""

import json

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers, processors, trainers

import charsmap
from parts import BYTES, template, unigram, without_byte_specials


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
