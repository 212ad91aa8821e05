"""What stands on the page: each text with its translation, each value with this language's own, each record.

Everything is read in bulk: a page with a hundred and fifty texts costs no more queries than one with five.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.localize.texts import limit_at
from translation.editor import aids
from translation.editor.chips import attrs_of, chips, linked_pages
from translation.editor.structure import Place, Structure
from translation.editor.values import records, values
from translation.work.amounts import SLUG, TAGS_WITH_A_SPACE


@dataclass
class Text:
    segment: object
    place: Place
    chips: SafeString
    tags: list
    stored: StringTranslation | None
    former: object = None
    former_source: SafeString = ""
    twins: int = 0  # other places of the page that say the same
    addresses: dict = field(default_factory=dict)
    kind = "text"

    @property
    def pk(self):
        return self.segment.pk

    @property
    def html(self):
        return self.segment.string.data

    @property
    def value(self):
        return self.stored.data if self.stored else ""

    @cached_property
    def error(self):
        return (self.stored and self.stored.get_error()) or ""

    @property
    def state(self):
        return "error" if self.stored and self.stored.has_error else "saved" if self.stored else "open"

    @property
    def is_slug(self):
        """It follows the title by itself, and is not counted."""
        return self.segment.context.path == SLUG

    @property
    def is_missing(self):
        return self.state != "saved" and not self.is_slug

    @property
    def words(self):
        return 0 if self.is_slug else words_in(self.html)

    @property
    def limit(self):
        return limit_at(self.place.definition)

    @property
    def by(self):
        person = self.stored and self.stored.last_translated_by
        return (self.stored and self.stored.tool_name) or (get_user_display_name(person) if person else "")

    @property
    def has_lines(self):
        return "<br" in self.html


def words_in(html):
    """As ``translation.work.amounts`` counts them in the database."""
    return html.count(" ") + 1 - sum(html.count(tag) for tag in TAGS_WITH_A_SPACE)


class Sheet:
    """All that there is to do on one translation."""

    def __init__(self, translation, instance):
        self.translation, self.instance = translation, instance
        self.structure = Structure(instance, translation.source)

    @cached_property
    def segments(self):
        return list(
            self.translation.source.stringsegment_set.order_by("order", "pk").select_related("string", "context")
        )

    @cached_property
    def texts(self):
        elements = self.structure.elements_of(self.segments)
        same = Counter(one.string_id for one in self.segments)
        stored, titles = stored_texts(self.translation), self.titles
        former = aids.former_texts(self.translation)
        found = []
        for segment in self.segments:
            one = stored.get((segment.string_id, segment.context_id))
            if one is not None:
                one.translation_of, one.context = segment.string, segment.context
            shown, tags = chips(segment.string.data, attrs_of(segment), titles)
            before = former.get(segment.pk) if one is None else None
            found.append(
                Text(
                    segment=segment,
                    place=self.structure.place_of(segment, elements[segment.pk]),
                    chips=shown,
                    tags=tags,
                    stored=one,
                    former=before,
                    former_source=chips(before.source)[0] if before else "",
                    twins=same[segment.string_id] - 1,
                    addresses=self.addresses_of(segment),
                )
            )
        return found

    def addresses_of(self, segment):
        return {
            "save": reverse("wagtail_localize:edit_string_translation", args=[self.translation.pk, segment.pk]),
            "help": aids.address("help", self.translation, segment),
            "check": aids.address("check", self.translation, segment),
        }

    @cached_property
    def titles(self):
        """Of the pages that are linked to."""
        pages = linked_pages(self.segments)
        found = Page.objects.filter(pk__in=pages).values_list("pk", "title") if pages else ()
        return {str(pk): f"“{title}”" for pk, title in found}

    @cached_property
    def values(self):
        return values(self.translation, self.structure)

    @cached_property
    def tabs(self):
        """``[(tab, [(section, [(group label, [unit])])])]`` in the order of the source's editor."""
        units = [*self.texts, *self.values, *records(self.translation, self.structure)]
        units.sort(key=lambda unit: unit.place.order)
        return [
            (
                tab,
                [
                    (section, [(group[1], list(in_group)) for group, in_group in groupby(in_section, key_of_group)])
                    for section, in_section in groupby(in_tab, key=lambda unit: unit.place.section)
                ],
            )
            for tab, in_tab in groupby(units, key=lambda unit: unit.place.tab)
        ]

    @property
    def ordered_texts(self):
        return sorted(self.texts, key=lambda text: text.place.order)

    @cached_property
    def missing(self):
        return [text for text in self.ordered_texts if text.is_missing]

    @cached_property
    def counts(self):
        counted = [text for text in self.texts if not text.is_slug]
        return {
            "all": len(counted),
            "done": len(counted) - len(self.missing),
            "words": sum(text.words for text in self.missing),
        }

    @property
    def media(self):
        found = [value.widget.media for value in self.values if value.widget is not None]
        return sum(found[1:], found[0]) if found else None


def key_of_group(unit):
    return unit.place.group, unit.place.group_label


def stored_texts(translation):
    """``{(string id, context id): StringTranslation}``"""
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    ).select_related("last_translated_by")
    return {(one.translation_of_id, one.context_id): one for one in found}
