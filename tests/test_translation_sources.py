"""A translation has one source, which finds every text of its page, and a place among the pages of its language."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import (
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from core.validation import PublicationRefused
from home.models import StandardPage
from tests.factories import locale, make_page, publish, translate
from tests.faults import everything, original_vanished, second_source, second_source_stopped, source_in, sql
from tests.translating import Editor, in_english, said
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    translate(home, "en", in_english)
    return everything(home)


@pytest.fixture
def editor(page, admin_client):
    return Editor(admin_client, page)


@made_once
def english_home(home):
    return translate(home, "en", in_english)


# One source for one target


def test_a_translation_is_not_translated_any_further(editor):
    target = editor.target
    response = editor.client.post(
        reverse("wagtail_localize:submit_page_translation", args=[target.pk]), {"locales": [locale("tr").pk]}
    )
    assert "Azərbaycanca" in said(response)[0]
    assert not target.has_translation(locale("tr"))
    assert not TranslationSource.objects.filter(locale=locale("en"), object_id=target.translation_key).exists()


def test_what_is_left_alone_by_its_original_may_be_translated(editor):
    target = editor.target
    original_vanished(editor)
    translate_object(target, [locale("tr")])
    assert target.has_translation(locale("tr"))


def test_a_second_source_is_refused_wherever_it_comes_from(editor):
    source = source_in("tr", editor.page)
    with pytest.raises(PublicationRefused) as refusal:
        Translation.objects.create(source=source, target_locale=locale("en"))
    assert "Azərbaycanca" in str(refusal.value)


def test_of_two_sources_the_editor_opens_with_that_of_the_first_language(editor):
    kept = editor.translation
    second_source(editor)
    assert editor.edit().context["translation"] == kept
    assert editor.translation == kept


def test_a_stopped_translation_starts_again_though_it_has_two_sources(editor):
    kept = editor.translation
    second_source_stopped(editor)
    editor.client.post(editor.address, {"localize-restart-translation": "1"})
    assert (editor.translation, editor.translation.enabled) == (kept, True)


# Items without ids


def test_every_item_reaches_the_translator_though_an_importer_gave_it_no_id(home, english_home):
    body = [{"type": "fact_box", "value": {"heading": "Fakt", "facts": [{"name": "Ad", "value": "Dəyər"}]}}]
    page = make_page(StandardPage, home, title="Səhifə", body=body)
    target = translate(page, "en", in_english)
    assert target.body[0].value["facts"][0]["value"] == "EN Dəyər"


def test_ids_once_given_stay(home):
    body = [{"type": "fact_box", "value": {"heading": "", "facts": [{"name": "Ad", "value": "1"}] * 2}}]
    page = make_page(StandardPage, home, title="Səhifə", body=body)
    first = ids(page)
    assert len(set(first)) == 3
    for one in (page, publish(page), page.get_latest_revision_as_object(), StandardPage.objects.get(pk=page.pk)):
        assert ids(one) == first
    again = StandardPage(title="Səhifə", body=body)
    assert ids(again) == first


def ids(page):
    return [item["id"] for item in [page.body.raw_data[0], *page.body.raw_data[0]["value"]["facts"]]]


def test_what_was_stored_without_ids_gets_them_at_the_next_publication(home, english_home):
    page = make_page(StandardPage, home, title="Səhifə")
    translate(page, "en", in_english)
    body = json.dumps([{"type": "fact_box", "value": {"heading": "Fakt", "facts": [{"name": "Ad", "value": "Dəyər"}]}}])
    sql("UPDATE home_standardpage SET body = %s WHERE page_ptr_id = %s", body, page.pk)
    page = StandardPage.objects.get(pk=page.pk)
    page.save_revision()
    publish(page)
    source = TranslationSource.objects.get_for_instance(page)
    assert {"Fakt", "Ad", "Dəyər"} <= set(source.stringsegment_set.values_list("string__data", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM home_standardpage WHERE page_ptr_id = %s", [page.pk])
        assert json.loads(cursor.fetchone()[0])[0]["value"]["facts"][0]["id"]


# A moved source


def test_a_moved_page_is_submitted_below_where_it_is_now(home, english_home, admin_client):
    old, new = (make_page(StandardPage, home, title=title) for title in ("Köhnə", "Yeni"))
    page = make_page(StandardPage, old, title="Səhifə")
    for one in (old, page):
        translate(one, "en", in_english)
    taken = make_page(StandardPage, new, title="Başqa")
    translate(taken, "tr", lambda text: page.title, publish=False)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=new.pk), pos="last-child")
    page = StandardPage.objects.get(pk=page.pk)
    response = Editor(admin_client, page).submit("tr")
    assert response.status_code == 302
    turkish = page.get_translation(locale("tr"))
    assert turkish.get_parent().translation_key == new.translation_key
    assert (taken.get_translation(locale("tr")).slug, turkish.slug) == ("sehife", "sehife-1")
    assert not Page.objects.filter(locale=locale("tr"), alias_of__isnull=False).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_cannot_be_submitted_is_said_with_the_reason(home, english_home, admin_client, monkeypatch):
    page = make_page(StandardPage, home, title="Səhifə")

    def clean(self):
        if self.locale.language_code == "tr":
            raise ValidationError("Not on a Sunday.")

    monkeypatch.setattr(StandardPage, "clean", clean)
    response = Editor(admin_client, page).submit("tr")
    assert "Not on a Sunday." in said(response)[0]
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()
