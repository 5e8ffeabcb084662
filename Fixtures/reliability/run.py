#!/usr/bin/env python3
"""Every promise about reliability with its figure and its limit, in one table.

    swift build -c release
    python3 Fixtures/reliability/run.py [--short | --long] [NAME...]

NAME is the name of a check (injection, runs, memory, ...) and chooses some. Each is a program of
its own that can be run alone; --short (the default, what .ci/run does) takes a few minutes,
--long hours. --rows adds the rows that such a program has written with --json before.
It fails where a row does not hold; with --forgive-times not for a ratio of times.
PURE_TOKENIZERS_DATA names real tokenizers; without them our own small ones serve.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Fixtures"
# In the order in which they run.
CHECKS = {
    "injection": FIXTURES / "reliability/injection.py",
    "patterns": FIXTURES / "reliability/patterns.py",
    "runs": FIXTURES / "reliability/runs.py",
    "added_tokens": FIXTURES / "reliability/added_tokens.py",
    "memory": FIXTURES / "reliability/memory.py",
    "threads": FIXTURES / "reliability/threads.py",
    "mutations": FIXTURES / "mutations/run.py",
    "suites": FIXTURES / "reliability/suites.py",
    "fuzz": FIXTURES / "fuzz/run.py",
    "differential": FIXTURES / "parity/differential.py",
}
# Whose rows are ratios of times, which other programs on the machine can spoil.
TIMED = {"runs", "added_tokens"}
# Chosen by name, or by --long: they build everything anew.
SLOW = {"sanitizers": FIXTURES / "reliability/sanitizers.py"}


def rows(name, path, form):
    """What a check has found, and one row that says so when it has found nothing at all."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "rows.json"
        run = subprocess.run([sys.executable, path, form, "--json", file])
        if file.exists():
            return json.loads(file.read_text())
    return [{"row": name, "figure": f"exit code {run.returncode}, no rows", "limit": "", "holds": False}]


def number(row):
    """1 for "1 time when ...", so that the rows stand in order."""
    digits = row["row"].split()[0].rstrip(",")
    return int(digits) if digits.isdigit() else 99


def table(found):
    lines = [("what", "figure", "limit", "holds")]
    lines += [(row["row"], row["figure"], row["limit"], "yes" if row["holds"] else "NO")
              for row in sorted(found, key=number)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    lines.insert(1, tuple("-" * width for width in widths))
    for line in lines:
        yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join({**CHECKS, **SLOW}))
    parser.add_argument("--forgive-times", action="store_true")
    parser.add_argument("--rows", action="append", default=[], metavar="FILE")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true")
    form.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(CHECKS) - set(SLOW)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    found = [row for file in arguments.rows for row in json.loads(pathlib.Path(file).read_text())]
    deciding = list(found)
    usual = {**CHECKS, **SLOW} if arguments.long else CHECKS
    for name, path in {**CHECKS, **SLOW}.items():
        if name in (arguments.names or usual):
            print(f"== {name}", flush=True)
            started = time.monotonic()
            added = rows(name, path, "--long" if arguments.long else "--short")
            found += added
            if not (arguments.forgive_times and name in TIMED):
                deciding += added
            print(f"   ({time.monotonic() - started:.0f} s)", flush=True)
    print()
    print("\n".join(table(found)))
    sys.exit(0 if all(row["holds"] for row in deciding) else 1)


if __name__ == "__main__":
    main()
