"""What a request asks for, once everything that is the reader's own has been taken away."""

from io import BytesIO
from typing import NamedTuple

from django.conf import settings
from django.http.request import split_domain_port, validate_host

READING = ("GET", "HEAD")
MAX_PATH = 500
MAX_QUERY = 200
MAX_HOSTS = 1_000  # names remembered as ours; a site has a handful
DEVELOPMENT_HOSTS = [".localhost", "127.0.0.1", "[::1]"]


class Shape(NamedTuple):
    scheme: str
    host: str
    path: str
    query: str


class Door:
    """Decides whether a request may be answered from the store. What it does not know goes on to Django."""

    def __init__(self):
        self.hosts = settings.ALLOWED_HOSTS or (DEVELOPMENT_HOSTS if settings.DEBUG else [])
        self.known_hosts = set()
        self.never = own_paths()
        header = settings.SECURE_PROXY_SSL_HEADER
        self.proxy_header, self.proxy_says_secure = header or (None, None)
        self.cookies = {
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
            settings.LANGUAGE_COOKIE_NAME,
            settings.MESSAGES_COOKIE_NAME,
        }

    def shape_of(self, environ):
        """The ``Shape``, or ``None``: none of the store's business."""
        if environ["REQUEST_METHOD"] not in READING or "HTTP_AUTHORIZATION" in environ:
            return None
        if "HTTP_COOKIE" in environ and self.is_somebody(environ["HTTP_COOKIE"]):
            return None
        if environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ:
            return None
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if path.startswith(self.never) or len(path) > MAX_PATH or len(query) > MAX_QUERY or environ.get("SCRIPT_NAME"):
            return None
        host = environ.get("HTTP_HOST", "")
        if host not in self.known_hosts and not self.is_ours(host):
            return None
        return Shape(self.scheme_of(environ), host, path, query)

    def is_somebody(self, cookies):
        return any(one.partition("=")[0].strip() in self.cookies for one in cookies.split(";"))

    def is_ours(self, host):
        domain, _port = split_domain_port(host)
        if not domain or not validate_host(domain, self.hosts):
            return False
        if len(self.known_hosts) < MAX_HOSTS:
            self.known_hosts.add(host)
        return True

    def scheme_of(self, environ):
        if self.proxy_header is None:
            return environ["wsgi.url_scheme"]
        said = environ.get(self.proxy_header)
        if said is None:
            return environ["wsgi.url_scheme"]
        return "https" if said.split(",", 1)[0].strip() == self.proxy_says_secure else "http"

    def bare(self, environ):
        """The request without anything of the reader: what is made of it is made of the address."""
        ours = {"HTTP_HOST", self.proxy_header}
        bare = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in ours}
        for name in ("CONTENT_LENGTH", "CONTENT_TYPE", "REMOTE_USER", "AUTH_TYPE"):
            bare.pop(name, None)
        return {**bare, "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}

    def request_for(self, shape):
        """An environment that asks for a shape, where nobody did: to warm up."""
        name, _colon, port = shape.host.partition(":")
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": shape.path,
            "QUERY_STRING": shape.query,
            "SERVER_NAME": name,
            "SERVER_PORT": port or "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": shape.host,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": shape.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if self.proxy_header and shape.scheme == "https":
            environ[self.proxy_header] = self.proxy_says_secure
        return environ


def own_paths():
    """Where Django, or somebody who is known to it, is asked in any case."""
    from urllib.parse import urlsplit

    from django.urls import reverse

    from core.health.answers import ANSWERS

    admin, document = reverse("wagtailadmin_home"), reverse("wagtaildocs_serve", args=[1, "x"]).removesuffix("1/x")
    return (admin, document, urlsplit(settings.STATIC_URL).path, urlsplit(settings.MEDIA_URL).path, *ANSWERS)
