"""Answers to programs that ask every hour whether there is anything new: nearly always, nothing."""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag

from core import generation
from core.languages import slug_from

KEPT = 30 * 24 * 3600  # seconds
MAX_NAME = 60  # letters of a file's name before its language


def answer(page, request, name, content_type, make):
    """``make()`` as a file below the page; made once a generation, and not sent to who has it already."""
    content, digest, given_at = made(page, request, name, make)
    etag = quote_etag(digest)
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(given_at),
        "Cache-Control": "private, no-cache" if page.get_view_restrictions().exists() else "no-cache",
        "Content-Disposition": content_disposition_header(False, file_name(page, name)),
    }
    response = get_conditional_response(request, etag, given_at)
    if response is None:
        response = HttpResponse(content, content_type=content_type)
    for header, value in headers.items():
        response[header] = value
    return response


def made(page, request, name, make):
    """``(bytes, digest, seconds)``, in the cache all processes share where there is one: a feed is too large to keep in
    each. The seconds are when this content was first given out. No date of the pages would do: an event withdrawn
    and a place renamed change what is read, and leave no later date behind.
    """
    root = page.get_url_parts(request)[1]
    key = digest_of("|".join([name, str(page.pk), root, generation.current()]).encode())
    found = cache.get(key)
    if found is None:
        content = make()
        digest = digest_of(content)
        given_at = cache.get_or_set(f"{key_of_age(page, name)}{digest}", lambda: int(time.time()), KEPT)
        found = (content, digest, given_at or int(time.time()))
        cache.set(key, found, KEPT)
    return found


def key_of_age(page, name):
    return f"given-{page.pk}-{name}-"


def digest_of(content):
    return hashlib.sha256(content).hexdigest()[:32]


def file_name(page, name):
    stem, _dot, extension = name.rpartition(".")
    title = slug_from(page.title)[:MAX_NAME].rstrip("-")
    return f"{title}-{stem}-{page.language}.{extension}"
