"""Words: those of the glossary, those left in the source language, and addresses."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from core.languages import unmistakable_letters
from translation.aids.glossary import find, holds
from translation.aids.proofing.base import Problem, quoted

WORD = re.compile(r"[^\W\d_]{2,}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>“”«»\"]+", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = 2  # words in lower case that a mere list of names may have (“to”, “və”)
SHOWN = 3


def glossary(pair):
    seen = set()
    for found in find(pair.terms, pair.source):
        term = found.term
        if term.word in seen or any(holds(pair.text, word, pair.language) for word in term.words):
            continue
        seen.add(term.word)
        message = _("The glossary has “%(word)s” for “%(term)s”.")
        yield Problem("glossary", message % {"word": term.word, "term": pair.source[found.start : found.end]})


def untranslated(pair):
    if pair.text.strip() == pair.source.strip():
        in_lower_case = [word for word in WORD.findall(pair.text) if word[0].islower()]
        names = {word for term in pair.terms if term.word in term.forms for word in WORD.findall(term.word)}
        if len([word for word in in_lower_case if word not in names]) > NAMES:
            yield Problem("untranslated", _("This is the original, word for word."))
        return
    foreign = set(unmistakable_letters(pair.source_language)) - set(unmistakable_letters(pair.language))
    kept = {word for word in WORD.findall(pair.source) if word[0].isupper()}
    left = [
        word
        for word in dict.fromkeys(WORD.findall(pair.text))
        if foreign & set(word) and word not in kept and not (word[0].isupper() and begins_as(word, kept))
    ]
    if left:
        message = _("Words that look like those of the original's language: %(words)s.")
        yield Problem("untranslated", message % {"words": quoted(left[:SHOWN])})


def begins_as(word, names):
    """A name with an ending, or without one."""
    return any(word.startswith(name[:4]) for name in names)


def addresses(pair):
    lost = sorted({site(one) for one in URL.findall(pair.source)} - {site(one) for one in URL.findall(pair.text)})
    lost += sorted(
        set(map(str.casefold, EMAIL.findall(pair.source))) - set(map(str.casefold, EMAIL.findall(pair.text)))
    )
    if lost:
        message = _("An address of the original is missing or differs: %(addresses)s.")
        yield Problem("address", message % {"addresses": quoted(lost)})


def site(address):
    """A page may have another path in another language."""
    try:
        return (
            urlsplit(address if "//" in address else f"//{address}")
            .netloc.casefold()
            .removeprefix("www.")
            .strip(".,;:)")
        )
    except ValueError:
        return address
