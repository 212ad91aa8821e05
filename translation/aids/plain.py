"""Texts as wagtail-localize has them are HTML with inline tags; people compare what they read."""

import html
import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"<[^<>]*>")
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def plain(text):
    """What a reader sees of a stored text, with ``\\n`` for a line break."""
    if "<" in text:
        text = TAG.sub("", BREAK.sub("\n", text))
    return html.unescape(text) if "&" in text else text


def well_formed(text):
    """What somebody has typed, as it is stored: tags closed, and a lone “<” escaped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)  # an address alone is a text, too
        return str(BeautifulSoup(text, "html.parser"))


def words(text):
    """Words, the spaces between them and single signs: put together they are ``text`` again."""
    return TOKEN.findall(text)
