#!/usr/bin/env python3
"""Python's own client and this library share a cache, both ways.

    pip install -r Fixtures/hub/requirements.txt
    python3 Fixtures/hub/interoperability.py

Needs a built `tokenize` (or $TOKENIZE). Row 31 of the plan; runs in less than a minute.
"""
import os
import subprocess
import sys
import threading

from harness import Report, Server, environment, faults_of, new_cache, run, start

PYTHON = sys.executable
MODELS = ["acme/tiny", "acme/large", "acme/templates", "acme/old-name"]


def python(code, cache, endpoint, **more):
    result = subprocess.run(
        [PYTHON, "-W", "ignore", "-c", code], env=environment(cache, endpoint, **more),
        capture_output=True, text=True)
    return result.stdout.strip() if result.returncode == 0 else "FAILED " + result.stderr[-800:]


def download(model, revision="main"):
    return ("from huggingface_hub import snapshot_download\n"
            "print(snapshot_download(%r, revision=%r, allow_patterns=['*.json', '*.jinja']))"
            % (model, revision))


SCAN = ("from huggingface_hub import scan_cache_dir\n"
        "scan = scan_cache_dir()\n"
        "print(len(scan.repos), [str(warning) for warning in scan.warnings])")


def ours_then_theirs(report, server):
    for symlinks in ("0", "1"):
        cache, endpoint = new_cache(), server.endpoint()
        links = {"HF_HUB_DISABLE_SYMLINKS": symlinks}
        for model in MODELS:
            done = run(["fetch", model], cache, endpoint, **links)
            path = python(download(model), cache, endpoint, HF_HUB_OFFLINE="1")
            report.check("we download %s, Python loads it offline (symlinks off: %s)" % (
                model, symlinks), done.returncode == 0 and path == done.stdout.strip(), path[-60:])
        pull = run(["fetch", "acme/tiny", "--revision", "refs/pr/1"], cache, endpoint, **links)
        path = python(download("acme/tiny", "refs/pr/1"), cache, endpoint, HF_HUB_OFFLINE="1")
        report.check("refs/pr/1 as well", path == pull.stdout.strip(), path[-60:])
        scan = python(SCAN, cache, endpoint)
        report.check("scan_cache_dir has no warnings", scan == "4 []", scan)
        report.check("every blob is what its name says", not faults_of(cache), faults_of(cache))
        before = len(server.log(endpoint))
        python(download("acme/tiny"), cache, endpoint)
        bodies = [r for r in server.log(endpoint)[before:]
                  if r["method"] == "GET" and "/api/" not in r["path"]]
        report.check("Python, online, downloads nothing again", not bodies, len(bodies))


def theirs_then_ours(report, server):
    for symlinks in ("0", "1"):
        cache, endpoint = new_cache(), server.endpoint()
        for model in MODELS + ["acme/tiny@refs/pr/1"]:
            name, _, revision = model.partition("@")
            path = python(download(name, revision or "main"), cache, endpoint,
                          HF_HUB_DISABLE_SYMLINKS=symlinks)
            before = len(server.log(endpoint))
            done = run(["encode", "hello", "--tokenizer", model, "--ids"], cache, endpoint,
                       HF_HUB_OFFLINE="1")
            fetched = run(["fetch", name, "--offline"] + (
                ["--revision", revision] if revision else []), cache, endpoint)
            report.check("Python downloads %s, we load it offline (symlinks off: %s)" % (
                model, symlinks), done.returncode == 0 and fetched.stdout.strip() == path,
                done.stderr or fetched.stderr)
            report.check("and nothing was asked", len(server.log(endpoint)) == before)
        before = len(server.log(endpoint))
        run(["fetch", "acme/tiny"], cache, endpoint)
        bodies = [r for r in server.log(endpoint)[before:]
                  if r["method"] == "GET" and "/api/models" not in r["path"]]
        report.check("we, online, download nothing again", not bodies, len(bodies))


def at_once(report, server):
    cache, endpoint = new_cache(), server.endpoint("slow:2000000")
    results = []

    def theirs():
        results.append(python(download("acme/large"), cache, endpoint))

    threads = [threading.Thread(target=theirs) for _ in range(4)]
    for thread in threads:
        thread.start()
    ours = [start(["fetch", "acme/large"], cache, endpoint) for _ in range(4)]
    codes = [process.wait() for process in ours]
    for thread in threads:
        thread.join()
    good = codes == [0] * 4 and not any(text.startswith("FAILED") for text in results)
    report.check("four of theirs and four of ours at once", good, (codes, results if not good else ""))
    report.check("and the cache is sound", not faults_of(cache), faults_of(cache))
    scan = python(SCAN, cache, endpoint)
    report.check("and scans without warnings", scan == "1 []", scan)
    bodies = [r for r in server.log(endpoint) if r["server"] == "contents" and r["method"] == "GET"]
    report.check("with at most two downloads of the large file", len(bodies) <= 2, len(bodies))


def clearing(report, server):
    cache, endpoint = new_cache(), server.endpoint()
    code = "from huggingface_hub import snapshot_download; print(snapshot_download('acme/tiny'))"
    path = python(code, cache, endpoint)
    removed = run(["cache", "remove", "acme/tiny"], cache, endpoint)
    weights = os.path.exists(path + "/model.safetensors")
    report.check("clearing a tokenizer keeps Python's weights",
                 removed.returncode == 0 and weights, removed.stderr)
    scan = python(SCAN, cache, endpoint)
    report.check("and scans without warnings", scan == "1 []", scan)
    run(["cache", "remove", "acme/tiny", "--everything"], cache, endpoint)
    scan = python(SCAN, cache, endpoint)
    report.check("and all of it can go", scan == "0 []", scan)
    python(download("acme/large"), cache, endpoint)
    run(["cache", "remove", "*"], cache, endpoint)
    scan = python(SCAN, cache, endpoint)
    report.check("clearing all tokenizers leaves a good cache", scan in ("0 []", "1 []"), scan)


def main():
    report, server = Report(), Server()
    ours_then_theirs(report, server)
    theirs_then_ours(report, server)
    at_once(report, server)
    clearing(report, server)
    report.end()


if __name__ == "__main__":
    main()
