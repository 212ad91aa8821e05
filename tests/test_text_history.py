"""Every change of a translated text is remembered, and can be undone."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from tests.factories import locale, make_page, put_text, translate, user_in
from tests.following import english, in_english
from tests.translating import said, translation_of
from tests.worlds import made_once
from translation.models import TextChange

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik")
    translate(page, "en", in_english, publish=False)
    return page


@pytest.fixture
def translator(client):
    user = user_in("translators-en")
    client.force_login(user)
    return user


def write(client, page, text):
    assert put_text(client, translation_of(page), "summary", text).status_code == 200


def changes():
    found = TextChange.objects.filter(context__path="summary")
    return list(found.values_list("before", "after", "user__username"))


def undo(client, page, change):
    return client.post(reverse("translation_talk:undo", args=[translation_of(page).pk, change.pk]))


def text():
    return StringTranslation.objects.get(context__path="summary", locale=locale("en")).data


def test_what_it_was_what_it_became_and_who_did_it(page, client, translator):
    write(client, page, "Who we are")
    write(client, page, "About us")
    assert changes() == [
        ("Who we are", "About us", translator.username),
        ("EN Biz kimik", "Who we are", translator.username),
        ("", "EN Biz kimik", None),
    ]


def test_the_same_text_once_more_is_no_change(page, client, translator):
    write(client, page, "Who we are")
    write(client, page, "Who we are")
    assert len(changes()) == 2


def test_a_change_is_undone_and_that_as_well(page, client, translator):
    write(client, page, "Who we are")
    undo(client, page, TextChange.objects.filter(context__path="summary").first())
    assert text() == "EN Biz kimik"
    undo(client, page, TextChange.objects.filter(context__path="summary").first())
    assert text() == "Who we are"


def test_undoing_the_first_text_takes_it_away(page, client, translator):
    undo(client, page, TextChange.objects.filter(context__path="summary").get())
    assert not StringTranslation.objects.filter(context__path="summary", locale=locale("en")).exists()


def test_only_the_latest_change_of_a_text_is_undone(page, client, translator):
    first = TextChange.objects.filter(context__path="summary").get()
    write(client, page, "Who we are")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "changed since" in said(undo(client, page, first))[0]
    assert text() == "Who we are"


def test_it_is_listed_with_a_button_where_it_can_be_undone(page, client, translator):
    write(client, page, "Who we are")
    answer = client.get(reverse("translation_talk:history", args=[translation_of(page).pk]))
    assert answer.content.decode().count("/undo/") == len(
        StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale("en"))
    )


def test_it_is_for_those_who_write_the_language(page, client):
    client.force_login(user_in("translators-tr"))
    address = reverse("translation_talk:history", args=[translation_of(page).pk])
    assert client.get(address).status_code in {302, 403}
    undo(client, page, TextChange.objects.filter(context__path="summary").get())
    assert text() == "EN Biz kimik"


def test_a_locked_page_keeps_its_texts(page, client, translator):
    target = english(page)
    target.locked, target.locked_by = True, user_in("chief-editors")
    target.save()
    undo(client, page, TextChange.objects.filter(context__path="summary").get())
    assert text() == "EN Biz kimik"
