"""What is measured: rows of tokenizer and text with the goal of each, and the peers."""

from dataclasses import dataclass

OURS = "this package"


@dataclass(frozen=True)
class Row:
    title: str
    model: str
    corpus: str
    # How many times as fast as the best exact peer we want to be, first pass and later passes.
    goals: tuple[float, float]


LOADING_GOAL = 5
ROWS = [
    Row("GPT-2, English", "gpt2", "english", (2, 1.1)),
    Row("Llama-3, English", "llama3", "english", (2, 1.1)),
    Row("Llama-3, many languages", "llama3", "multilingual", (2.5, 1.3)),
    Row("Qwen-3, Chinese", "qwen3", "zh-cn", (2.5, 1.3)),
    Row("gpt-oss, code", "gpt-oss", "code", (2, 1.1)),
    Row("Gemma-3, English", "gemma-3", "english", (4, 5)),
    Row("Mistral-7B v0.1, English", "mistral-7b-v0.1", "english", (4, 5)),
    Row("BERT uncased, English", "bert-base-uncased", "english", (4, 5)),
    Row("T5, English", "t5-small", "english", (4, 5)),
    Row("XLM-R, many languages", "xlm-roberta-base", "multilingual", (4, 5)),
]


@dataclass(frozen=True)
class Peer:
    title: str
    # The function of libraries.py.
    function: str
    # A slow one gets a smaller text, whose ids are compared as well.
    is_slow: bool = False
    # The times of those that make their tables from something else than tokenizer.json do not say
    # what loading it takes.
    reads_json: bool = True
    environment: str = "main"


REFERENCE = Peer("HF 0.23.3", "hugging_face", is_slow=True)
PEERS = [
    Peer("gigatoken 0.10", "gigatoken"),
    Peer("snaptokens 0.2.6", "snaptokens"),
    Peer("fastokens 0.3.5", "fastokens"),
    Peer("tokie 0.1.4", "tokie"),
    Peer("splintr 0.22", "splintr"),
    Peer("HF 1.0.0rc3", "hugging_face_next", environment="next"),
    REFERENCE,
    Peer("quicktok 0.4", "quicktok", is_slow=True, reads_json=False),
    Peer("kitoken 0.11.1", "kitoken", is_slow=True),
    Peer("iree 0.3.0", "iree", is_slow=True),
    Peer("bpe-openai 0.1.4", "bpe_openai", is_slow=True, reads_json=False),
    Peer("tiktoken 0.14", "tiktoken", is_slow=True, reads_json=False),
]
