"""What a reader's browser loads for a page, compressed as it travels."""

from html.parser import HTMLParser
from urllib.parse import urlsplit
from urllib.request import urlopen

import brotli

TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")


class Parts(HTMLParser):
    """Addresses of what belongs to a page: ``{address: kind}``."""

    def __init__(self, html):
        super().__init__()
        self.found = {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        rel = values.get("rel", "")
        if tag == "link" and rel == "stylesheet":
            self.found[values["href"]] = "css"
        elif tag == "link" and rel == "preload" and values.get("as") == "font":
            self.found[values["href"]] = "fonts"
        elif tag == "link" and rel == "icon":
            self.found[values["href"]] = "icon"
        elif tag == "script" and values.get("src"):
            self.found[values["src"]] = "scripts"
        elif tag == "img":
            self.found[values["src"]] = "pictures"


def weigh(url):
    """``{html, css, fonts, scripts, pictures, icon, total: bytes; requests; foreign}``; pictures in the smallest size."""
    host = urlsplit(url).netloc
    html, _kind = fetch(url)
    weights = {"html": len(compressed(html, "text/html")), "requests": 1, "foreign": 0}
    for address, kind in Parts(html.decode()).found.items():
        if urlsplit(address).netloc not in ("", host):
            weights["foreign"] += 1
            continue
        body, content_type = fetch(f"http://{host}{urlsplit(address).path}")
        weights[kind] = weights.get(kind, 0) + len(compressed(body, content_type))
        weights["requests"] += 1
    weights["total"] = sum(value for name, value in weights.items() if name not in ("requests", "foreign"))
    return weights


def fetch(url):
    with urlopen(url) as response:
        return response.read(), response.headers["Content-Type"]


def compressed(body, content_type):
    return brotli.compress(body) if content_type.startswith(TEXT) else body
