"""Addresses of the site, and answers that are made once a generation, and sent only to those who do not have them yet."""

import hashlib
import zlib
from urllib.parse import urljoin

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from core import generation
from core.sites import site_of


def remembered(request, name, content_type, make):
    """``make()`` gives a text. It is kept compressed: a map of ten thousand pages has several megabytes."""
    site = site_of(request)
    digest, packed = generation.remember((name, site and site.pk), lambda: pack(make()))
    etag = quote_etag(digest)
    response = get_conditional_response(request, etag) or HttpResponse(zlib.decompress(packed))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"  # ask again, and be told that nothing has changed
    if response.status_code == 200:
        response.headers["Content-Type"] = f"{content_type}; charset=utf-8"
    return response


def absolute(request, path):
    """On the site of the request; as pages have it, whatever a proxy made of the scheme."""
    return urljoin(site_of(request).root_url, path)


def address(request, name, *args):
    return absolute(request, reverse(name, args=args))


def pack(text):
    content = text.encode()
    return hashlib.sha256(content).hexdigest()[:32], zlib.compress(content)
