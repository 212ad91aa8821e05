"""One answer as it is kept: made once, in every encoding that a reader may ask for."""

import gzip
import hashlib
import json
import struct
from functools import lru_cache

import brotli
from django.utils.cache import cc_delim_re
from django.utils.http import parse_http_date_safe, quote_etag

from core.store.clock import Stamp

IDENTITY = "identity"
MAKERS = {  # the best one first, each with what its ETag ends with
    "br": ("-br", lambda body: brotli.compress(body, quality=6)),
    "gzip": ("-gz", lambda body: gzip.compress(body, compresslevel=9, mtime=0)),
}
COMPRESSIBLE = ("text/", "application/atom+xml", "application/json", "application/ld+json", "application/xml")
TOO_SMALL = 200  # bytes; below this compressing makes larger
MAX_BODY = 4_000_000
OWN_HEADERS = {"content-length", "etag", "vary", "connection", "date", "server", "transfer-encoding"}
NOT_FOR_ALL = ("private", "no-store")
OVERHEAD = 2_000  # bytes of an entry beside its bodies


class Entry:
    """``variants``: ``{encoding: (headers, body)}``. ``is_used`` is what :class:`Memory` goes by."""

    __slots__ = ("is_used", "modified", "size", "stamp", "variants")

    def __init__(self, stamp, headers, bodies, digest):
        self.stamp, self.is_used = stamp, False
        self.modified = parse_http_date_safe(dict_of(headers).get("last-modified", "")) if headers else None
        self.variants = {
            name: (headers_of(headers, name, body, digest, len(bodies) > 1), body) for name, body in bodies.items()
        }
        self.size = OVERHEAD + sum(len(body) for body in bodies.values())

    def answer(self, environ, start_response):
        headers, body = self.variants[self.choose(environ.get("HTTP_ACCEPT_ENCODING", ""))]
        if ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ) and self.is_known(environ, headers):
            start_response(
                "304 Not Modified", [one for one in headers if one[0] not in ("Content-Length", "Content-Type")]
            )
            return []
        start_response("200 OK", headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

    def choose(self, accepted):
        return next(name for name in preferred(accepted) if name in self.variants)

    def is_known(self, environ, headers):
        """Has the reader this very content? As RFC 9110, 13.2.2: the date counts only where no ETag is sent."""
        etags = environ.get("HTTP_IF_NONE_MATCH")
        if etags is not None:
            own = dict_of(headers)["etag"]
            return etags.strip() == "*" or any(one.strip().removeprefix("W/") == own for one in etags.split(","))
        since = parse_http_date_safe(environ["HTTP_IF_MODIFIED_SINCE"])
        return since is not None and self.modified is not None and self.modified <= since

    def pack(self):
        """As bytes, for the tier that several processes share."""
        names = list(self.variants)
        head = {"stamp": self.stamp, "headers": [self.variants[name][0] for name in names], "names": names}
        bodies = [self.variants[name][1] for name in names]
        head = json.dumps({**head, "lengths": [len(body) for body in bodies]}).encode()
        return b"".join([struct.pack(">I", len(head)), head, *bodies])

    @classmethod
    def unpack(cls, packed):
        """Raises ``ValueError`` where it is not all there."""
        try:
            [length] = struct.unpack_from(">I", packed)
            head, at = json.loads(packed[4 : 4 + length]), 4 + length
            entry = cls(Stamp(*head["stamp"]), None, {}, "")
            for name, headers, size in zip(head["names"], head["headers"], head["lengths"], strict=True):
                entry.variants[name] = ([tuple(one) for one in headers], packed[at : at + size])
                at += size
        except (struct.error, KeyError, TypeError) as error:
            raise ValueError("not an entry") from error
        if at != len(packed) or not entry.variants:
            raise ValueError("not all of an entry")
        headers = dict_of(next(iter(entry.variants.values()))[0])
        entry.modified = parse_http_date_safe(headers.get("last-modified", ""))
        entry.size = OVERHEAD + sum(head["lengths"])
        return entry


def make(stamp, headers, body, cache_control):
    known = dict_of(headers)
    if "cache-control" not in known:
        headers = [*headers, ("Cache-Control", cache_control)]
    bodies = {}
    if len(body) >= TOO_SMALL and known.get("content-type", "").startswith(COMPRESSIBLE):
        bodies = {name: compress(body) for name, (_suffix, compress) in MAKERS.items()}
    digest = hashlib.sha256(body).hexdigest()[:24]
    return Entry(stamp, headers, {**bodies, IDENTITY: body}, digest)


def may_be_kept(status, headers):
    """Is this an answer for everybody? What is not known to be is not."""
    if not status.startswith("200 "):
        return False
    known = dict_of(headers)
    varies = [one for one in cc_delim_re.split(known.get("vary", "").lower()) if one]
    if "set-cookie" in known or "content-encoding" in known or any(one != "accept-encoding" for one in varies):
        return False
    return not any(word in known.get("cache-control", "").lower() for word in NOT_FOR_ALL)


def headers_of(headers, name, body, digest, varies):
    kept = [(key, value) for key, value in headers if key.lower() not in OWN_HEADERS]
    suffix = MAKERS[name][0] if name in MAKERS else ""
    kept += [("ETag", quote_etag(digest + suffix)), ("Content-Length", str(len(body)))]
    if varies:
        kept.append(("Vary", "Accept-Encoding"))
    if name != IDENTITY:
        kept.append(("Content-Encoding", name))
    return kept


def dict_of(headers):
    return {key.lower(): value for key, value in headers}


@lru_cache(maxsize=512)
def preferred(accepted):
    """The encodings a reader takes, the best one first. Identity always: better that than nothing to read."""
    weights = {}
    for one in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        weights[name] = next((quality(part[2:]) for part in parameters if part.startswith("q=")), 1)
    others = weights.get("*", 0)
    taken = [(name, weights.get(name, others)) for name in MAKERS]
    return (*[name for name, weight in sorted(taken, key=lambda one: -one[1]) if weight > 0], IDENTITY)


def quality(text):
    try:
        return float(text)
    except ValueError:
        return 0
