#!/usr/bin/env python3
"""The reliability of the Hub client, hazard by hazard, with the figure demanded and the one measured.

    swift build -c release
    python3 Fixtures/hub/long/run.py [--short] [--model bert-base-uncased=FOLDER] [PART...]

The long form takes about ten minutes, the short form less than two. Parts: sharing, kills, faults,
endless, memory, offline, python, load, suites; all of them unless given. What needs a tool that is
not there (strace, mount, huggingface_hub, --model) is left out, and said to be.

The suites are those of Tests/PureTokenizersHubTests, here built for release; the short form leaves
them out, because `swift test` runs them.
"""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import faults
import network
import sharing
import suites
from harness import Server

PARTS = {
    "sharing": sharing.processes, "kills": sharing.kills, "faults": faults.faults,
    "endless": network.endless, "memory": network.memory, "offline": network.offline,
    "python": sharing.python, "load": network.load, "suites": suites.run,
}


class Table:
    """A row for each hazard: its number, what it is, the figure demanded and the one measured."""

    def __init__(self):
        self.rows = []

    def add(self, number, hazard, demanded, measured, is_good, detail=None):
        verdict = "ok" if is_good else "FAIL"
        self.rows.append((str(number), hazard, demanded, measured, verdict))
        print("%-4s %s %s: %s%s" % (
            verdict, number, hazard, measured, "\n     %s" % (detail,) if detail else ""), flush=True)

    def leave_out(self, number, hazard, demanded, reason):
        self.rows.append((str(number), hazard, demanded, "not measured: " + reason, "-"))
        print("-    %s %s: not measured: %s" % (number, hazard, reason), flush=True)

    def end(self):
        print()
        heads = ("row", "hazard", "demanded", "measured", "")
        widths = [max(len(row[column]) for row in self.rows + [heads]) for column in range(5)]
        for row in [heads] + sorted(self.rows, key=lambda row: row[0]):
            print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
        sys.exit(any(row[4] == "FAIL" for row in self.rows))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--kills", type=int, help="how many random kills (200, short 20)")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--model", help="NAME=FOLDER, a real model for the time of a cached load")
    parser.add_argument("--tests", default=".build/hub-tests", help="where the suites are built")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    options.kills = options.kills or (20 if options.short else 200)
    table = Table()
    server = Server([options.model] if options.model else [])
    names = options.parts or [name for name in PARTS if not (options.short and name == "suites")]
    for name in names:
        PARTS[name](table, server, options)
    table.end()


if __name__ == "__main__":
    main()
