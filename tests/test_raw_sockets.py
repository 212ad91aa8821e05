"""Bytes as no browser sends them, to the server as production runs it: no fault of ours, and readers are answered."""

import random
import socket
import threading
import time
from contextlib import suppress

import pytest

from tests import database, services
from tests.backups import Site
from tests.sizes import bounded

pytestmark = [pytest.mark.fuzz, pytest.mark.once]

REQUESTS = bounded(360, full=20_000)
AT_ONCE = 3  # as many as may be sending to one process, were it the same that has them all
SLOW = 50  # connections that send a letter now and then
PATIENCE = 0.2  # seconds for which an answer is waited for
GOOD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9)
LINES = [b"GET / HTTP/1.1", b"POST /en/ HTTP/1.1", b"GET /admin/login/ HTTP/1.1", b"HEAD /search/?q=a HTTP/1.0", b"GET"]
LINES += [
    b"get / http/1.1",
    b"GET  /  HTTP/1.1",
    b"GET / HTTP/9.9",
    b"GET http://evil.example/ HTTP/1.1",
    b"\x16\x03\x01\x02",
]
LINES += [
    b"GET /%zz%00 HTTP/1.1",
    b"GET /\x00 HTTP/1.1",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1",
    b"CONNECT a:1 HTTP/1.1",
]
LINES += [
    b"OPTIONS * HTTP/1.1",
    b"GET /" + "ə".encode() + b" HTTP/1.1",
    b"GET /\xff\xfe HTTP/1.1",
    b"",
    b"\r\n" * 100,
    b"\x00" * 500,
]
HEADERS = [
    b"Host: 127.0.0.1",
    b"Host: a\r\nHost: b",
    b"Host: \x00",
    b"Host:",
    b"X: " + b"a" * 65_536,
    b"a" * 65_536 + b": x",
]
HEADERS += [
    b"Content-Length: 5",
    b"Content-Length: 999999999999",
    b"Content-Length: -1",
    b"Content-Length: 0x5",
    b"Content-Length: ",
]
HEADERS += [
    b"Content-Length: 5\r\nContent-Length: 6",
    b"Content-Length: 18446744073709551616",
    b"Transfer-Encoding: chunked",
]
HEADERS += [
    b"Transfer-Encoding: chunked\r\nContent-Length: 3",
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding : chunked",
]
HEADERS += [b"Expect: 100-continue", b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk"]
HEADERS += [
    b"Upgrade: websocket\r\nConnection: Upgrade",
    b" folded: a\r\n b",
    b"no colon",
    b"\x00: \x00",
    b": empty",
    b"X: \xff\xfe\x80",
]
HEADERS += [b"Connection: close", b"Connection: keep-alive", b"\r\n".join(b"X%d: 1" % number for number in range(300))]
HEADERS += [b"Content-Type: application/x-www-form-urlencoded", b"Content-Type: multipart/form-data; boundary=x"]
BODIES = [
    b"",
    b"a=1",
    b"a=%00",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"5\r\nhel",
    b"ffffffffffffffff\r\na",
    b"-1\r\n",
    b"\x00" * 1000,
]
BODIES += [
    b"zz\r\n",
    b"1;" + b"a" * 20_000 + b"\r\na\r\n",
    b"--x\r\n\r\n",
    GOOD,
    GOOD * 20,
    PREFACE,
    b"0\r\nX: y\r\n",
    b"\n\n",
]
POST = b"POST /en/contact/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrf=" + b"a" * 32 + b"\r\n"
POST += b"Content-Type: application/x-www-form-urlencoded\r\n"  # with the cookie it is read, to look for the token
SLOWLY = {  # how it begins, and what comes again and again
    "headers": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", b"a"),
    "chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "length": (POST + b"Content-Length: 90000\r\n\r\n", b"a"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("raw") / "site", database.DEMO)
    server = services.Server(site.folder, site.url, ALLOWED_HOSTS="127.0.0.1")
    try:
        services.wait_for(lambda: server.get("/")[0] == 200)
        yield server, site.folder / "server.log"
    finally:
        server.stop()


def request(rng):
    """Mostly broken in one place or two; now and then several in a row."""
    if rng.random() < 0.05:
        return rng.choice([PREFACE, rng.randbytes(rng.randrange(3000)), GOOD * 50, GOOD[: rng.randrange(len(GOOD))]])
    line = rng.choice(LINES)
    headers = rng.sample(HEADERS, rng.choice([0, 1, 1, 2, 4]))
    if rng.random() < 0.7:
        headers = [b"Host: 127.0.0.1", *headers]
    end = rng.choice([b"\r\n"] * 8 + [b"\n", b"\r"])
    whole = end.join([line, *headers, b"", b""]) + rng.choice(BODIES)
    return whole * rng.choice([1, 1, 1, 1, 3])


def send(port, data):
    """All that comes back, until the server ends it or nothing comes for a while."""
    answer = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.settimeout(PATIENCE)
        with suppress(OSError):
            connection.sendall(data)
        while piece := connection.recv(65_536):
            answer += piece
    return answer


def faults_in(answer):
    """Status lines of ours with a fault; what is within a page is preceded by something else than a line's end."""
    return [line[:80] for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.") and line[9:10] == b"5"]


def test_nothing_that_is_sent_is_a_fault_of_ours(world):
    server, log = world
    began, faults, lock = log.stat().st_size, [], threading.Lock()

    def ask(number):
        rng = random.Random(number)
        for _ in range(REQUESTS // AT_ONCE):
            data = request(rng)
            found = faults_in(send(server.port, data))
            with lock:
                faults.extend((one, data[:200]) for one in found)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert server.get("/")[0] == 200
    written = log.read_text(errors="replace")[began:]
    assert "Traceback" not in written and "panic" not in written, written[-3000:]


@pytest.mark.parametrize("way", SLOWLY)
def test_fifty_who_send_slowly_keep_nobody_waiting(world, way):
    begin, piece = SLOWLY[way]
    server, log = world
    slow, began = [], log.stat().st_size
    try:
        for _ in range(SLOW):
            slow.append(socket.create_connection(("127.0.0.1", server.port), 5))
            slow[-1].sendall(begin)
        seconds = []
        for _ in range(10):
            for one in slow:
                with suppress(OSError):
                    one.sendall(piece)
            try:
                status, _headers, _text, lasted = server.get("/en/", timeout=5)
            except OSError as error:
                status, lasted = repr(error), 5
            seconds.append((status, round(lasted, 2)))
            time.sleep(0.1)
    finally:
        for one in slow:
            one.close()
    assert {status for status, _ in seconds} == {200} and max(lasted for _, lasted in seconds) < 1
    assert server.get("/en/")[0] == 200
    assert "Traceback" not in log.read_text(errors="replace")[began:], log.read_text(errors="replace")[began:][-3000:]
