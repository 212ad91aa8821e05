"""The first drafts of a page in other languages, all of them from one reading of the source.

What wagtail-localize does for one language after the other (copy, save, revision, copy the facts, fill in the
segments, save, revision, and the indexes each time) costs some 650 queries a page, 2,000 for a project with rows. A
page that does not exist yet and of which nobody has translated a word is made complete here and saved once; all else
goes wagtail-localize's own way.
"""

import json
import uuid

from django.db.models import prefetch_related_objects
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.coreutils import find_available_slug
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, PageLogEntry, ReferenceIndex, TranslatableMixin
from wagtail.signals import copy_for_translation_done
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments

from core.languages import slugify
from core.locales import locale_by_id
from core.localize import references
from core.localize.bulk import Extracted
from core.models.rows import NumberedRow, give_numbers
from core.tasks import without_indexing

UNPUBLISHED = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "first_published_at": None,
    "last_published_at": None,
    "alias_of": None,
}


class ParentMissing(Exception):
    """The page above has no translation below which this one could stand."""


def make_drafts(page, locales, user=None):
    """Make those translations of ``page`` into ``locales`` that do not exist yet; returns the new pages.

    All or nothing is the caller's transaction.
    """
    page = page.specific
    page.locale = locale_by_id(page.locale_id)
    targets = dict(
        Page.objects.filter(translation_key=page.translation_key, locale__in=locales).values_list(
            "locale_id", "alias_of_id"
        )
    )
    missing = [locale for locale in locales if targets.get(locale.pk, page.pk) is not None]
    if not missing:
        return []
    parent = page.get_parent()
    parents = {one.locale_id: one for one in translations_of(parent, missing)}
    if len(parents) < len(missing):
        raise ParentMissing
    source, is_new = TranslationSource.get_or_create_from_instance(page)
    original, values, is_first = extracted_from(source)
    records = records_in(missing, values, user)
    translations = open_translations(source, missing, is_new)
    is_there = any(locale.pk in targets for locale in missing)  # as an alias
    if is_there or not is_plain(type(page)) or not (is_first or is_untouched(page, missing)):
        for translation in translations:
            translation.save_target(user=user, publish=False)
        return list(translations_of(page, missing))
    content = json.loads(source.content_json)
    found = getattr(original, "refers_to", None) or references.find(type(page), content)
    drafts, history = [], []
    with without_indexing():
        for locale in missing:
            draft = draft_from(type(page), content, found, locale)
            ingest_segments(draft, draft, source.locale, locale, segments_in(locale, values, records))
            revision = insert(draft, parents[locale.pk], user)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
            history.append(log_entry(draft, page, parent, parents[locale.pk], user))
            drafts.append(draft)
    PageLogEntry.objects.bulk_create(history)
    index(drafts)
    prefetch_related_objects([page], "view_restrictions")  # who listens asks for each draft
    is_last = not translations_of_later_siblings(page, parent, missing).exists()
    for draft in drafts:
        draft.is_in_order = is_last  # else it is put in its place (core.localize.life.moving)
        copy_for_translation_done.send(sender=CopyPageForTranslationAction, source_obj=page, target_obj=draft)
    return drafts


def translations_of(page, locales):
    return Page.objects.filter(translation_key=page.translation_key, locale__in=locales)


def translations_of_later_siblings(page, parent, locales):
    later = Page.objects.child_of(parent).filter(path__gt=page.path)
    return Page.objects.filter(translation_key__in=later.values("translation_key"), locale__in=locales)


def extracted_from(source):
    """What ``core.localize.bulk`` has read just now, or reads anew."""
    if hasattr(source, "extracted"):
        return source.extracted
    instance = source.as_instance()
    return Extracted(instance, extract_segments(instance), is_first=False)


def open_translations(source, locales, is_new):
    known = [] if is_new else source.translations.filter(target_locale__in=locales)
    present = {one.target_locale_id: one for one in known}
    for locale in locales:
        if locale.pk not in present:
            present[locale.pk] = Translation.objects.create(source=source, target_locale=locale)
        elif not present[locale.pk].enabled:
            present[locale.pk].enabled = True
            present[locale.pk].save(update_fields=["enabled"])
    return list(present.values())


def is_untouched(page, locales):
    """Has nobody translated any of it? If somebody has, the page existed once, and is made anew from that."""
    return not any(
        model.objects.filter(context__object_id=page.translation_key, locale__in=locales).exists()
        for model in (StringTranslation, SegmentOverride)
    )


def is_plain(model):
    """Is all of it in its fields and its rows, without rows within rows?"""
    is_many = model._meta.many_to_many or get_all_child_m2m_relations(model)
    return not is_many and not any(issubclass(one.related_model, ClusterableModel) for one in row_relations(model))


def row_relations(model):
    left_out = excluded_fields(model)
    return [one for one in get_all_child_relations(model) if one.get_accessor_name() not in left_out]


def excluded_fields(model):
    return {*model.default_exclude_fields_in_copy, *model.exclude_fields_in_copy}


# Records that the page refers to


def records_in(locales, values, user):
    """``{(translation_key, locale): record}`` of all records that the page refers to; one that is missing is made."""
    wanted = {}
    for value in values:
        if isinstance(value, RelatedObjectSegmentValue):
            wanted.setdefault(value.content_type.model_class(), set()).add(value.translation_key)
    found = {}
    for model, keys in wanted.items():
        look_up = model._base_manager.filter
        found.update(by_key(look_up(translation_key__in=keys, locale__in=locales)))
        lacking = {key for key in keys for locale in locales if (key, locale.pk) not in found}
        if lacking:
            for record in look_up(translation_key__in=lacking).exclude(locale__in=locales):
                TranslationCreator(user, locales).create_translations(record, include_related_objects=False)
            found.update(by_key(look_up(translation_key__in=lacking, locale__in=locales)))
    return found


def by_key(records):
    return {(record.translation_key, record.locale_id): record for record in records}


class FoundRecord(RelatedObjectSegmentValue):
    """A reference whose record is known already."""

    def __init__(self, path, record, order):
        super().__init__(path, None, record.translation_key, order=order)
        self.record = record

    def clone(self):
        return FoundRecord(self.path, self.record, self.order)

    def get_instance(self, locale):
        return self.record


def segments_in(locale, values, records):
    """The page's own texts, as nothing of it is translated yet, and the records of that language."""
    segments = []
    for value in values:
        if isinstance(value, RelatedObjectSegmentValue):
            record = records.get((value.translation_key, locale.pk))
            if record is not None:
                segments.append(FoundRecord(value.path, record, value.order))
        elif not isinstance(value, OverridableSegmentValue):
            segments.append(value)
    return segments


# The page


def draft_from(model, content, found, locale):
    left_out = excluded_fields(model)
    data = {name: value for name, value in content.items() if name not in left_out}
    data.update(UNPUBLISHED, pk=None, locale=locale.pk)
    for relation in row_relations(model):
        name, changes = relation.get_accessor_name(), {"pk": None, relation.field.name: None}
        if issubclass(relation.related_model, TranslatableMixin):
            changes["locale"] = locale.pk
        if name in data:
            data[name] = [{**row, **changes} for row in data[name]]
    draft = model.from_serializable_data(data, check_fks=found is None)
    references.set_on(draft, {**(found or {}), Locale: {locale.pk: locale}})
    return draft


def insert(draft, parent, user):
    """Save the page, then its rows, one query a kind; returns the revision. The rows stay at hand for the indexes."""
    rows = draft.__dict__.pop("_cluster_related_objects", {})
    draft.slug = find_available_slug(parent, slugify(draft.slug))
    draft._is_site_root = False  # it has a parent that is none either
    parent.add_child(instance=draft)
    for relation in row_relations(type(draft)):
        children = rows.setdefault(relation.get_accessor_name(), [])
        if issubclass(relation.related_model, NumberedRow):
            give_numbers(children)
        for child in children:
            setattr(child, relation.field.name, draft)
        relation.related_model._default_manager.bulk_create(children)
    draft._cluster_related_objects = {**rows, COMMENTS_RELATION_NAME: []}
    revision = draft.save_revision(user=user, clean=False)  # a draft may be unfinished; publishing asks for all of it
    draft._cluster_related_objects = {**rows, COMMENTS_RELATION_NAME: []}
    return revision


def log_entry(draft, page, parent, destination, user):
    """What ``CopyPageForTranslationAction`` logs."""

    def named(one):
        return {"id": one.id, "title": one.get_admin_display_title()}

    def coded(locale):
        return {"id": locale.id, "language_code": locale.language_code}

    data = {
        "page": {**named(draft), "locale": coded(draft.locale)},
        "source": named(parent),
        "destination": named(destination),
        "keep_live": False,
        "source_locale": coded(page.locale),
    }
    return PageLogEntry(
        page=draft,
        content_type_id=draft.content_type_id,
        label=draft.get_admin_display_title(),
        action="wagtail.copy_for_translation",
        timestamp=timezone.now(),
        user=user,
        uuid=uuid.uuid4(),
        data=data,
    )


def index(drafts):
    for draft in drafts:
        ReferenceIndex.create_or_update_for_object(draft)
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        backend.add_bulk(type(drafts[0]), drafts)
    for draft in drafts:
        del draft._cluster_related_objects
