"""Addresses below a project's own: ``…/one-page/`` and ``…/one-page.pdf``. Who may read the project may read them."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from core.languages import slug_from
from core.made import StillBeingMade
from projects.one_page.density import density
from projects.one_page.pdf import pdf_of
from projects.one_page.summary import summary

MAX_NAME = 60  # letters of a file's name before its language
TEMPLATE = "pages/one_page.html"


def html(page, request):
    return TemplateResponse(request, TEMPLATE, context(page))


def context(page):
    shown = summary(page)
    return {"page": page, "self": page, "summary": shown, "density": density(shown), "sub_path": "one-page/"}


def pdf(page, request):
    try:
        made = pdf_of(page)
    except StillBeingMade:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    etag = quote_etag(made.digest)
    modified = int(made.made_at.timestamp())
    kept = "private, no-cache" if page.get_view_restrictions().exists() else "no-cache"
    headers = {"ETag": etag, "Last-Modified": http_date(modified), "Cache-Control": kept}
    unchanged = get_conditional_response(request, etag, modified)
    if unchanged is not None:
        for header, value in headers.items():
            unchanged[header] = value
        return unchanged
    name = f"{slug_from(page.title)[:MAX_NAME].rstrip('-')}-{page.language}.pdf"
    file = default_storage.open(made.path)
    return FileResponse(file, filename=name, content_type="application/pdf", headers=headers)


VIEWS = {"one-page": html, "one-page.pdf": pdf}
