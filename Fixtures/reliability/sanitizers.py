#!/usr/bin/env python3
"""Row 13: Thread Sanitizer and Address Sanitizer find nothing in the tests.

    python3 Fixtures/reliability/sanitizers.py [--short | --long] [--json FILE]

Each has a build of its own, in a folder beside .build. Short: the tests of what encodes at the same
time, and of what reads memory without bounds; long: all tests.
"""
from common import Check, swift_test

# By sanitizer: all that encodes at the same time and the Hub's cache; whatever is marked unsafe.
SUITES = {
    "thread": "ThreadTests|SharingTests|DocumentationTests",
    "address": "ThreadTests|FusedChunksTests|WordScannerTests|WordStagesTests|LongWordCacheTests|"
               "TokenTrieTests|VocabularyTests|BPETests|SegmentTests|InjectionTests|"
               "JSONScannerTests|StartFilterTests",
}


def main():
    report = Check(__doc__)
    for name, pattern in SUITES.items():
        passed, reports, _ = swift_test(
            "." if report.is_long else pattern, f"--sanitize={name}", calls=20)
        report.row(f"13 {name.capitalize()} Sanitizer", f"{reports} reports, tests "
                   f"{'passed' if passed else 'failed'}", "0", passed and not reports)
    report.finish()


if __name__ == "__main__":
    main()
