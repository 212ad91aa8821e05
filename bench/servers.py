"""The servers that are measured: nginx, a Granian that always says the same, and the site in several ways."""

import gzip
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import load

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
NGINX = """
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; gzip_static on;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
    server {{ listen 127.0.0.1:{port}; root {folder}/html; }}
}}
"""
CONSTANT = """
from pathlib import Path
body = Path({path!r}).read_bytes()
headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
def application(environ, start_response):
    start_response("200 OK", headers)
    return [body]
"""


class Server:
    """A process at a port of its own, which ends with the ``with``."""

    def __init__(self, command, port, **environment):
        self.command, self.port, self.environment = command, port, environment

    def __enter__(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(self.command, env={**os.environ, **self.environment}, **quiet)
        until = time.monotonic() + 60
        while not answers(self.port):
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                raise OSError(f"{self.command[0]} does not start.")
            time.sleep(0.1)
        return self

    def __exit__(self, *error):
        """At once: nobody is waiting for an answer, and a graceful end takes its time on a busy machine."""
        for pid in reversed(load.tree(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    @property
    def pids(self):
        return [self.process.pid]

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def nginx(folder, body):
    """Serves ``body`` as a file, and compressed beside it; ``None`` if it is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        return None
    html = Path(folder) / "html"
    html.mkdir(parents=True)
    (html / "page.html").write_bytes(body)
    (html / "page.html.gz").write_bytes(gzip.compress(body, 9))
    port, config = free_port(), Path(folder) / "nginx.conf"
    config.write_text(NGINX.format(workers=WORKERS, folder=folder, port=port))
    return Server([program, "-p", str(folder), "-c", str(config)], port)


def constant(folder, body):
    (Path(folder) / "page").write_bytes(body)
    module = Path(folder) / "constant.py"
    module.write_text(CONSTANT.format(path=str(Path(folder) / "page")))
    return granian(f"{module}:application")


def site(**environment):
    return granian(str(ROOT / "site" / "wsgi.py") + ":application", **environment)


def granian(application, **environment):
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", "1", "--no-access-log", "--log-level", "error"]
    return Server([*command, application], port, **environment)


def keeps_pages():
    """Has this version a store of pages (``core.store``)?"""
    return (ROOT / "site" / "core" / "store").is_dir()
