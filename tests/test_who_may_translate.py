"""Submitting, syncing and looking at the source: who may, and how far it reaches."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import LocaleSynchronization, TranslationSource

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, translators_group
from projects.models import Place
from tests.admin_world import translation_of
from tests.factories import committed, locale, make_page, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db
ENGLISH, TURKISH = translators_group("en"), translators_group("tr")


def in_english(text):
    return f"EN {text}"


@pytest.fixture
def as_member(client):
    def log_in(group):
        client.force_login(user_in(group))
        return client

    return log_in


@made_once
def page(home):
    translate(home, "en", in_english)
    return make_page(StandardPage, home, title="Haqqımızda")


@made_once
def target(page):
    return translate(page, "en", in_english)


def submit(client, page, *codes, **fields):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale(code).pk for code in codes], **fields})


def is_denied(response):
    return response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")


def test_a_translator_does_not_submit_a_draft(as_member, home):
    draft = make_page(StandardPage, home, title="Qaralama", live=False)
    assert is_denied(submit(as_member(ENGLISH), draft, "en"))
    assert not draft.has_translation(locale("en"))


def test_a_translator_submits_a_draft_that_an_editor_gave_to_translators_before(as_member, home):
    draft = make_page(StandardPage, home, title="Qaralama", live=False)
    submit(as_member(EDITORS), draft, "tr")
    submit(as_member(ENGLISH), draft, "en")
    assert draft.has_translation(locale("en"))


def test_a_translator_does_not_submit_a_page_they_may_not_read(as_member, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    assert is_denied(submit(as_member(ENGLISH), page, "en"))
    assert not page.has_translation(locale("en"))


def test_a_translator_is_shown_no_title_of_a_draft(as_member, page):
    page.title = "Gizli ad"
    page.save_revision()
    answer = as_member(ENGLISH).get(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))
    assert "Haqqımızda" in answer.text
    assert "Gizli ad" not in answer.text


@pytest.mark.parametrize(("group", "reaches"), [(ENGLISH, False), (EDITORS, True)])
def test_pages_below_are_submitted_by_those_who_may_edit_them(as_member, page, group, reaches):
    below = make_page(StandardPage, page, title="Komanda")
    with committed():
        submit(as_member(group), page, "en", include_subtree="on")
    assert page.has_translation(locale("en"))
    assert below.has_translation(locale("en")) is reaches


def test_a_translation_is_never_a_source(as_member, target):
    response = submit(as_member(CHIEF_EDITORS), target, "tr")
    assert "Azərbaycanca" in str(next(iter(get_messages(response.wsgi_request))))
    assert not TranslationSource.objects.filter(object_id=target.translation_key, locale=locale("en")).exists()
    editor = reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert (
        reverse("wagtail_localize:submit_page_translation", args=[target.pk])
        not in as_member(CHIEF_EDITORS).get(editor).text
    )


def test_a_source_offers_its_translation(as_member, page):
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert reverse("wagtail_localize:submit_page_translation", args=[page.pk]) in as_member(EDITORS).get(editor).text


def test_a_translator_brings_no_translation_up_to_date(as_member, page, target):
    source = TranslationSource.objects.get_for_instance(page)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    client = as_member(ENGLISH)
    assert is_denied(client.get(address))
    assert is_denied(client.post(address, {"publish_translations": "on"}))
    assert TranslationSource.objects.get(pk=source.pk).last_updated_at == source.last_updated_at


@pytest.mark.parametrize(("group", "offered"), [(EDITORS, False), (CHIEF_EDITORS, True)])
def test_publishing_with_the_source_is_offered_to_those_who_may(as_member, page, target, group, offered):
    source = TranslationSource.objects.get_for_instance(page)
    answer = as_member(group).get(reverse("wagtail_localize:update_translations", args=[source.pk]))
    assert ('type="checkbox" name="publish_translations"' in answer.text) is offered


# What a translator sees of the source


@pytest.mark.parametrize(("group", "may"), [(ENGLISH, True), (CHIEF_EDITORS, True), (TURKISH, False), (EDITORS, False)])
def test_what_was_submitted_is_shown_to_those_who_translate_it(as_member, page, target, group, may):
    page.title = "Gizli ad"
    page.save_revision()
    response = as_member(group).get(reverse("core_localize:source_page", args=[translation_of(target).pk]))
    assert is_denied(response) is not may
    if may:
        assert "Haqqımızda" in response.text
        assert "Gizli ad" not in response.text


def test_the_translation_editor_leads_to_what_was_submitted_and_to_no_alias(as_member, target):
    editor = reverse("wagtailadmin_pages:edit", args=[target.pk])
    source_page = reverse("core_localize:source_page", args=[translation_of(target).pk])
    assert f'href="{source_page}"' in as_member(ENGLISH).get(editor).text
    for group in (ENGLISH, CHIEF_EDITORS):
        assert "convert_to_alias" not in as_member(group).get(editor).text


def test_nobody_deletes_from_the_translation_editor_who_may_not(as_member, page):
    draft = translate(page, "en", {}, publish=False)
    answer = as_member(ENGLISH).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert reverse("wagtailadmin_pages:delete", args=[draft.pk]) not in answer.text


def test_a_record_of_another_language_is_not_translated(as_member):
    place = Place.objects.create(name="Bakı", kind="city")
    translation = translation_of(place.get_translation(locale("tr")))
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    assert is_denied(as_member(ENGLISH).get(address))
    assert as_member(TURKISH).get(address).status_code == 200


def test_lists_show_the_records_of_ones_own_languages(as_member):
    place = Place.objects.create(name="Bakı", kind="city")
    translate(place, "en", {"Bakı": "Baku"})
    address = reverse("wagtailsnippets_projects_place:list")
    assert [str(one) for one in as_member(ENGLISH).get(address).context["object_list"]] == ["Baku"]
    assert [str(one) for one in as_member(EDITORS).get(address).context["object_list"]] == ["Bakı"]


# No aliases


def test_a_language_is_not_filled_from_another(as_member):
    client = as_member(ADMINISTRATORS)
    for address in [reverse("wagtaillocales:edit", args=[locale("en").pk]), reverse("wagtaillocales:add")]:
        shown = client.get(address).text
        assert "sync_from" not in shown
        assert not re.search(r"bicolor[^>]*><span[^>]*>(?:(?!</span>).)*</span></a>", shown), "a button without a word"
    with pytest.raises(PublicationRefused):
        LocaleSynchronization.objects.create(locale=locale("en"), sync_from=Locale.get_default())


def test_a_copy_is_no_alias(as_member, page):
    form = as_member(CHIEF_EDITORS).get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"]
    assert "alias" not in form.fields
    assert "publish_copies" in form.fields


def test_the_api_of_the_admin_makes_no_alias(as_member, page):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "create_alias"])
    response = as_member(CHIEF_EDITORS).post(address, {"destination_page_id": page.get_parent().pk})
    assert response.status_code == 404
