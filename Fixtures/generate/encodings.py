"""Makes what follows the model: `python3 Fixtures/generate/encodings.py [--check]`.

Writes Fixtures/stages/post_processors.json, truncation.json, padding.json, queries.json and
streams.json. Tokenizers are tiny and written out in the rows; the answers are those of tokenizers
0.23.3. --check compares with what is committed and changes nothing.
"""

import itertools
import json
import random
import sys

import oracle
from generate import FIXTURES, compact
from tokenizers import Tokenizer
from tokenizers.decoders import DecodeStream

WORDS = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "a", "b", "c", "d", "e", "f", "é", "日", "Ġ", "Ġa", "ĠĠb"]
VOCABULARY = {word: id for id, word in enumerate(WORDS)}


def tokenizer(**parts):
    document = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": None, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": VOCABULARY, "unk_token": "[UNK]"},
    }
    document.update(parts)
    return document


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def attempt(body):
    """What `body` gives, or None where the library raises or panics."""
    try:
        return body()
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        return None


def answer(loaded, inputs, special):
    words = isinstance(inputs[0][0], list)
    pairs = [tuple(item) if len(item) > 1 else item[0] for item in inputs]
    encodings = attempt(lambda: loaded.encode_batch(
        pairs, is_pretokenized=words, add_special_tokens=special))
    case = {"inputs": inputs, "special": special}
    if encodings is None:
        return dict(case, error=True)
    return dict(case, encodings=[compact(oracle.record(encoding)) for encoding in encodings])


def row(name, document, cases):
    text = dumps(document)
    loaded = Tokenizer.from_str(text)
    return {"name": name, "tokenizer": text,
            "cases": [answer(loaded, inputs, special) for inputs, special in cases]}


# --- Post-processors ------------------------------------------------------------------------------

def sequence(id, type_id):
    return {"Sequence": {"id": id, "type_id": type_id}}


def special(id, type_id=0):
    return {"SpecialToken": {"id": id, "type_id": type_id}}


TOKENS = {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
          "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]},
          "two": {"id": "two", "ids": [1, 77], "tokens": ["one", "é two"]}}


def template(single, pair):
    return {"type": "TemplateProcessing", "single": single, "pair": pair,
            "special_tokens": TOKENS}


def byte_level(trim, prefix):
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": trim,
            "use_regex": True}


def roberta(trim, prefix):
    return {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 1],
            "trim_offsets": trim, "add_prefix_space": prefix}


def chain(*processors):
    return {"type": "Sequence", "processors": list(processors)}


BERT = {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]}
BERT_TEMPLATE = template(
    [special("[CLS]"), sequence("A", 0), special("[SEP]")],
    [special("[CLS]"), sequence("A", 0), special("[SEP]"), sequence("B", 1), special("[SEP]", 1)])
PROCESSORS = {
    "none": None,
    "Bert": BERT,
    "Bert with Roberta's fields": dict(roberta(True, True), type="BertProcessing"),
    "Roberta": roberta(False, False),
    "template": BERT_TEMPLATE,
    "template with other type ids": template(
        [special("two", 3), sequence("A", 5)],
        [sequence("B", 7), special("two", 8), sequence("A", 9)]),
    "template with $A twice": template(
        [sequence("A", 1), special("[SEP]", 2), sequence("A", 3)],
        [sequence("A", 1), sequence("B", 2), sequence("A", 3)]),
    "template without $B": template([sequence("A", 0)], [special("[CLS]"), sequence("A", 0)]),
    "template with nothing": template([], []),
    "template with $B for one text": template([sequence("B", 0)], [sequence("B", 1)]),
    "template with an unknown name": template(
        [special("[BOS]"), sequence("A", 0)], [sequence("A", 0), special("[BOS]")]),
    "no processor in a sequence": chain(),
    "ByteLevel, template": chain(byte_level(True, False), BERT_TEMPLATE),
    "Bert, Bert": chain(BERT, BERT),
    "template, Bert": chain(BERT_TEMPLATE, BERT),
    "template, template": chain(BERT_TEMPLATE, BERT_TEMPLATE),
    "Roberta, Bert": chain(roberta(True, False), BERT),
}
INPUTS = [[["a b"]], [[""]], [["a b c d e f"]], [["a b", "é c"]], [["", "日"]],
          [["a b c d", "d e f g"]], [[["a b", "é"]]], [[["a", "", "b c"], ["日"]]]]


def post_processors():
    for name, processor in PROCESSORS.items():
        cases = list(itertools.product(INPUTS, [True, False]))
        yield row(name, tokenizer(post_processor=processor), cases)
        cut = {"max_length": 6, "strategy": "LongestFirst", "stride": 1, "direction": "Right"}
        long = [(INPUTS[2], True), (INPUTS[5], True), (INPUTS[5], False)]
        yield row(f"{name}, cut", tokenizer(post_processor=processor, truncation=cut), long)
    yield from trimming()


def trimming():
    """Texts that are white space and little else, cut so that tokens keep it."""
    texts = [" a", "  a", " a  b ", "é  é ", "\t a\u00a0\u3000", "   ", "a\n\n", "Ġ a", " Ġé日 "]
    cases = [([[text]], True) for text in texts]
    cases += [([[texts[2], texts[3]]], True), ([[[texts[1], texts[4], "a"], [texts[0]]]], True)]
    pieces = {"Isolated": {"type": "Split", "pattern": {"Regex": "\\s*\\S\\s*"},
                           "behavior": "Isolated", "invert": False},
              "ByteLevel": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True,
                            "use_regex": True}}
    for make, (cut, pre), trim, prefix in itertools.product(
            [byte_level, roberta], pieces.items(), [True, False], [True, False]):
        if not trim and (prefix or cut == "ByteLevel"):
            continue
        processor = make(trim, prefix)
        name = f"{processor['type']} trim {trim}, prefix {prefix}, {cut}"
        texts = sorted({text for item, _ in cases for part in item[0]
                        for text in ([part] if isinstance(part, str) else part)})
        yield row(name, tokenizer(
            pre_tokenizer=pre, post_processor=processor,
            model={"type": "WordLevel", "vocab": pieces_of(pre, texts), "unk_token": "[UNK]"}),
            cases)


def pieces_of(pre, texts):
    loaded = Tokenizer.from_str(dumps(tokenizer(pre_tokenizer=pre)))
    found = {piece for text in texts for piece, _ in loaded.pre_tokenizer.pre_tokenize_str(text)}
    return {"[UNK]": 0, **{piece: 100 + id for id, piece in enumerate(sorted(found))}}


# --- Truncation and padding -----------------------------------------------------------------------

def truncation():
    generator = random.Random(23)
    texts = [[["a b c d e f a b"]], [["a b c d e", "f é 日"]], [["a", "b c d e f"]],
             [["a b c", "d e f"]]]
    options = list(itertools.product(
        [0, 1, 2, 3, 4, 5, 6, 8, 9, 20], ["LongestFirst", "OnlyFirst", "OnlySecond"], [0, 1, 3],
        ["Right", "Left"], ["none", "Bert", "ByteLevel, template"]))
    for length, strategy, stride, direction, processor in generator.sample(options, 110):
        cut = {"max_length": length, "strategy": strategy, "stride": stride,
               "direction": direction}
        yield row(f"{length} {strategy} stride {stride} {direction}, {processor}",
                  tokenizer(truncation=cut, post_processor=PROCESSORS[processor]),
                  [(item, True) for item in texts if len(item[0]) > 1 or length < 9])


def padding():
    generator = random.Random(24)
    batches = [[["a b c"]], [["a"], ["a b c"], ["d", "e f"]], [[""]]]
    options = list(itertools.product(
        ["BatchLongest", {"Fixed": 0}, {"Fixed": 3}, {"Fixed": 7}], ["Left", "Right"],
        [None, 0, 1, 4], [("[PAD]", 3, 0), ("é", 9, 2)], ["none", "Bert", "template"],
        [None, 4]))
    for strategy, direction, multiple, (token, id, type_id), processor, length in generator.sample(
            options, 90):
        pad = {"strategy": strategy, "direction": direction, "pad_to_multiple_of": multiple,
               "pad_id": id, "pad_type_id": type_id, "pad_token": token}
        cut = length and {"max_length": length, "strategy": "LongestFirst", "stride": 0,
                          "direction": "Right"}
        yield row(f"{dumps(strategy)} {direction} multiple {multiple} {token}, {processor}, "
                  f"cut {length}",
                  tokenizer(padding=pad, truncation=cut, post_processor=PROCESSORS[processor]),
                  [(batch, True) for batch in batches])


# --- Queries --------------------------------------------------------------------------------------

def queries():
    pad = {"strategy": {"Fixed": 9}, "direction": "Left", "pad_to_multiple_of": None,
           "pad_id": 3, "pad_type_id": 0, "pad_token": "[PAD]"}
    split = {"type": "Split", "pattern": {"Regex": "é|日"}, "behavior": "Isolated",
             "invert": False}
    for name, pre, processor, padding in [
            ("words", {"type": "Whitespace"}, None, None),
            ("words with special tokens", {"type": "Whitespace"}, BERT_TEMPLATE, None),
            ("padding in front", {"type": "Whitespace"}, BERT, pad),
            ("pieces", split, BERT_TEMPLATE, None)]:
        document = tokenizer(pre_tokenizer=pre, post_processor=processor, padding=padding)
        loaded = Tokenizer.from_str(dumps(document))
        cases = []
        for inputs in [["a éb 日"], ["é日 a", "b  c é"], ["", "a"], [["a b", "é c"], ["日 a"]]]:
            encoding = loaded.encode(*inputs, is_pretokenized=isinstance(inputs[0], list))
            cases.append({"inputs": [inputs], **answers_of(encoding)})
        yield {"name": name, "tokenizer": dumps(document), "cases": cases}


def answers_of(encoding):
    positions = range(len(encoding.ids) + 2)
    return {
        "token_to_sequence": [encoding.token_to_sequence(position) for position in positions],
        "token_to_word": [encoding.token_to_word(position) for position in positions],
        "token_to_chars": [encoding.token_to_chars(position) for position in positions],
        "char_to_token": [[encoding.char_to_token(position, number) for position in range(12)]
                          for number in range(2)],
        "char_to_word": [[encoding.char_to_word(position, number) for position in range(12)]
                         for number in range(2)],
        "word_to_tokens": [[encoding.word_to_tokens(word, number) for word in range(6)]
                           for number in range(2)],
        "word_to_chars": [[encoding.word_to_chars(word, number) for word in range(6)]
                          for number in range(2)],
    }


# --- Streams --------------------------------------------------------------------------------------

STREAM_TOKENS = ["a", "b", "▁a", "▁", "##c", "do", ".", "x</w>", "\ufffd", "é", "日本", "Ġq", "<pad>",
                 "|", "Ã", "©", "æ", "Ĺ", "¥", "<0xC3>", "<0xA9>", "<0xFF>", "<0x41>", "<0xE6>",
                 "<0x97>", "<0xA5>"]


def replace(pattern, content):
    return {"type": "Replace", "pattern": {"String": pattern}, "content": content}


DECODERS = {
    "none": None,
    "ByteLevel": byte_level(True, True),
    "Llama": {"type": "Sequence", "decoders": [
        replace("▁", " "), {"type": "ByteFallback"}, {"type": "Fuse"},
        {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
    "ByteFallback": {"type": "ByteFallback"},
    "WordPiece": {"type": "WordPiece", "prefix": "##", "cleanup": True},
    "Metaspace": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
                  "split": True},
    "CTC": {"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": True},
    "BPEDecoder": {"type": "BPEDecoder", "suffix": "</w>"},
}
ADDED = [{"id": 26, "content": "<s>", "single_word": False, "lstrip": False, "rstrip": False,
          "normalized": False, "special": True},
         {"id": 27, "content": "x y", "single_word": False, "lstrip": False, "rstrip": False,
          "normalized": False, "special": False}]


def streams():
    generator = random.Random(25)
    number = {token: id for id, token in enumerate(STREAM_TOKENS)}
    broken = [number[token] for token in ["Ã", "©", "<0xC3>", "<0xA9>", "<0xFF>", "\ufffd"]]
    for name, decoder in DECODERS.items():
        document = tokenizer(decoder=decoder, added_tokens=ADDED, model={
            "type": "WordLevel", "vocab": number, "unk_token": "a"})
        loaded = Tokenizer.from_str(dumps(document))
        cases = []
        for length in [1, 4, 9, 20, 60, 60, 90, 90]:
            ids = [generator.randrange(29) for _ in range(length)]
            if length > 20:
                start = generator.randrange(10)
                ids[start:start + 45] = [generator.choice(broken) for _ in range(45)]
            for skip in [True, False]:
                for prompt in [[], ids[:3]] if length == 20 else [[]]:
                    cases.append({"prompt": prompt, "ids": ids, "skip": skip,
                                  "chunks": chunks(loaded, prompt, ids, skip)})
        yield {"name": name, "tokenizer": dumps(document), "cases": cases}


def chunks(loaded, prompt, ids, skip):
    """The chunks, null for a step without one; an error ends them with false."""
    stream = DecodeStream(ids=prompt, skip_special_tokens=skip)
    result = []
    for id in ids:
        try:
            result.append(stream.step(loaded, id))
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            return result + [False]
    return result


# --- Files ----------------------------------------------------------------------------------------

def main():
    oracle.require_version()
    oracle.silence_panics()
    stale = []
    for make in [post_processors, truncation, padding, queries, streams]:
        path = FIXTURES / "stages" / f"{make.__name__}.json"
        text = "[\n" + ",\n".join(dumps(item) for item in make()) + "\n]\n"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        raise SystemExit("differ from what the wheel answers: " + ", ".join(stale))


if __name__ == "__main__":
    main()
