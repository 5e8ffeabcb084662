"""What tokenizers 0.23.3 answers, in the words of `tokenize encode --jsonl`.

A line is a string or an object (text, pair, words, pair_words, add_special_tokens,
encode_special_tokens, truncation, padding); an answer is the record of an encoding, or None where
the library raises or panics.
"""

import collections
import hashlib
import json
import os
import sys
from pathlib import Path

import numpy  # noqa: F401 — without it tokenizers panics on every pre-tokenized input
import tokenizers
from tokenizers import Tokenizer
from tokenizers.decoders import DecodeStream

try:
    import orjson
except ImportError:
    orjson = None

VERSION = "0.23.3"
STRATEGIES = {"LongestFirst": "longest_first", "OnlyFirst": "only_first",
              "OnlySecond": "only_second"}
os.environ.setdefault("RUST_BACKTRACE", "0")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def require_version():
    if tokenizers.__version__ != VERSION:
        raise SystemExit(f"tokenizers {tokenizers.__version__} is installed (needed: {VERSION})")


def silence_panics():
    """A Rust panic writes to file descriptor 2, whatever Python does with the exception."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def canonical(value):
    """The bytes that stand for an answer: no spaces, non-ASCII as it is."""
    if orjson is not None:
        return orjson.dumps(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def record(encoding):
    return {
        "ids": encoding.ids, "type_ids": encoding.type_ids, "tokens": encoding.tokens,
        "offsets": encoding.offsets,
        "word_ids": encoding.word_ids, "sequence_ids": encoding.sequence_ids,
        "special_tokens_mask": encoding.special_tokens_mask,
        "attention_mask": encoding.attention_mask,
        "overflowing": [record(part) for part in encoding.overflowing],
    }


def undefined_ids(path):
    """Ids that two vocabulary entries share: which of them is the token differs from load to load."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    vocabulary = document["model"]["vocab"]
    if not isinstance(vocabulary, dict):
        return set()
    return {id for id, count in collections.Counter(vocabulary.values()).items() if count > 1}


def ids_of(case):
    """The ids of a golden case, whichever form it has."""
    return case.get("decode") or case.get("ids") or case.get("encoding", {}).get("ids", [])


class Oracle:
    """One tokenizer. Lines that bring truncation or padding of their own get a second copy."""

    def __init__(self, path):
        self.path = Path(path)
        self.untouched = Tokenizer.from_file(str(path))
        self.adjusted = None
        self.file_truncation = self.untouched.truncation
        self.file_padding = self.untouched.padding

    def answer(self, line):
        """The record for a line, or None where an error is right."""
        try:
            return record(self.encode(line if isinstance(line, dict) else {"text": line}))
        except BaseException as error:  # PanicException is not an Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            return None

    def encode(self, line):
        tokenizer = self.untouched
        if "truncation" in line or "padding" in line:
            tokenizer = self.adjust(line)
        tokenizer.encode_special_tokens = bool(line.get("encode_special_tokens", False))
        special = line.get("add_special_tokens", True)
        if "words" in line:
            return tokenizer.encode(line["words"], line.get("pair_words"), is_pretokenized=True,
                                    add_special_tokens=special)
        return tokenizer.encode(line["text"], line.get("pair"), add_special_tokens=special)

    def adjust(self, line):
        if self.adjusted is None:
            if self.file_truncation is None and self.file_padding is None:
                self.adjusted = self.untouched
            else:
                self.adjusted = Tokenizer.from_file(str(self.path))
        tokenizer = self.adjusted
        tokenizer.no_truncation()
        tokenizer.no_padding()
        try:
            enable_truncation(tokenizer, line.get("truncation", self.file_truncation))
            enable_padding(tokenizer, line.get("padding", self.file_padding))
            return Borrowed(tokenizer, self)
        except BaseException:
            self.restore()
            raise

    def restore(self):
        """Where no copy was needed, the file has neither: back to that."""
        self.adjusted.no_truncation()
        self.adjusted.no_padding()

    def decode(self, ids, skip_special_tokens=True):
        """The text, or None where the library raises."""
        try:
            return self.untouched.decode(ids, skip_special_tokens=skip_special_tokens)
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            return None

    def chunks(self, ids, skip_special_tokens=True):
        """The chunks of a decode stream that are not None, or None where it raises."""
        stream = DecodeStream(skip_special_tokens=skip_special_tokens)
        try:
            steps = [stream.step(self.untouched, id) for id in ids]
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            return None
        return [chunk for chunk in steps if chunk is not None]


class Borrowed:
    """A tokenizer whose options are taken back after one encode."""

    def __init__(self, tokenizer, owner):
        self.__dict__.update(tokenizer=tokenizer, owner=owner)

    def __setattr__(self, name, value):
        setattr(self.tokenizer, name, value)

    def encode(self, *arguments, **options):
        try:
            return self.tokenizer.encode(*arguments, **options)
        finally:
            self.owner.restore()


def enable_truncation(tokenizer, truncation):
    if truncation is None:
        return
    strategy = truncation["strategy"]
    direction = truncation.get("direction", "Right")
    tokenizer.enable_truncation(
        truncation["max_length"], stride=truncation["stride"],
        strategy=STRATEGIES.get(strategy, strategy), direction=direction.lower())


def enable_padding(tokenizer, padding):
    """Accepts the fields of the file as well as those that the library reports."""
    if padding is None:
        return
    strategy = padding.get("strategy")
    length = strategy["Fixed"] if isinstance(strategy, dict) else padding.get("length")
    tokenizer.enable_padding(
        direction=padding["direction"].lower(), pad_id=padding["pad_id"],
        pad_type_id=padding["pad_type_id"], pad_token=padding["pad_token"], length=length,
        pad_to_multiple_of=padding.get("pad_to_multiple_of"))
