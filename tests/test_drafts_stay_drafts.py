"""Nothing that a translator or a synchronisation does changes what readers see, before somebody publishes it."""

import json
import uuid

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core import serializers
from django.test import Client
from django.urls import reverse
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core import generation
from core.signal_handlers import DRAFT_FIELDS
from home.models import StandardPage
from home.roles import translators_group
from projects.models import Place, ProjectIndexPage, ProjectPage
from projects.models.rows import Objective, ProjectPlace
from tests.factories import committed, locale, make_image, make_page, publish, put_text, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


def in_english(text):
    return f"EN {text}"


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


@made_once
def place(db):
    place = Place(name="Bakı", kind="city")
    place.save()
    translate(place, "en", {"Bakı": "Baku"})
    return place


@made_once
def source(home, place):
    """A project with everything that is translated: fields, rows, rich text, a table, a reference."""
    translate(home, "en", in_english)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", in_english)
    table = {
        "caption": "Cədvəl",
        "columns": [{"type": "text", "heading": "Kim"}],
        "rows": [{"values": ["Müəllim"]}, {"values": ["Valideyn"]}],
    }
    body = [block("text", "<p>Birinci abzas</p><p>İkinci <b>abzas</b></p>"), block("table", table)]
    page = ProjectPage(title="Təşəbbüs", summary="Qısa", goal="Məqsəd", budget=15000, body=body)
    page.places = [ProjectPlace(place=place)]
    page.objectives = [Objective(title="Birinci vəzifə"), Objective(title="İkinci vəzifə")]
    return make_page(page, section)


@made_once
def page(source):
    return translate(source, "en", in_english)


@made_once
def translation(page):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


@pytest.fixture
def translator(page):
    client = Client(headers={"accept-language": "en"})
    client.user = user_in(translators_group("en"))
    client.force_login(client.user)
    return client


def stored(page):
    """The page's own columns and rows as they are in the database, without what saving a draft notes there."""
    page = type(page).objects.get(pk=page.pk)
    rows = [
        row
        for relation in get_all_child_relations(page)
        if relation.name != "wagtail_admin_comments"
        for row in relation.related_model.objects.filter(**{relation.field.name: page})
    ]
    records = json.loads(serializers.serialize("json", [page.page_ptr, page, *rows]))
    for record in records:
        record["fields"] = {name: value for name, value in record["fields"].items() if name not in DRAFT_FIELDS}
    return records


@pytest.fixture
def unchanged(page, client, translation):
    """Call it: have row and response stayed as they are?"""
    before = (stored(page), text_of(client, page))

    def is_unchanged():
        generation.advance()  # an answer that is kept would hide the change
        return (stored(page), text_of(client, page)) == before

    return is_unchanged


def text_of(client, page):
    """All but the line that says that the original has changed."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    soup.find(class_="provenance").decompose()
    return str(soup)


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def change_source(source):
    """The source says something else, and that is published."""
    source.title, source.goal = "Yeni təşəbbüs", "Yeni məqsəd"
    source.body = [*source.body.raw_data, block("heading", "Yeni bölmə")]
    source.objectives.add(Objective(title="Üçüncü vəzifə"))
    source.save_revision()
    return publish(source)


def test_a_text_that_is_typed_is_a_draft(page, translation, translator, unchanged):
    for path in ("title", "goal"):
        assert put_text(translator, translation, path, "Typed").status_code == 200
    assert unchanged()
    page.refresh_from_db()
    assert (page.has_unpublished_changes, page.draft_title) == (True, "Typed")


def test_typing_is_nothing_that_readers_see(page, translation, translator):
    before = generation.current()
    put_text(translator, translation, "goal", "Typed")
    generation.forget()
    assert generation.current() == before


def test_the_same_text_once_more_is_no_change(page, translation, translator):
    put_text(translator, translation, "goal", "EN Məqsəd")
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_a_text_that_is_deleted_stays_until_the_next_publication(page, translation, translator, unchanged):
    segment = translation.source.stringsegment_set.get(context__path="goal")
    translator.delete(reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]))
    assert unchanged()
    page.refresh_from_db()
    assert page.has_unpublished_changes


def test_publishing_ends_the_draft(page, translation, translator):
    put_text(translator, translation, "goal", "Typed")
    with committed():
        translation.save_target(publish=True)
    page.refresh_from_db()
    assert (page.goal, page.has_unpublished_changes) == ("Typed", False)


def test_a_synchronisation_without_publishing_changes_no_prose(source, translation, translator, unchanged):
    change_source(source)
    translator.post(reverse("wagtail_localize:update_translations", args=[translation.source_id]), {})
    assert TranslationSource.objects.get(pk=translation.source_id).object_repr == "Yeni təşəbbüs"
    assert unchanged()


def test_publishing_all_translations_at_once_names_what_was_left_out(source, translation, admin_client, unchanged):
    change_source(source)
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with committed():
        response = admin_client.post(address, {"publish_translations": "on"})
    assert "Yeni məqsəd" in " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert unchanged()


@pytest.mark.parametrize("is_synchronised", [True, False])
def test_a_draft_of_the_translation_is_only_a_draft(source, translation, unchanged, is_synchronised):
    change_source(source)
    if is_synchronised:
        translation.source.update_from_db()
    with committed():
        translation.save_target(publish=False)
    assert unchanged()


def test_submitting_the_page_for_translation_once_more_changes_nothing(source, translation, translator, unchanged):
    put_text(translator, translation, "goal", "Typed")
    change_source(source)
    with committed():
        translate_object(source, [locale("en")], user=translator.user)
    assert unchanged()


def test_handing_a_translation_over_changes_nothing(page, translation, translator, unchanged):
    put_text(translator, translation, "goal", "Typed")
    with committed():
        translator.post(edit_address(page), {"action": "submit-review"})
    assert page.workflow_in_progress
    assert unchanged()


def test_a_draft_is_not_found_by_its_words(page, translation, translator, client):
    put_text(translator, translation, "goal", "Zanzibar")
    with committed():
        translator.post(edit_address(page), {"action": "submit-review"})
    assert not ProjectPage.objects.search("Zanzibar")
    assert page.url.encode() not in client.get("/en/search/", {"q": "Zanzibar"}).content
    published(page, translation)
    assert page.url.encode() in client.get("/en/search/", {"q": "Zanzibar"}).content


# Stopped and started again


@pytest.fixture
def stop(page, translation, translator):
    def stop_it():
        translator.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
        translation.refresh_from_db()
        assert not translation.enabled

    return stop_it


@pytest.fixture
def restart(page, translation, translator):
    def restart_it():
        response = translator.post(edit_address(page), {"localize-restart-translation": "1"}, follow=True)
        translation.refresh_from_db()
        assert translation.enabled
        return response

    return restart_it


def rewrite(page, **fields):
    """Somebody writes the page in the ordinary editor and saves a draft."""
    page = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def published(page, translation):
    with committed():
        translation.save_target(publish=True)
    return type(page).objects.get(pk=page.pk)


def test_stopping_and_starting_changes_nothing_readers_see(page, translation, translator, unchanged, stop, restart):
    put_text(translator, translation, "goal", "Typed")
    stop()
    assert unchanged()
    restart()
    assert unchanged()


def test_what_was_typed_before_the_stop_is_in_the_ordinary_editor(page, translation, translator, stop, restart):
    put_text(translator, translation, "goal", "Typed")
    stop()
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.goal, draft.title) == ("Typed", "EN Təşəbbüs")
    restart()
    assert published(page, translation).goal == "Typed"


@pytest.mark.parametrize("goes_live", [True, False])
def test_what_is_written_by_hand_survives_the_restart(page, translation, stop, restart, goes_live):
    stop()
    body = page.body.raw_data
    body[0]["value"] = "<p>By hand</p><p>Second <b>by hand</b></p>"
    body[1]["value"]["rows"][1]["values"] = ["Parent, by hand"]
    rows = list(page.objectives.order_by("number"))
    rows[0].title = "Objective by hand"
    revision = rewrite(page, title="By hand", slug="by-hand", goal="Goal by hand", body=body, objectives=rows)
    if goes_live:
        with committed():
            revision.publish()
    restart()
    after = published(page, translation)
    assert (after.title, after.slug, after.goal) == ("By hand", "by-hand", "Goal by hand")
    assert [row.title for row in after.objectives.all()] == ["Objective by hand", "EN İkinci vəzifə"]
    text = str(after.body.get_prep_value())
    for written in ("By hand", "Second <b>by hand</b>", "Parent, by hand", "EN Müəllim"):
        assert written in text


def test_a_page_whose_hand_made_text_is_live_has_no_draft_after_the_restart(page, translation, stop, restart):
    stop()
    with committed():
        rewrite(page, goal="Goal by hand").publish()
    restart()
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_a_text_without_a_place_in_the_source_is_named(page, stop, restart):
    stop()
    rewrite(page, body=[*page.body.raw_data, block("heading", "A heading of our own")])
    assert "A heading of our own" in restart().content.decode()


def test_a_text_that_follows_the_source_is_not_taken_for_a_translation_of_what_it_says_now(
    source, page, translation, stop, restart
):
    change_source(source)
    translation.source.update_from_db()
    stop()
    restart()
    waiting = translation.source.stringsegment_set.annotate_translation(page.locale).filter(translation=None)
    assert {"Yeni məqsəd", "Yeni bölmə"} <= set(waiting.values_list("string__data", flat=True))


def test_submitting_a_stopped_translation_once_more_loses_nothing(source, page, translation, stop, unchanged):
    stop()
    rewrite(page, goal="Goal by hand")
    with committed():
        translate_object(source, [locale("en")])
    assert unchanged()
    translation.refresh_from_db()
    assert translation.enabled
    assert published(page, translation).goal == "Goal by hand"


def test_an_alias_in_another_language_would_be_live_so_there_is_none(source):
    translate_object(source, [locale("tr")])
    assert not Page.objects.filter(locale=locale("tr"), alias_of__isnull=False).exists()
    picture = make_image()
    page = make_page(StandardPage, source.get_parent().get_parent(), title="Şəkil", lead_image=picture)
    assert not page.copy_for_translation(locale("tr"), copy_parents=True, alias=True).live
