"""What the bars in tables look like: shares of their width, computed here so that the page needs no script.

A bar stands in the row whose figures it shows. The cells beside it say them as text, so the drawing itself is hidden
from assistive technology (``aria-hidden``): nothing is read twice, and nothing is in the picture alone (WCAG 1.1.1).
What was planned is an outline and what came of it is filled: that is read without colour, in print and in forced
colours. ``docs/decisions/charts.md`` has the rest.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WHOLE = Decimal(100)  # per cent
LEAST = Decimal("0.5")  # of the width: what is not nothing can be seen
STEP = Decimal("0.01")


@dataclass(frozen=True)
class Bar:
    """Widths as shares of the drawing's, ready for an SVG attribute (“62.5%”, whatever the language); ``None`` is not
    drawn.
    """

    planned: str | None = None
    actual: str | None = None
    baseline: str | None = None


def bar(*, planned=None, actual=None, baseline=None, full=None):
    """``None`` where there is nothing to compare: fewer than two values, all of them zero, one below zero.

    ``full`` is what fills the width where it is more than the values, for rows that are compared with each other.
    """
    values = {"planned": planned, "actual": actual, "baseline": baseline}
    known = {name: Decimal(str(value)) for name, value in values.items() if value is not None}
    compared = [*known.values(), *([Decimal(str(full))] if full else [])]
    if not known or len(compared) < 2 or min(compared) < 0 or not max(compared):
        return None
    return Bar(**{name: share(value, max(compared)) for name, value in known.items()})


def share(value, scale):
    """“62.5%” of a width: never beyond it, and never invisible unless it is zero."""
    percent = min(WHOLE * value / scale, WHOLE)
    if percent:
        percent = max(percent, LEAST)
    percent = percent.quantize(STEP, ROUND_HALF_UP)
    return f"{percent.normalize():f}%"


def largest(values):
    """Of those that are known: the scale on which rows are compared."""
    return max((value for value in values if value is not None), default=None)
