"""Runs the tool under strace, which makes the n-th call of a kind fail, or kills the process there."""
import shutil
import subprocess

from harness import environment, tool

# The calls by which the client changes files; the others only look.
CALLS = ["mkdir", "openat", "rename", "symlink", "fsync", "flock"]


def is_possible():
    if not shutil.which("strace"):
        return False
    probe = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=none", "true"], capture_output=True)
    return probe.returncode == 0


def run(arguments, cache, endpoint, call, what, number, **more):
    """The exit code with the call's `number`-th turn changed; negative after a signal."""
    return trace(arguments, cache, endpoint, call, what, number, **more).returncode


def trace(arguments, cache, endpoint, call, what, number, **more):
    # Newer machines have only the forms with "at" and a number.
    kinds = "/^%s(at2?)?$" % call
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + kinds,
         "-e", "inject=%s:%s:when=%d" % (kinds, what, number), tool()] + arguments,
        env=environment(cache, endpoint, **more), capture_output=True, text=True)


def first_turn(arguments, cache, endpoint, call):
    """How many calls of the kind there are before the first that is about the cache."""
    log = cache.parent / "trace"
    subprocess.run(
        ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=/^%s(at2?)?$" % call, tool()]
        + arguments, env=environment(cache, endpoint), capture_output=True)
    lines = [line for line in log.read_text().splitlines() if "resumed>" not in line]
    return next((n for n, line in enumerate(lines, 1) if str(cache) in line), 1)
