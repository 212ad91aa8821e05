"""Texts with their tags as chips: small numbered marks around what is bold or a link, so that nobody meets markup.

A chip carries the tag it stands for; the script of the editor builds the same chips in the field, and reads the markup
back from them (``chips.js``).
"""

import json
import re

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES = {
    "a": gettext_lazy("link"),
    "b": gettext_lazy("bold"),
    "strong": gettext_lazy("bold"),
    "i": gettext_lazy("italic"),
    "em": gettext_lazy("italic"),
    "code": gettext_lazy("code"),
    "abbr": gettext_lazy("abbreviation"),
    "acronym": gettext_lazy("abbreviation"),
    "span": gettext_lazy("other language"),
}
LINE_BREAK = "br"  # shown as what it is


class Tag:
    """A pair of tags in a source text."""

    def __init__(self, number, element, attrs, titles):
        self.number = number
        self.opening = re.match(r"<[^>]*>", str(element))[0]
        self.closing = f"</{element.name}>"
        self.name = str(NAMES.get(element.name, element.name))
        self.address = address_of(attrs.get(element.get("id")) or {}, titles)

    @property
    def title(self):
        return f"{self.name}: {self.address}" if self.address else self.name

    def chip(self, side):
        return format_html(
            '<span class="chip chip--{}" data-markup="{}" data-number="{}" title="{}" role="img" aria-label="{}"></span>',
            side,
            self.opening if side == "open" else self.closing,
            self.number,
            self.title,
            self.title,
        )


def address_of(attrs, titles):
    """Where a link leads, for a person: an address, or the title of the page."""
    if attrs.get("linktype") == "page":
        return titles.get(str(attrs.get("id")), _("a page of this site"))
    if attrs.get("linktype") == "document":
        return _("a document")
    return attrs.get("href", "")


def attrs_of(segment):
    return (json.loads(segment.attrs) if segment.attrs else None) or {}


def linked_pages(segments):
    """The ids of the pages to which these texts have links."""
    return {
        str(attrs["id"])
        for segment in segments
        for attrs in attrs_of(segment).values()
        if attrs.get("linktype") == "page" and "id" in attrs
    }


def chips(html, attrs=None, titles=None):
    """``(the text with its chips, [its tags])``"""
    tags = []

    def walk(element):
        for child in element.children:
            if isinstance(child, NavigableString):
                yield escape(str(child))
            elif child.name == LINE_BREAK:
                yield mark_safe("<br>")
            else:
                tag = Tag(len(tags) + 1, child, attrs or {}, titles or {})
                tags.append(tag)
                yield from (tag.chip("open"), *walk(child), tag.chip("close"))

    pieces = list(walk(BeautifulSoup(html, "html.parser")))
    return format_html_join("", "{}", ((piece,) for piece in pieces)), tags
