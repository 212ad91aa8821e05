"""Pictures, links and other values that stand on a translation in place of the original's."""

import json
from collections import defaultdict
from typing import NamedTuple

from django.apps import apps
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail_localize.views.edit_translation import FieldHasNoEditPanelError, TabHelper, get_segment_location_info

from translation.review.texts import aligned


class Value(NamedTuple):
    """As people know them: the title of a picture, the address of a link."""

    label: str
    source: str
    submitted: str
    live: str

    @property
    def is_changed(self):
        return self.live != self.submitted


class Values:
    """``submitted`` and ``live`` are ``{place: [value, …]}`` (``place_of``); ``live`` is ``None`` while readers see nothing."""

    def __init__(self, translation, submitted, live):
        self.translation, self.submitted, self.live = translation, submitted, live
        self.contexts, self.original, self.present = {}, defaultdict(list), defaultdict(list)
        segments = translation.source.overridablesegment_set.annotate_override_json(translation.target_locale)
        for segment in segments.select_related("context").order_by("order", "pk"):
            place = place_of(segment.context.path)
            self.contexts.setdefault(place, segment.context)
            self.original[place].append(segment.data)
            self.present[place].append(json.loads(segment.override_json) if segment.override_json else segment.data)

    def __iter__(self):
        """Those that are not the original's, or not what readers see; one query for each kind of thing that is chosen."""
        found = []
        for place, context in self.contexts.items():
            mine = self.submitted.get(place, [])
            source = partners(mine, self.original[place])
            live = partners(mine, self.live.get(place, [])) if self.live is not None else source
            for three in zip(source, mine, live, strict=True):
                if not three[0] == three[1] == three[2]:
                    found.append((context, three))
        return named(self.translation, found) if found else iter(())

    @property
    def may_have_changed(self):
        """Since it was submitted."""
        return any(
            set(map(str, now)) != set(map(str, self.submitted.get(place, []))) for place, now in self.present.items()
        )


def place_of(path):
    """The path of a link in a rich text ends with its address, which is not the same in every language."""
    return path.partition(".'")[0]


def partners(mine, others):
    """For each of ``mine`` what stands in its place among ``others``."""
    counterpart = dict(aligned([str(one) for one in mine], [str(one) for one in others]))
    return [others[place] if (place := counterpart.get(number)) is not None else None for number in range(len(mine))]


def named(translation, found):
    instance = translation.source.get_source_instance()
    tabs = TabHelper(instance)
    located = [(*location(instance, tabs, context), three) for context, three in found]
    chosen = {}
    for _label, model, three in located:
        if model:
            chosen.setdefault(model, set()).update(one for one in three if isinstance(one, int))
    names = {model: model._default_manager.in_bulk(keys) for model, keys in chosen.items()}
    for label, model, three in located:
        yield Value(label, *(name(one, names.get(model, {})) for one in three))


def location(instance, tabs, context):
    """``(label, model)`` of a place, the model of what is chosen there."""
    try:
        info = get_segment_location_info(instance, tabs, context.path, context.get_field_path(instance), widget=True)
    except FieldHasNoEditPanelError:
        return "", None
    label = " · ".join(str(one) for one in (info["field"], info["subField"]) if one)
    return label, chosen_model(info["widget"])


def chosen_model(widget):
    match widget["type"]:
        case "page_chooser":
            return Page
        case "image_chooser":
            return get_image_model()
        case "document_chooser":
            return get_document_model()
        case "snippet_chooser":
            return apps.get_model(widget["snippet_model"]["app_label"], widget["snippet_model"]["model_name"])
    return None


def name(value, things):
    return "" if value is None else str(things.get(value, value))
