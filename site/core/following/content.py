"""The text of a page for places that have neither our addresses nor our style sheets."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment
from django.template.loader import render_to_string

from core import generation

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NO_TEXT = ["button", "dialog", "form", "iframe", "script", "source", "style", "svg", "template"]
ATTRIBUTES = {"alt", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "rowspan", "scope", "src"}
ATTRIBUTES |= {"start", "title", "value", "width"}
ADDRESSES = ("href", "src")
SCHEMES = {"http", "https", "mailto", "tel"}


def printable(text):
    """Without the characters XML has no place for, which come in from other programs."""
    return NOT_IN_XML.sub("", str(text))


def html_of(page, request):
    """The full text of a page with absolute addresses; the same in every feed, so made once a generation."""
    address = page.get_full_url(request)

    def make():
        context = {"page": page, "request": request, **page.entry_context()}
        return portable(render_to_string(page.entry_template, context), address)

    return generation.remember(("entry", page.pk, address), make)


def portable(html, address):
    soup = BeautifulSoup(html, "html.parser")
    for gone in [*soup.find_all(NO_TEXT), *soup.find_all(attrs={"aria-hidden": "true"})]:
        gone.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for element in soup.find_all(True):
        element.attrs = {name: value for name, value in element.attrs.items() if name in ATTRIBUTES}
        for name in ADDRESSES:
            if name in element.attrs:
                set_address(element, name, address)
    for picture in soup.find_all("picture"):
        picture.unwrap()
    return printable(re.sub(r"\s*\n\s*", "\n", str(soup)).strip())


def set_address(element, name, address):
    """Absolute, or gone: a browser does not open a “javascript:” of ours, and nobody knows what a reader does."""
    try:
        absolute = urljoin(address, element[name].strip())
        is_known = urlsplit(absolute).scheme in SCHEMES
    except ValueError:
        is_known = False
    if is_known:
        element[name] = absolute
    else:
        del element[name]
