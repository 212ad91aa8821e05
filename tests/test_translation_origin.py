"""What a machine translated is read by a person before readers see it, unless the installation says otherwise."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from tests.factories import committed, make_page, put_text, translate, user_in
from tests.following import english, in_english
from tests.translating import Editor, said, translation_of
from tests.worlds import made_once
from translation.models import Origin, Work

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNREAD = "translated by a machine"


@made_once
def page(home):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik")
    translate(page, "en", in_english, publish=False)
    StringTranslation.objects.filter(context__object_id=page.translation_key).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE, tool_name="LibreTranslate"
    )
    return page


@pytest.fixture
def editor(client, page):
    client.force_login(user_in("chief-editors"))
    return Editor(client, page)


def origin(page):
    return Work.objects.get(translation=translation_of(page)).origin


def confirm(client, page):
    return client.post(reverse("translation_origin:reviewed", args=[translation_of(page).pk]))


def test_nobody_has_read_it_so_it_is_refused_with_the_way_there(editor, page):
    answer = editor.publish()
    assert "nobody has read" in said(answer)[0]
    assert reverse("translation_origin:reviewed", args=[translation_of(page).pk]) in said(answer)[0]
    assert not english(page).live


def test_all_texts_are_there_to_read(editor, page, client):
    shown = client.get(reverse("translation_origin:reviewed", args=[translation_of(page).pk])).content.decode()
    assert "EN Biz kimik" in shown
    assert "Biz kimik" in shown


def test_read_and_confirmed_it_goes_live(editor, page, client):
    confirm(client, page)
    editor.publish()
    assert english(page).live
    assert origin(page) == Origin.REVIEWED
    assert UNREAD not in client.get(english(page).url).content.decode()


def test_what_the_machine_adds_later_is_unread_again(editor, page, client):
    confirm(client, page)
    text = StringTranslation.objects.get(context__path="summary", context__object_id=page.translation_key)
    text.data = "EN by machine"
    text.save()
    editor.publish()
    assert not english(page).live


def test_what_a_person_typed_needs_no_reading(editor, page, client):
    for path in ("title", "summary"):
        put_text(client, translation_of(page), path, f"EN {path}")
    editor.publish()
    assert english(page).live
    assert origin(page) == Origin.PERSON


def test_who_approves_it_has_read_it(page, client):
    client.force_login(user_in("translators-en"))
    Editor(client, page).client.post(Editor(client, page).address, {"action": "submit-review"})
    target = english(page)
    reviewer = user_in("chief-editors")
    with committed():
        target.current_workflow_task_state.specific.approve(user=reviewer)
    assert english(page).live
    work = Work.objects.get(translation=translation_of(page))
    assert (work.origin, work.reviewed_by) == (Origin.REVIEWED, reviewer)


def test_an_installation_may_allow_it_and_readers_are_told(editor, page, client, settings):
    settings.UNREVIEWED_MACHINE_TRANSLATION = True
    editor.publish()
    assert origin(page) == Origin.MACHINE
    assert UNREAD in client.get(english(page).url).content.decode()


def test_who_does_not_write_the_language_confirms_nothing(page, client):
    client.force_login(user_in("translators-tr"))
    confirm(client, page)
    assert not Work.objects.filter(reviewed_at__isnull=False).exists()
