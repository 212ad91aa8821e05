"""Rules for passwords after NIST SP 800-63B, beside Django's for length, common ones and likeness to the account: none says
which kinds of letters there must be, and none that it has to be changed now and then.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.accounts.sessions import end_sessions
from core.languages import content_languages, fold
from core.sites import identity

LEAST_NAME = 4  # letters; a shorter word is no name that anybody would guess by
LEAST_REST = 6


class NotTheSite:
    """Not the name of this site, which is what one tries first here, with a year behind it."""

    def validate(self, password, user=None):
        letters = _letters(password)
        rest = letters
        for name in sorted(names(), key=len, reverse=True):
            rest = rest.replace(name, "")
        if rest != letters and len(rest) < LEAST_REST:
            raise ValidationError(
                _("This password is little more than the name of this site. Choose one that does not name it."),
                code="password_names_site",
            )

    def get_help_text(self):
        return _(
            "Length is what protects: several words one after another are good. Every letter and every space may be used."
        )


class EndsSessions:
    """Whoever is signed in with the old password is signed out at once, and is in no list any more.

    Django tells validators of each change, whoever makes it. The session in which it is made is written anew after that.
    """

    def validate(self, password, user=None):
        pass

    def password_changed(self, password, user=None):
        if user is not None and user.pk:
            end_sessions(user)

    def get_help_text(self):
        return _("When it is changed, you are signed out on your other devices.")


def names():
    """The words of the names of this site and of its addresses, as letters without accents."""
    texts = [settings.WAGTAIL_SITE_NAME, *settings.ALLOWED_HOSTS]
    texts += [identity(code).name for code, _name in content_languages()]
    return {_letters(word) for text in texts for word in re.split(r"[\W_]+", text) if len(_letters(word)) >= LEAST_NAME}


def _letters(text):
    return "".join(letter for letter in fold(text) if letter.isalpha())
