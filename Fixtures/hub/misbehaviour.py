"""The faults that an endpoint of the fake Hub can ask for, apart from those of a body (bodies.py)."""
import threading
import time
import urllib.parse

import bodies


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


class Misbehaviour:
    """What a handler does instead of answering; each method says whether it did."""

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
        contents = "127.0.0.1:%d" % self.ports["contents"]
        hub = "127.0.0.1:%d" % self.ports["hub"]
        locations = {
            "redirect-other": "http://%s/%s" % (contents, target),
            "redirect-localhost": "http://localhost:%d/%s" % (self.ports["contents"], target),
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
