"""What the small tokenizers are put together from."""

from tokenizers import AddedToken, Regex, pre_tokenizers, processors, trainers

BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


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


def without_byte_specials(document):
    """Byte tokens belong to the vocabulary, not to the added tokens."""
    document["added_tokens"] = [
        token for token in document["added_tokens"] if token["content"] not in BYTES]
    return document


def bytes_to_letters():
    """GPT-2's letter for every byte."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in printable]
    letters = {byte: chr(byte) for byte in printable}
    letters.update({byte: chr(256 + index) for index, byte in enumerate(rest)})
    return letters
