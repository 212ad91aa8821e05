"""The admin speaks the language of who works in it: no English word is left at any of its addresses."""

import re
from functools import cache

import polib
import pytest
from django.conf import settings
from django.contrib.auth import get_user
from wagtail.users.models import UserProfile

from core.catalogues.files import CODE_LANGUAGE, DOMAINS, catalogues
from core.catalogues.packages import folders, messages
from core.languages import NOTHING_SAID, lower
from tests.admin_urls import ADMINS
from tests.admin_words import strings, texts, words
from tests.admin_world import make_world
from tests.test_admin_matrix import Visitor, questions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = [code for code in settings.LANGUAGE_CODES if code != CODE_LANGUAGE]
NO_WORDS = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]*>")
IDENTIFIER = re.compile(r"\S*[\w-][./_@:-]\S*")  # of a model, an address, a time zone, a class of CSS
PATTERN = "(?:"  # of a regular expression, for a script
NAMES = {
    *("English", "IATI", "XLIFF", "PIN", "Port", "Israyil", "Baku"),  # the same in every language
    *("administrators", "editors", "Administrators", "Chief"),  # of groups, as they are stored, for administrators
    *("author", "somebody", "Waits", "Deleted", "Picture"),  # of what is in the test's world
}


@cache
def english(language):
    """Words that stand in English messages, and in no translation of them."""
    said, translated = set(), set()
    entries = [entry for folder in folders().values() for domain in DOMAINS for entry in messages(folder, domain)]
    for path in catalogues(settings.LOCALE_PATHS):
        own = polib.pofile(str(path))
        entries += own
        if path.parents[1].name == language:
            for text in (text for entry in own for text in (entry.msgstr, *entry.msgstr_plural.values())):
                translated |= {lower(word, language) for word in words(NO_WORDS.sub(" ", text))}
    for entry in entries:
        said |= {word.lower() for word in words(NO_WORDS.sub(" ", entry.msgid))}
    return said - translated


def left_in(text, language):
    if text in NOTHING_SAID[CODE_LANGUAGE] or PATTERN in text:
        return set()
    spoken = " ".join(word for word in NO_WORDS.sub(" ", text).split() if not IDENTIFIER.fullmatch(word))
    return {word for word in words(spoken) - NAMES if word.lower() in english(language)}


def answers(visitor, world):
    for question in questions(world):
        if (
            question.method == "get"
            and question.may(ADMINS)
            and question.is_in_turn(ADMINS)
            and not question.at.crashes
        ):
            response, _written = visitor.ask("get", question.path)
            if not response.streaming:
                yield question, response


@pytest.mark.walk
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_is_left(language):
    world, visitor = make_world(), Visitor(ADMINS)
    UserProfile.objects.update_or_create(user=get_user(visitor.client), defaults={"preferred_language": language})
    left, seen = {}, 0
    for question, response in answers(visitor, world):
        kind = response.headers.get("Content-Type", "")
        if "html" not in kind and "json" not in kind:
            continue
        body = response.content.decode()
        for text in set(strings(body) if "json" in kind else texts(body)):
            seen += 1
            if found := left_in(text, language):
                left.setdefault(text, (question.name, sorted(found)))
    assert not left, "\n" + "\n".join(f"{name} {found} {text!r}" for text, (name, found) in sorted(left.items()))
    assert seen > 5000


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_english_word_would_be_seen(language):
    assert left_in("Save draft", language) == {"Save", "draft"}
    assert list(texts('<p title="Unpublish">a <button data-x=\'["Save draft"]\'>b</button></p>')) == [
        "Unpublish",
        "Save draft",
        "a",
        "b",
    ]
