"""Terms of the glossary in a text, in whatever form they stand there.

Azerbaijani and Turkish put endings to a word, and several of them. A term is therefore looked for as words that begin
as its words do and go on with what may be an ending (``core.languages``); a short one is taken whole, since too much
would begin so.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape

from core.languages import endings, genitives, lower, source_language, stem_pattern, upper, without_possessive
from core.locales import source_locale
from core.localize import machine
from translation.aids.plain import plain
from translation.models import GlossaryTerm

SHORT = 4  # letters: a word with fewer has no endings
WORD = re.compile(r"\w")
BETWEEN_WORDS = re.compile(r"[\s\-–—‑]+")


class Term(NamedTuple):
    forms: tuple  # of the source language, the basic one first
    words: tuple  # of the target language, the approved one first
    note: str
    language: str  # of ``forms``

    @property
    def word(self):
        return self.words[0]

    @property
    def also(self):
        return list(self.words[1:])


class Found(NamedTuple):
    term: Term
    start: int
    end: int


def terms(locale):
    """What the glossary says for translating into ``locale``; two queries."""
    copies = {
        copy.translation_key: copy
        for copy in GlossaryTerm.objects.filter(locale=locale)
        if copy.text_language == locale.language_code
    }
    found = []
    for source in GlossaryTerm.objects.filter(locale=source_locale()):
        copy = source if source.is_kept else copies.get(source.translation_key)
        if copy is not None and forms(source.name) and forms(copy.name):
            note = copy.note or source.note
            found.append(Term(forms(source.name), forms(copy.name), note, source_language()))
    return found


def whole_texts(locale, texts):
    """``{text: approved word}`` of the texts that are a term and nothing else, with a capital where the text has one.

    Texts are ``StringValue``s. A term within a sentence needs the endings of its sentence: there the checks say so.
    """
    words = {in_lower_case(form, term.language): term for term in reversed(terms(locale)) for form in term.forms}
    found = {}
    for text in texts:
        said = "" if "<" in text.data else plain(text.data).strip()  # a tag can't be put around its word by itself
        if term := words.get(in_lower_case(said, source_language())):
            found[text] = escape(with_capital(term.word, locale.language_code) if said[0].isupper() else term.word)
    return found


def with_capital(word, language):
    return upper(word[0], language) + word[1:]


def forms(name):
    return tuple(form for one in name.split(";") if WORD.search(form := one.strip()))


def find(terms, plain_text):
    """``[Found, …]`` in the order of the text. The longest wins, and no two share a word."""
    folded = {language: in_lower_case(plain_text, language) for language in {term.language for term in terms}}
    candidates = [
        (match.start() - match.end(), match.start(), place, Found(term, match.start(), match.end()))
        for place, term in enumerate(terms)
        for form in term.forms
        for match in pattern(form, term.language).finditer(folded[term.language])
    ]
    found, taken = [], set()
    for _length, _start, _place, one in sorted(candidates, key=lambda candidate: candidate[:3]):
        letters = set(range(one.start, one.end))
        if not taken & letters:
            taken |= letters
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def holds(plain_text, word, language):
    """Is ``word`` there in some form? Generous: its words may stand apart and go on as they like."""
    folded = in_lower_case(plain_text, language)
    return all(pattern.search(folded) for pattern in beginnings(word, language))


@lru_cache(maxsize=10_000)
def pattern(form, language):
    """The last word has endings; the one before it only the genitive, and then the last is what it belongs to.

    What is part of a word with a hyphen is another word.
    """
    *first, last = split(form, language)
    head = without_possessive(last, language) if first else last
    ways = [[*map(re.escape, first), inflected(last, {last, head}, language)]]
    if first and genitives(language):
        *first, owner = first
        owned = [f"{stem_pattern(owner, language)}{genitives(language)}", inflected(last, {last}, language)]
        ways.append([*map(re.escape, first), *owned])
    wanted = "|".join(BETWEEN_WORDS.pattern.join(words) for words in ways)
    return re.compile(rf"(?<!\w)(?<!\w[-–])(?:{wanted})(?![-–’']?\w)")


def inflected(word, stems, language):
    if len(word) < SHORT:
        return rf"{re.escape(word)}(?:[’'-]{endings(language)})?"  # as abbreviations have them
    any_stem = sorted({re.escape(word), *(stem_pattern(stem, language) for stem in stems if len(stem) >= SHORT)})
    return f"(?:{'|'.join(any_stem)}){endings(language)}"


@lru_cache(maxsize=10_000)
def beginnings(word, language):
    found = []
    for part in split(word, language):
        stem = without_possessive(part, language)
        whole = len(stem) < SHORT
        found.append(
            re.compile(rf"(?<!\w){re.escape(part)}(?!\w)" if whole else rf"(?<!\w){stem_pattern(stem, language)}")
        )
    return found


def split(form, language):
    return [part for part in BETWEEN_WORDS.split(in_lower_case(form, language)) if part]


def in_lower_case(text, language):
    """Letter by letter: a place in it is the same place in ``text``."""
    return "".join(small if len(small := lower(letter, language)) == 1 else letter for letter in text)


machine.known.append(whole_texts)
