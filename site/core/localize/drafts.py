"""What is typed stays a draft, shows as one, and outlives that a translation is stopped and started again."""

from contextlib import suppress

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views import edit_translation

from core.localize.handwork import take_over_handwork


@receiver(pre_save, sender=StringTranslation)
def remember_former_text(instance, raw=False, **kwargs):
    stored = StringTranslation.objects.filter(pk=instance.pk) if instance.pk and not raw else ()
    instance.former_text = stored.values_list("data", flat=True).first() if stored else None


@receiver(post_save, sender=StringTranslation)
def show_draft_when_typed(instance, raw=False, **kwargs):
    if not raw and instance.data != instance.former_text:
        mark_as_changed(instance)


@receiver(post_delete, sender=StringTranslation)
def show_draft_when_deleted(instance, **kwargs):
    mark_as_changed(instance)


def mark_as_changed(string_translation):
    """Upstream sets the page's draft title and nothing else: lists said “live” of a page with unpublished translations.

    An update in the database: readers see no difference, so the site's generation stays.
    """
    if string_translation.context_id:
        Page.objects.filter(
            translation_key=string_translation.context.object_id,
            locale_id=string_translation.locale_id,
            live=True,
            has_unpublished_changes=False,
        ).update(has_unpublished_changes=True)


@require_POST
def stop_translation(request, translation_id):
    """As upstream's, but what was typed and not yet published goes into the draft that the ordinary editor opens."""
    translation = get_object_or_404(Translation, pk=translation_id)
    with suppress(ObjectDoesNotExist):
        target = translation.get_target_instance()
        may_edit = edit_translation.user_can_edit_instance(request.user, target)
        if isinstance(target, Page) and target.has_unpublished_changes and may_edit:
            with suppress(ValidationError):  # the texts stay where they are, and the editor shows what is wrong
                translation.save_target(user=request.user, publish=False)
    return edit_translation.stop_translation(request, translation_id)


@receiver(pre_save, sender=Translation)
def keep_handwork_when_restarted(instance, raw=False, **kwargs):
    if raw or not (instance.pk and instance.enabled):
        return
    if Translation.objects.filter(pk=instance.pk, enabled=False).exists():
        take_over_handwork(instance)
