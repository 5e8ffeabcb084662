#!/usr/bin/env python3
"""Checks that no text takes out of proportion long: one megabyte of one character against prose.

    swift build -c release
    python3 Fixtures/parity/worst_case.py [--tokenizers GLOB] [--limit 5]

For every tokenizer at hand, prints how many times as long as prose each kind of text takes, and
fails when one takes more than the limit.
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
    text = "".join(path.read_text() for path in sorted((ROOT / "Fixtures/corpora").glob("*.txt")))
    return text


def fill(unit):
    data = unit.encode()
    return data * (SIZE // len(data))


def seconds(tokenizer, path):
    """Of the faster pass, as other programs slow down single ones."""
    run = subprocess.run(
        [BENCHMARK, "--tokenizer", tokenizer, "--text", path, "--passes", "2", "--json"],
        capture_output=True, text=True, timeout=600)
    if run.returncode != 0:
        return None
    report = json.loads(run.stdout)
    return report["bytes"] / 1e6 / max(report["first_mb_s"], report["later_mb_s"])


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
            base = seconds(tokenizer, files["prose"])
            row = f"{tokenizer.name:36}"
            for kind in KINDS:
                time = seconds(tokenizer, files[kind])
                if base is None or time is None:
                    row += f"{'error':>9}"
                    continue
                row += f"{time / base:9.2f}"
                failures += time / base > arguments.limit
            print(row, flush=True)
    print(f"{failures} above {arguments.limit:g}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
