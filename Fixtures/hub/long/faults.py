"""Row 19: calls that fail, disks that are full, and disks that cannot be written to."""
import os
import pathlib
import shutil
import subprocess
import tempfile

import tracing
from harness import faults_of, new_cache, run

ERRORS = ["ENOSPC", "EIO", "EACCES", "EROFS"]


def faults(table, server, options):
    injected(table, server, options)
    full(table, server, options)


def injected(table, server, options):
    """The n-th call of each kind fails, for each n."""
    hazard, demanded = "failing file calls", "typed error, cache sound, no temp left"
    if not tracing.is_possible():
        return table.leave_out(19, hazard, demanded, "no strace")
    count, refused, bad = 0, 0, []
    calls = ["rename", "fsync"] if options.short else tracing.CALLS
    for call in calls:
        first = tracing.first_turn(["fetch", "acme/tiny"], new_cache(), server.endpoint(), call)
        for error in ERRORS[:1] if options.short else ERRORS:
            for number in range(first, first + 60):
                cache, endpoint = new_cache(), server.endpoint()
                done = tracing.trace(
                    ["fetch", "acme/tiny"], cache, endpoint, call, "error=" + error, number)
                count += 1
                refused += done.returncode == 1
                is_typed = done.returncode == 0 or (
                    done.returncode == 1 and done.stderr.startswith("tokenize: ")
                    and done.stderr.count("\n") == 1)
                if not is_typed:
                    bad.append((call, error, number, done.returncode, done.stderr[-200:]))
                bad += faults_of(cache)
                again = run(["fetch", "acme/tiny"], cache, endpoint)
                bad += faults_of(cache) + ([again.stderr] if again.returncode else [])
                shutil.rmtree(cache.parent, ignore_errors=True)
                if done.returncode == 0 and number > first + 12:
                    break
    table.add(19, hazard, demanded, "%d faults, %d errors, %d traps or bad caches" % (
        count, refused, len(bad)), not bad and refused > 0, bad[:3] or None)


def full(table, server, options):
    """A file system that is too small, and one that is read-only."""
    hazard, demanded = "full and read-only disks", "typed error, cache sound; read-only serves"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hub-"))
    refused, bad, sizes = 0, [], range(4, 800, 200 if options.short else 40)
    for size in sizes:
        if not mount(folder, "size=%dk" % size):
            return table.leave_out(19, hazard, demanded, "no right to mount")
        try:
            cache, endpoint = folder / "hub", server.endpoint()
            done = run(["fetch", "acme/large"], cache, endpoint)
            refused += done.returncode == 1 and "no space" in done.stderr
            if done.returncode not in (0, 1):
                bad.append((size, done.returncode, done.stderr[-200:]))
            bad += faults_of(cache)
            if done.returncode == 0:
                bad += read_only(folder, cache, endpoint)
        finally:
            subprocess.run(["umount", str(folder)])
    os.rmdir(folder)
    table.add(19, hazard, demanded, "%d sizes, %d refused, %d bad caches" % (
        len(sizes), refused, len(bad)), not bad and refused > 0, bad[:3] or None)


def read_only(folder, cache, endpoint):
    if not mount(folder, "remount,ro"):
        return ["cannot be made read-only"]
    bad = []
    for arguments, code in [(["fetch", "acme/large"], 0), (["fetch", "acme/tiny"], 1),
                            (["encode", "hello", "--tokenizer", "acme/large"], 0)]:
        done = run(arguments, cache, endpoint)
        if done.returncode != code:
            bad.append((arguments, done.returncode, done.stderr[-200:]))
    return bad


def mount(folder, options):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)],
                          capture_output=True).returncode == 0
