"""A PostgreSQL and a Redis of a test's own, to be stopped and frozen; the real server; and readers who never stop."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
AT_THE_LATEST = 90  # seconds for anything to start


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(condition, seconds=AT_THE_LATEST):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


def is_open(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def copy(folder, to):
    """All or nothing; whose the files are is kept, which Python's own does not."""
    part = to.with_name(f"{to.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    subprocess.run(["cp", "-a", folder, part], check=True)
    part.rename(to)


class PostgreSQL:
    """Run by ``postgres`` where we are root, which it refuses to be run by."""

    def __init__(self, folder, cluster=None):
        """``cluster``: the files of one that was stopped, to begin with a copy of them."""
        self.folder, self.port = folder / "postgresql", free_port()
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            for one in (folder, *folder.parents):
                with suppress(PermissionError):
                    one.chmod(one.stat().st_mode | 0o011)
        if cluster:
            copy(cluster, self.folder)
        else:
            self.make()
        self.start()

    def make(self):
        self.folder.mkdir()
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.do("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D", self.folder)

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def do(self, program, *arguments):
        as_whom = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        command = [str(POSTGRESQL[-1] / program), *map(str, arguments)]
        subprocess.run(command, check=True, cwd="/", **as_whom, **QUIET)

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        arguments = ["start", "-w", "-D", self.folder, "-l", self.folder / "log", "-o", options]
        # Its processes that died hold the memory they shared for a moment.
        wait_for(lambda: self.succeeds("pg_ctl", *arguments))

    def succeeds(self, *command):
        try:
            self.do(*command)
        except subprocess.CalledProcessError:
            return False
        return True

    def stop(self):
        """All at once, as when the power goes."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not is_open(self.port))
        # Where nobody collects what has died, its number still looks alive, and another start would be refused.
        for path in (self.folder / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            path.unlink(missing_ok=True)

    def end(self):
        """In order: its files are complete."""
        self.do("pg_ctl", "stop", "-w", "-m", "fast", "-D", self.folder)

    def processes(self):
        main = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def freeze(self):
        self.frozen = self.processes()
        for pid in self.frozen:
            os.kill(pid, signal.SIGSTOP)

    def thaw(self):
        for pid in self.frozen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


class Redis:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.start()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, **QUIET)
        wait_for(lambda: is_open(self.port))

    def stop(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


class Server:
    """``manage.py serve``, as in production but for TLS."""

    def __init__(self, folder, database, redis="", **environment):
        self.port = free_port()
        ours = {
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "MEDIA_BUCKET": "",
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "settings.dev",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "WEB_WORKERS": "2",
        }
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve", "--port", str(self.port)]
        self.log = (folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            command, env={**os.environ, **ours, **environment}, stdout=self.log, stderr=self.log, start_new_session=True
        )
        wait_for(lambda: is_open(self.port))

    def get(self, path, timeout=30, **headers):
        """``(status, headers, text, seconds)``."""
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace"), time.monotonic() - began
        finally:
            connection.close()

    def stop(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


class Readers:
    """They ask for the paths in turn, until they are told to stop."""

    def __init__(self, server, paths, count=4):
        self.server, self.paths = server, paths
        self.statuses, self.took, self.is_over = Counter(), [], False
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.read, args=[number], daemon=True) for number in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.is_over = True
        for thread in self.threads:
            thread.join(60)

    def read(self, number):
        while not self.is_over:
            number += 1
            try:
                status, _headers, _text, seconds = self.server.get(self.paths[number % len(self.paths)])
            except (OSError, HTTPException) as error:
                status, seconds = type(error).__name__, 0
            with self.lock:
                self.statuses[status] += 1
                self.took.append(seconds)
            time.sleep(0.002)

    @property
    def share(self):
        return self.statuses[200] / max(1, self.statuses.total())

    @property
    def slowest(self):
        return max(self.took, default=0)

    def share_within(self, seconds):
        return sum(one < seconds for one in self.took) / max(1, len(self.took))


def are_here():
    return bool(POSTGRESQL) and shutil.which("redis-server") is not None
