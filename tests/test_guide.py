"""The guide for editors: every chapter in every language, with its pictures, and the names that stand on the buttons."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from home.guide.chapters import CHAPTERS
from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = settings.LANGUAGE_CODES


@pytest.fixture(params=LANGUAGES)
def reader(request, client):
    """An editor with this interface language."""
    user = user_in("editors")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": request.param})
    client.force_login(user)
    client.language = request.param
    return client


def test_it_stands_in_the_help_menu_of_everybody(reader):
    assert reverse("guide:index") in reader.get(reverse("wagtailadmin_home")).content.decode()


def test_every_chapter_is_there_in_the_language_of_its_reader(reader):
    index = reader.get(reverse("guide:index")).content.decode()
    for chapter in CHAPTERS.values():
        response = reader.get(reverse("guide:chapter", args=[chapter.slug]))
        with translation.override(reader.language):
            title = str(chapter.title)
        assert title in index
        assert title in response.content.decode()
        assert f'<html lang="{reader.language}"' in response.content.decode()


def test_buttons_are_called_as_they_are(reader):
    text = reader.get(reverse("guide:chapter", args=["news"])).content.decode()
    with translation.override(reader.language):
        assert f"“{gettext('Save draft')}”" in text
        assert f"“{gettext('Add child page')}”" in text


def test_no_chapter_of_that_name(reader):
    assert reader.get(reverse("guide:chapter", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there_in_every_language_and_says_what_it_shows(language):
    for chapter in CHAPTERS.values():
        for step in chapter.steps:
            if step.picture:
                path = settings.BASE_DIR / "static" / "guide" / language / f"{step.picture}.webp"
                assert path.stat().st_size < 80_000
                assert step.shows


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_left_open(language):
    with translation.override(language):
        texts = [str(step.text) for chapter in CHAPTERS.values() for step in chapter.steps]
    assert not [text for text in texts if "{" in text]
