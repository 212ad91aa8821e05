from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import error_page
from core.validation import PublicationRefused

PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class AdminAware:
    @cached_property
    def _admin(self):
        return reverse("wagtailadmin_home")

    def is_admin(self, request):
        return request.path_info.startswith(self._admin)


class BadRequestGuard:
    """Refuses bodies and addresses on which Django itself would answer 500: charsets other than UTF-8, NUL bytes,
    a length that is no number.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        charset = request.content_params.get("charset", "utf-8").strip("\"'").lower()
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            return error_page("400.html", 415)
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            return error_page("400.html", 400)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            return error_page("400.html", 400)
        return self.get_response(request)


class CompressText(AdminAware, GZipMiddleware):
    """Pages, feeds and style sheets on a slow line. Not the admin: its answers hold secrets beside what a stranger may send
    (BREACH); nor files that are compressed already.
    """

    def process_response(self, request, response):
        is_text = response.headers.get("Content-Type", "").startswith(("text/", "application/atom+xml"))
        return super().process_response(request, response) if is_text and not self.is_admin(request) else response


class SecurityHeaders(AdminAware):
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.STAGING:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if self.is_admin(request):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class ContentSecurityPolicy(AdminAware, CSPMiddleware):
    """The strict policy for readers, and one of its own for the admin. What the admin shows in a frame, a draft in the
    reader's form, has come with the readers' already: it keeps it, and may be framed.
    """

    def process_response(self, request, response):
        if self.is_admin(request):
            if HEADER in response:
                response[HEADER] = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)


class ExplainRefusal(AdminAware):
    """A refused publication from a view that knows nothing of our rules (bulk actions, workflows): a message and the
    way back, with nothing published and nothing written.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not (isinstance(exception, PublicationRefused) and self.is_admin(request)):
            return None
        exception.tell(request)
        back = way_back(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})  # what Wagtail's dialogs of a workflow wait for
        return redirect(back)


def way_back(request):
    """The page of ours from which the person came, or the first one of the admin."""
    back = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(back, request.get_host(), request.is_secure())
    is_here = request.method == "GET" and back == request.build_absolute_uri()  # the browser would go in a circle
    return back if is_ours and not is_here else reverse("wagtailadmin_home")


class LanguageMiddleware(AdminAware, LocaleMiddleware):
    """A reader's language is the address's and nothing else's. Under the admin it is the person's own: the
    profile's (Wagtail sees to it), before login the browser's; Django would force the source language there.
    """

    def process_request(self, request):
        if self.is_admin(request):
            language = translation.get_language_from_request(request)
        else:
            language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        if self.is_admin(request):
            patch_vary_headers(response, ("Accept-Language",))
        return response
