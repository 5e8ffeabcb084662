"""Runs libFuzzer on the library, target by target, and keeps what it finds as regression tests.

    python3 Fixtures/fuzz/run.py --short                 60 s a target (PURE_TOKENIZERS_FUZZ_SECONDS)
    python3 Fixtures/fuzz/run.py --long                  an hour a target
    python3 Fixtures/fuzz/run.py --seconds 60 [TARGET...]

Two targets run at a time, or as many as --jobs says. A finding is a trap, a difference between two forms of one thing, an input that takes more than
10 s, or more than 2 GB. It goes to Fixtures/fuzz/regressions/TARGET, which `swift test` replays.
What libFuzzer learns stays in --build, so that the next run begins where this one ends.

Needs a toolchain with libFuzzer and the Address Sanitizer, as those of swift.org for Linux are.
The targets are in Tests/PureTokenizersTests/Fuzzing/Targets.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCES = [ROOT / "Sources" / "PureTokenizers", ROOT / "Tests/PureTokenizersTests/Fuzzing/Targets"]
TARGETS = ["json", "loader", "regex", "automaton", "normalizer", "charsmap", "encode", "decode"]
LARGEST_INPUT = 2048
# An input that hangs costs its 10 s; after so many findings more say little.
LARGEST_FINDINGS = 20


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seconds", type=float, help="for each target")
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    parser.add_argument("--build", default=str(ROOT / ".build-fuzzers"), help="folder of the program")
    parser.add_argument("--json", help="write the rows of the table here")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    options = parser.parse_args()
    if options.seconds is None:
        short = float(os.environ.get("PURE_TOKENIZERS_FUZZ_SECONDS", 60))
        options.seconds = 3600 if options.long else short
    return options


def build(folder):
    """One program with all targets: the library is compiled together with them."""
    program = folder / "fuzzer"
    sources = [path for source in SOURCES for path in sorted(source.rglob("*.swift"))]
    sources.append(HERE / "Entry.swift")
    newest = max(path.stat().st_mtime for path in sources)
    if program.exists() and program.stat().st_mtime > newest:
        return program
    folder.mkdir(parents=True, exist_ok=True)
    # Checked as a debug build is, optimized as a release build is. The targets say `@testable
    # import`, which is a warning within the module.
    command = [
        "swiftc", "-O", "-assert-config", "Debug", "-whole-module-optimization", "-num-threads", "2",
        "-parse-as-library", "-sanitize=fuzzer,address", "-swift-version", "6", "-suppress-warnings",
        "-module-name", "PureTokenizers", "-package-name", "fuzz", "-o", program, *sources]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr[-4000:])
    return program


class Fuzzing:
    """One target."""

    def __init__(self, target, program, options):
        self.target, self.program, self.seconds = target, program, options.seconds
        folder = pathlib.Path(options.build)
        self.corpus = folder / "corpus" / target
        self.seeds = folder / "seeds" / target
        self.dictionary = folder / "seeds" / f"{target}.dict"
        self.artifacts = folder / "findings" / target
        self.kept = HERE / "regressions" / target
        for place in (self.corpus, self.artifacts):
            place.mkdir(parents=True, exist_ok=True)
        self.executions, self.coverage, self.findings, self.spent = 0, 0, [], 0.0

    def command(self, seconds):
        command = [
            self.program, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048",
            f"-max_len={LARGEST_INPUT}", "-reload=0", "-print_final_stats=1",
            f"-artifact_prefix={self.artifacts}/"]
        if self.dictionary.exists() and self.dictionary.stat().st_size:
            command.append(f"-dict={self.dictionary}")
        return list(map(str, command + [self.corpus, self.seeds]))

    def run(self):
        """Starts again behind each finding, until the time is over."""
        self.replay()
        end = time.monotonic() + self.seconds
        while (left := end - time.monotonic()) >= 1 and len(self.findings) < LARGEST_FINDINGS:
            started = time.monotonic()
            # libFuzzer reads all it has learnt before it looks at the clock.
            status, output = self.start(self.command(max(int(left), 1)), left + 600)
            self.spent += time.monotonic() - started
            steps = re.findall(r"^#(\d+)\s.*?cov: (\d+)", output, re.M)
            if steps:
                self.executions += int(steps[-1][0])
                self.coverage = max(self.coverage, int(steps[-1][1]))
            if status == 0:
                break
            if not self.keep(output):
                self.findings.append((f"ended with {status}", output[-500:]))
                break

    def start(self, command, limit):
        environment = dict(
            os.environ, PURE_TOKENIZERS_FUZZ_TARGET=self.target, SWIFT_BACKTRACE="enable=no",
            # What `static let` holds is no leak, though nothing that LeakSanitizer sees points to it.
            ASAN_OPTIONS="detect_leaks=0")
        result = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
            timeout=limit)
        return result.returncode, result.stdout.decode("utf-8", "replace")

    def replay(self):
        """What was found before must stay mended under the sanitizer as well."""
        files = sorted(self.kept.glob("*")) if self.kept.exists() else []
        for path in files:
            status, output = self.start([str(self.program), "-timeout=10", str(path)], 60)
            if status:
                self.findings.append((path.name, self.reason(output)))

    def keep(self, output):
        """Takes the inputs that libFuzzer has written over to the regressions."""
        written = sorted(self.artifacts.glob("*"))
        for path in written:
            name = hashlib.sha1(path.read_bytes()).hexdigest()[:12]
            self.kept.mkdir(parents=True, exist_ok=True)
            shutil.move(path, self.kept / name)
            self.findings.append((name, self.reason(output)))
        return written

    @staticmethod
    def reason(output):
        found = re.search(r"^(FINDING .*|.*Fatal error.*|SUMMARY: .*)$", output, re.M)
        return found[0][:300] if found else "no reason given"

    def row(self):
        rate = self.executions / self.spent if self.spent else 0
        return {
            "row": f"fuzz {self.target}",
            "figure": f"{self.executions} executions in {self.spent:.0f} s, {rate:.0f}/s, "
                      f"coverage {self.coverage}, {len(self.findings)} findings",
            "limit": "0 findings (trap, difference, over 10 s, over 2 GB)",
            "holds": not self.findings}


def report(fuzzing, rows):
    row = fuzzing.row()
    rows.append(row)
    print(" | ".join([row["row"], row["figure"], "ok" if row["holds"] else "FAIL"]), flush=True)
    for name, reason in fuzzing.findings:
        print(f"  {fuzzing.kept.relative_to(ROOT)}/{name}: {reason}", flush=True)


def main():
    options = arguments()
    folder = pathlib.Path(options.build)
    program = build(folder)
    subprocess.run([sys.executable, HERE / "seeds.py", folder / "seeds"], check=True)
    rows = []
    fuzzings = [Fuzzing(target, program, options) for target in options.targets or TARGETS]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for fuzzing, _ in zip(fuzzings, pool.map(Fuzzing.run, fuzzings)):
            report(fuzzing, rows)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(rows, indent=1) + "\n")
    sys.exit(not all(row["holds"] for row in rows))


if __name__ == "__main__":
    main()
