"""Changes real tokenizer.json files in every way: each ends in a typed error or in a tokenizer
that works, never in a trap, within a second and 512 MB.

    python3 Fixtures/mutations/run.py --short            20,000 cases
    python3 Fixtures/mutations/run.py --long             1,000,000 cases
    python3 Fixtures/mutations/run.py --case N --seed S --write FILE    the file that a case is

The files are ours, and those of the data set (PURE_TOKENIZERS_DATA) up to 3 MB. A worker takes many
cases, one process for all; where it dies, the case is counted and the next worker goes on behind
it. Time is the processor's, of one load, or of all calls on one text.
"""

import argparse
import json
import os
import pathlib
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LARGEST_SMALL, LARGEST = 200_000, 3_000_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--short", action="store_true", help="20,000 cases (the default)")
    parser.add_argument("--long", action="store_true", help="1,000,000 cases")
    parser.add_argument("--cases", type=int)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--case", type=int, help="this case alone")
    parser.add_argument("--write", help="write the file of --case here")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--worker",
                        default=f"{os.environ.get('BUILD', ROOT / '.build/release')}/mutation-worker")
    parser.add_argument("--json", help="write the row of the table here")
    return parser.parse_args()


def file_list(folder):
    """Small files of which all are taken in turn; behind an empty line, large ones."""
    files = sorted((ROOT / "Fixtures" / "tokenizers").glob("*/tokenizer.json"))
    data = os.environ.get("PURE_TOKENIZERS_DATA")
    large = []
    for path in sorted(pathlib.Path(data).glob("models/*/tokenizer.json")) if data else []:
        size = path.stat().st_size
        if size <= LARGEST:
            (files if size <= LARGEST_SMALL else large).append(path)
    place = pathlib.Path(folder) / "list"
    place.write_text("\n".join(map(str, files)) + "\n" + "".join(f"\n{path}" for path in large))
    return place, len(files) + len(large)


def limits():
    """No change may take the machine down with it; 512 MB is judged by the worker."""
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Worker:
    """Takes the cases `first` to `last`, in as many processes as it needs."""

    def __init__(self, options, listed, folder, first, last):
        self.options, self.listed, self.last, self.next = options, listed, last, first
        self.progress = pathlib.Path(folder) / f"progress-{first}"
        self.output = pathlib.Path(folder) / f"output-{first}"
        self.counts, self.slowest, self.findings = [0, 0], (0, 0), []
        self.start()

    def start(self):
        self.progress.unlink(missing_ok=True)
        command = [self.options.worker, self.options.seed, self.next, self.last, self.progress,
                   self.listed]
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        self.process = subprocess.Popen(
            list(map(str, command)), stdout=self.output.open("w"), stderr=subprocess.DEVNULL,
            preexec_fn=limits, env=environment)
        self.seen, self.moved = None, time.monotonic()

    def record(self):
        """The case at hand, then errors, tokenizers, the slowest case and its microseconds."""
        raw = self.progress.read_bytes() if self.progress.exists() else b""
        return struct.unpack("<5q", raw) if len(raw) == 40 else (self.next, 0, 0, 0, 0)

    def has_ended(self):
        """Looks after the process; True when all cases are done."""
        status, record = self.process.poll(), self.record()
        if status is None:
            if record[0] != self.seen:
                self.seen, self.moved = record[0], time.monotonic()
            if time.monotonic() - self.moved > 60:
                self.process.kill()
                self.process.wait()
                self.findings.append(("hang", record[0], "over 60 s"))
                return self.go_on(record)
            return False
        if status not in (0, 3):
            name = signal.Signals(-status).name if status < 0 else f"exit {status}"
            self.findings.append(("trap", record[0], name))
        return self.go_on(record) if status else self.take(record) or True

    def take(self, record):
        self.counts = [self.counts[0] + record[1], self.counts[1] + record[2]]
        self.slowest = max(self.slowest, (record[4], record[3]))
        for line in self.output.read_text().splitlines():
            kind, case, *rest = line.split(" ")
            self.findings.append((kind, int(case), " ".join(rest)))

    def go_on(self, record):
        self.take(record)
        self.next = record[0] + 1
        if self.next >= self.last or len(self.findings) > 100:
            return True
        self.start()
        return False


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        listed, files = file_list(folder)
        if options.case is not None and options.write:
            subprocess.run(
                list(map(str, [options.worker, options.seed, options.case, options.write, listed])),
                check=True)
            return
        count = options.cases or (1_000_000 if options.long else 20_000)
        first, last = (options.case, options.case + 1) if options.case is not None else (0, count)
        step = -(-(last - first) // options.jobs)
        started = time.monotonic()
        workers = [Worker(options, listed, folder, start, min(start + step, last))
                   for start in range(first, last, step)]
        running = list(workers)
        while running:
            running = [worker for worker in running if not worker.has_ended()]
            time.sleep(0.05)
        sys.exit(report(options, workers, files, last - first, time.monotonic() - started))


def report(options, workers, files, cases, seconds):
    findings = sorted(finding for worker in workers for finding in worker.findings)
    errors, tokenizers = (sum(worker.counts[index] for worker in workers) for index in (0, 1))
    slowest, case = max(worker.slowest for worker in workers)
    for kind, number, detail in findings[:50]:
        print(f"{kind}: --seed {options.seed} --case {number} ({detail})")
    kinds = {kind: sum(finding[0] == kind for finding in findings)
             for kind in ("trap", "hang", "slow", "memory")}
    figure = (f"{cases} cases of {files} files in {seconds:.0f} s: {errors} typed errors, "
              f"{tokenizers} tokenizers, {kinds['trap']} traps, {kinds['hang']} hangs, "
              f"{kinds['slow']} over 1 s, {kinds['memory']} over 512 MB; "
              f"slowest {slowest / 1000:.0f} ms (case {case})")
    row = {"row": "6 mutated tokenizer.json", "figure": figure,
           "limit": "0 traps, each within 1 s and 512 MB", "holds": not findings}
    print(" | ".join([row["row"], row["figure"], row["limit"], "ok" if row["holds"] else "FAIL"]))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps([row]) + "\n")
    return bool(findings)


if __name__ == "__main__":
    main()
