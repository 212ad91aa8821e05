"""Serving pages at the cost of two queries, and answers to requests that can't be served."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.views import static
from wagtail.documents.views.serve import serve as serve_document
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from core import generation, outage
from core.bucket import pictures
from core.errors import error_page
from core.locales import content_locales
from core.models import BasePage
from core.sites import site_of
from core.store import keep

FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"  # for what somebody uploaded
MAX_DEPTH = 12  # levels of an address that are looked up
MAX_LENGTH = 2_000  # letters of it; what was looked up is remembered, also where nothing is


def serve(request, path):
    """Wagtail's view, with its routing (two queries a level) replaced by one look-up remembered for a generation."""
    found = request._wagtail_route_for_request = route(request, path)
    response = wagtail_serve(request, path)
    if found and isinstance(found.page, BasePage) and found.page.is_for_all(request, response):
        keep(request)
    return response


def route(request, path):
    """The ``RouteResult`` for an address without its language prefix, or ``None``."""
    root = language_root(request)
    parts = [part for part in path.split("/") if part]
    if root is None or len(parts) > MAX_DEPTH or len(path) > MAX_LENGTH:
        return None
    found = find_page(root, parts)
    if found is None:
        return None
    page_id, model, depth = found
    try:
        page = model.objects.select_related(*getattr(model, "serve_related", ())).get(pk=page_id)
        page._found_by_path = True
        return page.route(request, parts[depth:])
    except (model.DoesNotExist, Http404):
        return None


def language_root(request):
    """``(id, url_path)`` of the home page of the active language, or ``None``."""

    site = site_of(request)

    def load():
        if site is None:
            return None
        home = site.root_page.get_translations(inclusive=True).filter(locale__language_code=language).first()
        return home and (home.pk, home.url_path)

    language = translation.get_language()
    return generation.remember(("root", request.get_host(), language), load)


def find_page(root, parts):
    """``(id, model, depth)`` of the deepest page on the way; ``depth`` counts the parts that led to it."""

    def load():
        url_paths = [root[1] + "".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts) + 1)]
        page = (
            Page.objects.filter(url_path__in=url_paths)
            .order_by("-depth")
            .only("pk", "content_type", "url_path")
            .first()
        )
        return page and (page.pk, page.specific_class, url_paths.index(page.url_path))

    found = generation.remember(("path", root[0], tuple(parts)), load)
    return found if found and found[1] is not None else None


def without_source_prefix(request, rest=""):
    """``/az/xeberler/`` → ``/xeberler/``: the source language has no prefix, and each page one address."""
    home = reverse("wagtail_serve", args=[""])
    query = request.META.get("QUERY_STRING", "")
    address = home + escape_uri_path((rest or "").lstrip("/\\"))
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def picture(request, path):
    """A picture, where no web server gives it. Feeds are read on other sites, with their pictures."""
    if settings.MEDIA_BUCKET:
        response = pictures.answer(request, path)
    else:
        response = serve_file(request, path, document_root=settings.MEDIA_ROOT / "images")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def document(request, document_id, document_filename):
    """Wagtail's view. What it sends, a browser keeps: shown all the same, by whatever way, it is nobody's page."""
    try:
        response = serve_document(request, document_id, document_filename)
    except FileNotFoundError as error:  # of a bucket; on disk Wagtail looks itself
        raise Http404 from error
    if "Content-Disposition" in response.headers:  # not a form that asks for a password
        response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def page_not_found(request, exception=None):
    """The 404 in the language of the address, with the languages in which that page exists."""
    return render(request, "404.html", {"elsewhere": elsewhere(request)}, status=404)


def elsewhere(request):
    """``[(locale, page)]``: live pages that a reader of this address may have meant, in other languages."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(request.path_info)
    except Resolver404:
        return []
    if match.url_name != "wagtail_serve":
        return []
    parts = [part for part in match.args[0].split("/") if part][:MAX_DEPTH]
    site = site_of(request)
    if site is None or not parts:
        return []
    tail = "".join(f"{part}/" for part in parts)
    homes = site.root_page.get_translations(inclusive=True)
    meant = Page.objects.filter(url_path__in=[home.url_path + tail for home in homes]).first()
    if meant is None:
        return []
    pages = meant.get_translations(inclusive=True).live().public().select_related("locale")
    locales = {locale.pk: locale for locale in content_locales()}
    return [(locales[page.locale_id], page) for page in pages if page.locale_id in locales]


def serve_file(request, path, document_root):
    """As Django's, but a name that no file system can have is no file, instead of an error of ours."""
    try:
        return static.serve(request, path, document_root)
    except OSError as error:
        raise Http404 from error


def bad_request(request, exception=None):
    return error_page("400.html", 400)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def server_error(request):
    error = outage.being_handled()
    if error is not None:
        return outage.answer(request, error)
    return error_page("500.html", 500)
