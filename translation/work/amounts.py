"""How much there is to translate, counted in the database: a board of a thousand sources is a few queries.

Slugs are not counted: they follow the title (``core.localize.slugs``).
"""

from typing import NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce, Length, Replace
from wagtail_localize.models import StringTranslation

SLUG = "slug"
TAGS_WITH_A_SPACE = ("<a id=", "<span lang=")  # the others that a text may hold have no attributes


class Amount(NamedTuple):
    texts: int = 0
    open_texts: int = 0
    words: int = 0
    open_words: int = 0

    @property
    def is_complete(self):
        return self.open_texts == 0

    @property
    def percent(self):
        """Of the words that are done, rounded down: a hundred means everything."""
        return 100 if self.is_complete else 100 * (self.words - self.open_words) // max(self.words, 1)


NOTHING = Amount()


def occurrences(field, text):
    """How often ``text`` stands in ``field``."""
    shortened = Length(Replace(field, Value(text), Value("")))
    return (Length(field) - shortened) / Value(len(text), output_field=IntegerField())


def words_in(field):
    """Spaces and one more, without those within tags."""
    count = occurrences(field, " ") + Value(1)
    for tag in TAGS_WITH_A_SPACE:
        count -= occurrences(field, tag)
    return count


def counted(translations):
    """A queryset of ``Translation`` with the fields of ``Amount``; for ``values()``, by which it is grouped."""
    segment = "source__stringsegment"
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef(f"{segment}__string"),
        context=OuterRef(f"{segment}__context"),
        locale=OuterRef("target_locale"),
        has_error=False,
    )
    is_text = Q(**{f"{segment}__isnull": False}) & ~Q(**{f"{segment}__context__path": SLUG})
    is_open = is_text & ~Exists(translated)
    size = words_in(f"{segment}__string__data")
    return translations.annotate(
        texts=Count(segment, filter=is_text),
        open_texts=Count(segment, filter=is_open),
        words=Coalesce(Sum(size, filter=is_text), 0),
        open_words=Coalesce(Sum(size, filter=is_open), 0),
    )


def amounts(translations):
    """``{translation id: Amount}`` of a queryset of ``Translation``; one query."""
    found = counted(translations.order_by().values("pk"))
    return {row.pop("pk"): Amount(**row) for row in found}


def amount_of(translation):
    one = type(translation).objects.filter(pk=translation.pk)
    return amounts(one).get(translation.pk, NOTHING)
