"""The public pictures of a bucket: ``images/`` and nothing else. Meant to be kept by a proxy in front (deploy/nginx)."""

import mimetypes
import posixpath
import threading
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from core.outage import StorageAway

FOLDER = "images"
LONGEST = 1_000  # bytes of a name; S3 takes 1,024
KEPT = 600  # seconds; then it is asked whether the picture is still there: a consent may have ended
PATIENCE = 1  # seconds to wait for others who ask the bucket

asking = threading.BoundedSemaphore(max(1, settings.WEB_THREADS - 1))  # one thread stays free for pages


def answer(request, path):
    name = public_name(path)
    try:
        with one_of_a_few():
            return found(request, name)
    except FileNotFoundError as error:
        raise Http404 from error


def found(request, name):
    """The picture, or that it is still the one that is known. The bucket is asked once where it is not known."""
    is_known = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
    if is_known or request.method == "HEAD":
        with suppress(FileNotFoundError):  # of a bucket that is not there it is said so too; reading says which
            facts = default_storage.facts(name)
            changed = int(facts.modified.timestamp())
            response = described(HttpResponse(), name, facts)
            response = get_conditional_response(request, facts.etag, changed, response)
            if request.method == "HEAD" or response.status_code != HTTPStatus.OK:
                return response
    facts, pieces = default_storage.read(name)
    return described(StreamingHttpResponse(as_far_as_it_goes(pieces)), name, facts)


def as_far_as_it_goes(pieces):
    """Whoever gets less than was announced takes it for broken, and no proxy keeps it. The log has said why."""
    with closing(pieces), suppress(StorageAway):
        yield from pieces


def described(response, name, facts):
    response.headers["Content-Type"] = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response.headers["Content-Length"] = str(facts.size)
    response.headers["ETag"] = facts.etag
    response.headers["Last-Modified"] = http_date(facts.modified.timestamp())
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    return response


def public_name(path):
    """The name of the file, in the one way in which it can be written."""
    is_one = posixpath.normpath(path) == path and path.split("/")[0] not in ("", ".", "..") and "\\" not in path
    if not is_one or len(path.encode(errors="replace")) > LONGEST:
        raise Http404
    return f"{FOLDER}/{path}"


@contextmanager
def one_of_a_few():
    """A bucket that is slow would hold every thread, and no page could be read."""
    if not asking.acquire(timeout=PATIENCE):
        default_storage.guard.close("those who ask it wait")
        raise StorageAway("Busy", "The bucket is slow.")
    try:
        yield
    finally:
        asking.release()
