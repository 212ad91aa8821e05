"""Values a translator has replaced by the language's own: a picture, a document, a page, an address.

What was chosen may be deleted later. wagtail-localize then fails in editor, preview, sync and publication (#769, #825);
here the original's is used again, and the person who next opens the editor is told.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail_localize.models import SegmentOverride, TranslationSource
from wagtail_localize.segments import OverridableSegmentValue

from core.localize.paths import definition_of, label_of
from core.patching import wrap

SCHEMES = {"", "http", "https", "mailto", "tel"}


def apply():
    wrap(TranslationSource, "_get_segments_for_translation", _without_gone)


def _without_gone(original):
    """Rows may vanish without a signal: what is about to be written into a page is asked for once more."""

    @wraps(original)
    def _get_segments_for_translation(self, locale, fallback=False):
        segments = original(self, locale, fallback=fallback)
        if any(isinstance(segment, OverridableSegmentValue) for segment in segments):
            gone = {override.context.path for override in gone_overrides(self.object_id, locale)}
            segments = [
                segment
                for segment in segments
                if not (isinstance(segment, OverridableSegmentValue) and segment.path in gone)
            ]
        return segments

    return _get_segments_for_translation


@receiver(post_delete)
def stop_using_what_is_deleted(instance, **kwargs):
    """The override itself stays until a person has been told (``drop_gone``). A page may come back from the bin."""
    if isinstance(instance, AbstractImage | AbstractDocument):
        stored = [f'"{instance.pk}"', str(instance.pk)]
        for override in SegmentOverride.objects.filter(data_json__in=stored, has_error=False).select_related("context"):
            model = chosen_from(override)
            if model is not None and isinstance(instance, model):
                mark(override, _("It has been deleted."))


def gone_overrides(object_id, locale):
    overrides = SegmentOverride.objects.filter(context__object_id=object_id, locale=locale).select_related("context")
    return [override for override in overrides if is_gone(chosen_from(override), override.data)]


def drop_gone(object_id, locale):
    """Delete them; returns what people call the fields they were for."""
    gone = gone_overrides(object_id, locale)
    names = [label_of(override.context) for override in gone]
    if gone:  # a deletion of nothing waits for whoever is writing
        SegmentOverride.objects.filter(pk__in=[override.pk for override in gone]).delete()
    return names


def chosen_from(override):
    """The model of which a row is chosen there, or ``None``: it is an address or a text, or the field is gone."""
    return model_chosen(override.context and definition_of(override.context))


def model_chosen(definition):
    if isinstance(definition, blocks.ChooserBlock):
        return definition.model_class
    return definition.related_model if isinstance(definition, models.ForeignKey) else None


def is_gone(model, pk):
    if model is None:
        return False
    try:
        return not model._base_manager.filter(pk=pk).exists()
    except (TypeError, ValueError):
        return True


@receiver(post_save, sender=SegmentOverride)
def judge_new_value(instance, created, raw=False, update_fields=None, **kwargs):
    """An error belongs to the value that had it: upstream keeps it for ever, and leaves out every later value."""
    if not raw and (created or update_fields is None or "data_json" in update_fields):
        mark(instance, error_of(instance))


def mark(override, error):
    override.has_error, override.field_error = bool(error), error
    SegmentOverride.objects.filter(pk=override.pk).update(has_error=bool(error), field_error=error)


def error_of(override):
    definition = override.context and definition_of(override.context)
    model = chosen_from(override)
    if model is not None:
        return _("It has been deleted. Choose another.") if is_gone(model, override.data) else ""
    if isinstance(definition, blocks.RichTextBlock):
        return "" if may_be_linked(override.data) else _("Give a whole address: https://…")
    try:
        if isinstance(definition, blocks.FieldBlock):
            definition.clean(override.data)
        elif isinstance(definition, models.Field):
            definition.clean(override.data, None)
    except ValidationError as error:
        return error.messages[0]
    return ""


def may_be_linked(address):
    try:
        return urlsplit(str(address)).scheme in SCHEMES
    except ValueError:
        return False
