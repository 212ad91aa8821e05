"""Who may read a page may read its translations: it is set on the original, and holds at once in all languages."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from core import generation
from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    """A page with a translation that readers find, and one that is a draft."""
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Haqqımızda")
    translate(page, "en", lambda text: f"EN {text}")
    translate(page, "tr", lambda text: f"TR {text}", publish=False)
    return page


def restrict(client, page, kind, **form):
    return client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": kind, **form})


def restrictions(page):
    """What holds in each language: ``{language: (type, password, groups)}``."""
    found = PageViewRestriction.objects.filter(page__translation_key=page.translation_key)
    return {
        one.page.locale.language_code: (
            one.restriction_type,
            one.password,
            list(one.groups.values_list("name", flat=True)),
        )
        for one in found
    }


def in_all(*expected):
    return dict.fromkeys(["az", "en", "tr"], expected)


@pytest.fixture
def chief(client):
    client.force_login(user_in(CHIEF_EDITORS))
    return client


def test_a_restriction_holds_in_all_languages_live_or_draft(page, chief):
    restrict(chief, page, "login")
    assert restrictions(page) == in_all("login", "", [])


def test_readers_are_asked_at_once(page, chief, django_user_model):
    chief.get("/en/en-haqqimizda/")
    restrict(chief, page, "login")
    chief.logout()
    assert chief.get("/en/en-haqqimizda/").status_code == 302


def test_its_password_and_its_groups_follow(page, chief):
    restrict(chief, page, "password", password="bir")
    assert restrictions(page) == in_all("password", "bir", [])
    restrict(chief, page, "password", password="iki")
    assert restrictions(page) == in_all("password", "iki", [])
    editors, chiefs = (Group.objects.get(name=name) for name in (EDITORS, CHIEF_EDITORS))
    restrict(chief, page, "groups", groups=[editors.pk])
    assert restrictions(page) == in_all("groups", "", [EDITORS])
    restrict(chief, page, "groups", groups=[chiefs.pk])
    assert restrictions(page) == in_all("groups", "", [CHIEF_EDITORS])


def test_it_is_lifted_in_all_languages(page, chief):
    restrict(chief, page, "login")
    restrict(chief, page, "none")
    assert restrictions(page) == {}


@pytest.mark.parametrize("section_is_restricted", [False, True])
def test_a_translation_made_later_is_restricted_from_the_start(home, chief, section_is_restricted):
    section = make_page(StandardPage, home, title="Üzvlər üçün")
    page = make_page(StandardPage, section, title="Haqqımızda")
    if section_is_restricted:
        restrict(chief, section, "login")
    restrict(chief, page, "groups", groups=[Group.objects.get(name=EDITORS).pk])
    translate(page, "en", lambda text: f"EN {text}", publish=False)
    assert restrictions(page)["en"] == ("groups", "", [EDITORS])
    assert ("en" in restrictions(section)) is section_is_restricted


def test_a_copy_is_restricted_in_all_languages_too(page, chief):
    restrict(chief, page, "login")
    form = {"new_title": "Surət", "new_slug": "suret", "new_parent_page": page.get_parent().pk}
    chief.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    copy = StandardPage.objects.get(slug="suret", locale=page.locale)
    assert restrictions(copy) == in_all("login", "", [])


def test_every_change_raises_the_generation(page, chief):
    restrict(chief, page, "groups", groups=[Group.objects.get(name=EDITORS).pk])
    restriction = page.view_restrictions.get()
    before = generation.current()
    restriction.groups.set(Group.objects.filter(name=CHIEF_EDITORS))
    assert generation.current() != before


def test_it_is_not_set_on_a_translation(page, chief):
    english = page.get_translation(locale("en"))
    for answer in (
        chief.get(reverse("wagtailadmin_pages:set_privacy", args=[english.pk])),
        restrict(chief, english, "login"),
    ):
        assert "Azərbaycanca" in answer.json()["html"]
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in answer.json()["html"]
    assert restrictions(page) == {}
    with pytest.raises(PublicationRefused):
        PageViewRestriction.objects.create(page=english, restriction_type="login")


def test_nor_lifted_there(page, chief):
    restrict(chief, page, "login")
    english = page.get_translation(locale("en"))
    restrict(chief, english, "none")
    for found in (english.view_restrictions.get(), english.view_restrictions.all()):
        with pytest.raises(PublicationRefused), transaction.atomic():
            found.delete()
    assert restrictions(page) == in_all("login", "", [])


def test_a_restricted_page_may_be_deleted_in_one_language(page, chief):
    restrict(chief, page, "login")
    page.get_translation(locale("tr")).delete()
    assert set(restrictions(page)) == {"az", "en"}
    page.delete()
    assert restrictions(page) == {}


def test_a_page_that_stands_on_its_own_has_its_own_restriction(page, home, chief):
    own = make_page(StandardPage, home.get_translation(locale("en")), title="Only in English")
    restrict(chief, own, "login")
    assert own.view_restrictions.exists()


def test_who_may_not_do_it_in_one_language_does_it_in_none(page, client):
    user = user_in(CHIEF_EDITORS)
    GroupPagePermission.objects.filter(
        group=user.groups.get(), page__locale=locale("en"), permission__codename="publish_page"
    ).delete()
    client.force_login(user)
    answer = restrict(client, page, "login").json()["html"]
    assert "EN Haqqımızda" in answer
    assert "English" in answer
    assert restrictions(page) == {}


@pytest.mark.parametrize("group", [EDITORS, translators_group("en")])
def test_who_may_not_publish_may_not_restrict(page, client, group):
    client.force_login(user_in(group))
    for one in (page, page.get_translation(locale("en"))):
        assert restrict(client, one, "login").status_code == 302
    assert restrictions(page) == {}


def test_the_dialog_names_the_pages_and_their_languages(page, chief):
    text = chief.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk])).json()["html"]
    for code, title, language in [("en", "EN Haqqımızda", "English"), ("tr", "TR Haqqımızda", "Türkçe")]:
        assert title in text
        assert language in text
        assert reverse("wagtailadmin_pages:edit", args=[page.get_translation(locale(code)).pk]) in text
