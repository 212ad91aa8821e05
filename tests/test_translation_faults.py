"""Whatever has gone, moved or been damaged under a translation: a clear answer, never an error of ours."""

import json

import pytest
from django.urls import reverse
from wagtail_localize.models import (
    SegmentOverride,
    String,
    StringTranslation,
    Translation,
    TranslationSource,
)

from home.models import StandardPage
from projects.models import Organisation, Place, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPartner
from tests.factories import make_document, make_image, make_page, publish, translate
from tests.faults import (
    FAULTS,
    chosen_picture_deleted,
    everything,
    original_vanished,
    override,
    part_of_a_block_removed,
    picture_of,
    picture_of_the_original_deleted,
    place_of_a_text_gone,
)
from tests.translating import WAYS, Editor, in_english, said, undone
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    translate(home, "en", in_english)
    return everything(home)


@pytest.fixture
def editor(page, admin_client):
    return Editor(admin_client, page)


@pytest.mark.parametrize(
    "fault",
    [*FAULTS[::6], *[pytest.param(fault, marks=pytest.mark.fault) for fault in FAULTS if fault not in FAULTS[::6]]],
    ids=lambda fault: fault.__name__,
)
def test_every_way_answers_though(fault, editor):
    assert editor.edit().status_code == 200
    fault(editor)
    failed = {}
    for way in WAYS:
        with undone():
            try:
                response = getattr(editor, way)()
                if response.status_code >= 500:
                    failed[way] = response.status_code
            except Exception as error:
                failed[way] = repr(error)
    assert failed == {}


# What was chosen anew, and then deleted


def test_a_person_is_told_once_that_what_they_had_chosen_is_gone(editor):
    chosen_picture_deleted(editor)
    first, second = said(editor.edit()), said(editor.edit())
    picture = StandardPage._meta.get_field("body").stream_block.child_blocks["picture"]
    assert [str(picture.label) in message for message in first] == [True]
    assert second == []
    assert not SegmentOverride.objects.exists()


def test_the_originals_picture_is_shown_instead_of_a_deleted_one(editor):
    own = make_image("Own")
    override(editor, "image.image", own.pk)
    editor.publish()
    assert editor.target.body[0].value["image"].pk == own.pk
    own.delete()
    editor.publish()
    assert editor.target.body[0].value["image"].pk == picture_of(editor.page).pk


def test_what_the_editor_opens_with_names_nothing_that_is_gone(editor):
    picture_of_the_original_deleted(editor)
    gone = picture_of(editor.page).pk
    values = editor.edit().context["sheet"].values
    assert gone not in [one.segment.data for one in values]
    chosen = make_image("Own")
    SegmentOverride.objects.update(data_json=json.dumps(str(chosen.pk)))
    chosen.delete()
    assert [one for one in editor.edit().context["sheet"].values if one.override] == []


def test_a_deleted_document_with_the_number_of_a_chosen_picture_changes_nothing(editor):
    picture = make_image("Own")
    override(editor, "image.image", picture.pk)
    make_document(id=picture.pk).delete()
    assert not SegmentOverride.objects.get().has_error


def test_a_value_that_is_put_right_is_used(editor):
    """Upstream keeps the error of a former value, and leaves the new one out for ever."""
    address = "https://example.org/en"
    assert editor.choose(".url", "nonsense").json()["error"]
    assert SegmentOverride.objects.get().has_error
    assert editor.choose(".url", address).json()["error"] is None
    editor.publish()
    assert editor.target.body[3].value["url"] == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,x", "http://[x"])
def test_a_link_leads_to_no_script(editor, address):
    assert editor.choose("'https://example.org/az'", address).json()["error"]
    editor.publish()
    assert "https://example.org/az" in str(editor.target.body[4].value.source)


@pytest.mark.parametrize("address", ["https://example.org/en", "mailto:a@example.org", "/en/", "#notes"])
def test_a_link_may_have_an_address_of_its_own_language(editor, address):
    assert editor.choose("'https://example.org/az'", address.replace("#", "%23")).json()["error"] is None
    editor.publish()
    assert f'href="{address}"' in editor.target.body[4].value.source


# What the models no longer know


def test_a_text_that_no_longer_exists_is_not_waited_for(editor):
    StringTranslation.objects.filter(context__path__contains="caption").delete()
    part_of_a_block_removed(editor)
    editor.edit()
    paths = set(editor.translation.source.stringsegment_set.values_list("context__path", flat=True))
    assert not any("gone" in path for path in paths)
    total, translated = editor.translation.get_progress()
    assert total - translated == 1  # the caption, which is there under its own name again


def test_a_source_of_another_time_is_taken_anew_and_nobody_is_troubled(editor):
    TranslationSource.objects.update(schema_version="0000_of_another_time")
    assert said(editor.edit()) == []
    assert not editor.translation.source.schema_out_of_date()


def test_a_frozen_reference_to_a_record_that_is_protected_elsewhere(home, admin_client):
    """Upstream can't even read such content again."""
    translate(home, "en", in_english)
    organisation, place = Organisation(name="Təşkilat", kind="ngo"), Place(name="Bakı", kind="city")
    organisation.save()
    place.save()
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", in_english)
    project = ProjectPage(title="Layihə")
    project.partners = [ProjectPartner(organisation=organisation, role="funder")]
    project = make_page(project, section)
    target = translate(project, "en", in_english)
    TranslationSource.objects.get_for_instance(project).update_from_db()
    for one in (project, target):
        type(one.partners.get())._base_manager.filter(page=one).delete()
    organisation.delete()
    editor = Editor(admin_client, project)
    assert editor.edit().status_code == editor.preview().status_code == 200
    editor.publish()
    assert not editor.target.partners.exists()


def test_deleting_a_text_whose_place_is_gone(editor):
    place_of_a_text_gone(editor)
    text = StringTranslation.objects.get(context=None)
    text.data = "EN"
    text.save()
    text.delete()
    assert not StringTranslation.objects.filter(context=None).exists()


def test_deleting_a_language_of_texts_whose_places_are_gone(editor):
    place_of_a_text_gone(editor)
    String.objects.all().delete()
    assert not StringTranslation.objects.exists()


def test_the_original_is_deleted_while_the_editor_is_open(editor):
    translation, address = editor.translation, editor.address
    segment = translation.source.stringsegment_set.first()
    writing = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    editor.page.delete()  # and its translations with it
    assert editor.client.put(writing, "value=x", "application/x-www-form-urlencoded").status_code == 404
    assert editor.client.post(address, {"action": "publish"}).status_code == 404


def test_the_translation_is_stopped_while_the_editor_is_open(editor):
    Translation.objects.filter(pk=editor.translation.pk).update(enabled=False)
    response = editor.publish()
    assert response.status_code == 302
    assert "no longer a translation" in said(response)[0]
    assert "form" in editor.edit().context


def test_the_original_vanishes_and_the_translation_is_written_freely_from_then_on(editor):
    original_vanished(editor)
    response = editor.edit()
    assert (response.status_code, response.headers["Location"]) == (302, editor.address)
    assert "no longer a translation" in said(response)[0]
    assert "form" in editor.edit().context


def test_a_refused_publication_is_not_called_a_success(editor):
    editor.page.summary = "Yeni"
    editor.page.save_revision()
    publish(editor.page)
    assert any("“Yeni”" in message for message in said(editor.sync_and_publish()))
