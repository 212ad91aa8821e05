"""The texts of a submitted revision, each beside its original and what readers see in its place."""

import difflib
import html
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

from wagtail_localize.models import StringTranslation, TranslationContext

from core.localize.handwork import place
from translation.models import Work
from translation.review.difference import BREAK, difference, plain
from translation.work.amounts import SLUG
from translation.work.changes import Kind, changes, pairs, places


@dataclass
class Text:
    """Stored texts, ``None`` where there is none. ``former`` is the original from which ``live`` was made, if it was
    another; ``since`` what was typed after ``submitted``; ``machine`` the name of what made it.
    """

    source: str | None = None
    submitted: str | None = None
    live: str | None = None
    former: str | None = None
    since: str | None = None
    is_by_machine: bool = False
    machine: str = ""
    is_open: bool = False  # not translated by now
    is_new_in_source: bool = False
    is_update: bool = False  # readers see the page already

    @property
    def is_same(self):
        """Nothing to compare: readers see this text, made from this original, and nobody has typed another."""
        is_read = self.submitted is not None and self.submitted == self.live
        return is_read and self.former is None and self.since is None and not self.is_new_in_source

    @property
    def may_have_changed(self):
        """Since it was submitted."""
        was_submitted, is_there = self.submitted is not None, self.source is not None
        return self.since is not None or self.is_open or (was_submitted and not is_there)

    @property
    def is_added(self):
        return self.is_update and self.live is None and self.submitted is not None

    @property
    def is_only_formatted(self):
        if None in (self.live, self.submitted) or self.live == self.submitted:
            return False
        return plain(self.live) == plain(self.submitted)

    @property
    def source_difference(self):
        return difference(plain(self.former or self.source or ""), plain(self.source or ""))

    @property
    def text_difference(self):
        submitted = plain(self.submitted or "")
        return difference(plain(self.live) if self.live is not None else submitted, submitted)

    @property
    def since_difference(self):
        return difference(plain(self.submitted or ""), plain(self.since or ""))


class Texts:
    """In the order of the page. ``submitted`` and ``live`` are ``{place: [text, …]}`` (``core.localize.handwork.place``);
    ``live`` is ``None`` while readers see nothing.
    """

    def __init__(self, translation, submitted, live):
        self.translation, self.submitted, self.live = translation, submitted, live
        self.is_update = live is not None
        self.typed = self.read_typed()
        self.came, self.went = self.read_source_changes() if self.is_update else ({}, {})

    def __iter__(self):
        segments = defaultdict(list)
        for segment in self.read_segments():
            segments[place(segment.context.path)].append(segment)
        live = self.live or {}
        for where in dict.fromkeys([*segments, *self.submitted, *live]):
            gone = self.went.get(where, [])
            yield from self.at(segments.get(where, []), self.submitted.get(where, []), live.get(where, []), gone)

    def read_segments(self):
        found = self.translation.source.stringsegment_set.exclude(context__path=SLUG)
        return found.select_related("string", "context").order_by("order", "pk")

    def read_typed(self):
        found = StringTranslation.objects.filter(
            locale=self.translation.target_locale_id,
            context__object_id=self.translation.source.object_id,
            has_error=False,
        )
        return {(one.context_id, one.translation_of_id): one for one in found}

    def read_source_changes(self):
        """Between the original that ``live`` was made from and the present one: what came, and by place what went."""
        came, removed = {}, []
        work = Work.objects.filter(translation=self.translation).exclude(published_from=None).first()
        for change in changes(work.published_from, places(self.translation.source)) if work else ():
            if change.kind == Kind.REMOVED:
                removed.append(change)
            else:
                came[change.context_id, change.new] = change
        went = defaultdict(list)
        paths = TranslationContext.objects.in_bulk([change.context_id for change in removed]) if removed else {}
        for change in removed:
            went[place(paths[change.context_id].path)].append(change.old)
        return came, went

    def at(self, segments, submitted, live, removed):
        """The texts of one place: one, the paragraphs of a rich text, the cells of a table."""
        read = list(aligned(live, submitted))
        was = {new: live[old] for old, new in read if None not in (old, new)}
        typed = [self.typed.get((segment.context_id, segment.string_id)) for segment in segments]
        present = [normal(one.data) if one else "" for one in typed]
        for new, of in aligned([normal(one) for one in submitted], present):
            text = Text(is_update=self.is_update)
            if new is not None:
                text.submitted, text.live = submitted[new], was.get(new)
            if of is not None:
                self.add_source(text, segments[of])
                self.add_typed(text, typed[of])
            if removed and text.is_new_in_source and text.live is not None:  # a cell, whose path goes with its text
                text.former, text.is_new_in_source = removed.pop(0), False
            yield text
        gone = [live[old] for old, new in read if new is None]
        for old, former in zip_longest(gone, removed):
            yield Text(live=old, former=former, is_update=True)

    def add_source(self, text, segment):
        text.source = segment.string.data
        change = self.came.get((segment.context_id, text.source))
        if change:
            text.former, text.is_new_in_source = change.old, change.kind == Kind.ADDED

    def add_typed(self, text, typed):
        if typed is None:
            text.is_open = True
        elif normal(typed.data) != normal(text.submitted or ""):
            text.since = typed.data
        elif typed.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            text.is_by_machine, text.machine = True, typed.tool_name


def normal(text):
    """What was typed is stored as it was typed, with other entities and breaks than a page has."""
    return " ".join(html.unescape(BREAK.sub("<br>", text)).split())


def aligned(old, new):
    """``(place in old, place in new)`` of what belongs together, ``None`` for what stands alone."""
    texts = {("old", place): text for place, text in enumerate(old)}
    texts |= {("new", place): text for place, text in enumerate(new)}
    for _tag, *bounds in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = range(*bounds[:2]), range(*bounds[2:])
        if len(gone) == len(come):
            yield from zip(gone, come, strict=True)
            continue
        for _kind, was, now in pairs([("old", one) for one in gone], [("new", one) for one in come], texts):
            yield was and was[1], now and now[1]
