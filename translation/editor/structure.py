"""Where a text stands in the editor of its source, and what it is: a heading, an item of a list, a caption."""

from collections import defaultdict
from itertools import count
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.views.edit_translation import TabHelper

from core.languages import upper
from core.localize.paths import definitions

LAST = 10_000  # what has no panel comes after what has one: it has to be translated, too
ELEMENTS = {
    "a": gettext_lazy("Link"),
    "p": gettext_lazy("Paragraph"),
    "li": gettext_lazy("List item"),
    "blockquote": gettext_lazy("Quote"),
    "figcaption": pgettext_lazy("of a picture", "Caption"),
    "td": gettext_lazy("Table cell"),
    "th": gettext_lazy("Table cell"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), gettext_lazy("Heading")),
}


class Place(NamedTuple):
    order: tuple  # of its panel, and within it
    tab: str
    section: str  # a body, or the rows of a kind; empty for the plain fields of a tab
    group: str  # the key of the block or row
    group_label: str
    label: str
    element: str = ""
    definition: object = None


class Structure:
    def __init__(self, instance, source):
        self.model = type(instance)
        self.tabs = TabHelper(instance)
        self.source = source
        self.rows = {}
        self.numbers = defaultdict(lambda: count(1))

    def place_of(self, segment, element=""):
        """Of a segment of any kind; ``element`` is the HTML tag around a text within a rich text."""
        context = segment.context
        name, *rest = context.path.split(".")
        chain = definitions(self.model, context.field_path)
        definition = chain[-1] if chain else None
        field = chain[0] if chain else None
        order, tab = self.panel_of(getattr(field, "name", name))
        labels = {"section": "", "group": "", "group_label": "", "label": name}
        if isinstance(field, StreamField):
            labels = self.in_stream(chain, rest, element)
        elif isinstance(field, models.ManyToOneRel):
            labels = self.in_rows(field, definition, rest)
        elif field is not None:
            labels["label"] = self.named(sentence_case(field.verbose_name), definition, rest, element)
        return Place(order=(order, segment.order), tab=tab, element=element, definition=definition, **labels)

    def panel_of(self, name):
        try:
            return self.tabs.get_field_order(name), str(self.tabs.get_field_tab(name))
        except KeyError:
            return LAST, _("Other")

    def in_stream(self, chain, rest, element):
        outer, *inner = chain[1:]
        label = " · ".join(sentence_case(one.label) for one in inner if one.label)
        return {
            "section": sentence_case(chain[0].verbose_name),
            "group": rest[0],
            "group_label": sentence_case(outer.label),
            "label": self.named(label, chain[-1], rest, element),
        }

    def in_rows(self, relation, definition, rest):
        related = relation.related_model._meta
        number = self.rows.setdefault((relation.name, rest[0]), None)
        if number is None:
            number = self.rows[relation.name, rest[0]] = next(self.numbers[relation.name])
        return {
            "section": sentence_case(related.verbose_name_plural),
            "group": rest[0],
            "group_label": f"{sentence_case(related.verbose_name)} {number}",
            "label": sentence_case(getattr(definition, "verbose_name", rest[-1])),
        }

    @staticmethod
    def named(label, definition, rest, element):
        """A rich text and a table hold many texts: their own kind is added to the label of the block."""
        if isinstance(definition, blocks.RichTextBlock | RichTextField):
            if rest and rest[-1].startswith("text-"):
                kind = _("Alternative text")
            else:
                kind = str(ELEMENTS.get(element, ""))
        elif isinstance(definition, TypedTableBlock):
            kind = str(ELEMENTS["td"])
        else:
            kind = ""
        return " · ".join(part for part in (label, kind) if part)

    @cached_property
    def elements(self):
        """``{(context id, place in the rich text): tag}``, from the templates of the rich texts."""
        found = {}
        for segment in self.source.templatesegment_set.select_related("template"):
            texts = BeautifulSoup(segment.template.template, "html.parser").find_all("text")
            for number, text in enumerate(texts):
                around = next((one.name for one in text.parents if one.name in ELEMENTS), "")
                found[segment.context_id, number] = around
        return found

    def elements_of(self, segments):
        """``{segment id: tag}``; the texts of a rich text stand in its template in their order."""
        numbers = defaultdict(count)
        return {one.pk: self.elements.get((one.context_id, next(numbers[one.context_id])), "") for one in segments}


def sentence_case(label):
    text = str(label)
    return upper(text[:1], get_language()) + text[1:]
