#!/usr/bin/env python3
"""Checks that no text takes out of proportion long: one megabyte of one character against prose.

    swift build -c release
    python3 Fixtures/parity/worst_case.py [--tokenizers GLOB] [--limit 5]

For every tokenizer at hand, prints how many times as long as prose each kind of text takes, and
fails when one takes more than the limit. Both are met for the first time; with --warm, both are
encoded again and again, which tells how much faster known words are, not how much slower runs.
Prose is the English text of the data set, or, where that is not at hand, our own small texts over
and over.
"""
import argparse
import fnmatch
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCHMARK = ROOT / ".build/release/tokenizer-benchmark"
SIZE = 1_000_000
KINDS = {
    "a": "a", "space": " ", "newline": "\n", "digit": "7", "sign": "^", "CJK": "中",
    "a'": "a'", "accents": "\u0301",
}


def prose():
    if data := os.environ.get("PURE_TOKENIZERS_DATA"):
        return (pathlib.Path(data) / "corpora/english.txt").read_text()[:SIZE]
    return "".join(path.read_text() for path in sorted((ROOT / "Fixtures/corpora").glob("*.txt")))


def fill(unit):
    data = unit.encode()
    return data * max(1, SIZE // len(data))


def seconds(tokenizer, path, warm):
    """For a megabyte; of several runs the fastest, as other programs slow down single ones."""
    fastest = None
    for _ in range(1 if warm else 2):
        run = subprocess.run(
            [BENCHMARK, "--tokenizer", tokenizer, "--text", path,
             "--passes", "4" if warm else "2", "--json"],
            capture_output=True, text=True, timeout=600)
        if run.returncode != 0:
            return None
        report = json.loads(run.stdout)
        time = 1 / report["later_mb_s" if warm else "first_mb_s"]
        fastest = time if fastest is None else min(time, fastest)
    return fastest


def tokenizers(pattern):
    folders = [ROOT / "Fixtures/tokenizers"]
    if data := os.environ.get("PURE_TOKENIZERS_DATA"):
        folders.append(pathlib.Path(data) / "models")
    for folder in folders:
        for file in sorted(folder.glob("*/tokenizer.json")):
            if fnmatch.fnmatch(file.parent.name, pattern):
                yield file.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tokenizers", default="*", help="names to measure, as a glob")
    parser.add_argument("--limit", type=float, default=5)
    parser.add_argument("--warm", action="store_true", help="measure later passes")
    arguments = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        files = {"prose": pathlib.Path(folder) / "prose"}
        files["prose"].write_bytes(fill(prose()))
        for name, unit in KINDS.items():
            files[name] = pathlib.Path(folder) / f"kind-{len(files)}"
            files[name].write_bytes(fill(unit))
        print(f"{'tokenizer':36}" + "".join(f"{kind:>9}" for kind in KINDS), flush=True)
        for tokenizer in tokenizers(arguments.tokenizers):
            base = seconds(tokenizer, files["prose"], arguments.warm)
            row = f"{tokenizer.name:36}"
            for kind in KINDS:
                time = seconds(tokenizer, files[kind], arguments.warm)
                if base is None or time is None:
                    row += f"{'refused':>9}"
                    failures += base is not None
                    continue
                row += f"{time / base:9.2f}"
                failures += time / base > arguments.limit
            print(row, flush=True)
    print(f"{failures} above {arguments.limit:g}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
