#!/usr/bin/env python3
"""Row 13: one tokenizer and 64 threads with mixed options give what one thread gets.

    python3 Fixtures/reliability/threads.py [--short | --long] [--json FILE]

Short: 100 calls a thread, long: 10,000, for one tokenizer of every family; and the tests that do
the same with 20 calls in a debug build. That the sanitizers find nothing is what sanitizers.py
checks.
"""
import subprocess

from common import FAMILIES, ROOT, Check, Trials, swift_test, tokenizers


def release(report):
    calls = 10_000 if report.is_long else 100
    wrong, count, problems = 0, 0, []
    with Trials(patience=3600) as trials:
        for path in tokenizers(FAMILIES):
            trials.ask(do="load", path=str(path))
            answer = trials.ask(do="threads", path=str(path), calls=calls)
            if "wrong" not in answer:
                problems.append(f"{path.name}: {answer}")
                continue
            count += 1
            wrong += answer["wrong"]
            print(f"{path.name:34} {answer['wrong']:.0f} wrong, {answer['total']:.1f} s", flush=True)
    for problem in problems:
        print(problem)
    report.row("13 64 threads, one tokenizer, mixed options",
               f"{64 * calls:,} calls for each of {count} tokenizers, {wrong:.0f} of which differ",
               "0", not wrong and count and not problems)


def main():
    report = Check(__doc__)
    release(report)
    passed, _, _ = swift_test("ThreadTests", calls=20)
    report.row("13 the same in a debug build",
               f"1,280 calls for each of 6 tokenizers {'alike' if passed else 'differ'}",
               "as one task", passed)
    unchecked = subprocess.run([ROOT / ".ci/check-unchecked"], capture_output=True, text=True)
    report.row("13 unchecked Sendable without a reason",
               unchecked.stdout.strip().splitlines()[-1], "0", unchecked.returncode == 0)
    report.finish()


if __name__ == "__main__":
    main()
