"""What a machine can see to be wrong in a catalogue."""

import re
from collections import Counter

import polib

from core.catalogues.files import CODE_LANGUAGE, texts

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|\{[\w.]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
STRAIGHT_QUOTES = re.compile(r'"[^"]+"')
SUFFIX = re.compile(rf"(?:{PLACEHOLDER.pattern})[’'-]?[^\W\d_]")


def check_catalogue(path):
    """Sentences on what is wrong within one catalogue: the English one has to be empty, every other one complete."""
    catalogue = polib.pofile(str(path))
    language = path.parents[1].name
    problems = []
    for entry in catalogue:
        found = _check_english(entry) if language == CODE_LANGUAGE else check_entry(entry, number_of_plurals(catalogue))
        problems += [f"“{entry.msgid}” {problem}" for problem in found]
    return problems


def _check_english(entry):
    return ["has a translation, but English is the language of the code"] if any(texts(entry)) else []


def check_entry(entry, plurals):
    if entry.obsolete:
        return ["is obsolete"]
    if entry.fuzzy:
        return ["is fuzzy"]
    if entry.msgid_plural and len(texts(entry)) != plurals:
        return [f"has {len(texts(entry))} plural forms instead of {plurals}"]
    if not all(texts(entry)):
        return ["is not translated"]
    problems = [problem for text in texts(entry) for problem in _check_text(text, _originals(entry))]
    return list(dict.fromkeys(problems))


def differs(entry):
    """Whether placeholders or tags are others than in the original."""
    return any(problem.startswith("has other") for problem in check_entry(entry, len(texts(entry))))


def _originals(entry):
    return [entry.msgid, entry.msgid_plural or entry.msgid]


def _check_text(text, originals):
    if not any(placeholders(text) == placeholders(original) for original in originals):
        yield "has other placeholders than its translation"
    if not any(tags(text) == tags(original) for original in originals):
        yield "has other tags than its translation"
    if not any(_ends(text) == _ends(original) for original in originals):
        yield "begins or ends with a line break, and its translation does not, or the other way round"
    if STRAIGHT_QUOTES.search(TAG.sub("", text)):
        yield "has straight quotation marks in its translation"
    # Vowel harmony: nobody knows which suffix a name will need
    if SUFFIX.search(text) and not any(SUFFIX.search(original) for original in originals):
        yield "has a suffix on a placeholder in its translation"


def _ends(text):
    return text.startswith("\n"), text.endswith("\n")


def number_of_plurals(catalogue):
    found = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found.group(1)) if found else 0


def placeholders(text):
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))


def tags(text):
    return Counter(TAG.findall(text))
