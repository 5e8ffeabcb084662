"""Rows 17, 18 and 31: several processes, killed processes, and Python's own client."""
import importlib.util
import random
import shutil
import signal
import subprocess
import sys
import time

import tracing
from harness import HERE, faults_of, new_cache, run, start


def processes(table, server, options):
    """Many at once leave one good blob, also without locks."""
    count = 8 if options.short else 16
    for locks in ([], ["--no-locks"]):
        cache, endpoint = new_cache(), server.endpoint("slow:1000000")
        running = [start(["fetch", "acme/large"] + locks, cache, endpoint) for _ in range(count)]
        codes = [process.wait() for process in running]
        blobs = list((cache / "models--acme--large/blobs").iterdir())
        bodies = [r for r in server.log(endpoint)
                  if r["server"] == "contents" and r["method"] == "GET"]
        found = faults_of(cache)
        good = codes == [0] * count and not found and len(blobs) == 2
        # The model has two files, and two blobs are right.
        table.add(
            17, "%d processes, one file%s" % (count, ", no locks" if locks else ""),
            "1 good blob, 0 left over" + ("" if locks else ", <= 2 downloads"),
            "%d good blob, %d left over, %d downloads" % (
                len(blobs) - 1, len(found), len(bodies)),
            good and (bool(locks) or len(bodies) <= 2), found or None)


def kills(table, server, options):
    """Kills at random moments, and one at each call that touches a file."""
    random_kills(table, server, options)
    demanded = "0 corrupt, next run repairs"
    if not tracing.is_possible():
        return table.leave_out(18, "kill -9 at each file call", demanded, "no strace")
    killed, bad = 0, []
    for call in ["mkdir"] if options.short else tracing.CALLS + ["write", "unlink"]:
        for number in range(1, 400):
            cache, endpoint = new_cache(), server.endpoint()
            code = tracing.run(["fetch", "acme/tiny"], cache, endpoint, call, "signal=KILL", number)
            if code == 0:
                break
            killed += 1
            bad += faults_of(cache, allow_temporary=True)
            again = run(["fetch", "acme/tiny"], cache, endpoint)
            bad += faults_of(cache) + ([again.stderr] if again.returncode else [])
            shutil.rmtree(cache.parent, ignore_errors=True)
    table.add(18, "kill -9 at each file call", demanded,
              "%d kills, %d corrupt or not repaired" % (killed, len(bad)), not bad, bad[:3] or None)


def random_kills(table, server, options):
    generator = random.Random(options.seed)
    bad, stale, hits, rounds = [], 0, 0, 0
    cache, endpoint = new_cache(), server.endpoint("slow:600000")
    model = cache / "models--acme--large"
    while hits < options.kills and rounds < 3 * options.kills:
        rounds += 1
        longest = 1.0
        if rounds % 4 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        elif rounds % 4 == 1 and model.exists():
            # All is there but the links and the reference: the kill hits these steps.
            longest = 0.03
            shutil.rmtree(model / "snapshots", ignore_errors=True)
            shutil.rmtree(model / "refs", ignore_errors=True)
        process = start(["fetch", "acme/large"], cache, endpoint)
        time.sleep(generator.uniform(0.0, longest))
        process.send_signal(signal.SIGKILL)
        hits += process.wait() == -signal.SIGKILL
        bad += faults_of(cache, allow_temporary=True)
        stale += len(list(cache.glob("models--*/blobs/*.incomplete")))
        if rounds % 4 == 0:
            # Else the next round would never find a whole file.
            run(["fetch", "acme/large"], cache, endpoint)
            bad += faults_of(cache)
    done = run(["fetch", "acme/large"], cache, endpoint)
    left = faults_of(cache)
    table.add(18, "kill -9 at random (seed %d)" % options.seed,
              "%d kills, 0 corrupt, next run tidies" % options.kills,
              "%d kills, %d corrupt, %d stale seen, %d left" % (hits, len(bad), stale, len(left)),
              hits >= options.kills and not bad and not left and done.returncode == 0,
              (bad + left)[:3] or None)


def python(table, server, options):
    """Python's client and ours read what the other wrote."""
    hazard, demanded = "Python's client, both ways and at once", "all checks, 0 scan warnings"
    if importlib.util.find_spec("huggingface_hub") is None:
        return table.leave_out(31, hazard, demanded, "no huggingface_hub")
    done = subprocess.run([sys.executable, str(HERE / "interoperability.py")],
                          capture_output=True, text=True)
    lines = done.stdout.splitlines()
    good = sum(line.startswith("ok") for line in lines)
    bad = [line for line in lines if line.startswith("FAIL")]
    table.add(31, hazard, demanded, "%d of %d checks" % (good, good + len(bad)),
              done.returncode == 0 and good > 20, bad[:3] or done.stderr[-300:] or None)
