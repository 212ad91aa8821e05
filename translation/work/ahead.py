"""A live original's newest draft in the hands of its translators, before readers see any of it.

The source that wagtail-localize translates from is read from the draft instead of from the page. Whatever reads it from
the page again, publishing above all, ends that: then everything is as always.
"""

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.signals import page_unpublished
from wagtail_localize.models import TranslationSource

from core import generation
from core.localize.facts import bring_facts_to_translations
from translation.models import Ahead, Work

HANDED_OVER = "translation.hand_over"
TAKEN_BACK = "translation.take_back"


def source_of(page):
    return TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()


def has_news(page, source):
    """Does the newest draft of an original say something that its translators have not got yet?"""
    if source is None or page.latest_revision_id is None:
        return False
    if not page.live:
        return page.latest_revision.created_at > source.last_updated_at
    ahead = Ahead.objects.filter(source=source).first()
    return page.has_unpublished_changes and (ahead is None or ahead.revision_id != page.latest_revision_id)


@transaction.atomic
def hand_over(page, user):
    """Translators work from the newest draft of ``page`` from now on. Its facts reach no translation by it."""
    source, draft = source_of(page), page.get_latest_revision_as_object()
    if page.live:
        handed = {"revision_id": page.latest_revision_id, "by": user}
        Ahead.objects.update_or_create(source=source, defaults=handed, create_defaults={**handed, "at": timezone.now()})
    source.is_read_ahead = page.live
    source.get_source_instance = lambda: draft
    source.update_from_db()
    log(instance=page, action=HANDED_OVER, user=user, revision=page.latest_revision)


@transaction.atomic
def take_back(page, user):
    """Translators work from what readers see of ``page``. What they have written stays, for the next time."""
    bring_facts_to_translations(page)
    log(instance=page, action=TAKEN_BACK, user=user)


def ahead_of(source):
    """Asked when ``source`` has been read: its ``Ahead``, if that was from a draft. If it was not, that is over."""
    ahead = Ahead.objects.filter(source=source).first()
    if ahead is None or getattr(source, "is_read_ahead", False):
        return ahead
    now = timezone.now()  # readers see only now what makes their page stale
    Work.objects.filter(translation__source=source, stale_since__gte=ahead.at).update(stale_since=now)
    ahead.delete()
    generation.advance()
    return None


@receiver(page_unpublished)
def nothing_to_be_ahead_of(instance, **kwargs):
    Ahead.objects.filter(source__object_id=instance.translation_key, source__locale=instance.locale_id).delete()
