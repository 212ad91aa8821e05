"""What is wrong with a translated text is said when it is saved, and keeps it from being published.

A text with an error counts as not translated (``core.localize.completeness``).
"""

from functools import wraps

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail_localize import models as localize
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links

from core.language_marks import marked_languages
from core.languages import content_languages
from core.localize.paths import definition_of

refusals = []  # functions of a ``StringTranslation`` that say why it can't be published, or “”: other apps add theirs
_connected = []  # a signal alone does not keep its receiver alive


def apply():
    """Upstream's receivers fail on a text whose place has gone: its context is then ``NULL``."""
    if _connected:
        return
    for signal, receive in (
        (post_save, localize.post_save_string_translation),
        (post_delete, localize.post_delete_string_translation),
    ):
        signal.disconnect(receive, sender=StringTranslation)
        _connected.append(_with_place(receive))
        signal.connect(_connected[-1], sender=StringTranslation)


def _with_place(original):
    @wraps(original)
    def receive(instance, **kwargs):
        if instance.context_id is not None:
            original(instance=instance, **kwargs)

    return receive


@receiver(pre_save, sender=StringTranslation)
def drop_what_cannot_be_stored(instance, **kwargs):
    """PostgreSQL has no place for NUL, which a file or a service may bring."""
    instance.data = instance.data.replace("\x00", "")


@receiver(post_save, sender=StringTranslation)
def mark_error(instance, raw=False, update_fields=None, **kwargs):
    is_new_text = update_fields is None or "data" in update_fields
    if raw or not is_new_text or instance.has_error or instance.context_id is None:
        return
    error = error_of(instance)
    if error or instance.field_error:
        instance.has_error, instance.field_error = bool(error), error
        StringTranslation.objects.filter(pk=instance.pk).update(has_error=bool(error), field_error=error)


def fault_of(translation):
    """Why the text can't be published, by upstream's rules or ours, or “”. Asked before it is saved."""
    try:
        StringValue.from_translated_html(translation.data)
        validate_translation_links(translation.translation_of.data, translation.data)
    except ValueError as error:
        return error.args[0]
    return error_of(translation)


def error_of(translation):
    """Why the text can't be published, or “”. Tags that are not allowed are upstream's to find."""
    text = StringValue(translation.data).render_text()
    if not text.strip():
        return _("Nothing is written here: readers would see the original.")
    reasons = [
        too_long(text, limit_of(translation.context)),
        lost_links(translation.translation_of.data, translation.data),
        unknown_languages(translation.translation_of.data, translation.data),
        *(refusal(translation) for refusal in refusals),
    ]
    return next(filter(None, reasons), "")


def too_long(text, limit):
    if limit and len(text) > limit:
        return _("Too long: %(length)s letters, at most %(limit)s.") % {"length": len(text), "limit": limit}
    return ""


def lost_links(source, text):
    lost = extract_ids(source) - extract_ids(text)
    if lost:
        tags = ", ".join(f'<a id="{name}">…</a>' for name in sorted(lost))
        return _("A link of the original is missing: %(tags)s.") % {"tags": tags}
    return ""


def unknown_languages(source, text):
    unknown = marked_languages(text) - marked_languages(source)
    unknown -= set(dict(content_languages()))
    if unknown:
        tags = ", ".join(f'<span lang="{code}">' for code in sorted(unknown))
        return _("This site has no such language: %(tags)s.") % {"tags": tags}
    return ""


def limit_of(context):
    return limit_at(definition_of(context))


def limit_at(definition):
    """How many letters fit. Upstream asks nobody for a ``TextField`` or a block."""
    if isinstance(definition, blocks.RichTextBlock):
        return None
    field = definition.field if isinstance(definition, blocks.FieldBlock) else definition
    return getattr(field, "max_length", None)
