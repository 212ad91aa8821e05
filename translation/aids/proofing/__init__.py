"""Checks of a translated text against its original, each a small function of both.

A false alarm is worse than a miss: people stop reading what is wrong too often. What is fatal keeps a text from being
published (``core.localize.texts``); the rest is said while somebody types.
"""

from core.locales import locale_by_id
from core.localize.texts import refusals
from translation.aids.proofing import figures, letters, markup, punctuation, wording
from translation.aids.proofing.base import Pair, Problem

__all__ = ["Pair", "Problem", "problems"]

REFUSING = (markup.links, markup.tags, markup.placeholders, letters.look_alikes)
CHECKS = (
    markup.length,
    *REFUSING,
    letters.put_together,
    figures.numbers,
    figures.dates,
    wording.glossary,
    wording.untranslated,
    wording.addresses,
    punctuation.quotes,
    punctuation.spaces,
    punctuation.end,
)


def problems(source_html, text_html, source_language, language, terms=(), limit=None):
    """What is wrong with a text, what is fatal first."""
    pair = Pair(source_html, text_html, source_language, language, terms, limit)
    found = [problem for check in CHECKS for problem in check(pair)]
    return sorted(found, key=lambda problem: not problem.is_fatal)


def why_refused(translation):
    """For what is saved: the first fatal problem of a ``StringTranslation``, or “”."""
    source = translation.translation_of
    languages = [locale_by_id(pk).language_code for pk in (source.locale_id, translation.locale_id)]
    pair = Pair(source.data, translation.data, *languages)
    return next((problem.text for check in REFUSING for problem in check(pair) if problem.is_fatal), "")


if why_refused not in refusals:
    refusals.append(why_refused)
