#!/usr/bin/env python3
"""The long form of the reliability tests: many processes, many kills, memory, sockets, time.

    swift build -c release
    python3 Fixtures/hub/long/run.py [--kills N] [--model bert-base-uncased=FOLDER] [PART...]

Parts: processes, kills, memory, offline, time, endless. Without any, all of them, which takes a few
minutes. The figures are those of the plan, rows 17, 18, 26, 27 and 29.
"""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness import Report, Server, environment, faults_of, new_cache, run, start, tool

LIMIT = 64 << 20


def processes(report, server, options):
    """Row 17: 16 at once leave one good blob, also without locks."""
    for locks in ([], ["--no-locks"]):
        cache, endpoint = new_cache(), server.endpoint("slow:1000000")
        running = [start(["fetch", "acme/large"] + locks, cache, endpoint) for _ in range(16)]
        codes = [process.wait() for process in running]
        label = "without locks" if locks else "with locks"
        report.check("16 processes %s all succeed" % label, codes == [0] * 16, codes)
        report.check("one good blob each, nothing left", not faults_of(cache), faults_of(cache))
        blobs = list((cache / "models--acme--large/blobs").iterdir())
        bodies = [r for r in server.log(endpoint)
                  if r["server"] == "contents" and r["method"] == "GET"]
        report.check("two files, two blobs", len(blobs) == 2, len(blobs))
        report.check("downloads of the large file", bool(locks) or len(bodies) <= 2, len(bodies))


def kills(report, server, options):
    """Row 18: random kills leave no corrupt file, and the next run tidies up."""
    generator = random.Random(options.seed)
    corrupt, stale, finished = [], 0, 0
    cache, endpoint = new_cache(), server.endpoint("slow:1500000")
    for number in range(options.kills):
        if number % 5 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        elif number % 5 == 2:
            shutil.rmtree(cache / "models--acme--large/snapshots", ignore_errors=True)
            shutil.rmtree(cache / "models--acme--large/refs", ignore_errors=True)
        process = start(["fetch", "acme/large"], cache, endpoint)
        time.sleep(generator.uniform(0.0, 0.6))
        process.send_signal(signal.SIGKILL)
        finished += process.wait() == 0
        found = faults_of(cache, allow_temporary=True)
        corrupt += found
        stale += len(list(cache.glob("models--*/blobs/*.incomplete")))
    report.check("%d kills (seed %d): nothing corrupt" % (options.kills, options.seed),
                 not corrupt, corrupt[:3])
    print("      %d temporary files were seen, %d processes had finished before" % (
        stale, finished))
    shutil.rmtree(cache / "models--acme--large/snapshots", ignore_errors=True)
    for blob in (cache / "models--acme--large/blobs").glob("*"):
        if ".incomplete" not in blob.name:
            blob.unlink()
    done = run(["fetch", "acme/large"], cache, endpoint)
    report.check("the next run repairs", done.returncode == 0, done.stderr)
    report.check("and leaves nothing", not faults_of(cache), faults_of(cache))


def peak_memory(arguments, cache, endpoint):
    """The exit code, the largest resident size, and the text of the error."""
    process = start(arguments, cache, endpoint)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss * 1024, error.strip()


def memory(report, server, options):
    """Row 27: a body of 600 MB, or a bomb that unpacks to it, is refused in little memory."""
    idle, base, _ = peak_memory(["fetch", "acme/tiny"], new_cache(), server.endpoint())
    print("      an ordinary fetch peaks at %.0f MB" % (base / 1e6))
    for faults in ("huge,no-length", "huge-chunked,no-length", "gzip-bomb,no-length", "huge",
                   "huge-chunked", "gzip-bomb", "announce-huge"):
        cache, endpoint = new_cache(), server.endpoint(faults)
        limit = str(16 << 20)
        began = time.monotonic()
        code, peak, error = peak_memory(
            ["fetch", "acme/tiny", "--max-size", limit], cache, endpoint)
        used = sum(f.stat().st_size for f in cache.rglob("*") if f.is_file())
        report.check("%s is refused, peak %.0f MB, %.1f s" % (
            faults, peak / 1e6, time.monotonic() - began), code == 1 and peak <= LIMIT, error[:150])
        report.check("and nothing stays on disk", used < 1000, used)


def offline(report, server, options):
    """Row 29: no socket at all, offline or for a commit in full."""
    if not shutil.which("strace"):
        print("      no strace: the log of the server has to do")
    cache, endpoint = new_cache(), server.endpoint()
    path = run(["fetch", "acme/tiny"], cache, endpoint).stdout.strip()
    commit = path.rsplit("/", 1)[1]
    for name, arguments, more in [
            ("offline", ["fetch", "acme/tiny", "--offline"], {}),
            ("offline, not cached", ["fetch", "acme/none", "--offline"], {}),
            ("HF_HUB_OFFLINE", ["encode", "hi", "--tokenizer", "acme/tiny"], {"HF_HUB_OFFLINE": "1"}),
            ("a cached commit", ["fetch", "acme/tiny", "--revision", commit], {}),
            ("a cached commit's tokenizer", ["encode", "hi", "--tokenizer", "acme/tiny@" + commit], {})]:
        before = len(server.log(endpoint))
        command = [tool()] + arguments
        trace = cache.parent / "trace"
        if shutil.which("strace"):
            command = ["strace", "-f", "-e", "trace=%network", "-o", str(trace)] + command
        subprocess.run(command, env=environment(cache, endpoint, **more), capture_output=True)
        sockets = [line for line in trace.read_text().splitlines() if "socket(" in line] \
            if trace.exists() else []
        asked = len(server.log(endpoint)) - before
        report.check("%s: no socket, no request" % name, not sockets and not asked, sockets[:2])


def times(report, server, options):
    """A load by a cached name costs little more than a load of the file itself."""
    if not options.model:
        return print("      no --model NAME=FOLDER: the time of a cached load is not measured")
    name, folder = options.model.split("=", 1)
    cache, endpoint = new_cache(), server.endpoint()
    fetched = run(["fetch", name], cache, endpoint)
    report.check("fetch %s" % name, fetched.returncode == 0, fetched.stderr)
    offline = environment(cache, endpoint, HF_HUB_OFFLINE="1")

    def once(argument):
        began = time.perf_counter()
        subprocess.run([tool(), "encode", "hi", "--ids", "--tokenizer", argument], env=offline,
                       capture_output=True, check=True)
        return time.perf_counter() - began

    by_name, by_path = [], []
    for _ in range(60):
        by_path.append(once(folder + "/tokenizer.json"))
        by_name.append(once(name))
    extra = (sorted(by_name)[len(by_name) // 2] - sorted(by_path)[len(by_path) // 2]) * 1000
    report.check("a cached load of %s costs %.2f ms above loading the file" % (name, extra),
                 extra < 3)


def endless(report, server, options):
    """Row 26: what never ends is given up."""
    for faults in ("hang:120", "stall:120"):
        cache, endpoint = new_cache(), server.endpoint(faults)
        began = time.monotonic()
        done = run(["fetch", "acme/large"], cache, endpoint,
                   HF_HUB_ETAG_TIMEOUT="1", HF_HUB_DOWNLOAD_TIMEOUT="1")
        took = time.monotonic() - began
        report.check("%s is given up after %.0f s" % (faults, took), done.returncode == 1,
                     done.stderr[:120])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--model")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    report = Report()
    server = Server([options.model] if options.model else [])
    parts = {"processes": processes, "kills": kills, "memory": memory, "offline": offline,
             "time": times, "endless": endless}
    for name in options.parts or parts:
        print("== " + name, flush=True)
        parts[name](report, server, options)
    report.end()


if __name__ == "__main__":
    main()
