"""Wagtail's chooser blocks, with what they refer to loaded once a generation instead of once a block type and request."""

import copy

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import blocks as document_blocks
from wagtail.images import blocks as image_blocks
from wagtail.snippets import blocks as snippet_blocks

from core import generation
from core.content_checks import file_name_refused, is_file_name
from core.languages import content_languages


class RememberedMixin:
    def bulk_to_python(self, values):
        """As Wagtail's: in the order of the values, each with an instance of its own, ``None`` for what is gone."""
        known = generation.remember(("chosen", self.model_class), dict)
        missing = {value for value in values if value is not None and value not in known}
        if missing:
            found = self.model_class.objects.in_bulk(missing)
            known.update({value: found.get(value) for value in missing})
        return [copy.copy(known.get(value)) for value in values]


class DocumentChooserBlock(RememberedMixin, document_blocks.DocumentChooserBlock):
    pass


class ImageChooserBlock(RememberedMixin, image_blocks.ImageChooserBlock):
    pass


class PageChooserBlock(RememberedMixin, blocks.PageChooserBlock):
    pass


class SnippetChooserBlock(RememberedMixin, snippet_blocks.SnippetChooserBlock):
    pass


class LanguageBlock(blocks.ChoiceBlock):
    """The language of a part that may be in another one than its page; empty: the page's own."""

    def __init__(self, **kwargs):
        super().__init__(choices=content_languages, required=False, **kwargs)

    def get_searchable_content(self, value):
        return []  # upstream: the label, also of the empty choice


class ImageBlock(image_blocks.ImageBlock):
    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = ImageChooserBlock(required=required, label=_("Image"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def clean(self, value):
        value = super().clean(value)
        is_checked = value and not value.decorative and not self.is_deferred_validation
        if is_checked and is_file_name(value.contextual_alt_text):
            refused = file_name_refused(value.contextual_alt_text)
            raise blocks.StructBlockValidationError(block_errors={"alt_text": refused})
        return value
