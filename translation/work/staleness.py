"""A translation is stale when its source has changed since it was published. Then people are told; its text stays.

Asked at two moments: when the texts of a source are read anew, in the request that publishes it, and when a translation
is published.
"""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import TranslationLog

from core import generation
from core.locales import source_locale
from core.localize.bulk import source_read
from core.localize.completeness import translation_of
from translation.models import Work
from translation.work.ahead import ahead_of
from translation.work.amounts import amount_of
from translation.work.changes import differ, places
from translation.work.origin import origin_of


@receiver(source_read)
def mark_what_is_stale(source, **kwargs):
    """Set or clear ``stale_since`` for what is published from ``source``.

    A draft that translators have ahead of readers does not clear what was stale before: to those it still is.
    """
    ahead = ahead_of(source)
    published = list(Work.objects.filter(translation__source=source, published_from__isnull=False))
    if not published:
        return
    now = places(source)
    changed = [work for work in published if bool(work.stale_since) != differ(work.published_from, now)]
    if ahead:
        changed = [work for work in changed if not work.stale_since or work.stale_since >= ahead.at]
    for work in changed:
        work.stale_since = None if work.stale_since else timezone.now()
        work.save(update_fields=["stale_since"])  # one by one: whoever waits for it hears of it
    if changed:
        generation.advance()  # readers of these pages are told


@receiver(page_published)
def remember_from_what_it_was_made(instance, **kwargs):
    if instance.locale_id == source_locale().id or not instance.live:
        return
    translation = translation_of(instance)
    if translation is not None and translation.enabled:
        set_published(translation)


@receiver(post_save, sender=TranslationLog)
def remember_for_records(instance, created, raw=False, **kwargs):
    """A record has no drafts, and is shown with what is translated of it: it counts as published when all of it is."""
    if raw or not created or issubclass(instance.source.specific_content_type.model_class(), Page):
        return
    translation = instance.source.translations.filter(target_locale=instance.locale_id).first()
    if translation is not None and amount_of(translation).is_complete:
        set_published(translation)


def set_published(translation):
    published = {
        "published_from": places(translation.source),
        "stale_since": None,
        "origin": origin_of(translation),
    }
    Work.objects.update_or_create(translation=translation, defaults=published)
    generation.advance()  # again: the page itself went live before this, and may have been read in between
