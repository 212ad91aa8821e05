"""Quotation marks, spaces and the end of a sentence, as typographers of the language set them."""

import re

from django.utils.translation import gettext as _

from core.languages import quotation_marks
from translation.aids.proofing.base import Problem

FOREIGN_MARKS = '"“”„«»'
SEVERAL_SPACES = re.compile(r"\S[  ]{2,}\S")
SPACE_BEFORE = re.compile(r"\w[  ]+[,.;:!?](?:\s|$)")
AFTER_THE_END = "”»\"')]’ "
ABBREVIATION = re.compile(r"(?:\b\w\.){2}$")  # whose last dot is no end: “p.m.”
ENDS = {"?": "?", "!": ".", "…": ".", ".": ".", ":": ":"}


def quotes(pair):
    marks = quotation_marks(pair.language)
    if not marks or set(pair.text.split()) <= set(pair.source.split()):
        return  # quoted as it is in the original
    opening, closing = marks
    wrong = sorted(set(pair.text) & set(FOREIGN_MARKS) - set(marks))
    if wrong:
        message = _("Quotation marks of this language are %(marks)s, not %(wrong)s.")
        yield Problem("quotes", message % {"marks": f"{opening}…{closing}", "wrong": " ".join(wrong)})
    elif pair.text.count(opening) != pair.text.count(closing):
        yield Problem("quotes", _("A quotation mark has no counterpart."))


def spaces(pair):
    if pair.text != pair.text.strip():
        yield Problem("space", _("There is a space at the beginning or at the end."))
    if SEVERAL_SPACES.search(pair.text) and not SEVERAL_SPACES.search(pair.source):
        yield Problem("space", _("There are two spaces in a row."))
    if SPACE_BEFORE.search(pair.text) and not SPACE_BEFORE.search(pair.source):
        yield Problem("space", _("There is a space before a punctuation mark."))


def end(pair):
    there, here = end_of(pair.source), end_of(pair.text)
    if there == here or ({there, here} == {"", "."} and is_abbreviated(pair.source, pair.text)):
        return
    if not there:
        yield Problem("end", _("The original does not end with “%(mark)s”.") % {"mark": last(pair.text)})
    elif not here:
        yield Problem("end", _("The original ends with “%(mark)s”.") % {"mark": last(pair.source)})
    else:
        message = _("The original ends with “%(mark)s”, this with “%(other)s”.")
        yield Problem("end", message % {"mark": last(pair.source), "other": last(pair.text)})


def last(text):
    return text.rstrip(AFTER_THE_END + "\n")[-1:]


def end_of(text):
    return ENDS.get(last(text), "")


def is_abbreviated(*texts):
    return any(ABBREVIATION.search(text.rstrip(AFTER_THE_END)) for text in texts)
