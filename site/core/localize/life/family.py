"""Which page is the original, and which are its translations."""

from wagtail.models import Page

from core.locales import source_locale


def is_source(page):
    return page.locale_id == source_locale().id


def original_of(page):
    """The source page of a translation; ``None`` for a source page and for a page that stands on its own."""
    if is_source(page):
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale_id=source_locale().id).first()


def translations_of(pages):
    """The pages in other languages of a source page, or of all source pages of a queryset."""
    source = source_locale()
    if isinstance(pages, Page):
        keys = [pages.translation_key] if pages.locale_id == source.id else []
    else:
        keys = pages.filter(locale_id=source.id).values("translation_key")
    return (
        Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)
        .exclude(locale_id=source.id)
        .select_related("locale")
        .order_by("locale_id", "path")
    )
