"""What has changed in a source since a translation of it was published: texts added, changed and removed."""

import difflib
from collections import defaultdict
from enum import StrEnum
from typing import NamedTuple

from wagtail_localize.models import String, StringSegment

from translation.work.amounts import SLUG

ALIKE = 0.4  # of difflib's ratio: below this a text has not been changed but replaced


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple):
    kind: Kind
    context_id: int
    old: str | None
    new: str | None


def places(source):
    """``[[context id, string id], …]``, as ``Work.published_from`` has them."""
    segments = StringSegment.objects.filter(source=source).exclude(context__path=SLUG).order_by("order", "pk")
    return [list(place) for place in segments.values_list("context_id", "string_id")]


def changes(before, after):
    """Between two lists of places, in the order of the later one, what was removed at the end."""
    old, new = by_context(before), by_context(after)
    texts = texts_of({string for _context, string in before} ^ {string for _context, string in after})
    found = []
    for context in [*new, *(context for context in old if context not in new)]:
        for kind, was, now in within(old.get(context, []), new.get(context, []), texts):
            found.append(Change(kind, context, texts.get(was), texts.get(now)))
    return found


def differ(before, after):
    """Order counts within a context only: rows and blocks that change places are facts, and follow by themselves."""
    return by_context(before) != by_context(after)


def by_context(places):
    found = defaultdict(list)
    for context, string in places:
        found[context].append(string)
    return found


def texts_of(strings):
    return dict(String.objects.filter(pk__in=strings).values_list("pk", "data")) if strings else {}


def within(old, new, texts):
    """``(kind, old string id, new string id)`` in one context, which holds several texts if it is a rich text."""
    for tag, *bounds in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[bounds[0] : bounds[1]], new[bounds[2] : bounds[3]]
        yield from pairs(gone, come, texts)


def pairs(gone, come, texts):
    """The only text of a place is the old one changed, however much; among several the most alike are paired."""
    if len(gone) == len(come) == 1:
        yield Kind.CHANGED, gone[0], come[0]
        return
    waiting = list(gone)
    for string in come:
        best = max(waiting, key=lambda one: likeness(texts.get(one), texts.get(string)), default=None)
        if best is not None and likeness(texts.get(best), texts.get(string)) >= ALIKE:
            waiting.remove(best)
            yield Kind.CHANGED, best, string
        else:
            yield Kind.ADDED, None, string
    yield from ((Kind.REMOVED, one, None) for one in waiting)


def likeness(one, other):
    return difflib.SequenceMatcher(None, one or "", other or "", autojunk=False).ratio()
