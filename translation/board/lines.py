"""The lines of the board that one person looks at: narrowed, sorted and added up by the database."""

from dataclasses import dataclass
from functools import cached_property, total_ordering
from itertools import islice

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Sum, Value, When

from core.languages import fold
from translation.models import Cell
from translation.work.states import State

NOBODY = "nobody"
OF_CELLS = {"words": Sum("open_words"), "age": Min("since"), "due": Min("due_on")}
KEYS = ("title", "kind", "section", "changed", *OF_CELLS)
OLDEST_LAST = {"age"}  # days grow as the moment since when they are counted lies back
AT_ONCE = 500


@dataclass(frozen=True)
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

    @property
    def of_version(self):
        found = {}
        if self.state:
            found["state__in"] = self.state
        if self.language:
            found["locale__language_code"] = self.language
        if self.translator:
            found["taken_by"] = None if self.translator == NOBODY else self.translator
        return found

    def fits(self, version):
        holder = str(version.cell.taken_by_id or NOBODY)
        return (
            (not self.state or version.state in self.state)
            and self.language in {"", version.locale.language_code}
            and self.translator in {"", holder}
        )


@dataclass
class Total:
    locale: object
    states: dict
    open_words: int

    @property
    def counts(self):
        return [(state, self.states.get(state, 0)) for state in State]


class Lines:
    """A selection in its order: a list for a paginator, of which nothing is read but what is asked for."""

    def __init__(self, sight, selection=None, ordering="-changed"):
        self.sight, self.selection = sight, selection or Selection()
        self.key, descends = ordering.removeprefix("-"), ordering.startswith("-")
        self.descends = descends != (self.key in OLDEST_LAST)

    @cached_property
    def of_line(self):
        sight, found = self.sight, {}
        if self.selection.section:
            found["section__in"] = [pk for pk, title in sight.sections.items() if title == self.selection.section]
        if self.selection.kind:
            chosen = [pk for pk, model in sight.kinds.items() if model._meta.label_lower == self.selection.kind]
            found["content_type__in"] = chosen
        if words := fold(self.selection.words):
            found[f"{sight.given}folded__contains"] = words
        return found

    @property
    def cells(self):
        of_line = {f"line__{name}": value for name, value in self.of_line.items()}
        return self.sight.cells.filter(**self.selection.of_version, **of_line)

    @property
    def lines(self):
        found = self.sight.lines.filter(**self.of_line)
        if self.selection.of_version:
            fitting = Cell.objects.filter(line=OuterRef("pk"), locale__in=self.sight.locales)
            found = found.filter(Exists(fitting.filter(**self.selection.of_version)))
        return found

    @cached_property
    def totals(self):
        """For each language, over what is selected on all pages."""
        return self.sight.remember(("totals", self.selection), self.add_up)

    def add_up(self):
        found = {locale.pk: Total(locale, {}, 0) for locale in self.sight.locales}
        rows = (
            self.cells.order_by().values_list("locale", "state").annotate(number=Count("pk"), words=Sum("open_words"))
        )
        for locale_id, state, number, words in rows:
            found[locale_id].states[state] = number
            found[locale_id].open_words += words
        return [one for one in found.values() if one.states]

    def count(self):
        return self._count

    @cached_property
    def _count(self):
        """Each line has a cell in every language: counted once, if they are counted as a whole or in one language."""
        numbers = [sum(total.states.values()) for total in self.totals]
        if len(numbers) < 2 or not (self.selection.state or self.selection.translator):
            return max(numbers, default=0)
        count = self.cells.aggregate
        return self.sight.remember(
            ("count", self.selection), lambda: count(number=Count("line", distinct=True))["number"]
        )

    def __len__(self):
        return self._count

    def __getitem__(self, place):
        """A page of them, with its cells in one query."""
        return sorted(self.sight.shown(self.numbers[place], self.selection), key=self.place)

    def __iter__(self):
        """In portions, of which one is in memory; in the order as it was in the beginning."""
        numbers = iter(list(self.numbers))
        while portion := list(islice(numbers, AT_ONCE)):
            found = {one.line.pk: one for one in self.sight.shown(portion, self.selection)}
            yield from (found[number] for number in portion if number in found)

    # What has no such value comes last, in either direction; equals as in the tree.

    @property
    def numbers(self):
        """The ids of the lines, in their order."""
        if self.key in OF_CELLS:
            found = self.cells.order_by().values("line").annotate(value=OF_CELLS[self.key], path=Min("line__path"))
            value, equals, name = F("value"), ["path", "line"], "line"
        else:
            value, equals, name = self.value, ["path", "pk"], "pk"
            found = self.lines
        order = value.desc(nulls_last=True) if self.descends else value.asc(nulls_last=True)
        return found.order_by(order, *equals).values_list(name, flat=True)

    @property
    def value(self):
        given = self.sight.given
        match self.key:
            case "title":
                return F(f"{given}order")
            case "changed":
                return F("changed_at")
            case "section":
                return ranked("section", self.sight.ranks_of_sections)
            case "kind":
                return ranked("content_type", self.sight.ranks_of_kinds)

    def place(self, source):
        """The same of one that has been read."""
        value = self.value_of(source)
        reverse = Reversed if self.descends else lambda value: value
        return value is None, value is not None and reverse(value), source.line.path, source.line.pk

    def value_of(self, source):
        match self.key:
            case "title":
                return getattr(source.line, f"{self.sight.given}order")
            case "changed":
                return source.changed_at
            case "section":
                return self.sight.ranks_of_sections.get(source.line.section_id)
            case "kind":
                return self.sight.ranks_of_kinds.get(source.line.content_type_id)
            case "words":
                return sum(one.open_words for one in source.selected)
            case "age":
                return first(one.cell.since for one in source.selected)
            case "due":
                return first(one.due_on for one in source.selected)


def ranked(name, ranks):
    whens = [When(**{name: pk}, then=Value(rank)) for pk, rank in ranks.items()]
    return Case(*whens, output_field=IntegerField())


def first(values):
    return min((value for value in values if value is not None), default=None)


@total_ordering
class Reversed:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return other.value < self.value
