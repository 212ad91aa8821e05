"""Asks a server for one address again and again, and reads what that took from the processes that answer.

The measure is the processor time of all processes that take part, for each request: on a shared machine it moves by a
third, where requests a second move fivefold. Linux only, as it reads ``/proc``.
"""

import os
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from urllib.request import urlopen

CONNECTIONS = 8
TICKS = os.sysconf("SC_CLK_TCK")


class Connection:
    """One kept-alive connection, which sends its next request when the answer to the last one is there."""

    def __init__(self, url, headers):
        parts = urlsplit(url)
        self.address = parts.hostname, parts.port or 80
        lines = [f"GET {parts.path or '/'} HTTP/1.1", f"Host: {parts.netloc}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self.socket = None

    def send(self):
        if self.socket is None:
            self.socket = socket.create_connection(self.address, timeout=60)
        self.received = b""
        self.socket.sendall(self.request)

    def receive(self):
        """Reads what is there; is the answer complete?"""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("The server closed the connection within an answer.")
        self.received += part
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return False
        lines = head.split(b"\r\n")
        if lines[0].split()[1] != b"200":
            raise ConnectionError(f"The answer was {lines[0].decode()}.")
        headers = dict(line.lower().split(b": ", 1) for line in lines[1:])
        length = headers.get(b"content-length")
        is_complete = body.endswith(b"0\r\n\r\n") if length is None else len(body) >= int(length)
        if is_complete:
            self.size = len(body)
            if headers.get(b"connection") == b"close":
                self.close()
        return is_complete

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None


def body_of(url):
    with urlopen(url) as response:
        return response.read()


def warm(url):
    """Every worker has loaded what it needs: several connections at once reach all of them."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(body_of, [url] * 5 * CONNECTIONS))


def ask(url, seconds, pids, headers=None):
    """``{requests a second, CPU ms a request, bytes}`` with eight connections at once."""
    connections = [Connection(url, headers or {}) for _one in range(CONNECTIONS)]
    before, started, done = cpu_of(pids), time.perf_counter(), 0
    for one in connections:
        one.send()
    by_socket = {one.socket: one for one in connections}
    while time.perf_counter() - started < seconds:
        for ready in select.select(list(by_socket), [], [], 60)[0]:
            one = by_socket[ready]
            if one.receive():
                done += 1
                if one.socket is None:
                    del by_socket[ready]
                one.send()
                by_socket[one.socket] = one
    took, used, size = time.perf_counter() - started, cpu_of(pids) - before, getattr(connections[0], "size", 0)
    for one in connections:
        one.close()
    return {"rate": done / took, "cpu": used * 1000 / max(done, 1), "bytes": size}


# Processor time


def cpu_of(pids):
    """Seconds that these processes and all below them have used, in user and system mode."""
    return sum(ticks_of(pid) for root in pids for pid in tree(root)) / TICKS


def tree(root):
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat(name)
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def ticks_of(pid):
    fields = stat(pid)
    return sum(int(one) for one in fields[11:15]) if fields else 0  # its own, and those of children that have ended


def stat(pid):
    """The fields of ``/proc/PID/stat`` from the state on; ``None`` if it has ended."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def listeners(port):
    """The processes that listen at a port of this machine."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(table) as file:
            rows = [line.split() for line in file.readlines()[1:]]
        inodes |= {row[9] for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port}
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            links = [os.readlink(f"/proc/{name}/fd/{fd}") for fd in os.listdir(f"/proc/{name}/fd")]
        except OSError:
            continue
        if any(link == f"socket:[{inode}]" for link in links for inode in inodes):
            found.append(int(name))
    return [pid for pid in found if int((stat(pid) or [0, 0])[1]) not in found]  # the masters: workers are below them
