"""Runs our program over a file of lines, and survives its crashes and hangs."""

import subprocess
import threading
import time


class Ours:
    """The answers to the lines of a file, one at a time.

    The program reads the file itself. When it ends early or is silent too long, answers that it
    had not written yet are lost with it, so the next lines are given one by one: then it is known
    which line it was.
    """

    def __init__(self, command, path, patience=120, restarts=20):
        self.command, self.path = command, path
        self.patience, self.restarts = patience, restarts
        self.offset = 0
        self.one_by_one = 0
        self.process = self.waiting_since = None
        self.start()
        threading.Thread(target=self.watch, daemon=True).start()

    def start(self):
        if self.one_by_one:
            self.open(subprocess.PIPE)
            return
        with open(self.path, "rb") as source:
            source.seek(self.offset)
            self.open(source)

    def open(self, source):
        self.process = subprocess.Popen(
            self.command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            bufsize=1 << 20)

    def watch(self):
        while self.restarts > 0:
            time.sleep(2)
            since, process = self.waiting_since, self.process
            if since and process and time.monotonic() - since > self.patience:
                process.kill()

    def answer(self, line):
        """The answer to `line`, which is the next one of the file, or None."""
        result = self.attempt(line)
        if result is None and not self.one_by_one and self.restarts > 0:
            self.one_by_one = 5000
            self.stop()
            self.start()
            result = self.attempt(line)
        self.offset += len(line)
        if result is None:
            self.restart()
        elif self.one_by_one:
            self.one_by_one -= 1
            if not self.one_by_one:
                self.stop()
                self.start()
        return result

    def attempt(self, line):
        if self.process is None:
            return None
        self.waiting_since = time.monotonic()
        try:
            if self.one_by_one:
                self.process.stdin.write(line)
                self.process.stdin.flush()
            result = self.process.stdout.readline()
        except BrokenPipeError:
            result = b""
        self.waiting_since = None
        return result[:-1] if result.endswith(b"\n") else None

    def restart(self):
        self.stop()
        self.restarts -= 1
        if self.restarts > 0:
            self.start()

    def stop(self):
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            process.stdout.close()
            if process.stdin:
                process.stdin.close()

    def finish(self):
        self.stop()
        self.restarts = 0
