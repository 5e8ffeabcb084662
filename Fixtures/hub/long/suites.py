"""Rows 17 and 19 to 33 as the Swift tests have them, built for release."""
import re
import subprocess

from harness import ROOT

SUITES = [
    (17, "SharingTests", "200 loads in one process", "1 download"),
    (19, "FileFaultTests", "each file call fails, short writes", "typed error, cache sound"),
    (20, "IntegrityTests", "wrong bytes", "never a blob; typed error"),
    (21, "CacheDamageTests", "damaged cache, planted links (25)", "repaired or typed; outside kept"),
    (22, "TokenTests", "token leak", "0 leaks"),
    (22, "AddressTests", "odd addresses, https to http", "refused"),
    (23, "NamesTests", "300 hostile names", "0 files, 0 sockets"),
    (24, "HostileServerTests", "paths from the server, configs (33)", "0 files outside"),
    (26, "EndlessServerTests", "endless server", "deadline + 1 s, cancel <= 1 s"),
    (26, "CancellingTests", "cancelled at any moment", "clean"),
    (28, "FlakyServerTests", "flaky server", "success within the budget"),
    (30, "SnapshotTests", "mixed commits", "one commit"),
    (32, "RemovalTests", "clearing", "foreign files kept, freed = predicted"),
]


def run(table, server, options):
    command = ["swift", "test", "-c", "release", "-Xswiftc", "-enable-testing",
               "--scratch-path", options.tests]
    built = subprocess.run(command[:1] + ["build", "--build-tests"] + command[2:], cwd=ROOT,
                           capture_output=True, text=True)
    if built.returncode != 0:
        return table.add("-", "the suites", "build", "failed", False, built.stdout[-2000:])
    for number, suite, hazard, demanded in SUITES:
        done = subprocess.run(
            command + ["--skip-build", "--filter", "PureTokenizersHubTests." + suite + "/"],
            cwd=ROOT, capture_output=True, text=True)
        output = done.stdout + done.stderr
        tests = re.search(r"Test run with (\d+) test", output)
        cases = sum(int(n) for n in re.findall(r"with (\d+) test cases? passed", output))
        count = int(tests.group(1)) if tests else 0
        failures = re.findall(r"✘ .*", output)
        table.add(number, hazard, demanded, "%s: %d tests, %d cases" % (
            suite, count, count + cases), done.returncode == 0 and count > 0, failures[:5] or None)
