"""How much text one A4 holds: characters for each field, rows for each list. The one place with these numbers; how they
differ between languages is among the language rules.
"""

from core.languages import letters_on_a_line

LETTERS = {  # a text of this length in every field still makes one page, whatever its letters (tests hold it)
    "title": 150,
    "summary": 240,
    "main_idea": 360,
    "goal": 300,
    "expected_change": 280,
    "beneficiaries": 210,
}
ROW_LETTERS = {("objectives", "title"): 120, ("indicators", "label"): 100}
ROWS = {"objectives": 5, "indicators": 7, "partners": 6, "places": 3, "schools": 3}  # shown; the others are counted
LOGOS = 6  # at the foot, in one row
NAME = 110  # of a name from the registries, which is shortened here and told whole on the project's page
NAME_ASIDE = 60  # in the narrow column of facts


def allowed(letters, language):
    return int(letters * letters_on_a_line(language))


def one_line(text):
    """The text as the page sets it: without the line breaks of the editor."""
    return " ".join(str(text).split())


def clipped(text, letters):
    """At most so many letters, the last word whole: for names, and for pages older than the budgets."""
    text = one_line(text)
    if len(text) <= letters:
        return text
    return text[: letters - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def budgeted(page):
    """``(label, text, letters allowed)`` of every text of ``page`` that the summary shows."""
    language = page.language
    for name, letters in LETTERS.items():
        yield str(page._meta.get_field(name).verbose_name), getattr(page, name), allowed(letters, language)
    for (relation, name), letters in ROW_LETTERS.items():
        for place, row in enumerate(shown_rows(page, relation)):
            label = f"{row._meta.verbose_name} {getattr(row, 'number', None) or place + 1}"
            yield label, getattr(row, name), allowed(letters, language)


def shown_rows(page, relation):
    return ordered(page, relation)[: ROWS[relation]]


def ordered(page, relation):
    rows = list(getattr(page, relation).all())
    return sorted(rows, key=lambda row: row.number or len(rows)) if relation == "objectives" else rows


def too_long(page):
    """``[(label, letters too many, letters allowed)]``"""
    found = ((label, len(one_line(text)) - letters, letters) for label, text, letters in budgeted(page))
    return [one for one in found if one[1] > 0]
