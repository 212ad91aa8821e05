"""How a file is given: with its licence, readable from any other site, and not twice to who has it already."""

import hashlib

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json", "xml": "application/xml"}


def answer(request, content, name):
    """``name`` is the file's, with the extension that says what it is."""
    extension = name.rsplit(".", 1)[-1]
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    disposition = "attachment" if extension == "csv" else "inline"
    response = HttpResponse(content, content_type=TYPES[extension])
    response = get_conditional_response(request, etag, None, response) or response
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Disposition": f'{disposition}; filename="{name}"',
        "Link": f'<{settings.DATA_LICENCE["url"]}>; rel="license"',
    }
    for header, value in headers.items():
        response.headers[header] = value
    return response
