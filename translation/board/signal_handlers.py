"""Whatever may change what the board says is noted, once a transaction for each page or record."""

from contextlib import suppress
from functools import cache

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, WorkflowState
from wagtail.signals import post_page_move
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.localize.bulk import source_read
from core.localize.permissions import HOME_DEPTH, record_models
from translation.board.changed import PLACES, new_edition, note, update
from translation.models import Line, Work
from translation.tasks import update_board

records = cache(lambda: tuple(record_models()))


@receiver([post_save, post_delete])
def note_page_or_record(instance, **kwargs):
    if isinstance(instance, (Page, *records())):
        note(instance.translation_key)


@receiver([post_save, post_delete], sender=TranslationSource)
def note_source(instance, **kwargs):
    note(instance.object_id)


@receiver(source_read)
def note_texts(source, **kwargs):
    note(source.object_id)


@receiver([post_save, post_delete], sender=Translation)
def note_translation(instance, **kwargs):
    with suppress(ObjectDoesNotExist):  # deleted together with its source, which is noted
        note(instance.source.object_id)


@receiver([post_save, post_delete], sender=StringTranslation)
def note_text(instance, **kwargs):
    with suppress(ObjectDoesNotExist):
        if instance.context_id is not None:
            note(instance.context.object_id)


@receiver(post_save, sender=Work)
def note_work(instance, **kwargs):
    note(instance.translation.source.object_id)


@receiver([post_save, post_delete], sender=WorkflowState)
def note_review(instance, **kwargs):
    if issubclass(instance.base_content_type.model_class(), Page):
        note(*Page.objects.filter(pk=instance.object_id).values_list("translation_key", flat=True))


@receiver(post_page_move)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_places(**kwargs):
    note(PLACES)


@receiver(post_save, sender=Locale)
def add_language(created, **kwargs):
    if created and Line.objects.exists():  # while a site is being set up there is nothing to work out
        transaction.on_commit(update_board.enqueue)


@receiver(post_migrate)
def fill(sender, using="default", **kwargs):
    """The board of a site that had content before there was one."""
    if sender.label != "translation" or not is_up_to_date(using) or Line.objects.exists():
        return
    if Page.objects.filter(depth__gt=HOME_DEPTH).exists():
        update()


def is_up_to_date(using):
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def name_translators_anew(update_fields, **kwargs):
    if not update_fields or {*update_fields} != {"last_login"}:
        new_edition()
