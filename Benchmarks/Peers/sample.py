"""One sample of one library, in a process of its own: prints what our own program prints.

    python3 Benchmarks/Peers/sample.py LIBRARY TOKENIZER.JSON TEXT MEGABYTES PASSES
    python3 Benchmarks/Peers/sample.py reference TOKENIZER.JSON TEXT MEGABYTES…

The second prints the checksum of the ids of the first megabytes of the text, for each size.
"""

import importlib
import json
import statistics
import sys
import time
import zlib
from pathlib import Path

import libraries


def documents(path, megabytes):
    """Whole lines until a document has 4096 bytes or more, as --docs 4k packs them."""
    text = Path(path).read_bytes()[:int(float(megabytes) * 1e6)].decode(errors="ignore")
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


def checksum(data):
    return f"{zlib.crc32(data):08x}"


def timed(work, *arguments):
    start = time.perf_counter()
    answer = work(*arguments)
    return time.perf_counter() - start, answer


def goes_on(times, least):
    """As our own program does it, but for slow libraries two passes must do."""
    if len(times) < least:
        return len(times) < 2 or sum(times) < 2
    return len(times) < 4 * least and sum(times) < 0.5


def sample(library, path, text, megabytes, passes):
    texts = documents(text, megabytes)
    size = sum(len(one.encode()) for one in texts) / 1e6
    for module in libraries.MODULES[library]:
        importlib.import_module(module)
    load, encode = timed(getattr(libraries, library), path)
    times = []
    while goes_on(times, int(passes)):
        spent, answer = timed(encode, texts)
        times.append(spent)
    data = libraries.flat(answer)
    return {
        "load_ms": round(load * 1e3, 2), "first_mb_s": round(size / times[0], 2),
        "later_mb_s": round(size / statistics.median(times[1:]), 2),
        "bytes": int(size * 1e6), "tokens": len(data) // 4, "crc32": checksum(data)}


def reference(path, text, sizes):
    encode = libraries.hugging_face(path)
    return {
        size: checksum(libraries.flat(encode(documents(text, size)))) for size in sizes}


if __name__ == "__main__":
    if sys.argv[1] == "reference":
        print(json.dumps(reference(sys.argv[2], sys.argv[3], sys.argv[4:])))
    else:
        print(json.dumps(sample(*sys.argv[1:])))
