"""The proxy that ``deploy/nginx`` makes of nginx: pictures of a bucket are asked for once, and outlast what is behind."""

import re
import shutil
import subprocess
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle

import pytest
from django.conf import settings

from tests.services import free_port, is_open, wait_for

pytestmark = [pytest.mark.once, pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")]

CONFIG = settings.BASE_DIR / "deploy" / "nginx"
MAIN = """
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
master_process off;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
COMMENTED = ("#proxy_cache_path", "#include outreach/bucket.conf")
ON_DISK = re.compile(r"    location /media/images/ \{.*?\n    \}\n", re.DOTALL)
BROTLI = re.compile(r" *brotli_static \w+;\n")  # a module of its own


class Application(BaseHTTPRequestHandler):
    """A site with one picture: what it is asked, and how it is."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server
        site.asked.append((self.path, self.headers.get("If-None-Match"), self.headers.get("Cookie")))
        time.sleep(site.slow)
        known = self.headers.get("If-None-Match") == '"1"'
        status = 304 if known and site.status == 200 else site.status
        body = b"a picture" if status == 200 else b"" if status == 304 else b"not a picture"
        self.send_response(status)
        self.send_header("Vary", "Accept-Encoding")
        if status in (200, 304):
            self.send_header("ETag", '"1"')
            self.send_header("Cache-Control", f"public, max-age={site.seconds}")
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Application)
    server.asked, server.status, server.seconds, server.slow = [], 200, 600, 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def configured(folder, text):
    """As somebody adapts it who has a bucket, with a port instead of a certificate."""
    text = BROTLI.sub("", text).replace("include outreach/", f"include {folder}/")
    (folder / "site.conf").write_text(text)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    for name in ("bucket.conf", "file.conf", "page.conf"):
        shutil.copy(CONFIG / name, folder)
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def with_a_bucket(folder, port, port_of_site):
    text = (CONFIG / "site.conf").read_text()
    for line in COMMENTED:
        assert line in text
        text = text.replace(line, line.removeprefix("#"))
    text, count = ON_DISK.subn("", text)
    assert count == 1
    text = re.sub(r"server \{\n    listen 80 .*?\n\}\n", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r" *(?:ssl_certificate|ssl_certificate_key|listen \[::\]:443) .*;\n", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("/var/cache/outreach", str(folder / "cache"))
    return text.replace("server 127.0.0.1:8000;", f"server 127.0.0.1:{port_of_site};")


@pytest.fixture
def proxy(site, tmp_path):
    folder, port = tmp_path, free_port()
    command = configured(folder, with_a_bucket(folder, port, site.server_address[1]))
    process = subprocess.Popen(command)
    wait_for(lambda: is_open(port), 10)

    encodings = cycle(["br", "gzip", "identity"])  # of readers with other browsers

    def get(path, **headers):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        encoding = next(encodings)
        connection.request("GET", path, headers={"Host": "example.org", "Accept-Encoding": encoding, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()

    yield get
    process.terminate()
    process.wait()


PICTURE = "/media/images/a.webp"
EXPIRED = 2.2  # seconds after which nginx, which counts whole ones, takes one for over


def test_the_configuration_with_and_without_a_bucket_is_one_that_nginx_takes(tmp_path):
    key = ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem", "-subj", "/CN=example.org"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *key], check=True, capture_output=True)
    plain = (CONFIG / "site.conf").read_text()
    plain = re.sub(r"ssl_certificate /.*;", f"ssl_certificate {tmp_path}/cert.pem;", plain)
    plain = re.sub(r"ssl_certificate_key /.*;", f"ssl_certificate_key {tmp_path}/key.pem;", plain)
    for text in (plain, with_a_bucket(tmp_path, free_port(), free_port())):
        said = subprocess.run([*configured(tmp_path, text), "-t"], capture_output=True, text=True)
        assert said.returncode == 0, said.stderr


def test_a_picture_is_asked_for_once_by_however_many_readers_and_for_nobody_in_particular(proxy, site):
    site.slow = 0.3
    answers = []
    paths = [PICTURE, f"{PICTURE}?a", f"{PICTURE}?b"] * 3
    readers = [threading.Thread(target=lambda path=path: answers.append(proxy(path, Cookie="a=b"))) for path in paths]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert answers == [(200, b"a picture")] * 9
    assert [cookie for _path, _etag, cookie in site.asked] == [None]


def test_later_it_is_asked_whether_it_is_the_same(proxy, site):
    site.seconds = 1
    assert proxy(PICTURE) == (200, b"a picture")
    time.sleep(EXPIRED)
    assert proxy(PICTURE) == (200, b"a picture")
    assert [etag for _path, etag, _cookie in site.asked] == [None, '"1"']


@pytest.mark.parametrize("status", [500, 503, None])
def test_readers_see_pictures_while_the_bucket_or_the_site_is_away(proxy, site, status):
    site.seconds = 1
    assert proxy(PICTURE) == (200, b"a picture")
    time.sleep(EXPIRED)
    if status is None:
        site.shutdown()
        site.server_close()
    site.status = status
    for _time in range(3):
        assert proxy(PICTURE) == (200, b"a picture")
    assert proxy("/media/images/never-seen.webp")[0] == (status or 503)


def test_one_that_is_gone_is_not_seen_again_also_when_the_site_is_away_afterwards(proxy, site):
    site.seconds = 1
    proxy(PICTURE)
    site.status = 404
    time.sleep(EXPIRED)
    assert proxy(PICTURE)[0] == 404
    site.status = 503
    assert proxy(PICTURE)[0] == 404


def test_nobody_makes_a_picture_disappear_by_another_spelling_of_its_address(proxy, site):
    for spelling in (
        "/media/images//a.webp",
        "/media/./images/a.webp",
        "/media/images/%61.webp",
        "/media/images/b/../a.webp",
    ):
        assert proxy(spelling) == (200, b"a picture")
    assert [path for path, _etag, _cookie in site.asked] == [PICTURE]


@pytest.mark.parametrize(
    "path", ["/media/documents/a.pdf", "/media/images/../documents/a.pdf", "/media/images/%2e%2e/a"]
)
def test_nothing_else_of_the_media_is_kept(proxy, site, path):
    """The application answers, which knows no such address."""
    proxy(path)
    proxy(path)
    assert len(site.asked) == 2
