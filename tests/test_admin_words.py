"""The admin speaks the language of who works in it: no English word is left anywhere."""

import re
from functools import cache

import polib
import pytest
from django.conf import settings

from core.catalogues.files import CODE_LANGUAGE, catalogues
from core.catalogues.packages import folders, messages
from core.languages import lower
from tests.admin_urls import ADMINS
from tests.admin_words import texts, words
from tests.admin_world import make_world
from tests.test_admin_matrix import Visitor, questions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = [code for code in settings.LANGUAGE_CODES if code != CODE_LANGUAGE]


@cache
def english(language):
    """Words that stand in English messages, and in no translation of them."""
    said, translated = set(), set()
    for folder in folders().values():
        for domain in ("django", "djangojs"):
            for entry in messages(folder, domain):
                said |= {word.lower() for word in words(re.sub(r"%\(\w+\)s|<[^>]*>", " ", entry.msgid))}
    for path in catalogues(settings.LOCALE_PATHS):
        for entry in polib.pofile(str(path)):
            said |= {word.lower() for word in words(re.sub(r"%\(\w+\)s|<[^>]*>", " ", entry.msgid))}
            if path.parents[1].name == language:
                for text in (entry.msgstr, *entry.msgstr_plural.values()):
                    translated |= {lower(word, language) for word in words(text)} | {w.lower() for w in words(text)}
    return said - translated


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_is_left(language):
    world, visitor = make_world(), Visitor(ADMINS)
    from wagtail.users.models import UserProfile
    from django.contrib.auth import get_user_model
    user = get_user_model().objects.get(pk=visitor.client.session["_auth_user_id"])
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    left = {}
    asked=0
    for question in questions(world):
        if question.method != "get" or not question.may(ADMINS) or question.at.crashes or not question.is_in_turn(ADMINS):
            continue
        response, _written = visitor.ask("get", question.path)
        asked+=1
        if "html" not in response.headers.get("Content-Type", "") and "json" not in response.headers.get("Content-Type", ""):
            continue
        body = response.content.decode() if not response.streaming else ""
        from tests.admin_words import strings
        found = strings(body) if "json" in response.headers["Content-Type"] else texts(body)
        for text in set(found):
            hit = {word for word in words(text) if word.lower() in english(language)}
            if hit:
                left.setdefault(text, (sorted(hit), question.name))
    print(asked)
    for text, (hit, name) in sorted(left.items(), key=lambda x: x[1][1]):
        print(f"{name} | {hit} | {text[:160]!r}")
    assert 0
