#!/usr/bin/env python3
"""A Hub on loopback that behaves as the real one does, and misbehaves on demand.

    python3 Fixtures/hub/server.py [--model NAME=FOLDER]... [--port N]

prints one line of JSON, {"hub": PORT, "contents": PORT}, and serves until its standard input ends
or it is killed. Two servers are two origins: the Hub itself, and the one that large files are
redirected to with a signed address.

What goes wrong is part of the endpoint, so that tests can run side by side:

    http://127.0.0.1:PORT/~KEY/FAULT,FAULT:ARGUMENT          "-" for no fault

KEY has counters and a log of its own: GET /_log/KEY answers the requests so far. The faults are
the methods of `Faults` below, and those in its list of names. See repositories.py for the models.
"""
import argparse
import http.server
import json
import sys
import threading
import time
import urllib.parse

import bodies
from repositories import Repositories


class State:
    """What is known under one key: counters of faults, and the log."""

    def __init__(self):
        self.lock = threading.Lock()
        self.counts = {}
        self.log = []

    def count(self, name):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1
            return self.counts[name]


STATES = {}
STATES_LOCK = threading.Lock()


def state_of(key):
    with STATES_LOCK:
        return STATES.setdefault(key, State())


class Faults:
    """The faults that an endpoint asks for: `drop:2,slow:1000`."""

    def __init__(self, text, state):
        self.state = state
        self.text = text
        self.arguments = {}
        for fault in text.split(","):
            name, _, argument = fault.partition(":")
            self.arguments[name] = urllib.parse.unquote(argument)

    def has(self, name):
        return name in self.arguments

    def argument(self, name, default):
        return type(default)(self.arguments.get(name) or default)

    def first(self, name, default=1):
        """Whether the fault strikes now: it does the first N times, `name:N`."""
        if name not in self.arguments:
            return False
        return self.state.count(name) <= int((self.arguments[name] or str(default)).split(":")[0])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    is_contents = False

    def log_message(self, *arguments):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        try:
            self.route()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    # Routing

    def route(self):
        path, _, self.query = self.path.partition("?")
        parts = path.lstrip("/").split("/")
        if parts[0] == "_log":
            return self.plain(200, json.dumps(state_of(parts[1]).log).encode())
        self.key, faults = "", "-"
        self.prefix = ""
        if parts[0].startswith("~"):
            self.key, faults, parts = parts[0][1:], parts[1], parts[2:]
            self.prefix = "/~%s/%s" % (self.key, faults)
        self.state = state_of(self.key)
        self.faults = Faults(faults, self.state)
        self.note(parts)
        if self.transport_fault():
            return None
        if self.is_contents:
            return self.contents(parts)
        if self.hub_fault(parts):
            return None
        if parts[:2] == ["api", "resolve-cache"]:
            return self.resolve_cache(parts)
        if parts[0] == "api":
            return self.api(parts)
        for length in (2, 1):
            if len(parts) > length + 2 and parts[length] == "resolve":
                repository = "/".join(parts[:length])
                revision = urllib.parse.unquote(parts[length + 1])
                return self.resolve(repository, revision, "/".join(parts[length + 2:]))
        return self.error(404, None, "no such page")

    def note(self, parts):
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.state.lock:
            self.state.log.append({
                "server": "contents" if self.is_contents else "hub", "method": self.command,
                "path": self.path, "target": "/".join(parts), "headers": headers})

    # Faults of a connection

    def transport_fault(self):
        faults = self.faults
        if faults.first("drop-before"):
            self.close_connection = True
            return True
        if faults.has("hang"):
            time.sleep(faults.argument("hang", 30.0))
            self.close_connection = True
            return True
        if faults.first("garbage"):
            self.wfile.write(b"\x00\xffgarbage\r\n\r\n")
            self.close_connection = True
            return True
        if faults.first("header-flood"):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(200000):
                self.wfile.write(b"X-%d: %s\r\n" % (number, b"x" * 100))
            self.close_connection = True
            return True
        return False

    # Faults of the Hub

    def hub_fault(self, parts):
        faults = self.faults
        number = faults.argument("status", 0)
        if number:
            self.error(number, faults.argument("code", "") or None, "as asked for")
            return True
        if faults.first("500-then-ok"):
            self.error(500, None, "internal")
            return True
        if faults.has("429") and self.state.count("429") <= 1:
            self.error(429, None, "slow down", {"Retry-After": faults.argument("429", "1")})
            return True
        if faults.has("429-date") and self.state.count("429-date") <= 1:
            when = time.time() + faults.argument("429-date", 1.0)
            date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(when))
            self.error(429, None, "slow down", {"Retry-After": date})
            return True
        if faults.has("429-ratelimit") and self.state.count("429-ratelimit") <= 1:
            seconds = faults.argument("429-ratelimit", "1")
            self.error(429, None, "slow down", {"RateLimit": '"resolvers";r=0;t=%s' % seconds})
            return True
        if faults.has("429-always"):
            self.error(429, None, "slow down", {"Retry-After": faults.argument("429-always", "0")})
            return True
        if faults.has("html"):
            page = b"<html>please log in</html>"
            self.plain(200, page, {"Content-Type": "text/html"})
            return True
        if faults.has("echo-token"):
            self.error(400, None, "bad: " + self.headers.get("Authorization", ""),
                       {"X-Request-Id": self.headers.get("Authorization", "")[7:]})
            return True
        if faults.has("basic-auth"):
            self.error(401, None, "who are you", {"WWW-Authenticate": 'Basic realm="x"'})
            return True
        return self.redirect_fault(parts)

    def redirect_fault(self, parts):
        faults, target = self.faults, "/".join(parts)
        contents = "127.0.0.1:%d" % PORTS["contents"]
        hub = "127.0.0.1:%d" % PORTS["hub"]
        locations = {
            "redirect-other": "http://%s/%s" % (contents, target),
            "redirect-localhost": "http://localhost:%d/%s" % (PORTS["contents"], target),
            "redirect-protocol-relative": "//%s/%s" % (contents, target),
            "redirect-userinfo": "http://%s@%s/%s" % (hub, contents, target),
            "redirect-file": "file:///etc/passwd",
            "redirect-bad": "http://[::1/x y",
            "redirect-backslash": "http://%s\\@%s/x" % (hub, contents),
            "redirect-loop": self.path,
            "redirect-ftp": "ftp://%s/x" % contents,
        }
        for name, location in locations.items():
            if faults.has(name):
                self.redirect(302, location)
                return True
        if faults.has("error-huge"):
            bodies.huge(self, {"X-Error-Code": "RepoNotFound"}, chunked=False, status=404)
            return True
        if faults.has("redirect-none"):
            self.empty(302)
            return True
        if faults.has("redirect-many"):
            if self.state.count("redirect-many") <= faults.argument("redirect-many", 5):
                self.redirect(307, self.path)
                return True
        return False

    # What the Hub does

    def resolve(self, name, revision, path):
        repository = self.repository(name)
        if repository is None:
            return None
        if repository.canonical_name != name:
            path = "/%s/resolve/%s/%s" % (
                repository.canonical_name, urllib.parse.quote(revision, safe=""), path)
            return self.redirect(307, self.prefix + path)
        commit = repository.commit_of(revision)
        if commit is None:
            return self.error(404, "RevisionNotFound", "Invalid rev id: " + revision)
        file = repository.file(commit, urllib.parse.unquote(path))
        if self.faults.has("flip-main"):
            repository.flip(self.key)
        if file is None:
            return self.error(404, "EntryNotFound", "Entry not found",
                              {"X-Repo-Commit": commit})
        headers = self.metadata(commit, file)
        if self.headers.get("If-None-Match") == '"%s"' % file.etag:
            return self.empty(304, headers)
        if not file.is_large:
            location = "%s/api/resolve-cache/models/%s/%s/%s?etag=%s" % (
                self.prefix, name, commit, path, file.etag)
            return self.redirect(307, location, headers if self.faults.has("early") else {})
        headers["X-Linked-Size"] = str(file.size)
        host = "localhost" if self.faults.has("contents-localhost") else "127.0.0.1"
        signature = "Expires=%d&Signature=%s" % (time.time() + 3600, "secret-signature")
        location = "http://%s:%d%s/%s?%s" % (
            host, PORTS["contents"], self.prefix, file.etag, signature)
        return self.redirect(302, location, headers)

    def metadata(self, commit, file):
        faults = self.faults
        headers = {"X-Repo-Commit": faults.argument("commit", commit)}
        etag = faults.argument("etag", file.etag)
        headers["ETag" if not file.is_large else "X-Linked-Etag"] = '"%s"' % etag
        if faults.has("no-commit"):
            del headers["X-Repo-Commit"]
        if faults.has("no-etag"):
            headers = {"X-Repo-Commit": commit}
        if faults.has("warning"):
            headers["X-HF-Warning"] = "topic; be warned"
        return headers

    def resolve_cache(self, parts):
        # api/resolve-cache/models/NAME/COMMIT/PATH, and NAME may have a /
        for length in (2, 1):
            name = "/".join(parts[3:3 + length])
            repository = REPOSITORIES.get(name)
            if repository is not None and len(parts) > 4 + length:
                commit = parts[3 + length]
                file = repository.file(
                    commit, urllib.parse.unquote("/".join(parts[4 + length:])))
                if file is not None:
                    return self.body(file.content, file, self.metadata(commit, file))
        return self.error(404, "EntryNotFound", "Entry not found")

    def contents(self, parts):
        faults = self.faults
        if faults.first("contents-expired"):
            return self.error(403, None, "Request has expired")
        if faults.has("contents-500") and faults.first("contents-500"):
            return self.error(500, None, "internal")
        file = REPOSITORIES.by_etag(parts[-1].split("?")[0])
        if file is None:
            return self.plain(200, b"this is another server")
        return self.body(file.content, file, {"ETag": '"the-other-servers-own"'})

    def repository(self, name):
        """The repository, or None after the error has been sent."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and not token.startswith("hf_"):
            return self.error(401, None, "Invalid credentials in Authorization header")
        repository = REPOSITORIES.get(name)
        if repository is None or (repository.is_private and token != "hf_good"):
            # The real Hub says 401 to strangers, so that nobody learns what exists.
            return self.error(404 if token else 401, "RepoNotFound", "Repository not found")
        if repository.is_disabled:
            return self.error(403, None, "Access to this resource is disabled.")
        if repository.is_gated and token != "hf_good":
            return self.error(403 if token else 401, "GatedRepo",
                              "Access to model %s is restricted." % name)
        return repository

    def api(self, parts):
        # api/models/NAME, .../revision/REVISION, .../tree/REVISION
        for length in (2, 1):
            name, rest = "/".join(parts[2:2 + length]), parts[2 + length:]
            if length == 2 and rest[:1] not in ([], ["revision"], ["tree"]):
                continue
            if length == 2 and len(parts) > 3 and parts[3] in ("revision", "tree"):
                continue
            if len(parts) < 2 + length:
                continue
            repository = self.repository(name)
            if repository is None:
                return None
            if repository.canonical_name != name:
                target = "/".join(["/api/models", repository.canonical_name] + rest)
                return self.redirect(307, self.prefix + target)
            return self.listing(repository, rest)
        return self.error(404, None, "no such page")

    def listing(self, repository, rest):
        revision = urllib.parse.unquote(rest[1]) if len(rest) > 1 else "main"
        commit = repository.commit_of(revision)
        if commit is None:
            return self.error(404, "RevisionNotFound", "Invalid rev id: " + revision)
        files = repository.files(commit)
        if rest[:1] == ["tree"]:
            return self.tree(repository, commit, files)
        if self.faults.has("flip-main"):
            repository.flip(self.key)
        names = [{"rfilename": path} for path in files]
        for hostile in self.faults.arguments.get("sibling", "").split("|"):
            if hostile:
                names.append({"rfilename": hostile})
        names += [0] * self.faults.argument("values", 0)
        answer = {
            "id": repository.canonical_name, "sha": self.faults.argument("commit", commit),
            "private": repository.is_private, "gated": repository.is_gated, "siblings": names}
        return self.plain(200, json.dumps(answer).encode(), {"X-Repo-Commit": commit})

    def tree(self, repository, commit, files):
        page = int(urllib.parse.parse_qs(self.query).get("cursor", ["0"])[0])
        size = self.faults.argument("page", 1000)
        entries = []
        for path, file in list(files.items())[page:page + size]:
            entry = {"type": "file", "oid": file.git_hash, "size": file.size, "path": path}
            if file.is_large:
                entry["lfs"] = {"oid": file.etag, "size": file.size, "pointerSize": 134}
            entries.append(entry)
        headers = {"X-Repo-Commit": commit}
        if page + size < len(files):
            host = "http://127.0.0.1:%d" % PORTS["hub"]
            headers["Link"] = '<%s%s?recursive=true&cursor=%d>; rel="next"' % (
                host, self.path.split("?")[0], page + size)
        return self.plain(200, json.dumps(entries).encode(), headers)

    # Answers

    def error(self, status, code, message, headers=None):
        headers = dict(headers or {})
        headers["X-Error-Message"] = message
        headers.setdefault("X-Request-Id", "Root=1-abc")
        if code:
            headers["X-Error-Code"] = code
        self.plain(status, json.dumps({"error": message}).encode(), headers)

    def redirect(self, status, location, headers=None):
        self.plain(status, b"Redirecting", {**(headers or {}), "Location": location})

    def empty(self, status, headers=None):
        self.plain(status, b"", headers)

    def plain(self, status, content, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value.replace("\r", "").replace("\n", ""))
        if self.faults_has_cookie():
            self.send_header("Set-Cookie", "session=1; Path=/")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def faults_has_cookie(self):
        return getattr(self, "faults", None) is not None and self.faults.has("cookie")

    def body(self, content, file, headers):
        bodies.send(self, content, file, headers)


class ContentsHandler(Handler):
    is_contents = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, request, client_address):
        pass


PORTS = {}
REPOSITORIES = None


def main():
    global REPOSITORIES
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--stay", action="store_true", help="do not end with standard input")
    arguments = parser.parse_args()
    REPOSITORIES = Repositories(dict(model.split("=", 1) for model in arguments.model))
    hub = Server(("127.0.0.1", arguments.port), Handler)
    contents = Server(("127.0.0.1", 0), ContentsHandler)
    PORTS.update(hub=hub.server_address[1], contents=contents.server_address[1])
    for server in (hub, contents):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps(PORTS), flush=True)
    if arguments.stay:
        threading.Event().wait()
    sys.stdin.read()


if __name__ == "__main__":
    main()
