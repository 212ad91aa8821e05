"""The summary as a PDF for everybody: tagged (PDF/UA-1), with title, language, bookmarks and its fonts in it."""

from functools import lru_cache
from pathlib import Path

from core import generation, made
from core.images import content
from core.typesetting import typeset
from projects.one_page.summary import summary

KIND = "one-page"
TEMPLATE = Path(__file__).with_name("summary.typ")


def pdf_of(page):
    """The ``core.models.Made`` of the summary of a live page as it is now."""
    digest = generation.remember(("one page", page.pk, status_of(page)), lambda: digest_of(page))
    return made.obtain(KIND, page.pk, digest, lambda: set_pdf(page), ".pdf")


def set_pdf(page):
    return typeset(TEMPLATE, material(page), format="pdf", pdf_standards="ua-1")


def material(page):
    """The summary with its pictures in it: Typst opens no file but its template."""
    shown = summary(page)
    return {**shown, "logo": with_bytes(shown["logo"]), "logos": [*filter(None, map(with_bytes, shown["logos"]))]}


def with_bytes(logo):
    found = content(logo) if logo else None
    return {**logo, "bytes": [*found]} if found else None


def digest_of(page):
    return made.digest_of(summary(page), form())


def status_of(page):
    """It changes with the day, not with a generation."""
    return str(page.status)


@lru_cache(maxsize=1)
def form():
    return TEMPLATE.read_text("utf-8")
