"""Small tokenizers that show one thing, and what to ask of them."""

import json

GPT2 = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}


def file(model, **fields):
    return json.dumps({"version": "1.0", **fields, "model": model}, ensure_ascii=False)


def words(*tokens, **fields):
    """WordLevel over white space: id = position."""
    model = {"type": "WordLevel", "vocab": {token: id for id, token in enumerate(tokens)},
             "unk_token": tokens[0]}
    return file(model, **{"pre_tokenizer": {"type": "WhitespaceSplit"}, **fields})


def echo(**fields):
    """A Unigram model that knows nothing: its tokens are the pieces as they reach the model."""
    return unigram([["<unk>", 0.0]], **fields)


def unigram(vocab, unk_id=0, byte_fallback=False, **fields):
    return file({"type": "Unigram", "unk_id": unk_id, "vocab": vocab,
                 "byte_fallback": byte_fallback}, **fields)


def bpe(tokens, merges=(), options=None, **fields):
    model = {"type": "BPE", "vocab": {token: id for id, token in enumerate(tokens)},
             "merges": list(merges), **(options or {})}
    return file(model, **fields)


def added(content, id=0, **flags):
    return {"id": id, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": False, **flags}


def split(pattern, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": behavior, "invert": invert}


def metaspace(scheme="always", **more):
    return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": True, **more}


def sequence(kind, *members):
    return {"type": "Sequence", kind: list(members)}


def template(single, pair, tokens):
    def piece(text):
        name, _, type_id = text.partition(":")
        kind = {"SpecialToken": {"id": name, "type_id": int(type_id or 0)}}
        if name.startswith("$"):
            kind = {"Sequence": {"id": name[1:], "type_id": int(type_id or 0)}}
        return kind
    return {"type": "TemplateProcessing", "single": [piece(part) for part in single.split()],
            "pair": [piece(part) for part in pair.split()],
            "special_tokens": {name: {"id": name, "ids": [id], "tokens": [name]}
                               for name, id in tokens.items()}}


def truncate(length, stride=0, strategy="LongestFirst", direction="Right"):
    return {"max_length": length, "stride": stride, "strategy": strategy, "direction": direction}


def pad(length, multiple=None, direction="Right"):
    return {"strategy": {"Fixed": length}, "direction": direction, "pad_to_multiple_of": multiple,
            "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}


def texts(*lines):
    return [line if isinstance(line, dict) else {"text": line} for line in lines]


def decode(*lists):
    return [{"decode": ids} for ids in lists]
