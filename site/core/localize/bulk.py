"""The segments of a source, written with a few queries whatever their number.

wagtail-localize 1.14.5 asks for every string, its context, its segment and its path one by one: 4 to 8 queries each,
more than 200 for a page of 25 texts (as in its tree index: wagtail/wagtail-localize#927, rewritten there by #953).
"""

import json
import uuid
from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.dispatch import Signal
from wagtail.models import TranslatableMixin
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.patching import wrap

source_read = Signal()  # sender: TranslationSource; source: its texts may be others now


class Extracted(NamedTuple):
    """What was read, for who goes on with it (``core.localize.first_drafts``)."""

    instance: TranslatableMixin
    values: list
    is_first: bool  # nobody has ever translated any of it


def apply():
    wrap(TranslationSource, "refresh_segments", _in_few_queries)


def _in_few_queries(_original):
    return refresh_segments


@transaction.atomic
def refresh_segments(source):
    """As upstream's: afterwards the source has a segment for each value extracted from it, and no other."""
    instance = source.as_instance()
    values = extract_segments(instance)
    known = list(TranslationContext.objects.filter(object_id=source.object_id))
    contexts = _contexts(source, instance, values, known)
    for model, segments in _segments(source, values, contexts).items():
        _replace(model, source, segments, is_first=not known)
    source.extracted = Extracted(instance, values, is_first=not known)
    source_read.send(TranslationSource, source=source)


def _segments(source, values, contexts):
    """``{model: segments}``, unsaved, that refer to saved strings, templates and objects."""
    kinds = {StringSegment: [], TemplateSegment: [], RelatedObjectSegment: [], OverridableSegment: []}
    for value in values:
        kinds[_kind(value)].append(value)
    strings = _strings(source.locale_id, kinds[StringSegment])
    templates = _templates(kinds[TemplateSegment])
    _add_objects(kinds[RelatedObjectSegment])
    content = {
        StringSegment: lambda value: {"string_id": strings[value.string.data], "attrs": _json(value.attrs)},
        TemplateSegment: lambda value: {"template_id": templates[_template_uuid(value)]},
        RelatedObjectSegment: lambda value: {"object_id": value.translation_key},
        OverridableSegment: lambda value: {"data_json": _json(value.data)},
    }
    return {
        model: [
            model(source=source, context_id=contexts[value.path], order=value.order, **content[model](value))
            for value in found
        ]
        for model, found in kinds.items()
    }


def _kind(value):
    if isinstance(value, TemplateSegmentValue):
        return TemplateSegment
    if isinstance(value, RelatedObjectSegmentValue):
        return RelatedObjectSegment
    if isinstance(value, OverridableSegmentValue):
        return OverridableSegment
    return StringSegment


def _replace(model, source, segments, is_first):
    """A segment that is there already keeps its row."""
    if is_first:
        model.objects.bulk_create(segments)
        return
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]

    def content(segment):
        return tuple(getattr(segment, name) for name in names)

    present, wanted = {}, {content(segment): segment for segment in segments}
    left_over = []
    for segment in model.objects.filter(source=source).order_by("pk"):
        if content(segment) in wanted and content(segment) not in present:
            present[content(segment)] = segment
        else:
            left_over.append(segment.pk)
    model.objects.bulk_create([segment for key, segment in wanted.items() if key not in present])
    if left_over:
        model.objects.filter(pk__in=left_over).delete()


def _contexts(source, instance, values, known):
    """``{path: id}``; each context knows to which field its path leads."""
    paths = list(dict.fromkeys(value.path for value in values))
    present = {context.path: context for context in known}
    without_field = [context for path in paths if (context := present.get(path)) and not context.field_path]
    new = [
        TranslationContext(object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path))
        for path in paths
        if path not in present
    ]
    for context in [*without_field, *new]:
        context.save = _not_yet  # upstream's method saves each one it looks at
        context.get_field_path(instance)
    if without_field:
        TranslationContext.objects.bulk_update(without_field, ["field_path"])
    _add(new, ["object", "path_id"], "path")
    return {context.path: context.pk for context in [*present.values(), *new]}


def _strings(locale_id, values):
    """``{text: id}``"""
    hashes = {text: String._get_data_hash(text) for text in dict.fromkeys(value.string.data for value in values)}
    known = String.objects.filter(locale_id=locale_id, data_hash__in=hashes.values()) if hashes else []
    ids = {string.data_hash: string.pk for string in known}
    new = [
        String(locale_id=locale_id, data=text, data_hash=data_hash)
        for text, data_hash in hashes.items()
        if data_hash not in ids
    ]
    _add(new, ["locale", "data_hash"], "data")
    ids.update((string.data_hash, string.pk) for string in new)
    return {text: ids[data_hash] for text, data_hash in hashes.items()}


def _templates(values):
    """``{uuid: id}``"""
    by_uuid = {_template_uuid(value): value for value in values}
    known = Template.objects.filter(uuid__in=by_uuid) if by_uuid else []
    ids = {template.uuid: template.pk for template in known}
    new = [
        Template(uuid=key, template=value.template, template_format=value.format, string_count=value.string_count)
        for key, value in by_uuid.items()
        if key not in ids
    ]
    _add(new, ["uuid"], "template")
    return {**ids, **{template.uuid: template.pk for template in new}}


def _template_uuid(value):
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _add_objects(values):
    keys = {value.translation_key: value.content_type for value in values}
    known = TranslatableObject.objects.filter(pk__in=keys).values_list("pk", flat=True) if keys else []
    new = [TranslatableObject(translation_key=key, content_type=keys[key]) for key in keys.keys() - set(known)]
    TranslatableObject.objects.bulk_create(new, ignore_conflicts=True)


def _add(new, unique, field):
    """Insert rows that somebody else may be inserting now: theirs is used then. Gives each its id."""
    if new:
        new.sort(key=lambda one: str(getattr(one, unique[-1])))  # always in one order: no deadlock
        type(new[0]).objects.bulk_create(new, update_conflicts=True, unique_fields=unique, update_fields=[field])


def _not_yet(**options):
    pass


def _json(value):
    return json.dumps(value, cls=DjangoJSONEncoder)
