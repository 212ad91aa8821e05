"""A wrong tree can't be built, and pages begin in the source language."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail_localize.models import Translation

from home.models import FormPage, HomePage, PrivacyPage, StandardPage
from news.models import (
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PublicationIndexPage,
    PublicationPage,
    RoundTablePage,
)
from projects.models import ProjectIndexPage, ProjectPage, ProposalPackagePage, SchoolCommunityPage, SurveyPage
from tests.factories import make_page, translate

CHILDREN = {
    Page: {HomePage},
    HomePage: {
        StandardPage,
        PrivacyPage,
        FormPage,
        ProjectIndexPage,
        NewsIndexPage,
        EventIndexPage,
        PublicationIndexPage,
    },
    StandardPage: {StandardPage, FormPage},
    ProjectIndexPage: {ProjectPage},
    ProjectPage: {SurveyPage, ProposalPackagePage, SchoolCommunityPage},
    NewsIndexPage: {NewsPage},
    EventIndexPage: {EventPage, RoundTablePage},
    PublicationIndexPage: {PublicationPage},
}


@pytest.mark.parametrize("parent", get_page_models(), ids=lambda model: model.__name__)
def test_only_these_pages_may_lie_below(parent):
    ours = {model for model in parent.allowed_subpage_models() if model is not Page}
    assert ours == CHILDREN.get(parent, set())


@pytest.mark.django_db
def test_a_section_exists_once_and_there_is_one_home_page(home):
    make_page(NewsIndexPage, home, title="Xəbərlər")
    assert not NewsIndexPage.can_create_at(HomePage.objects.get(pk=home.pk))
    assert not HomePage.can_create_at(Page.get_first_root_node())


@pytest.mark.django_db
def test_pages_are_not_created_in_a_language_that_is_translated_into(home, admin_client):
    english = translate(home, "en", lambda text: f"EN {text}")
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", english.pk])
    assert admin_client.get(address).status_code == 302
    assert admin_client.get(address.replace(str(english.pk), str(home.pk))).status_code == 200


@pytest.mark.django_db
def test_a_translation_can_not_be_made_an_alias(home, admin_client):
    english = translate(home, "en", lambda text: f"EN {text}")
    address = reverse("wagtail_localize:convert_to_alias", args=[english.pk])
    assert admin_client.get(address).status_code == 404
    assert admin_client.post(address).status_code == 404
    Translation.objects.filter(target_locale=english.locale).update(enabled=False)  # the ordinary editor, with its menu
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content
    assert b"localize-restart-translation" in editor
    assert b"localize-convert-to-alias" not in editor
