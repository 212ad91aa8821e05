from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.validation import PublicationRefused
from projects.one_page.budgets import too_long


class SummaryTooLong(PublicationRefused):
    """What would not fit on the one-page summary: which field, and how much of it has to go."""

    def __init__(self, page, found):
        self.found = found
        beginning = _("“%(title)s” can't be published yet: it does not fit on the one-page summary.")
        super().__init__({"__all__": [" ".join([beginning % {"title": page.title}, *map(advice, found)])]})


def advice(one):
    label, excess, allowed = one
    sentence = ngettext(
        "Shorten “%(field)s” by %(count)s character (up to %(allowed)s fit).",
        "Shorten “%(field)s” by %(count)s characters (up to %(allowed)s fit).",
        excess,
    )
    return sentence % {"field": label, "count": excess, "allowed": allowed}


def refuse_if_too_long(page):
    found = too_long(page)
    if found:
        raise SummaryTooLong(page, found)
