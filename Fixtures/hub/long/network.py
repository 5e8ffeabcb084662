"""Rows 26, 27 and 29: endless servers, huge bodies, no network; and the time of a cached load."""
import os
import subprocess
import sys
import time

import tracing
from harness import environment, new_cache, run, start, tool

LIMIT = 64 << 20


def endless(table, server, options):
    """What never ends is given up; the deadline itself is tested in the suites."""
    for faults in ("hang:120", "stall:120", "drip:0.5"):
        cache, endpoint = new_cache(), server.endpoint(faults)
        if options.short and faults == "drip:0.5":
            continue
        began = time.monotonic()
        done = run(["fetch", "acme/large"], cache, endpoint,
                   HF_HUB_ETAG_TIMEOUT="1", HF_HUB_DOWNLOAD_TIMEOUT="1")
        took = time.monotonic() - began
        # Five tries of three seconds for the question, of thirty for a slow body, and the waits.
        bound = 180 if faults == "drip:0.5" else 35
        table.add(26, "endless server, " + faults, "given up within %d s" % bound,
                  "%.1f s" % took, done.returncode == 1 and took < bound, done.stderr.strip()[:200])


def memory(table, server, options):
    """A body of 600 MB, or a bomb that unpacks to it, is refused in little memory."""
    _, base, _ = peak(["fetch", "acme/tiny"], new_cache(), server.endpoint())
    table.add(27, "an ordinary fetch", "-", "%.0f MB" % (base / 1e6), True)
    for faults in ("huge,no-length", "huge-chunked,no-length", "gzip-bomb,no-length", "huge",
                   "huge-chunked", "gzip-bomb", "announce-huge", "error-huge"):
        cache, endpoint = new_cache(), server.endpoint(faults)
        began = time.monotonic()
        code, size, error = peak(
            ["fetch", "acme/tiny", "--max-size", str(16 << 20)], cache, endpoint)
        took = time.monotonic() - began
        used = sum(f.stat().st_size for f in cache.rglob("*") if f.is_file())
        # The mark of the cache is a file of 190 bytes.
        table.add(27, "600 MB, " + faults, "refused, <= 64 MB, 0 on disk",
                  "%.0f MB, %.1f s, %d bytes" % (size / 1e6, took, max(used - 190, 0)),
                  code == 1 and size <= LIMIT and used < 1000, error[:120])
    # Eight million values of one byte each, which would take a gigabyte when read.
    for values in (600000, 2500000, 8000000):
        code, size, error = peak(["fetch", "acme/tiny"], new_cache(),
                                 server.endpoint("values:%d" % values))
        table.add(27, "a listing of %d values" % values, "refused, <= 64 MB",
                  "%.0f MB" % (size / 1e6), code == 1 and size <= LIMIT, error[:120])


def peak(arguments, cache, endpoint):
    """The exit code, the largest resident size, and the text of the error."""
    process = start(arguments, cache, endpoint)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in kB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, usage.ru_maxrss * unit, error.strip()


def offline(table, server, options):
    """No socket at all, offline or for a commit in full."""
    cache, endpoint = new_cache(), server.endpoint()
    path = run(["fetch", "acme/tiny"], cache, endpoint).stdout.strip()
    commit = path.rsplit("/", 1)[1]
    has_strace = tracing.is_possible()
    sockets, requests, bad, listed = 0, 0, [], ""
    cases = [
        (0, ["fetch", "acme/tiny", "--offline"], {}),
        (1, ["fetch", "acme/none", "--offline"], {}),
        (1, ["fetch", "acme/tiny", "--revision", "v9", "--offline"], {}),
        (0, ["encode", "hi", "--tokenizer", "acme/tiny"], {"HF_HUB_OFFLINE": "1"}),
        (0, ["fetch", "acme/tiny", "--revision", commit], {}),
        (0, ["encode", "hi", "--tokenizer", "acme/tiny@" + commit], {}),
        (0, ["cache", "info", "acme/tiny"], {})]
    for code, arguments, more in cases:
        before = len(server.log(endpoint))
        trace = cache.parent / "trace"
        command = ["strace", "-f", "-e", "trace=%network", "-o", str(trace)] if has_strace else []
        done = subprocess.run(command + [tool()] + arguments, capture_output=True, text=True,
                              env=environment(cache, endpoint, **more))
        if has_strace:
            sockets += sum("socket" in line for line in trace.read_text().splitlines())
        requests += len(server.log(endpoint)) - before
        if done.returncode != code:
            bad.append((arguments, done.returncode, done.stderr))
        if "v9" in arguments:
            listed = done.stderr
    table.add(29, "offline, and a cached commit", "0 sockets, 0 requests, error lists the cache",
              "%s sockets, %d requests in %d runs" % (
                  sockets if has_strace else "(no strace)", requests, len(cases)),
              not (sockets or requests or bad) and "cached: main (config.json" in listed,
              bad or None)


def load(table, server, options):
    """A load by a cached name costs little more than a load of the file itself."""
    hazard, demanded = "cached load above loading the file", "< 3 ms"
    if not options.model:
        return table.leave_out("load", hazard, demanded, "no --model")
    name, folder = options.model.split("=", 1)
    cache, endpoint = new_cache(), server.endpoint()
    path = run(["fetch", name], cache, endpoint).stdout.strip()
    offline = environment(cache, endpoint, HF_HUB_OFFLINE="1")

    def once(argument):
        began = time.perf_counter()
        subprocess.run([tool(), "encode", "hi", "--ids", "--tokenizer", argument], env=offline,
                       capture_output=True, check=True)
        return (time.perf_counter() - began) * 1000

    rounds = 20 if options.short else 100
    times = {folder + "/tokenizer.json": [], name: [], name + "@" + path.rsplit("/", 1)[1]: []}
    for _ in range(rounds):
        for argument, list_ in times.items():
            list_.append(once(argument))
    file, offline_name, commit = [sorted(list_)[rounds // 2] for list_ in times.values()]
    extra = max(offline_name, commit) - file
    # Not a failure in the short form: machines that do other things as well are slow at random.
    table.add("load", hazard + ", " + name, demanded,
              "%.2f ms (%.1f above %.1f; median of %d)" % (
                  extra, max(offline_name, commit), file, rounds), options.short or extra < 3)
