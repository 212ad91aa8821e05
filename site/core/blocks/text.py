from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.blocks.choosers import LanguageBlock, SnippetChooserBlock
from core.content_checks import refuse_file_names_in
from core.language_marks import mark_features
from core.localize.segments import (
    restore_rich_text,
    restore_table,
    rich_text_segments,
    table_segments,
    with_facts_of_table,
)

TEXT_FEATURES = [
    *["h3", "h4", "bold", "italic", *mark_features()],
    *["ol", "ul", "hr", "link", "document-link", "image"],
]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class RichTextBlock(blocks.RichTextBlock):
    """Rich text whose pictures bring their alternative text to the translator (wagtail/wagtail-localize#808)."""

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            refuse_file_names_in(value.source)
        return value

    def get_translatable_segments(self, value):
        return rich_text_segments(value.source)

    def restore_translated_segments(self, value, segments):
        return restore_rich_text(segments)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quoted words"))
    person = SnippetChooserBlock("projects.Person", required=False, label=_("Person"))
    role = blocks.CharBlock(required=False, label=_("Role"), help_text=_("As on that day."))
    language = LanguageBlock(
        label=_("Original language"),
        help_text=_("If the words stay in the language in which they were said."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class TableBlock(TypedTableBlock):
    """A table with a caption and column headings; its text cells reach the translator (wagtail/wagtail-localize#302)."""

    text = blocks.CharBlock(required=False, label=_("Text"))
    number = blocks.DecimalBlock(required=False, label=pgettext_lazy("a figure", "Number"))

    def clean(self, value):
        value = super().clean(value)
        is_shown = value and value.row_data and not self.is_deferred_validation
        if is_shown and not (value.caption or "").strip():
            raise ValidationError(_("Give the table a caption: what does it show?"))
        return value

    def get_translatable_segments(self, value):
        return table_segments(value)

    def restore_translated_segments(self, value, segments):
        return restore_table(value, segments)

    def with_facts_of(self, source, live, translated):
        value = with_facts_of_table(self.to_python(source), self.to_python(live), translated)
        return self.get_prep_value(value)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"


class FactBoxBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("Name"))),
                ("value", blocks.CharBlock(label=_("Value"))),
                ("language", LanguageBlock(label=_("Language of the value"), help_text=_("If it is not the page's."))),
            ],
            icon="list-ul",
        ),
        label=_("Facts"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Fact box")
        template = "blocks/fact_box.html"
