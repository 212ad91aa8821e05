"""A browser that somebody has logged in with before, opened their link for a new password in, or opened a page that has a
password.

Its attempts are counted by themselves, so that strangers who try an account can't lock its owner out: they use up their
own attempts. The cookie tells nobody's name and lets nobody in.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "core.accounts.known_browsers"
DAYS = 180


def remember(response, whom, path=None):
    """``whom``: the name of an account, or of what the password opens."""
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([_mark(whom), secrets.token_hex(8)], salt=SALT),
        max_age=DAYS * 24 * 60 * 60,
        path=path or reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def known_browser(request, whom):
    """Its number if it is known to be of whom the name belongs, else ``None``. Asks nothing of the database."""
    try:
        cookie = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")
        mark, number = signing.loads(cookie, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return number if constant_time_compare(mark, _mark(whom)) else None


def _mark(whom):
    return salted_hmac(SALT, whom).hexdigest()
