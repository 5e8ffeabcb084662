"""Measures this package and other tokenizers side by side, and draws what came out.

    swift build -c release
    python3 Benchmarks/Peers/peers.py --data FOLDER --install [--rounds 3] [--rows GLOB] [--publish]

FOLDER holds models/NAME/tokenizer.json and corpora/NAME.txt. --install makes the virtual
environments with the other tokenizers, where they are missing. The rules:

- every sample is a process of its own on one core, after a short neutral one, because a large
  process that has just ended makes the first pass of the next one slow;
- the order is shuffled in every round, and the median of all rounds counts;
- a time counts only where the ids have the checksum that tokenizers 0.23.3 gives; who cannot load
  a file, or gives other ids, is not asked again;
- slow libraries get a smaller text, whose ids are compared as well.

Writes --out with .json, .md and .svg; --publish writes to Benchmarks/Results and puts the table
into README.md.
"""

import argparse
import fnmatch
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import chart
import environment
import table
from rows import OURS, PEERS, ROWS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PASSES = 5


def run(command, options, seconds=120):
    """The JSON that a program prints last, or None; on one core."""
    variables = os.environ | {
        "RAYON_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=seconds,
            env=variables, preexec_fn=lambda: environment.pin(options.core))
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (subprocess.TimeoutExpired, json.JSONDecodeError, IndexError):
        return None


def megabytes(peer, options):
    return options.slow_mb if peer is not None and peer.is_slow else options.mb


def sample(peer, tokenizer, text, options):
    """One sample of a peer, or of this package when `peer` is None."""
    run([sys.executable, "-c", "print({})"], options)
    size = megabytes(peer, options)
    if peer is None:
        return run(
            [options.binary, "--tokenizer", tokenizer, "--text", text, "--docs", "4k", "--mb", size,
             "--passes", PASSES, "--no-offsets", "--json"], options)
    return run(
        [options.pythons[peer.environment], HERE / "sample.py", peer.function, tokenizer, text,
         size, PASSES], options)


def measure(row, options):
    """For each library its samples, or why there are none."""
    tokenizer = options.data / "models" / row.model / "tokenizer.json"
    text = options.data / "corpora" / f"{row.corpus}.txt"
    expected = run(
        [options.pythons["main"], HERE / "sample.py", "reference", tokenizer, text, options.mb,
         options.slow_mb], options)
    libraries = {OURS: None} | {peer.title: peer for peer in PEERS}
    found = {title: {"samples": []} for title in libraries}
    for number in range(options.rounds):
        order = [title for title in libraries if "problem" not in found[title]]
        random.shuffle(order)
        for title in order:
            peer = libraries[title]
            progress(f"{row.title}, round {number + 1} of {options.rounds}: {title}")
            one = sample(peer, tokenizer, text, options)
            if one is None:
                found[title]["problem"] = "–"
            elif one["crc32"] != expected[str(megabytes(peer, options))]:
                found[title]["problem"] = "other ids"
            else:
                if peer and not peer.reads_json:
                    del one["load_ms"]
                found[title]["samples"].append(one)
    progress("")
    print(row.title, file=sys.stderr)
    return found


def progress(text):
    """What is being measured, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", flush=True, file=sys.stderr)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--install", action="store_true", help="make the environments")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", default="*", metavar="GLOB", help="of the titles")
    parser.add_argument("--mb", type=float, default=5.0)
    parser.add_argument("--slow-mb", type=float, default=0.5)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument(
        "--binary", type=Path, default=ROOT / ".build/release/tokenizer-benchmark")
    parser.add_argument("--python", type=Path, help="an environment that has requirements.txt")
    parser.add_argument("--python-next", type=Path, help="one that has requirements-next.txt")
    parser.add_argument("--out", type=Path, default=Path("peers"))
    parser.add_argument("--publish", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    options.pythons = environment.pythons(options)
    started = time.monotonic()
    report = environment.description() | {
        "rounds": options.rounds, "mb": options.mb, "slow_mb": options.slow_mb, "rows": {}}
    for row in ROWS:
        if fnmatch.fnmatch(row.title, options.rows):
            report["rows"][row.title] = measure(row, options)
    report["minutes"] = round((time.monotonic() - started) / 60, 1)
    out = ROOT / "Benchmarks/Results/peers" if options.publish else options.out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    out.with_suffix(".md").write_text(table.full(report))
    out.with_suffix(".svg").write_text(chart.draw(report))
    if options.publish:
        table.publish(report, ROOT / "README.md")
    print(table.full(report), end="")


if __name__ == "__main__":
    main()
