"""From pages to records: plain values, the same number of queries however many pages there are."""

from collections import defaultdict
from datetime import UTC

from django.utils import timezone

from core import generation
from core.languages import source_language
from core.restrictions import public


def pages_of(model, language, *related):
    """Pages everybody may read in that language, real translations only."""
    pages = model.objects.live().filter(locale__language_code=language, alias_of__isnull=True)
    return list(public(pages).select_related(*related).defer_streamfields().order_by("first_published_at", "pk"))


def rows_of(model, pages, *related):
    """``{page id: rows in their order}``: one query."""
    found = defaultdict(list)
    rows = model.objects.filter(page__in=[page.pk for page in pages]).select_related(*related)
    for row in rows.order_by("sort_order", "pk"):
        found[row.page_id].append(row)
    return found


def in_numbers(rows):
    return sorted(rows, key=lambda row: row.number or 0)


def visible(model, language):
    """``{id of the page in any language: identifier}`` of the pages that readers of that language are led to: those in
    it, and where one is missing the source's.
    """

    def load():
        shown = model.objects.live().filter(
            alias_of__isnull=True, locale__language_code__in={language, source_language()}
        )
        keys = public(shown).values("translation_key")
        pages = model.objects.filter(translation_key__in=keys).order_by().values_list("pk", "translation_key")
        return {pk: str(key) for pk, key in pages}

    return generation.remember(("open data, visible", model._meta.label, language), load)


def about(page):
    """What every record begins with."""
    return {
        "id": str(page.translation_key),
        "language": page.language,
        "title": page.title,
        "url": page.full_url or "",
        "updated": moment(page.last_published_at),
        "summary": page.summary,
    }


def row_id(row):
    """The same in every language; two languages of a page may have different rows while one is not translated."""
    return {"id": str(row.translation_key)}


def name_of(record):
    """A name from the registries and the language it is in, which is not always that of the page."""
    if record is None:
        return None
    return {"id": str(record.translation_key), "name": str(record), "language": record.text_language}


def choice(instance, field_name):
    value = getattr(instance, field_name)
    if value in (None, ""):
        return None
    return {"code": str(value), "label": str(getattr(instance, f"get_{field_name}_display")())}


def day(value):
    return value.isoformat() if value else None


def moment(value):
    """A moment as UTC, to the second."""
    return value.astimezone(UTC).isoformat(timespec="seconds") if value else None


def local_time(value):
    """A moment in the site's zone; at midnight the hour is not known, and only the day is said, as on the pages."""
    if not value:
        return None
    local = timezone.localtime(value)
    is_known = (local.hour, local.minute) not in {(0, 0), (23, 59)}
    return local.isoformat(timespec="minutes") if is_known else local.date().isoformat()


def number(value):
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
