"""A text that can't be published says so the moment it is saved, and keeps the page from being published."""

import uuid

import pytest

from core.localize.completeness import untranslated
from home.models import StandardPage
from projects.models import ProjectIndexPage, ProjectPage
from projects.models.rows import Activity
from tests.factories import make_page, translate
from tests.translating import Editor, in_english, said
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    translate(home, "en", in_english)
    body = [
        {"type": "text", "id": str(uuid.uuid4()), "value": '<p>Bax: <a href="https://example.org/">burada</a></p>'},
        {"type": "heading", "id": str(uuid.uuid4()), "value": "Bölmə"},
    ]
    page = make_page(StandardPage, home, title="Səhifə", summary="Qısa", body=body)
    translate(page, "en", in_english)
    return page


@pytest.fixture
def editor(page, admin_client):
    return Editor(admin_client, page)


def is_refused(editor, before):
    editor.publish()
    return editor.target.summary == before


def test_a_text_longer_than_its_field_is_refused_with_both_numbers(editor):
    before = editor.target.summary
    error = editor.write("summary", "a" * 301).json()["error"]
    assert "301" in error
    assert "300" in error
    assert is_refused(editor, before)
    assert untranslated(editor.translation) == ["Qısa"]


def test_letters_are_counted_as_readers_see_them(editor):
    assert editor.write("summary", "%26amp;" * 300).json()["error"] is None
    editor.publish()
    assert editor.target.summary == "&" * 300


def test_a_text_without_a_panel_limit_is_as_long_as_one_likes(editor):
    assert editor.write("body", "a" * 5000).json()["error"] is not None  # its link is missing
    heading = editor.translation.source.stringsegment_set.get(string__data="Bölmə")
    assert editor.write(heading.context.path, "a" * 5000).json()["error"] is None


def test_a_limit_of_a_row(home, admin_client):
    translate(home, "en", in_english)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", in_english)
    project = ProjectPage(title="Layihə")
    project.activities = [Activity(title="Görüş", state="done")]
    project = make_page(project, section)
    translate(project, "en", in_english)
    limit = Activity._meta.get_field("title").max_length
    error = Editor(admin_client, project).write("activities", "a" * (limit + 1)).json()["error"]
    assert str(limit) in error


@pytest.mark.parametrize("text", ["", "%20%20", "%26nbsp;"])
def test_an_empty_text_never_lets_the_original_through(editor, text):
    before = editor.target.summary
    assert editor.write("summary", text).json()["error"]
    assert is_refused(editor, before)


def test_a_link_of_the_original_can_not_be_dropped_unnoticed(editor):
    assert "a1" in editor.write("body", "See here").json()["error"]
    assert editor.write("body", 'See <a id="a1">here</a>').json()["error"] is None


def test_a_text_put_right_is_published(editor):
    editor.write("summary", "a" * 301)
    editor.write("summary", "Short")
    response = editor.publish()
    assert editor.target.summary == "Short"
    assert editor.text("summary").field_error == ""
    assert response.status_code == 302


def test_a_character_that_databases_refuse_is_left_out(editor):
    editor.write("summary", "a%00b")
    assert editor.text("summary").data == "ab"


def test_the_editor_shows_what_is_wrong(editor):
    editor.write("summary", "a" * 301)
    shown = editor.edit().context["sheet"].texts
    assert [one.value for one in shown if one.error] == ["a" * 301]
    assert "Qısa" in said(editor.publish())[0]


def test_a_slug_too_long_by_hand_is_cut(editor):
    editor.write("slug", "a" * 400)
    assert len(editor.text("slug").data) == 200
