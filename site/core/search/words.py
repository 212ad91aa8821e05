"""Words of a text, each with its stem: the same for what is indexed, what is typed and what is marked."""

import re
from functools import lru_cache

from core.languages import fold, stem
from core.models.search import MAX_WORD

# An apostrophe within a word belongs to it: “Türkan’da” is a form of Türkan. So do soft hyphens and loose diacritics.
TOKEN = re.compile(r"(?:[^\W_]|[\u00ad\u0300-\u036f])+(?:['’ʼ](?:[^\W_]|[\u0300-\u036f])+)*")


def tokens(text):
    return TOKEN.findall(text)


@lru_cache(maxsize=50_000)
def folded(token):
    return "".join(letter for letter in fold(token) if letter.isalnum())[:MAX_WORD]


@lru_cache(maxsize=50_000)
def term_of(token, language):
    return stem(token.replace("\u00ad", ""), language)[:MAX_WORD]


def terms_of(text, language):
    return tuple(term_of(token, language) for token in tokens(text))
