#!/usr/bin/env python3
"""A Hub on loopback that behaves as the real one does, and misbehaves on demand.

    python3 Fixtures/hub/server.py [--model NAME=FOLDER]... [--port N]

prints one line of JSON, {"hub": PORT, "contents": PORT}, and serves until its standard input ends
or it is killed. Two servers are two origins: the Hub itself, and the one that large files are
redirected to with a signed address.

What goes wrong is part of the endpoint, so that tests can run side by side:

    http://127.0.0.1:PORT/~KEY/FAULT,FAULT:ARGUMENT          "-" for no fault

KEY has counters and a log of its own: GET /_log/KEY answers the requests so far. The faults are
those that misbehaviour.py, pages.py and bodies.py ask for; repositories.py has the models.
"""
import argparse
import http.server
import json
import sys
import threading
import urllib.parse

import bodies
from misbehaviour import Faults, Misbehaviour, state_of
from pages import Pages
from repositories import Repositories


class Handler(Misbehaviour, Pages, http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    is_contents = False
    ports = {}
    repositories = None

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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--stay", action="store_true", help="do not end with standard input")
    arguments = parser.parse_args()
    Handler.repositories = Repositories(dict(model.split("=", 1) for model in arguments.model))
    hub = Server(("127.0.0.1", arguments.port), Handler)
    contents = Server(("127.0.0.1", 0), ContentsHandler)
    Handler.ports.update(hub=hub.server_address[1], contents=contents.server_address[1])
    for server in (hub, contents):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps(Handler.ports), flush=True)
    if arguments.stay:
        threading.Event().wait()
    sys.stdin.read()


if __name__ == "__main__":
    main()
