"""The report of an upload as a person reads it: what came of each line."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy

from core.localize.intake import Outcome

MAX_ROWS = 5_000  # of texts that were taken: more are counted only. What was not taken is always listed.
WORDS = {
    Outcome.TAKEN: gettext_lazy("Taken"),
    Outcome.FAULTY: gettext_lazy("Taken, but it has to be put right before the page can be published"),
    Outcome.REFUSED: gettext_lazy("Not taken: it has a mistake, and what is here has none"),
    Outcome.UNKNOWN: gettext_lazy("Not taken: the original has no such text (now)"),
    Outcome.UNSURE: gettext_lazy("Not taken: the file marks it as uncertain"),
    Outcome.CHANGED: gettext_lazy("Not taken: somebody changed it here after the file was made"),
    Outcome.EMPTIED: gettext_lazy("Empty in the file: the translation that is here stays"),
    Outcome.REPEATED: gettext_lazy("Not taken: the file has it again further down, differently"),
    Outcome.OBSOLETE: gettext_lazy("Not taken: the file marks it as no longer used"),
}


class Row(NamedTuple):
    number: int
    unit: str
    source: str
    text: str
    is_taken: bool
    is_well: bool
    what: str


def rows_of(reports):
    """``[(report, rows)]``, what needs a look first. What is the same already, or still open, is only counted."""
    left, found = MAX_ROWS, []
    for report in sorted(reports, key=lambda one: one.is_well):
        rows = [row_of(one) for one in report.report.results if one.outcome in WORDS]
        taken = sum(row.is_well for row in rows)
        if taken > left:
            rows = [row for row in rows if not row.is_well]
        else:
            left -= taken
        found.append((report, rows))
    return found


def row_of(result):
    what, outcome = str(WORDS[result.outcome]), result.outcome
    return Row(
        number=result.line.number,
        unit=result.line.unit,
        source=result.line.source,
        text=result.line.text,
        is_taken=outcome in (Outcome.TAKEN, Outcome.FAULTY),
        is_well=outcome == Outcome.TAKEN,
        what=f"{what}: {result.error}" if result.error else what,
    )
