"""What scripts put on the screen of the admin is in the language of who works in it, too."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.users.models import UserProfile

from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.admin_words import texts
from tests.factories import locale
from tests.test_admin_words import LANGUAGES, left_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF_THE_DEMO = {"chief", "editor", "Home"}  # names of its people and pages


def pages():
    section = NewsIndexPage.objects.get(locale=locale("az"))
    news = NewsPage.objects.filter(locale=locale("az")).first()
    standard = StandardPage.objects.filter(locale=locale("az")).first()
    return {
        "new": reverse("wagtailadmin_pages:add", args=["news", "newspage", section.pk]),
        "edit": reverse("wagtailadmin_pages:edit", args=[standard.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[news.pk]),
        "list": reverse("wagtailadmin_explore", args=[section.pk]),
        "translation": reverse("wagtailadmin_pages:edit", args=[news.get_translation(locale("tr")).pk]),
        "images": reverse("wagtailimages:index"),
        "board": reverse("translation_board:index"),
    }


def open_up(tab, name):
    """What stands behind buttons."""
    if name == "list":
        tab.locator("#wagtail-sidebar nav button").first.click()
    if name == "new":
        tab.locator(".c-sf-add-button").first.click()
        tab.locator("[data-w-dropdown-target=toggle]").last.click()
    if name == "edit":
        tab.locator(".Draftail-Editor [contenteditable=true]").first.click()
        tab.locator("[aria-controls=form-side], [data-side-panel-toggle]").first.click()
    tab.wait_for_timeout(300)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_is_left_on_the_screen(log_in, language):
    user = get_user_model().objects.get(username="chief-editor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    tab = log_in("chief-editor")
    left = {}
    for name, address in pages().items():
        tab.goto(address)
        tab.wait_for_load_state("networkidle")
        open_up(tab, name)
        for text in set(texts(tab.content())):
            if found := left_in(text, language) - OF_THE_DEMO:
                left.setdefault(text, (name, sorted(found)))
    assert not left, "\n" + "\n".join(f"{name} {found} {text!r}" for text, (name, found) in sorted(left.items()))
