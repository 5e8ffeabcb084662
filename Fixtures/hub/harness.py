"""What the scripts of this folder share: the fake Hub, the tool, and a look at a cache."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Server:
    """The fake Hub, until the script ends."""

    def __init__(self, models=()):
        command = [sys.executable, str(HERE / "server.py")]
        for model in models:
            command += ["--model", model]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = json.loads(self.process.stdout.readline())
        self.keys = 0

    def endpoint(self, faults="-"):
        self.keys += 1
        return "http://127.0.0.1:%d/~k%d/%s" % (self.ports["hub"], self.keys, faults)

    def log(self, endpoint):
        key = endpoint.split("/~")[1].split("/")[0]
        url = "http://127.0.0.1:%d/_log/%s" % (self.ports["hub"], key)
        return json.load(urllib.request.urlopen(url))


def tool():
    """The command line tool: $TOKENIZE, else the newest build."""
    if "TOKENIZE" in os.environ:
        return os.environ["TOKENIZE"]
    builds = [path for path in ROOT.glob(".build*/*/tokenize") if path.is_file()]
    if not builds:
        sys.exit("no tokenize found: swift build -c release, or set TOKENIZE")
    return str(max(builds, key=lambda path: path.stat().st_mtime))


def environment(cache, endpoint, **more):
    variables = {"PATH": os.environ["PATH"], "HOME": str(cache.parent), "HF_HUB_CACHE": str(cache),
                 "HF_ENDPOINT": endpoint, "HF_HUB_DISABLE_TELEMETRY": "1",
                 "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    variables.update(more)
    return variables


def run(arguments, cache, endpoint, **more):
    return subprocess.run(
        [tool()] + arguments, env=environment(cache, endpoint, **more),
        capture_output=True, text=True)


def start(arguments, cache, endpoint, **more):
    return subprocess.Popen(
        [tool()] + arguments, env=environment(cache, endpoint, **more),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def new_cache():
    return pathlib.Path(tempfile.mkdtemp(prefix="hub-")) / "hub"


def faults_of(cache, allow_temporary=False):
    """What is wrong with a cache: bad blobs, broken links, half references, leftovers."""
    found = []
    for repository in cache.glob("models--*"):
        for blob in (repository / "blobs").glob("*"):
            if ".incomplete" in blob.name:
                if not allow_temporary:
                    found.append("left over: %s" % blob)
                continue
            content = blob.read_bytes()
            hashes = (hashlib.sha256(content).hexdigest(),
                      hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest())
            if blob.name not in hashes:
                found.append("corrupt: %s" % blob)
        for path in (repository / "snapshots").rglob("*"):
            if path.is_symlink() and not path.exists():
                found.append("broken link: %s" % path)
        for path in (repository / "refs").rglob("*"):
            if path.is_file():
                commit = path.read_text()
                if len(commit) != 40 or not (repository / "snapshots" / commit).is_dir():
                    found.append("half reference: %s" % path)
    return found


class Report:
    """Prints a line for each check, and remembers whether all were good."""

    def __init__(self):
        self.failures = 0

    def check(self, name, is_good, detail=None):
        self.failures += not is_good
        detail = ": " + str(detail).strip() if detail else ""
        print("%-5s %s%s" % ("ok" if is_good else "FAIL", name, detail), flush=True)

    def end(self):
        sys.exit(1 if self.failures else 0)
