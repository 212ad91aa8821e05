"""The term base: one word for one thing, in every text of the interface.

``locale/terms.csv`` has the English term, the word for it in each language, and, where its stem is not the word itself
without the letter that changes, the stems by which it is found (``;`` between them). A message in which the English
word means something else says so in a translator's comment: ``# without: order – “in order to” is no sequence``.
"""

import csv
import re
from functools import cache
from pathlib import Path

import polib

from core.catalogues.checking import PLACEHOLDER, TAG
from core.catalogues.files import texts
from core.languages import lower

WITHOUT = re.compile(r"^without: (.+?)(?: –|$)", re.MULTILINE)
CHANGING = "kqçtp"  # a last letter that endings change: başlıq, başlığı
LONG = 4  # letters; of shorter words all belong to the stem


def check(root, path):
    """Sentences on the messages of a catalogue that use another word than the term base."""
    language = path.parents[1].name
    terms = terms_of(Path(root), language)
    if not terms:
        return []
    return [
        f"“{entry.msgid}” does not use “{word}” for “{term}”: {' / '.join(texts(entry))}"
        for entry in polib.pofile(str(path))
        if not entry.obsolete and all(texts(entry))
        for term, word in differing(entry, terms, language)
    ]


def differing(entry, terms, language):
    """Each term of the message, longest first, whose word is not in its translation."""
    rest = PLACEHOLDER.sub(" ", TAG.sub(" ", entry.msgid))
    translation = " ".join(texts(entry))
    forms = (translation, lower(translation, language))
    excepted = excepted_terms(entry)
    for term, word, pattern, stems in terms:
        if not pattern.search(rest):
            continue
        rest = pattern.sub(" ", rest)
        if term not in excepted and not any(stem.search(form) for stem in stems for form in forms):
            yield term, word


def excepted_terms(entry):
    return {term.strip() for listed in WITHOUT.findall(entry.tcomment) for term in listed.split(",")}


@cache
def terms_of(root, language):
    """``[(term, word, pattern of the English, patterns of the stems)]``, the longest first."""
    with (root / "locale" / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get(language)]
    rows.sort(key=lambda row: -len(row["term"]))
    return [(row["term"], row[language], _english(row["term"]), _stems(row, language)) for row in rows]


def _english(term):
    """The term with the endings English gives it, and nothing before or behind."""
    words = re.escape(term).replace(r"\ ", "[ -]")
    return re.compile(rf"(?<![\w-]){words}(?:e?s|ed|d|ing)?(?![\w-])", re.IGNORECASE)


def _stems(row, language):
    listed = row[f"{language}_stem"]
    stems = listed.split(";") if listed else [r"\w* ".join(_stem(word) for word in row[language].split())]
    return [re.compile(stem) for stem in stems]


def _stem(word):
    return re.escape(word[:-1] if len(word) > LONG and word[-1] in CHANGING else word)
