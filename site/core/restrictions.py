"""Pages that only some may read, at no cost while there are none."""

from wagtail.models import PageViewRestriction

from core import generation


def any_restriction():
    return generation.remember("any restriction", PageViewRestriction.objects.exists)


def public(pages):
    """The pages everybody may read: a list would give away the titles of the others."""
    return pages.public() if any_restriction() else pages
