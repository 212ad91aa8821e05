"""Facts of translations follow the source the moment it is published; their prose stays as it is.

A row or block that is new in the source comes with it only if it has no text: otherwise readers would see the source
language. It appears once its text is translated and published. A translation whose synchronisation was stopped is
written by hand, and left alone.
"""

from contextlib import suppress
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Q
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, TranslatableMixin
from wagtail.signals import page_published
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.locales import source_locale
from core.localize.block_facts import merged
from core.localize.completeness import translation_of

LOG_ACTION = "core.facts"  # what the history calls it


@receiver(page_published)
def bring_facts_when_published(instance, **kwargs):
    if not instance.live:
        return
    if instance.locale_id == source_locale().id:
        bring_facts_to_translations(instance)
    else:
        bring_facts_from_source(instance)


@transaction.atomic
def bring_facts_from_source(page):
    """A revision of a translation may be older than the facts: an earlier one that is restored, a scheduled one."""
    translation = translation_of(page)
    if translation is None or not translation.enabled:
        return
    with suppress(ObjectDoesNotExist):
        original = translation.source.get_source_instance()
        if original.live:
            bring_facts_to_page(original, type(page).objects.get(pk=page.pk))


@transaction.atomic
def bring_facts_to_translations(page):
    """Refresh what translators translate from, then bring the facts of ``page`` to each of its translations."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return
    source.update_from_db()
    original = source.get_source_instance()
    for copy in followers(source):
        bring_facts_to_page(original, copy)


def followers(source):
    """The pages to which the facts of a source follow."""
    targets = source.translations.filter(enabled=True).values("target_locale")
    copies = Page.objects.filter(translation_key=source.object_id, locale__in=targets, alias_of__isnull=True)
    return copies.specific().select_related("locale")


def with_facts_of(original):
    """``(before, after)`` of each live translation, as publishing ``original`` would make it; nothing is saved."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    for page in followers(source).live() if source else []:
        after = page.with_content_json(page.serializable_data())
        bring_facts(original, after, Into(page))
        yield page, after


def bring_facts_to_page(original, page):
    """Facts to the page as readers see it, and to its revisions that may still go live. Did the page change?"""
    into = Into(page)
    before = page.serializable_data()
    bring_facts(original, page, into)
    changed = page.serializable_data() != before
    if changed:
        page.save(clean=False)
        log(instance=page, action=LOG_ACTION, revision=page.live_revision)
    into.remember_rows(page)
    for revision in still_to_be_published(page):
        draft = revision.as_object()
        before = draft.serializable_data()
        bring_facts(original, draft, into)
        if draft.serializable_data() != before:
            Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data())
    return changed


def still_to_be_published(page):
    """Also the live revision: it is what an editor opens while there is no draft."""
    in_workflow = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    return page.revisions.filter(
        Q(pk__in=[page.live_revision_id, page.latest_revision_id])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=in_workflow)
    )


class Into:
    """What is known of one translation while facts are brought into it."""

    def __init__(self, page):
        self.key, self.locale = page.translation_key, page.locale
        self.rows = {}
        self._references = {}

    @cached_property
    def overridden(self):
        """Paths of values a translator has replaced by the language's own."""
        found = SegmentOverride.objects.filter(context__object_id=self.key, locale=self.locale, has_error=False)
        return set(found.values_list("context__path", flat=True))

    @cached_property
    def _translations(self):
        found = StringTranslation.objects.filter(context__object_id=self.key, locale=self.locale, has_error=False)
        return {
            (path, text): data
            for path, text, data in found.values_list("context__path", "translation_of__data", "data")
        }

    def translated(self, path, text):
        return self._translations.get((path, text))

    def reference(self, model, pk):
        """The record of this language for that of the source, by its key; ``None`` stays ``None``."""
        if pk is None:
            return None
        if (model, pk) not in self._references:
            keys = model._base_manager.filter(pk=pk).values("translation_key")
            found = model._base_manager.filter(translation_key__in=keys, locale=self.locale)
            self._references[model, pk] = found.values_list("pk", flat=True).first()
        return self._references[model, pk]

    def remember_rows(self, page):
        """A revision has to name the rows that were just made by their ids, or publishing it would make them anew."""
        for relation in rows_of(type(page)):
            for row in getattr(page, relation.name).all():
                self.rows[type(row), row.translation_key] = row.pk


def bring_facts(original, copy, into, path=()):
    """Facts of ``original`` into ``copy``, a page or a row, which is not saved."""
    for item in get_translatable_fields(type(original)):
        field = item.get_field(type(original))
        here = (*path, field.name)
        if isinstance(field, models.ManyToOneRel):
            if isinstance(field.remote_field, ParentalKey):
                bring_rows(original, copy, field, into, here)
        elif not item.is_translated(original):
            if ".".join(here) not in into.overridden:
                setattr(copy, field.attname, getattr(original, field.attname))
        elif isinstance(field, StreamField):
            bring_blocks(original, copy, field, into, here)
        elif isinstance(field, models.ForeignKey):
            pk = into.reference(field.related_model, getattr(original, field.attname))
            if pk is not None or field.null:
                setattr(copy, field.attname, pk)


def bring_rows(original, copy, relation, into, path):
    if not issubclass(relation.related_model, TranslatableMixin):
        original.copy_child_relation(relation.name, copy)
        return
    theirs = {row.translation_key: row for row in getattr(copy, relation.name).all()}
    rows = []
    for row in getattr(original, relation.name).all():
        mine = theirs.get(row.translation_key)
        if mine is None:
            if has_text(row):
                continue
            mine = new_row(row, into)
        bring_facts(row, mine, into, (*path, str(row.translation_key)))
        rows.append(mine)
    getattr(copy, relation.name).set(rows)


def new_row(row, into):
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not isinstance(field, ParentalKey)
    }
    pk = into.rows.get((type(row), row.translation_key))
    return type(row)(**{**values, "locale_id": into.locale.pk, "pk": pk})


def has_text(row):
    return any(isinstance(segment, StringSegmentValue) for segment in extract_segments(row))


def bring_blocks(original, copy, field, into, path):
    block = field.stream_block
    source, live = (field.value_from_object(instance).get_prep_value() for instance in (original, copy))
    value = merged(block, source, live, into, path)
    if value != live:
        setattr(copy, field.name, StreamValue(block, value, is_lazy=True))


def rows_of(model):
    return [one for one in get_all_child_relations(model) if issubclass(one.related_model, TranslatableMixin)]
