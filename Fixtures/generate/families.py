"""The small tokenizers that are committed: one of every family, trained on our own texts.

Each is a function that returns (tokenizer, trainer, finish); `finish` edits the JSON after
training, where a file form is wanted that today's library no longer writes.
"""

import json

from tokenizers import Tokenizer, trainers

import byte_level
import character_level
import texts
import word_level

ALL = {
    "default": byte_level.default,
    "bytelevel-cl100k": byte_level.cl100k,
    "bytelevel-o200k-bos": byte_level.o200k_bos,
    "bytelevel-sequence": byte_level.sequence,
    "bytelevel-digits-after": byte_level.digits_after,
    "bytelevel-digits-before": byte_level.digits_before,
    "bytelevel-roberta": byte_level.roberta,
    "bytelevel-normalizer": byte_level.normalizer,
    "bytelevel-no-alphabet": byte_level.no_alphabet,
    "bytelevel-suffix-clip": byte_level.clip,
    "bytelevel-added-tokens": byte_level.added_tokens,
    "bpe-sentencepiece": character_level.sentencepiece,
    "bpe-metaspace": character_level.metaspace,
    "bpe-gemma": character_level.gemma,
    "bpe-suffix": character_level.suffix,
    "bpe-prefix": character_level.prefix,
    "bpe-fixed-length": character_level.fixed_length,
    "bpe-split-contiguous": character_level.split_contiguous,
    "bpe-split-merged-previous": character_level.split_merged_previous,
    "bpe-split-merged-next": character_level.split_merged_next,
    "bpe-split-inverted": character_level.split_inverted,
    "wordpiece": word_level.wordpiece,
    "wordpiece-truncating": word_level.wordpiece_truncating,
    "unigram-precompiled": word_level.unigram_precompiled,
    "unigram-normalizers": word_level.unigram_normalizers,
    "unigram-byte-fallback": word_level.unigram_byte_fallback,
    "unigram-scripts": word_level.unigram_scripts,
    "wordlevel": word_level.wordlevel,
    "wordlevel-whitespace": word_level.wordlevel_whitespace,
    "wordlevel-ctc": word_level.wordlevel_ctc,
}


def train(folder, names=()):
    """Trains every tokenizer anew; only byte-level BPE and WordLevel come out the same again."""
    for name, make in ALL.items():
        if names and name not in names:
            continue
        tokenizer, trainer, finish = make()
        if trainer is not None:
            is_unigram = isinstance(trainer, trainers.UnigramTrainer)
            tokenizer.train_from_iterator(texts.common_lines(500) if is_unigram else texts.lines(), trainer)
        document = finish(tokenizer) if finish else json.loads(tokenizer.to_str())
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        Tokenizer.from_str(text)
        path = folder / name / "tokenizer.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        print(f"{len(text.encode()):8} {name}")
