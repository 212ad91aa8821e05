"""What people read while something the site can't do without is away: that it is, and that nothing is lost.

Readers get the last page that was kept (``core.store``); this is for what was not, and for the admin.
"""

import errno
import sys
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

RETRY_AFTER = 30  # seconds
PIECE = 1 << 16
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
FULL = ("disk is full", "No space left on device", "could not extend file")


class StorageAway(OSError):
    """The bucket with the files does not answer, or does not do what it is asked; ``code`` is its word for why."""

    def __init__(self, code, said):
        super().__init__(said)
        self.code = code


def is_outage(error):
    """Is the database away or can't it write, is the bucket away or the disk full? Then nothing is wrong with our code."""
    return isinstance(error, OperationalError | InterfaceError) or bool(files_away(error)) or is_full(error)


def files_away(error):
    """The :class:`StorageAway` behind an error, of which Wagtail makes one in its own words where it opens a picture."""
    return next((one for one in (error, error and error.__context__) if isinstance(one, StorageAway)), None)


def is_full(error):
    chain = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__
    return any(getattr(one, "errno", None) in NO_ROOM or any(words in str(one) for words in FULL) for one in chain)


def being_handled():
    """The error for which Django asks for an answer."""
    error = sys.exc_info()[1]
    return error if is_outage(error) else None


def answer(request, error=None):
    """In the language of the address; in the admin in that which the person sees."""
    read_the_rest(request)
    language = chosen_language(request, error) or language_of(
        request.path_info, request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    )
    with translation.override(language):
        if not request.accepts("text/html") and is_admin(request.path_info):
            message = _("The site can't save at the moment. What you typed is still here: try again in a minute.")
            said = {"success": False, "error_code": "unavailable", "error_message": message}
            response = JsonResponse(said, status=503)
        else:
            response = HttpResponse(page(is_admin(request.path_info), error), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language
    return response


def read_the_rest(request):
    """Of a file that was being taken in: a browser that is interrupted while it sends shows nothing of our answer."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.LARGEST_UPLOAD:
        with suppress(OSError):
            while request._stream.read(PIECE):
                pass


def chosen_language(request, error):
    """For the admin, by its owner. A database that may be away is not asked for it: then it is known if it was read."""
    user = getattr(request, "_cached_user", None)
    if user is None or user.is_anonymous or not is_admin(request.path_info):
        return None
    profile = user._state.fields_cache.get("wagtail_userprofile")
    if profile is None and (is_full(error) or files_away(error)):
        with suppress(DatabaseError):
            profile = getattr(user, "wagtail_userprofile", None)
    return profile and profile.preferred_language


def is_admin(path):
    return path.startswith(reverse("wagtailadmin_home"))


def page(of_admin, error=None):
    """Made without the database, and without a request."""
    said = {"of_admin": of_admin, "is_full": is_full(error), "is_of_files": bool(files_away(error))}
    return loader.get_template("503.html").render(said)


def language_of(path, accepted):
    if not is_admin(path):
        return translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    known = translation.get_language()
    if known:
        return known
    wanted = (one.split(";")[0].strip() for one in accepted.split(","))
    return next((one[:2] for one in wanted if one[:2] in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def wsgi_answer(environ, start_response, of_admin=None):
    """Before Django is entered: no thread is to wait for a database of which is known that it is away.

    ``of_admin``: whether to say what that means for who edits; by the address where it is left out.
    """
    path = environ["PATH_INFO"]
    with translation.override(language_of(path, environ.get("HTTP_ACCEPT_LANGUAGE", ""))):
        body = page(is_admin(path) if of_admin is None else of_admin).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(RETRY_AFTER)),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'"),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
