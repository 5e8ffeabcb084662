"""One sample of one library, in a process of its own: prints what tokenizer-benchmark --json prints.

    python3 Benchmarks/Peers/sample.py LIBRARY TOKENIZER.JSON TEXT MEGABYTES
"""

import json
import statistics
import sys
import time
import zlib
from pathlib import Path

PASSES = 5


def documents(path, size):
    """Whole lines until a document has 4096 bytes or more, as --docs 4k packs them."""
    text = Path(path).read_bytes()[:size].decode(errors="ignore")
    result, lines, length = [], [], 0
    for line in split(text):
        lines.append(line)
        length += len(line.encode())
        if length >= 4096:
            result.append("".join(lines))
            lines, length = [], 0
    return result + ["".join(lines)] * bool(lines)


def split(text):
    """Lines, each with the line feed that ends it; nothing else ends a line."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + parts[-1:]


def hugging_face(path):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda documents: tokenizer.encode_batch_fast(documents, add_special_tokens=False)


def gigatoken(path):
    import awkward  # noqa: F401  its first batch would wait for this import
    import gigatoken

    tokenizer = gigatoken.Tokenizer.from_json(Path(path).read_bytes())
    return lambda documents: tokenizer.encode_batch(documents, parallel=False)


def snaptokens(path):
    import snaptokens

    tokenizer = snaptokens.Tokenizer.from_file(path)
    return lambda documents: tokenizer.encode_batch_flat(documents, add_special_tokens=False)


def fastokens(path):
    import fastokens

    tokenizer = fastokens.Tokenizer.from_file(path)
    return lambda documents: tokenizer.encode_batch_flat(documents, add_special_tokens=False)


def tokie(path):
    import tokie

    tokenizer = tokie.Tokenizer.from_json(path)
    return lambda documents: tokenizer.encode_batch_flat(documents, add_special_tokens=False)


def splintr(path):
    import splintr

    tokenizer = splintr.from_json(path)
    return tokenizer.encode_batch_flat


LIBRARIES = {
    "gigatoken": gigatoken, "snaptokens": snaptokens, "fastokens": fastokens, "tokie": tokie,
    "splintr": splintr, "tokenizers": hugging_face,
}


def ids(answer):
    """All ids in order as little-endian 32-bit numbers, whatever form a library gives them in."""
    import numpy

    if isinstance(answer, tuple):
        flat = answer[0]
        return flat if isinstance(flat, bytes) else numpy.asarray(flat, dtype="<u4").tobytes()
    if hasattr(answer, "layout"):
        import awkward

        return numpy.asarray(awkward.flatten(answer), dtype="<u4").tobytes()
    return b"".join(numpy.asarray(one.ids, dtype="<u4").tobytes() for one in answer)


def main():
    library, path, text, megabytes = sys.argv[1:]
    docs = documents(text, int(float(megabytes) * 1e6))
    size = sum(len(document.encode()) for document in docs) / 1e6
    start = time.perf_counter()
    encode = LIBRARIES[library](path)
    load = time.perf_counter() - start
    times = []
    for _ in range(2 if library == "tokenizers" else PASSES):
        start = time.perf_counter()
        answer = encode(docs)
        times.append(time.perf_counter() - start)
    data = ids(answer)
    print(json.dumps({
        "load_ms": round(load * 1e3, 2), "first_mb_s": round(size / times[0], 2),
        "later_mb_s": round(size / statistics.median(times[1:]), 2),
        "bytes": int(size * 1e6), "tokens": len(data) // 4,
        "crc32": f"{zlib.crc32(data):08x}"}))


if __name__ == "__main__":
    main()
