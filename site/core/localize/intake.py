"""Texts that come back in a file, whatever its format: each is taken, or it is said why not."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from core.localize.exchange import translations
from core.localize.texts import fault_of

SHOWN = 5  # lines quoted for each reason


class UnreadableFile(Exception):
    """Its text is for a person."""


class Line(NamedTuple):
    """One text as the file has it."""

    number: int  # of the line in the file
    path: str
    source: str
    text: str
    unit: str = ""  # by what the file names it
    is_unsure: bool = False
    is_obsolete: bool = False

    @property
    def key(self):
        return self.path, self.source

    @property
    def says_something(self):
        text = StringValue(self.text).render_text() if "<" in self.text else self.text
        return bool(text.strip())


class Outcome(StrEnum):
    TAKEN = "taken"
    SAME = "same"
    WAITING = "waiting"  # for its translation, here and in the file
    FAULTY = "faulty"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNSURE = "unsure"
    CHANGED = "changed"
    EMPTIED = "emptied"
    REPEATED = "repeated"
    OBSOLETE = "obsolete"


REASONS = {
    Outcome.UNKNOWN: gettext_lazy("Not taken, because the original has no such text (now): %(lines)s."),
    Outcome.UNSURE: gettext_lazy("Not taken, because the file marks them as uncertain (fuzzy): %(lines)s."),
    Outcome.CHANGED: gettext_lazy("Not taken, because somebody changed them here after the file was made: %(lines)s."),
    Outcome.EMPTIED: gettext_lazy("Empty in the file, so the translation that was there stays: %(lines)s."),
    Outcome.REPEATED: gettext_lazy("Not taken, because the file has them again further down, differently: %(lines)s."),
    Outcome.OBSOLETE: gettext_lazy("Not taken, because the file marks them as no longer used: %(lines)s."),
    Outcome.REFUSED: gettext_lazy("Not taken, because they have mistakes, and what is here has none: %(lines)s."),
    Outcome.FAULTY: gettext_lazy("Taken, but they have to be put right before the page can be published: %(lines)s."),
}


class Result(NamedTuple):
    line: Line
    outcome: Outcome
    error: str = ""


@dataclass
class Report:
    results: list = field(default_factory=list)

    def __post_init__(self):
        self.counts = Counter(result.outcome for result in self.results)

    @property
    def taken(self):
        return self.counts[Outcome.TAKEN]

    @property
    def problems(self):
        """``{outcome: results}`` of what a person should look at."""
        found = {outcome: [one for one in self.results if one.outcome == outcome] for outcome in REASONS}
        return {outcome: results for outcome, results in found.items() if results}

    def sentences(self):
        """``[(is it well, sentence)]``"""
        taken = ngettext(
            "%(count)s text was taken from the file.", "%(count)s texts were taken from the file.", self.taken
        )
        yield bool(self.taken), taken % {"count": self.taken}
        if same := self.counts[Outcome.SAME]:
            text = ngettext("%(count)s was the same already.", "%(count)s were the same already.", same)
            yield True, text % {"count": same}
        if waiting := self.counts[Outcome.WAITING]:
            text = ngettext(
                "%(count)s text has no translation in the file yet.",
                "%(count)s texts have no translation in the file yet.",
                waiting,
            )
            yield True, text % {"count": waiting}
        for outcome, results in self.problems.items():
            yield False, str(REASONS[outcome]) % {"lines": quoted(results)}


def quoted(results):
    lines = [
        _("line %(number)s “%(text)s”") % {"number": one.line.number, "text": shortened(one.line.source)}
        + (f" ({one.error})" if one.error else "")
        for one in results[:SHOWN]
    ]
    more = len(results) - SHOWN
    if more > 0:
        lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return ", ".join(lines)


def shortened(text):
    return f"{text[:60]}…" if len(text) > 60 else text


def identical(stored, line):
    return stored == line.text


class Intake:
    """The texts of one file for ``translation``. ``made_at``, when the file was made, tells what changed here since."""

    def __init__(self, translation, user, tool, *, made_at=None, is_same=identical):
        self.translation, self.user, self.tool, self.made_at, self.is_same = translation, user, tool, made_at, is_same
        segments = translation.source.stringsegment_set.select_related("context", "string")
        self.segments = {(one.context.path, one.string.data): one for one in segments}
        self.present = {(one.context.path, one.translation_of.data): one for one in translations(translation)}
        self.last = {}

    @transaction.atomic
    def take(self, lines):
        """Save what is new in the file; all of it, or nothing where something breaks."""
        lines = [line._replace(text=line.text.replace("\x00", "")) for line in lines]
        self.last = {line.key: line for line in lines if line.says_something and not line.is_obsolete}
        results = [self.result(line) for line in lines]
        return Report([result for result in results if result is not None])

    def result(self, line):
        mine, segment = self.present.get(line.key), self.segments.get(line.key)
        if mine and self.is_same(mine.data, line):
            return self.known(line, mine) if segment else None  # a former text, brought along for reference
        if outcome := self.why_not(line, segment, mine):
            return Result(line, outcome)
        one = self.with_text(line, segment, mine)
        error = fault_of(one)
        if error and mine and not mine.has_error:
            return Result(line, Outcome.REFUSED, error)
        one.save()
        self.present[line.key] = one
        return Result(line, Outcome.FAULTY, error) if error else Result(line, Outcome.TAKEN)

    def known(self, line, mine):
        return Result(line, Outcome.FAULTY, mine.get_error() or "") if mine.has_error else Result(line, Outcome.SAME)

    def why_not(self, line, segment, mine):
        if line.is_obsolete:
            return Outcome.OBSOLETE
        if segment is None:
            return Outcome.UNKNOWN
        if not line.says_something:
            return Outcome.EMPTIED if mine else Outcome.WAITING
        if line.is_unsure:
            return Outcome.UNSURE
        if self.last[line.key].text != line.text:
            return Outcome.REPEATED
        return Outcome.CHANGED if mine and self.changed_since(mine) else None

    def changed_since(self, mine):
        """By somebody else, or on another way: who uploads a file once more corrects what they uploaded."""
        is_mine = mine.tool_name == self.tool and mine.last_translated_by_id == getattr(self.user, "pk", None)
        return bool(self.made_at and mine.updated_at > self.made_at and not is_mine)

    def with_text(self, line, segment, mine):
        """Not saved yet; what is stored is not touched, so that it can stay."""
        one = StringTranslation(
            translation_of=segment.string, context=segment.context, locale=self.translation.target_locale
        )
        if mine:
            one.pk, one.created_at, one._state.adding = mine.pk, mine.created_at, False
        one.data = line.text
        one.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        one.tool_name = self.tool
        one.last_translated_by = self.user
        return one
