"""Random inputs at scale: twelve tokenizers, each in every field against tokenizers 0.23.3.

    python3 Fixtures/parity/differential.py --short       10,000 inputs in all, less than a minute
    python3 Fixtures/parity/differential.py --long        1,000,000 inputs
    python3 Fixtures/parity/differential.py --inputs N --seed S

What parity.py does, without texts: random strings, pairs, words and options, their encodings,
their decoded texts and the chunks of their streams. Of each family there is one; where the real
tokenizers (PURE_TOKENIZERS_DATA) are not at hand, ours of Fixtures/tokenizers take their place.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
REAL = ["bert-base-uncased", "gpt2", "llama3", "qwen3", "gpt-oss", "deepseek-v3-r1", "clip-vit-base",
        "t5-small", "xlm-roberta-base", "llama2", "gemma", "phi-3-mini"]
OURS = ["bpe-gemma", "bpe-metaspace", "bpe-sentencepiece", "bpe-suffix", "bytelevel-cl100k",
        "bytelevel-o200k-bos", "bytelevel-roberta", "bytelevel-suffix-clip", "unigram-byte-fallback",
        "unigram-precompiled", "wordlevel-whitespace", "wordpiece"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true", help="10,000 inputs (the default)")
    parser.add_argument("--long", action="store_true", help="1,000,000 inputs")
    parser.add_argument("--inputs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", help="write the row of the table here")
    build = os.environ.get("BUILD", ROOT / ".build/release")
    parser.add_argument("--binary", default=f"{build}/tokenize")
    return parser.parse_args()


def main():
    options = arguments()
    names = REAL if os.environ.get("PURE_TOKENIZERS_DATA") else OURS
    inputs = options.inputs or (1_000_000 if options.long else 10_000)
    command = [
        sys.executable, ROOT / "Fixtures/parity/parity.py", "--binary", options.binary,
        "--tokenizers", ",".join(names), "--random", -(-inputs // len(names)), "--corpus-mb", 0,
        "--seed", options.seed, "--jobs", options.jobs]
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    sys.stdout.write(result.stdout)
    total = re.search(r"^all (\d+) \| (.*?) \| $", result.stdout, re.M)
    if not total:
        sys.exit("parity.py did not come to an end")
    encoded, different, decoded, *rest = map(int, total[2].split(" | "))
    differences = different + rest[0] + rest[2]
    row = {
        "row": "11 random inputs against tokenizers 0.23.3",
        "figure": f"{total[1]} tokenizers, {encoded} encodings, {decoded} decodings, "
                  f"{rest[1]} streams: {differences} differences",
        "limit": "0 differences", "holds": differences == 0 and int(total[1]) == len(names)}
    print(" | ".join([row["row"], row["figure"], "ok" if row["holds"] else "FAIL"]))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps([row]) + "\n")
    sys.exit(not row["holds"])


if __name__ == "__main__":
    main()
