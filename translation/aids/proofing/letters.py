"""Letters that look like others: a word written with them is found by no search and read wrongly aloud."""

import re
import unicodedata

from django.utils.translation import gettext as _

from translation.aids.proofing.base import Problem, quoted

WORD = re.compile(r"[^\W\d_]+")
CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
ALIKE = re.compile("[АВЕЅІЈКМНОРСТУХҮӘҺаеѕіјорсухүәһԁԛԝ]+")  # Cyrillic letters that have a double in our alphabets
SHOWN = 3
WITH_TWO_DOTS = re.compile("[iı]\u0307")


def look_alikes(pair):
    kept = set(WORD.findall(pair.source))
    is_latin = bool(LATIN.search(CYRILLIC.sub("", pair.text)))
    wrong = [
        word
        for word in dict.fromkeys(WORD.findall(pair.text))
        if word not in kept
        and CYRILLIC.search(word)
        and (LATIN.search(word) or (is_latin and len(word) < 3 and ALIKE.fullmatch(word)))
    ]
    if wrong:
        message = _("Cyrillic letters that look like Latin ones: %(words)s. Type these words again.")
        yield Problem("letters", message % {"words": quoted(wrong[:SHOWN])}, is_fatal=True)


def put_together(pair):
    """“ü” as “u” and two dots: browsers draw the same, searches see two letters."""
    composed = unicodedata.normalize("NFC", pair.text)
    if composed != pair.text or WITH_TWO_DOTS.search(composed):
        yield Problem(
            "letters", _("Some letters are put together from a letter and a separate dot or mark: type them anew.")
        )
