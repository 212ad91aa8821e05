"""The servers that are measured: nginx, a Granian that always says the same, and the site in several ways."""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import brotli
import load

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")  # Debian: libnginx-mod-http-brotli-static
HEADERS = ROOT / "deploy" / "nginx" / "page.conf"
NGINX = """
{modules}
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
{site}
}}
"""
FILE = """
server {{
    listen 127.0.0.1:{port}; root {folder}/html; gzip_static on; brotli_static on;
    location /with-headers/ {{ alias {folder}/html/; set $outreach_language az; include {headers}; }}
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
    if nginx_program() is None:
        return None
    html = Path(folder) / "html"
    html.mkdir(parents=True)
    (html / "page.html").write_bytes(body)
    (html / "page.html.gz").write_bytes(gzip.compress(body, 9))
    (html / "page.html.br").write_bytes(brotli.compress(body, quality=6))
    port = free_port()
    return nginx_of(folder, port, FILE.format(folder=folder, port=port, headers=HEADERS))


def nginx_of(folder, port, site):
    """``site``: the text of its ``server`` and what belongs to it."""
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    if not modules:
        site = re.sub(r"brotli_static \w+;", "", site)
    config = Path(folder) / "nginx.conf"
    config.write_text(NGINX.format(modules=modules, workers=WORKERS, folder=folder, site=site))
    return Server([nginx_program(), "-p", str(folder), "-c", str(config)], port)


def nginx_program():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


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
