"""Does a running site answer? Every page of its map, what stands beside the pages, and a file of its style."""

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

PATIENCE = 30
BESIDE = (
    "/healthz",
    "/readyz",
    "/",
    "/search/?q=a",
    "/admin/login/",
    "/robots.txt",
    "/llms.txt",
    "/data/projects.json",
)
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
STYLE_SHEET = re.compile(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"|<link[^>]*href="([^"]+)"[^>]*rel="stylesheet"')


@dataclass
class Report:
    answered: int = 0
    problems: list = field(default_factory=list)
    slowest: tuple = (0.0, "")

    def note(self, path, status, seconds):
        if status == 200:
            self.answered += 1
        else:
            self.problems.append(f"{path}: {status}")
        self.slowest = max(self.slowest, (seconds, path))


def ask(base, most):
    """Ask at most so many pages of the map of ``base``."""
    report = Report()
    site = Site(base, report)
    for path in BESIDE:
        site.get(path)
    pages = site.pages()
    if not pages:
        report.problems.append("/sitemap.xml: no pages")
    for path in pages[:most]:
        site.get(path)
    sheets = [first or second for first, second in STYLE_SHEET.findall(site.get("/"))]
    if not sheets:
        report.problems.append("/: no style sheet")
    for path in sheets:
        site.get(path)
    return report


class Site:
    def __init__(self, base, report):
        self.url, self.report = urlsplit(base), report

    def get(self, path):
        begun = time.monotonic()
        kind = HTTPSConnection if self.url.scheme == "https" else HTTPConnection
        connection = kind(self.url.hostname, self.url.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            status, text = response.status, response.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            status, text = type(error).__name__, ""
        finally:
            connection.close()
        self.report.note(path, status, time.monotonic() - begun)
        return text

    def pages(self):
        """Paths only: the map names the address of the site as the admin has it, which may not be the one asked here."""
        found = [urlsplit(address) for address in LOCATION.findall(self.get("/sitemap.xml"))]
        parts = [url.path for url in found if url.path.endswith(".xml")]
        pages = [url.path for url in found if not url.path.endswith(".xml")]
        for part in parts:
            pages += [urlsplit(address).path for address in LOCATION.findall(self.get(part))]
        return pages
