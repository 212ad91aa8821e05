"""How far a deletion reaches: what is deleted in the source language takes its translations with it."""

from django.db.models import Q
from wagtail.models import Page

from core.locales import source_locale
from core.models.bin import language_name


def roots_of(page):
    """The topmost pages that go with ``page``: itself, and the translations of all that stands in its subtree.

    A translation may have been moved, so that it stands elsewhere than below the translation of its parent. Whatever
    stands below one of these pages goes too, as in any tree.
    """
    page = Page.objects.get(pk=page.pk)
    if page.locale_id != source_locale().pk:
        return [page]
    subtree = Page.objects.descendant_of(page, inclusive=True)
    keys = subtree.order_by().values("translation_key")
    others = Page.objects.filter(translation_key__in=keys).exclude(locale_id=page.locale_id).order_by("path")
    return [page, *topmost(others)]


def topmost(pages):
    """Of pages in the order of the tree, those that stand below none of the others."""
    found = []
    for page in pages:
        if not (found and page.path.startswith(found[-1].path)):
            found.append(page)
    return found


def pages_of(roots):
    """Those pages and all that stand below them."""
    below = Q()
    for root in roots:
        below |= Q(path__startswith=root.path)
    return list(Page.objects.filter(below).order_by("path").select_related("locale"))


def records_of(record):
    """The record, and if it is in the source language its copies in the others."""
    return [record, *(record.get_translations() if record.is_source else [])]


def by_language(titles):
    """``[(code, name, titles)]`` of ``(code, title)``, the languages in the order in which they come."""
    groups = {}
    for code, title in titles:
        groups.setdefault(code, []).append(title)
    return [(code, language_name(code), group) for code, group in groups.items()]
