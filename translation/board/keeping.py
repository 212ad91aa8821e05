"""Bringing the board up to the truth (``translation.board.truth``). What is right already is not written.

Each says how many lines and cells were not as they should be.
"""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.locales import source_locale
from translation.board.truth import private_paths, work_out
from translation.models import Cell, Line

AT_ONCE = 500
SECTION = 3 * Page.steplen  # of a path, down to the page below the home page


def keep(keys):
    if not keys:
        return 0
    stored = {line.key: line for line in Line.objects.select_for_update().filter(key__in=keys).order_by("pk")}
    lines, cells = work_out(keys)  # after that: whoever changed them while we waited has changed them now
    left = remove(Line, [line.pk for key, line in stored.items() if key not in lines])
    written = write(Line, stored, lines, "key")
    ids = {line.key: line.pk for line in [*stored.values(), *written]}  # of those too that were inserted just now
    give_sections(written)
    wanted = {(ids[key], locale_id): fields for (key, locale_id), fields in cells.items()}
    there = {(cell.line_id, cell.locale_id): cell for cell in Cell.objects.filter(line__in=ids.values())}
    left += remove(Cell, [cell.pk for place, cell in there.items() if place not in wanted])
    return left + len(written) + len(write(Cell, there, wanted, "line_id", "locale_id"))


def remove(model, numbers):
    return model.objects.filter(pk__in=numbers).delete()[1].get(model._meta.label, 0) if numbers else 0


def write(model, stored, wanted, *identity):
    """Insert and update, by one statement, what differs from ``stored``; both are known by the fields of ``identity``."""
    written = []
    for place, fields in wanted.items():
        one = stored.get(place)
        if one is None or any(getattr(one, name) != value for name, value in fields.items()):
            names = zip(identity, place if isinstance(place, tuple) else [place], strict=True)
            written.append(model(**dict(names), **fields))
    if written:
        model.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=[model._meta.get_field(name).name for name in identity],
            update_fields=[model._meta.get_field(name).name for name in next(iter(wanted.values()))],
        )
    return written


def give_sections(lines):
    """To lines that were written; to all that stand in them, too, where they are sections."""
    sections = {line.path for line in lines if len(line.path) == SECTION}
    if sections:
        put_in_sections(Line.objects.annotate(beginning=Substr("path", 1, SECTION)).filter(beginning__in=sections))
    elif lines:
        put_in_sections(Line.objects.filter(key__in=[line.key for line in lines]))


def put_in_sections(lines):
    section = Line.objects.filter(path=Substr(OuterRef("path"), 1, SECTION)).exclude(page_id=None).order_by("pk")
    right = Subquery(section.values("pk")[:1])
    found = lines.annotate(right=right, length=Length("path")).filter(length__gte=SECTION).exclude(page_id=None)
    return found.exclude(section=F("right")).exclude(section=None, right=None).update(section=right)


def keep_places():
    """A page that moves, or is closed to readers, takes others along that no signal tells of: all are looked at."""
    pages = Line.objects.exclude(page_id=None)
    page = Page.objects.filter(pk=OuterRef("page_id"))
    path = Subquery(page.values("path")[:1])
    moved = pages.annotate(now=path).exclude(now=None).exclude(path=F("now")).update(path=path) + put_in_sections(pages)
    private = reduce(or_, (Q(path__startswith=path) for path in private_paths()), Q(pk=None))
    is_public = Exists(page.filter(live=True).exclude(private))
    opened = pages.filter(is_public, is_public=False).update(is_public=True)
    closed = pages.filter(~is_public, is_public=True).update(is_public=False)
    not_given = Cell.objects.filter(translation_id=None)
    shown = not_given.filter(line__is_public=True, is_shown=False).update(is_shown=True)
    hidden = not_given.filter(line__is_public=False, is_shown=True).update(is_shown=False)
    return moved + opened + closed + shown + hidden


def keep_everything(report=lambda done: None):
    """Whatever has happened: the whole board is compared with the truth."""
    mended = 0
    for keys in in_batches(every_key()):
        with transaction.atomic():
            mended += keep(keys)
        report(len(keys))
    with transaction.atomic():
        return mended + keep_places()


def every_key():
    """What may be on the board, and what is on it."""
    source = source_locale()
    return [
        *Page.objects.filter(locale=source, depth__gt=1).order_by("path").values_list("translation_key", flat=True),
        *TranslationSource.objects.filter(locale=source).order_by("pk").values_list("object_id", flat=True),
        *Line.objects.order_by("pk").values_list("key", flat=True),
    ]


def in_batches(keys):
    keys = list(dict.fromkeys(keys))
    return [{*keys[start : start + AT_ONCE]} for start in range(0, len(keys), AT_ONCE)]
