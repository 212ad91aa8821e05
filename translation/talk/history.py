"""Every change of a translated text, with who made it. wagtail-localize keeps only the last text and its author."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from core.validation import PublicationRefused
from translation.models import TextChange


@receiver(pre_save, sender=StringTranslation)
def look_at_what_it_was(instance, raw=False, update_fields=None, **kwargs):
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    instance.was = ""
    if instance.pk:
        instance.was = StringTranslation.objects.filter(pk=instance.pk).values_list("data", flat=True).first() or ""


@receiver(post_save, sender=StringTranslation)
def remember_change(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "data" in update_fields):
        remember(instance, instance.was, instance.data)


@receiver(post_delete, sender=StringTranslation)
def remember_removal(instance, origin, **kwargs):
    """Not where the text goes with its original, its place or its language: then nothing is left to undo."""
    if isinstance(origin, StringTranslation) or getattr(origin, "model", None) is StringTranslation:
        remember(instance, instance.data, "")


def remember(text, before, after):
    if before == after or text.context_id is None:
        return
    TextChange.objects.create(
        context_id=text.context_id,
        string_id=text.translation_of_id,
        locale_id=text.locale_id,
        before=before,
        after=after,
        tool=text.tool_name,
        user_id=text.last_translated_by_id,
    )


def changes_of(translation):
    """All that were made on the page or record, the latest first; also of texts that the original has no more."""
    found = TextChange.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return found.select_related("context", "string", "user")


class ChangedMeanwhile(PublicationRefused):
    """Undoing would take away what somebody has written after it."""

    def __init__(self):
        super().__init__({"__all__": [_("This text has been changed since. Undo the later change first.")]})


def undo(change, user):
    """Bring back what the text was; the undoing is a change as well, and can be undone."""
    text = StringTranslation.objects.filter(
        context=change.context_id, translation_of=change.string_id, locale=change.locale_id
    ).first()
    if (text.data if text else "") != change.after:
        raise ChangedMeanwhile
    if not change.before:
        text.last_translated_by, text.tool_name = user, ""
        text.delete()
        return
    text = text or StringTranslation(
        context_id=change.context_id, translation_of_id=change.string_id, locale_id=change.locale_id
    )
    text.data, text.last_translated_by, text.tool_name = change.before, user, ""
    text.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    text.has_error, text.field_error = False, ""
    text.save()


def say_what_can_be_undone(changes, translation):
    """Each gets ``can_be_undone``: it is the latest of its text, which still says what it was changed to."""
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    now = {(text.context_id, text.translation_of_id): text.data for text in texts}
    for change in changes:
        change.can_be_undone = now.get((change.context_id, change.string_id), "") == change.after
