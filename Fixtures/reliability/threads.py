#!/usr/bin/env python3
"""Row 13: one tokenizer and 64 tasks with mixed options give what one task gets, and the sanitizers
find nothing.

    python3 Fixtures/reliability/threads.py [--short | --long] [--json FILE]

Short: 20 calls a task, in a build that is at hand; long: 10,000 calls, and builds of the tests with
Thread Sanitizer and with Address Sanitizer, which take many minutes.
"""
import os
import re
import subprocess

from common import ROOT, Check

# What Thread Sanitizer runs: all that encodes at the same time, and the Hub's cache.
THREADED = "ThreadTests|SharingTests|DocumentationTests"
# What Address Sanitizer runs: whatever reads memory without bounds.
UNSAFE = "ThreadTests|FusedChunksTests|WordScannerTests|WordStagesTests|LongWordCacheTests|" \
    "TokenTrieTests|VocabularyTests|BPETests|SegmentTests|InjectionTests|JSONScannerTests"


def swift_test(pattern, *flags, calls=20):
    """Runs tests; what they print, and whether they passed."""
    scratch = os.environ.get("SCRATCH", str(ROOT / ".build"))
    if flags:
        scratch += "-" + flags[0].strip("-").replace("=", "-")
    run = subprocess.run(
        ["swift", "test", "--scratch-path", scratch, "--filter", pattern, *flags],
        cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "THREAD_CALLS": str(calls), "TSAN_OPTIONS": "halt_on_error=0"})
    output = run.stdout + run.stderr
    reports = len(re.findall(r"(?:WARNING|ERROR|SUMMARY): (?:Thread|Address|Leak)Sanitizer", output))
    passed = run.returncode == 0 and re.search(r"Test run with \d+ tests?.* passed", output)
    if not passed:
        print(output[-3000:])
    return bool(passed), reports


def main():
    report = Check(__doc__)
    calls = 10_000 if report.is_long else 20
    passed, _ = swift_test("ThreadTests", calls=calls)
    report.row("13 64 tasks, one tokenizer, mixed options",
               f"{64 * calls:,} calls for each of 6 tokenizers {'alike' if passed else 'differ'}",
               "as one task", passed)
    if report.is_long:
        for name, pattern in (("thread", THREADED), ("address", UNSAFE)):
            passed, reports = swift_test(pattern, f"--sanitize={name}")
            report.row(f"13 {name.capitalize()} Sanitizer", f"{reports} reports, tests "
                       f"{'passed' if passed else 'failed'}", "0", passed and not reports)
    unchecked = subprocess.run([ROOT / ".ci/check-unchecked"], capture_output=True, text=True)
    report.row("13 unchecked Sendable without a reason",
               unchecked.stdout.strip().splitlines()[-1], "0", unchecked.returncode == 0)
    report.finish()


if __name__ == "__main__":
    main()
