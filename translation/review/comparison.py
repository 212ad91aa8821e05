"""A submitted revision beside its original and what readers see."""

from collections import defaultdict
from itertools import groupby
from operator import attrgetter

from django.utils.functional import cached_property
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.localize.handwork import place
from translation.review.texts import Texts
from translation.review.values import Values, place_of
from translation.work.amounts import SLUG


class Comparison:
    """Of what was submitted, not of what has been typed since. ``page`` is what readers see, if it is live."""

    def __init__(self, translation, revision, page):
        self.translation = translation
        self.is_update = page.live
        self.submitted = read(revision.as_object())
        self.live = read(page) if page.live else (None, None)

    @cached_property
    def texts(self):
        return list(Texts(self.translation, self.submitted[0], self.live[0]))

    @cached_property
    def values(self):
        return list(self.all_values)

    @cached_property
    def all_values(self):
        return Values(self.translation, self.submitted[1], self.live[1])

    @property
    def may_have_changed(self):
        """Since it was submitted. Cheap; to be sure costs twenty queries (``core.localize.review.has_changed``)."""
        return any(text.may_have_changed for text in self.texts) or self.all_values.may_have_changed

    @property
    def open(self):
        """How many texts the original has got since."""
        return sum(text.is_open for text in self.texts)

    @property
    def groups(self):
        """``[(is_same, texts), …]`` in the order of the page."""
        return [(is_same, list(texts)) for is_same, texts in groupby(self.texts, attrgetter("is_same"))]

    @property
    def changed(self):
        return sum(not text.is_same for text in self.texts)


def read(instance):
    """``{place: [text, …]}`` and ``{place: [value, …]}`` of a page."""
    texts, others = defaultdict(list), defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue) and segment.path != SLUG:
            texts[place(segment.path)].append(segment.string.data)
        elif isinstance(segment, OverridableSegmentValue):
            others[place_of(segment.path)].append(segment.data)
    return texts, others
