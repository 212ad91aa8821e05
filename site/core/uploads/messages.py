"""Why a file is refused, and what to do about it: the same sentence at every door."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EMPTY = _("This file is empty. Open it where it comes from, save it again and upload that.")


def refused(message, code, **values):
    return ValidationError(message % values if values else message, code=code)


def unknown_kind(extension, kinds):
    message = _("Files of this kind (%(kind)s) are not accepted. Save it as one of these and upload that: %(kinds)s.")
    return refused(message, "unknown_kind", kind=extension or "–", kinds=kinds)


def other_kind(extension):
    message = _(
        "This file is damaged, or not the %(kind)s that its name says. "
        "Open it in the program it was made with, save it again as %(kind)s and upload that."
    )
    return refused(message, "other_kind", kind=extension)


def has_password():
    message = _("This file has a password, so what is in it can't be looked at. Save it without one and upload that.")
    return refused(message, "password")


def has_program():
    message = _(
        "This file holds a program (a macro or a script) that would run at whoever opens it. "
        "Save it without one, or as a plain PDF, and upload that."
    )
    return refused(message, "program")


def too_large_unpacked(limit):
    message = _(
        "Unpacked, this file is larger than %(limit)s. Make the pictures in it smaller, or divide it, and upload that."
    )
    return refused(message, "unpacked", limit=limit)


def not_in_an_archive(name):
    message = _(
        "“%(name)s” can't be within a zip file here: only documents, pictures and data may. "
        "Take it out, pack the others again and upload that."
    )
    return refused(message, "member", name=name)


def infected(name):
    message = _(
        "The virus scanner found something in this file (%(name)s). "
        "It has not been kept. Don't open it any more, and ask whoever made it for a clean one."
    )
    return refused(message, "infected", name=name)


def not_scanned():
    message = _(
        "No file can be taken at the moment, since the virus scanner does not answer. "
        "Try again in a few minutes; if it stays so, tell those who run the site."
    )
    return refused(message, "not_scanned")
