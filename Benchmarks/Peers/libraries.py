"""How each library is loaded and called: its flattest batch call, without special tokens.

A function takes the path of a tokenizer.json and returns a call from a list of texts to ids in any
form that `flat` knows; it raises for what the library cannot load.
"""

from pathlib import Path

# What to import before the clock starts; the first batch of gigatoken would wait for awkward.
MODULES = {
    "hugging_face": ["tokenizers"], "hugging_face_next": ["tokenizers"],
    "gigatoken": ["gigatoken", "awkward"], "snaptokens": ["snaptokens"],
    "fastokens": ["fastokens"], "tokie": ["tokie"], "splintr": ["splintr"],
    "kitoken": ["kitoken"], "iree": ["iree.tokenizer"], "quicktok": ["quicktok"],
    "bpe_openai": ["bpe_openai"], "tiktoken": ["tiktoken"],
}


def hugging_face(path):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda texts: tokenizer.encode_batch_fast(texts, add_special_tokens=False)


def hugging_face_next(path):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    return lambda texts: tokenizer.encode_batch(
        texts, add_special_tokens=False, padding=None, truncation=None)


def gigatoken(path):
    import gigatoken

    tokenizer = gigatoken.Tokenizer.from_json(Path(path).read_bytes())
    return lambda texts: tokenizer.encode_batch(texts, parallel=False)


def snaptokens(path):
    import snaptokens

    tokenizer = snaptokens.Tokenizer.from_file(path)
    return lambda texts: tokenizer.encode_batch_flat(texts, add_special_tokens=False)


def fastokens(path):
    import fastokens

    tokenizer = fastokens.Tokenizer.from_file(path)
    return lambda texts: tokenizer.encode_batch_flat(texts, add_special_tokens=False)


def tokie(path):
    import tokie

    tokenizer = tokie.Tokenizer.from_json(path)
    return lambda texts: tokenizer.encode_batch_flat(texts, add_special_tokens=False)


def splintr(path):
    import splintr

    return splintr.from_json(path).encode_batch_flat


def kitoken(path):
    import kitoken

    tokenizer = kitoken.Kitoken.from_tokenizers_file(path)
    return lambda texts: tokenizer.encode_all(texts, True)


def iree(path):
    from iree.tokenizer import Tokenizer

    return Tokenizer.from_file(path).encode_batch_to_array


def quicktok(path):
    """Its own copy of the vocabulary, as it does not read tokenizer.json itself."""
    import quicktok

    names = {"llama3": "llama3", "qwen3": "qwen3", "gpt-oss": "o200k_harmony"}
    tokenizer = quicktok.get_encoding(names[Path(path).parent.name])
    return lambda texts: tokenizer.encode_batch(texts, 1, True)


def bpe_openai(path):
    """Its own copy of the vocabulary, as it does not read tokenizer.json."""
    import bpe_openai

    tokenizer = bpe_openai.get_encoding({"gpt-oss": "o200k_base"}[Path(path).parent.name])
    return lambda texts: tokenizer.encode_ordinary_batch(texts, num_threads=1)


def tiktoken(path):
    """Of vocabularies in the order of their merges, which it takes as ranks."""
    import json

    import tiktoken

    # GPT-2's stands in no file: it is built into the pre-tokenizer.
    patterns = {
        "gpt2": r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"}
    file = json.loads(Path(path).read_text())
    name = Path(path).parent.name
    if name not in ("gpt2", "llama3", "qwen3", "gpt-oss"):
        raise ValueError("no list of ranks")
    pattern = patterns.get(name) or next(
        stage["pattern"]["Regex"] for stage in file["pre_tokenizer"]["pretokenizers"]
        if stage["type"] == "Split")
    added = {token["content"]: token["id"] for token in file["added_tokens"]}
    values = byte_characters()
    ranks = {
        bytes(values[character] for character in token): rank
        for token, rank in file["model"]["vocab"].items() if token not in added}
    tokenizer = tiktoken.Encoding(
        name, pat_str=pattern, mergeable_ranks=ranks, special_tokens=added)
    return lambda texts: tokenizer.encode_ordinary_batch(texts, num_threads=1)


def byte_characters():
    """The byte that each character of a byte-level vocabulary stands for."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {
        chr(256 + number): byte for number, byte in enumerate(others)}


def flat(answer):
    """All ids in order as little-endian 32-bit numbers, whatever form a library gives them in."""
    import numpy

    if isinstance(answer, tuple):
        ids = answer[0]
        return ids if isinstance(ids, bytes) else numpy.asarray(ids, dtype="<u4").tobytes()
    if hasattr(answer, "layout"):
        import awkward

        return numpy.asarray(awkward.flatten(answer), dtype="<u4").tobytes()
    return b"".join(
        numpy.asarray(getattr(one, "ids", one), dtype="<u4").tobytes() for one in answer)
