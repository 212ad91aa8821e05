"""Pictures, links and other values that stand on a translation in place of the original's."""

import json
from collections import defaultdict
from typing import NamedTuple

from core.localize.paths import definitions, label
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
    model = translation.source.specific_content_type.model_class()
    located = [(definitions(model, context.field_path), three) for context, three in found]
    chosen = {}
    for chain, three in located:
        if kind := kind_of(chain):
            chosen.setdefault(kind, set()).update(three)
    things = {kind: kind._default_manager.in_bulk(keys - {None}) for kind, keys in chosen.items()}
    for chain, three in located:
        yield Value(label(chain), *(name(one, things.get(kind_of(chain), {})) for one in three))


def kind_of(chain):
    """The model of what is chosen there, or ``None``."""
    last = chain[-1] if chain else None
    return getattr(last, "target_model", None) or getattr(last, "related_model", None)


def name(value, things):
    return "" if value is None else str(things.get(value, value))
