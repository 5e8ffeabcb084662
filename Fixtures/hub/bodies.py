"""How the fake Hub sends a file: properly, or in one of the ways in which servers go wrong."""
import gzip
import socket
import struct
import time

MEGABYTE = 1 << 20
BOMB = None


def send(handler, content, file, headers):
    faults = handler.faults
    head_only = handler.command == "HEAD"
    if faults.has("gzip-bomb") and not head_only:
        return gzip_bomb(handler, headers)
    if faults.has("huge") and not head_only:
        return huge(handler, headers, chunked=False)
    if faults.has("huge-chunked") and not head_only:
        return huge(handler, headers, chunked=True)
    if faults.has("announce-huge"):
        return whole(handler, content, headers, announced=600 * MEGABYTE)
    if head_only:
        return whole(handler, b"", headers, announced=None if faults.has("no-length") else len(content))
    if faults.has("html-same-size"):
        content = (b"<html>" + b" " * len(content))[:len(content)]
    if faults.has("corrupt") and faults.first("corrupt", 1):
        middle = len(content) // 2
        content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:]
    if faults.has("truncate") and faults.first("truncate", 1):
        content = content[:len(content) // 2]
    return ranged(handler, content, headers)


def ranged(handler, content, headers):
    faults = handler.faults
    asked = handler.headers.get("Range", "")
    if not asked.startswith("bytes=") or faults.has("no-range"):
        return paced(handler, 200, content, headers)
    start = int(asked[6:].split("-")[0])
    total = len(content)
    if faults.has("416") and faults.first("416", 1) or start >= total:
        return handler.plain(416, b"", {"Content-Range": "bytes */%d" % total})
    if faults.has("wrong-range"):
        # Another part than asked for, and honest about it.
        start = max(start - 1, 0)
    named = start + 1 if faults.has("lying-range") else start
    if faults.has("changed-total"):
        total += 7
    headers = dict(headers)
    headers["Content-Range"] = "bytes %d-%d/%d" % (named, len(content) - 1, total)
    return paced(handler, 206, content[start:], headers)


def paced(handler, status, content, headers):
    faults = handler.faults
    if faults.has("chunked"):
        return chunked(handler, status, content, headers)
    if faults.has("gzip"):
        packed = gzip.compress(content)
        return start_and_write(handler, status, packed, {**headers, "Content-Encoding": "gzip"})
    if faults.has("bad-chunk") and faults.first("bad-chunk", 1):
        begin(handler, status, {**headers, "Transfer-Encoding": "chunked"})
        handler.wfile.write(b"10\r\n" + content[:16] + b"\r\nzz\r\n")
        return close(handler)
    if faults.has("drop") and faults.first("drop", 1):
        begin(handler, status, {**headers, "Content-Length": str(len(content))})
        handler.wfile.write(content[:len(content) // 2])
        return close(handler)
    if faults.has("reset") and faults.first("reset", 1):
        begin(handler, status, {**headers, "Content-Length": str(len(content))})
        handler.wfile.write(content[:len(content) // 2])
        handler.wfile.flush()
        time.sleep(0.05)
        handler.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True
        return None
    if faults.has("stall"):
        begin(handler, status, {**headers, "Content-Length": str(len(content))})
        handler.wfile.write(content[:len(content) // 2])
        handler.wfile.flush()
        time.sleep(faults.argument("stall", 30.0))
        return close(handler)
    if faults.has("drip"):
        begin(handler, status, {**headers, "Content-Length": str(len(content))})
        for byte in content:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(faults.argument("drip", 0.5))
        return None
    if faults.has("slow"):
        begin(handler, status, {**headers, "Content-Length": str(len(content))})
        rate = faults.argument("slow", 100000)
        for start in range(0, len(content), max(rate // 20, 1)):
            handler.wfile.write(content[start:start + max(rate // 20, 1)])
            handler.wfile.flush()
            time.sleep(0.05)
        return None
    return start_and_write(handler, status, content, headers)


def whole(handler, content, headers, announced):
    headers = dict(headers)
    if announced is not None:
        headers["Content-Length"] = str(announced)
    begin(handler, 200, headers)
    if handler.command != "HEAD":
        handler.wfile.write(content)
        if announced is not None and announced != len(content):
            close(handler)


def start_and_write(handler, status, content, headers):
    begin(handler, status, {**headers, "Content-Length": str(len(content))})
    handler.wfile.write(content)


def chunked(handler, status, content, headers):
    begin(handler, status, {**headers, "Transfer-Encoding": "chunked"})
    for start in range(0, len(content), 1 << 16):
        part = content[start:start + (1 << 16)]
        handler.wfile.write(b"%x\r\n" % len(part) + part + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def huge(handler, headers, chunked, status=200):
    """600 MB that nobody announced in the metadata."""
    if chunked:
        begin(handler, status, {**headers, "Transfer-Encoding": "chunked"})
    else:
        begin(handler, status, {**headers, "Content-Length": str(600 * MEGABYTE)})
    if handler.command == "HEAD":
        return
    block = b"x" * MEGABYTE
    for _ in range(600):
        handler.wfile.write(b"%x\r\n" % MEGABYTE + block + b"\r\n" if chunked else block)
    if chunked:
        handler.wfile.write(b"0\r\n\r\n")


def gzip_bomb(handler, headers):
    """600 MB of zeros in 0.6 MB."""
    global BOMB
    if BOMB is None:
        BOMB = gzip.compress(bytes(600 * MEGABYTE), compresslevel=9)
    start_and_write(handler, 200, BOMB, {**headers, "Content-Encoding": "gzip"})


def begin(handler, status, headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value.replace("\r", "").replace("\n", ""))
    handler.end_headers()


def close(handler):
    handler.wfile.flush()
    handler.close_connection = True
