#!/usr/bin/env python3
"""Row 13: one tokenizer and 64 tasks with mixed options give what one task gets.

    python3 Fixtures/reliability/threads.py [--short | --long] [--json FILE]

Short: 20 calls a task, long: 10,000. That the sanitizers find nothing is what sanitizers.py checks.
"""
import subprocess

from common import ROOT, Check, swift_test


def main():
    report = Check(__doc__)
    calls = 10_000 if report.is_long else 20
    passed, _, _ = swift_test("ThreadTests", calls=calls)
    report.row("13 64 tasks, one tokenizer, mixed options",
               f"{64 * calls:,} calls for each of 6 tokenizers {'alike' if passed else 'differ'}",
               "as one task", passed)
    unchecked = subprocess.run([ROOT / ".ci/check-unchecked"], capture_output=True, text=True)
    report.row("13 unchecked Sendable without a reason",
               unchecked.stdout.strip().splitlines()[-1], "0", unchecked.returncode == 0)
    report.finish()


if __name__ == "__main__":
    main()
