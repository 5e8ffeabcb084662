"""What the checks of this folder share: the command line, the rows of the table, the program that
does what is measured."""
import argparse
import json
import os
import pathlib
import re
import selectors
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / ".build/release"))
DATA = os.environ.get("PURE_TOKENIZERS_DATA")

# Of every family one, for the short form.
FAMILIES = [
    "bert-base-uncased", "gpt2", "llama3", "qwen3", "gpt-oss", "deepseek-v3-r1", "clip-vit-base",
    "t5-small", "xlm-roberta-base", "llama2", "gemma", "phi-3-mini",
]


class Check:
    """One script: reads --short, --long and --json, collects rows, and ends with the exit code."""

    def __init__(self, description, **options):
        parser = argparse.ArgumentParser(description=description.splitlines()[0])
        parser.add_argument("--short", action="store_true", help="a minute or two (the default)")
        parser.add_argument("--long", action="store_true", help="everything")
        parser.add_argument("--json", metavar="FILE", help="where to write the rows")
        for name, help_text in options.items():
            parser.add_argument("--" + name.replace("_", "-"), help=help_text)
        self.arguments = parser.parse_args()
        self.is_long = self.arguments.long
        self.rows = []

    def row(self, name, figure, limit, holds):
        self.rows.append({"row": name, "figure": figure, "limit": limit, "holds": bool(holds)})
        print(f"{'ok  ' if holds else 'FAIL'} {name}: {figure} (limit: {limit})", flush=True)

    def finish(self):
        if self.arguments.json:
            pathlib.Path(self.arguments.json).write_text(json.dumps(self.rows, indent=1))
        sys.exit(0 if all(row["holds"] for row in self.rows) else 1)


def tokenizers(names=None):
    """The folders of the real tokenizers at hand, or of our own small ones without them."""
    folder = pathlib.Path(DATA) / "models" if DATA else ROOT / "Fixtures/tokenizers"
    found = sorted(file.parent for file in folder.glob("*/tokenizer.json"))
    chosen = [path for path in found if names is None or path.name in names]
    return chosen or found


def prose():
    """A file of prose."""
    if DATA:
        return pathlib.Path(DATA) / "corpora/english.txt"
    return ROOT / "Fixtures/corpora/english.txt"


def swift_test(pattern, *flags, calls=20):
    """Runs tests of a debug build: whether they passed, the reports of a sanitizer, the output."""
    scratch = os.environ.get("SCRATCH", str(ROOT / ".build"))
    if flags:
        scratch += "-" + flags[0].strip("-").replace("=", "-")
    run = subprocess.run(
        ["swift", "test", "--scratch-path", scratch, "--filter", pattern, *flags],
        cwd=ROOT, capture_output=True, text=True,
        # The test libraries and what tests keep for ever would count as leaks; memory.py looks for
        # ours.
        env={**os.environ, "THREAD_CALLS": str(calls), "TSAN_OPTIONS": "halt_on_error=0",
             "ASAN_OPTIONS": "detect_leaks=0"})
    output = run.stdout + run.stderr
    reports = len(re.findall(r"(?:WARNING|ERROR|SUMMARY): (?:Thread|Address|Leak)Sanitizer", output))
    passed = run.returncode == 0 and re.search(r"Test run with \d+ tests?.* passed", output)
    if not passed:
        print(output[-3000:])
    return bool(passed), reports, output


class Trials:
    """The program `trials`: asked line by line, started anew when it dies or is silent too long."""

    def __init__(self, patience=120, memory=None, keeps_memory=False):
        """`keeps_memory`: what is freed is not given back to the system, which would have to clear
        it again; that takes as long as the work itself, sometimes, and is no work of ours."""
        self.patience, self.memory = patience, memory
        self.environment = dict(os.environ)
        if keeps_memory:
            self.environment.update(MALLOC_MMAP_MAX_="0", MALLOC_TRIM_THRESHOLD_=str(1 << 40))
        self.process = None

    def start(self):
        def limit():
            if self.memory:
                import resource
                resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        self.process = subprocess.Popen(
            [BUILD / "trials"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, preexec_fn=limit, env=self.environment)

    def ask(self, **request):
        """The answer; {"trap": reason} when there is none."""
        if self.process is None:
            self.start()
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(self.patience):
                self.stop()
                return {"trap": f"no answer in {self.patience} s"}
        line = self.process.stdout.readline()
        if line:
            return json.loads(line)
        code = self.process.wait()
        self.stop()
        return {"trap": signal.Signals(-code).name if code < 0 else f"exit code {code}"}

    def stop(self):
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
