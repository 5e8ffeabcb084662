#!/usr/bin/env python3
"""Rows 5, 7, 10, 12 and 33 as the Swift tests have them: files that are wrong, JSON, odd Unicode.

    python3 Fixtures/reliability/suites.py [--short | --long] [--json FILE]

The tests run in the debug build that is at hand, where every arithmetic is checked. How long deep
JSON takes is measured in a release build.
"""
import re

from common import Check, Trials, swift_test

# What a row says, the tests behind it (as a filter for `swift test`), and what they demand.
SUITES = [
    ("5 malformed tokenizer.json", "FileErrorTests|StageErrorTests|NestingTests|FormatTwoTests",
     "the error that is expected"),
    ("10 Unicode's NormalizationTest, and every scalar", "ConformanceTests|UnicodeDataTests",
     "as Unicode 9 says"),
    ("12 tokens that Swift's strings take for equal", "VocabularyTests|AddedTokenMatcherTests",
     "as many tokens as the file has"),
    ("33 paths in configurations and from servers", "HostileServerTests", "0 files opened"),
]
# The tests of JSONConformanceTests, by what their cases are.
JSON_CASES = {
    "accepted": "everything that is JSON is accepted",
    "refused": "nothing else is",
    "free": "where there is a choice, it is serde_json's",
    "depths": "any depth is read on a stack of 512 KB: 127 levels, and more are an error",
}
# Brackets that no reader may follow, by what begins them.
BOMBS = ["[", '{"a":', '[{"a":', '{"model":[']


def suites(report):
    for row, pattern, demanded in SUITES:
        passed, _, output = swift_test(pattern)
        tests = re.search(r"Test run with (\d+) test", output)
        cases = sum(map(int, re.findall(r"with (\d+) test cases? passed", output)))
        skipped = len(re.findall(r"skipped", output))
        report.row(row, f"{tests[1] if tests else 0} tests, {cases} cases"
                   + (f", {skipped} skipped" if skipped else ""), demanded, passed and tests)


def json_cases(report):
    passed, _, output = swift_test("JSONConformanceTests")
    counts = {}
    for kind, name in JSON_CASES.items():
        found = re.search(rf'Test "{re.escape(name)}" with (\d+) test cases passed', output)
        counts[kind] = int(found[1]) if found else 0
    report.row("7 JSON texts, and depths 127, 128, 129 and 1,000,000 on 512 KB of stack",
               ", ".join(f"{number} {kind}" for kind, number in counts.items()), "all",
               passed and all(counts.values()))


def bombs(report):
    """The longest time for a megabyte of opening brackets."""
    worst, problems = (0, ""), []
    with Trials(patience=60) as trials:
        for start in BOMBS:
            text = start * (1_000_000 // len(start))
            answers = [trials.ask(do="load", json=text) for _ in range(5)]
            if all("error" in answer for answer in answers):
                # Reading the request itself is a part of it.
                fastest = min(answer["total"] for answer in answers)
                worst = max(worst, (fastest * 1000, start))
            else:
                problems.append(start)
    report.row("7 a megabyte of opening brackets", f"{worst[0]:.1f} ms ({worst[1]})", "10 ms",
               worst[0] <= 10 and not problems)


def main():
    report = Check(__doc__)
    suites(report)
    json_cases(report)
    bombs(report)
    report.finish()


if __name__ == "__main__":
    main()
