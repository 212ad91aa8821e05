"""What of the board is asked for: filtered, searched, sorted, and what that adds up to."""

from collections import Counter
from dataclasses import dataclass

from core.languages import fold
from translation.work.states import State

NOBODY = "nobody"


@dataclass
class Selection:
    """Conditions on a version hold for one and the same: what is stale *and* Turkish. A source is listed with all its
    versions if one fits; only those that fit are added up and exported.
    """

    section: str = ""
    kind: str = ""
    state: tuple = ()
    language: str = ""
    translator: str = ""
    words: str = ""  # to be found in the title

    def of(self, sources):
        wanted = fold(self.words)
        found = []
        for source in sources:
            source.selected = [one for one in source.versions if self.fits(one)]
            is_right = self.section in {"", source.section} and self.kind in {"", source.model._meta.label_lower}
            if source.selected and is_right and wanted in fold(source.title):
                found.append(source)
        return found

    def fits(self, version):
        return (
            (not self.state or version.state in self.state)
            and self.language in {"", version.locale.language_code}
            and self.translator in {"", holder(version)}
        )


def holder(version):
    return str(version.taken_by.pk) if version.taken_by else NOBODY


def first(values):
    return min((value for value in values if value is not None), default=None)


def last(values):
    return max((value for value in values if value is not None), default=None)


KEYS = {
    "title": lambda source: fold(source.title),
    "kind": lambda source: fold(source.kind),
    "section": lambda source: fold(source.section) or None,
    "changed": lambda source: source.changed_at,
    "words": lambda source: sum(one.amount.open_words for one in source.selected),
    "age": lambda source: last(one.days for one in source.selected),
    "due": lambda source: first(one.due_on for one in source.selected),
}


def ordered(sources, ordering):
    """What has no such value comes last, in either direction; equals in the order of the pages."""
    key = KEYS[ordering.removeprefix("-")]
    known = [one for one in sources if key(one) is not None]
    return sorted(known, key=key, reverse=ordering.startswith("-")) + [one for one in sources if key(one) is None]


@dataclass
class Total:
    locale: object
    states: Counter
    open_words: int

    @property
    def counts(self):
        return [(state, self.states[state]) for state in State]


def totals(sources, locales):
    """For each language, over what is selected."""
    for locale in locales:
        versions = [one for source in sources for one in source.selected if one.locale == locale]
        if versions:
            states = Counter(one.state for one in versions)
            yield Total(locale, states, sum(one.amount.open_words for one in versions))
