"""What is not prose: values that this language may replace by its own, and the records that the page refers to."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.forms import Widget
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms.models import registry
from wagtail.admin.widgets import BaseChooser
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail_localize.models import SegmentOverride, Translation

from core.localize.overrides import model_chosen
from core.localize.paths import definition_of
from translation.editor.structure import Place
from translation.work.amounts import NOTHING, amounts

THUMBNAIL = "max-165x165"  # Wagtail's choosers show the same


@dataclass
class Value:
    segment: object
    place: Place
    original: object  # an instance or an address
    own: object
    override: SegmentOverride | None
    widget: Widget | None  # None: it is an address or a text
    address: str
    kind = "value"

    @property
    def pk(self):
        return self.segment.pk

    @property
    def error(self):
        return self.override.get_error() if self.override and self.override.has_error else ""

    @property
    def stored(self):
        """As it is sent; empty for the original's."""
        return str(self.override.data) if self.override else ""

    @property
    def is_chosen(self):
        return self.widget is not None

    @property
    def thumbnail(self):
        if isinstance(self.original, AbstractImage):
            return get_rendition_or_not_found(self.original, THUMBNAIL).url
        return ""

    @property
    def field_id(self):
        return f"value-{self.pk}"

    @cached_property
    def data(self):
        return self.widget.get_value_data_from_instance(self.own) if self.own is not None else None

    @property
    def chooser(self):
        """Wagtail's own, without the script that it would bring along (``values.js`` starts it)."""
        return self.widget.render_html(self.field_id, self.data, {"id": self.field_id})

    @property
    def constructor(self):
        return self.widget.js_constructor

    @property
    def options(self):
        return json.dumps(self.widget.get_js_init_options(self.field_id, self.field_id, self.data))


def shown(segment, override):
    """What somebody else has chosen, for the script: how it is called, and what Wagtail's chooser is set to."""
    stored = str(override.data) if override else ""
    definition = definition_of(segment.context)
    model, widget = model_chosen(definition), widget_for(definition)
    instance = model._default_manager.filter(pk=stored).first() if model and stored.isdecimal() else None
    if instance is None or widget is None:
        return {"value": stored, "text": stored, "state": None}
    return {
        "value": stored,
        "text": widget.get_display_title(instance),
        "state": widget.get_value_data_from_instance(instance),
    }


def values(translation, structure):
    segments = list(translation.source.overridablesegment_set.order_by("order", "pk").select_related("context"))
    if not segments:
        return []
    overrides = {
        one.context_id: one
        for one in SegmentOverride.objects.filter(
            locale=translation.target_locale_id, context__object_id=translation.source.object_id
        )
    }
    places = {segment.pk: structure.place_of(segment, "a") for segment in segments}
    models_chosen = {pk: model_chosen(place.definition) for pk, place in places.items()}
    chosen = in_bulk(
        (models_chosen[segment.pk], data)
        for segment in segments
        for data in (segment.data, overrides[segment.context_id].data if segment.context_id in overrides else None)
    )
    found = []
    for segment in segments:
        model, override = models_chosen[segment.pk], overrides.get(segment.context_id)
        if override is not None:
            override.context = segment.context
        own = override.data if override else None
        widget = widget_for(places[segment.pk].definition)
        if model is not None and widget is None:
            continue  # nobody could choose another
        found.append(
            Value(
                segment=segment,
                place=places[segment.pk],
                original=chosen.get((model, str(segment.data))) if model else segment.data,
                own=chosen.get((model, str(own))) if model else own,
                override=override,
                widget=widget,
                address=reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk]),
            )
        )
    return found


def in_bulk(wanted):
    """``{(model, key as text): instance}`` of pairs of a model and a key; one query for each model, pictures two."""
    keys = defaultdict(set)
    for model, key in wanted:
        if model is not None and str(key).isdecimal():
            keys[model].add(int(key))
    found = {}
    for model, numbers in keys.items():
        queryset = model._default_manager.filter(pk__in=numbers)
        if issubclass(model, AbstractImage):
            queryset = queryset.prefetch_renditions(THUMBNAIL)
        found |= {(model, str(one.pk)): one for one in queryset}
    return found


def widget_for(definition):
    """Wagtail's chooser for a block or a field, or ``None``: then it is written."""
    if isinstance(definition, blocks.ChooserBlock):
        widget = definition.widget
    elif isinstance(definition, models.ForeignKey):
        widget = (registry.foreign_key_lookup(definition) or {}).get("widget")
    else:
        return None
    widget = widget() if isinstance(widget, type) else widget
    return widget if isinstance(widget, BaseChooser) else None


@dataclass
class Record:
    segment: object
    place: Place
    title: str
    language: str  # in which the title is
    edit_url: str
    is_known: bool  # is it a translation at all?
    open_texts: int
    kind = "record"


def records(translation, structure):
    """The page is shown with their names: how far their translation is."""
    segments = list(translation.source.relatedobjectsegment_set.all())
    if not segments:
        return []
    keys = {segment.object_id for segment in segments}
    works = Translation.objects.filter(
        source__object_id__in=keys, target_locale=translation.target_locale_id, enabled=True
    ).select_related("source")
    translations = {one.source.object_id: one for one in works}
    left = amounts(works.order_by()) if translations else {}
    instances = copies(segments, translation)
    found, finder = [], AdminURLFinder()
    for segment in segments:
        own = instances.get((segment.object_id, translation.target_locale_id))
        shown = own or instances.get((segment.object_id, translation.source.locale_id))
        if shown is None:
            continue
        work = translations.get(segment.object_id)
        code = (translation.target_locale if own else translation.source.locale).language_code
        found.append(
            Record(
                segment=segment,
                place=structure.place_of(segment),
                title=str(shown),
                language=code,
                edit_url=(finder.get_edit_url(own) or "") if own else "",
                is_known=own is not None,
                open_texts=left.get(work.pk, NOTHING).open_texts if work else 0,
            )
        )
    return found


def copies(segments, translation):
    """``{(translation key, locale id): record}`` of the source's and the target's language."""
    models_of = defaultdict(set)
    for segment in segments:
        models_of[segment.object.content_type_id].add(segment.object_id)
    found = {}
    for content_type, keys in models_of.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        copies = model.objects.filter(
            translation_key__in=keys, locale__in=[translation.source.locale_id, translation.target_locale_id]
        )
        found |= {(one.translation_key, one.locale_id): one for one in copies}
    return found
