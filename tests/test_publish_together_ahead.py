"""Translators get the draft of a live page before it is published; readers see nothing of it until all is released."""

import pytest
from django.urls import reverse

from core.validation import PublicationRefused
from tests.factories import publish
from tests.following import again, edit
from tests.together import (
    CODES,
    family,
    in_language,
    make_chief,
    make_handed,
    make_live,
    make_section,
    refused,
    release,
    translate_texts,
    write,
)
from tests.translating import said, translation_of
from tests.worlds import made_once
from translation.models import Ahead, Work
from translation.work.ahead import hand_over, take_back
from translation.work.amounts import amount_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    return make_section(home)


@made_once
def live(section):
    return make_live(section)


@made_once
def chief(db):
    return make_chief()


@made_once
def handed(section, chief):
    return make_handed(section, chief)


def notice(client, page, code="en"):
    return "original has changed" in client.get(in_language(page, code).url).content.decode()


def test_translators_get_the_draft_and_readers_see_nothing_of_it(handed, client):
    assert amount_of(translation_of(handed)).open_texts == 1
    assert Work.objects.get(translation=translation_of(handed)).stale_since
    assert [one.summary for one in family(handed)] == ["Bir il", "EN Bir il", "EN Bir il"]
    assert not in_language(handed, "en").show_in_menus
    assert not notice(client, handed)


def test_readers_who_were_told_before_are_still_told(live, chief, client):
    page = edit(live, lambda one: setattr(one, "summary", "Üç il"))
    since = Work.objects.get(translation=translation_of(page)).stale_since
    write(page, summary="Bir il", title="Başqa ad")
    hand_over(again(page), chief)
    assert notice(client, page)
    assert Work.objects.get(translation=translation_of(page)).stale_since == since


def test_a_translation_alone_waits_for_the_original(handed, client, chief):
    translate_texts(handed, "en")
    with pytest.raises(PublicationRefused, match="publish them together"):
        translation_of(handed).save_target(publish=True)
    client.force_login(chief)
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[in_language(handed, "en").pk]), {"action": "publish"}
    )
    assert "publish them together" in said(response)[0]
    assert in_language(handed, "en").summary == "EN Bir il"


def test_released_together_all_say_the_new(handed, chief, client):
    translate_texts(handed, *CODES)
    release(handed, chief)
    assert [one.summary for one in family(handed)] == ["İki il", "EN İki il", "EN İki il"]
    assert in_language(handed, "tr").show_in_menus
    assert not Ahead.objects.exists()
    assert not Work.objects.filter(stale_since__isnull=False).exists()
    assert not notice(client, handed)


def test_and_none_if_one_is_missing(handed, chief):
    translate_texts(handed, "en")
    assert list(refused(handed, chief)) == ["tr"]
    assert [one.summary for one in family(handed)] == ["Bir il", "EN Bir il", "EN Bir il"]
    assert Ahead.objects.exists()


def test_the_original_alone_ends_it_and_then_readers_are_told(handed, client):
    before = Work.objects.get(translation=translation_of(handed)).stale_since
    publish(handed)
    assert not Ahead.objects.exists()
    assert notice(client, handed)
    assert Work.objects.get(translation=translation_of(handed)).stale_since > before
    translate_texts(handed, "en")
    translation_of(handed).save_target(publish=False)
    in_language(handed, "en").get_latest_revision().publish()
    assert in_language(handed, "en").summary == "EN İki il"


def test_the_draft_may_change_and_is_handed_over_again(handed, chief):
    translate_texts(handed, *CODES)
    since = Ahead.objects.get().at
    page = write(handed, summary="Üç il")
    hand_over(page, chief)
    assert amount_of(translation_of(page)).open_texts == 1
    assert Ahead.objects.get().at == since
    page = write(page, summary="İki il")
    hand_over(page, chief)
    assert amount_of(translation_of(page)).is_complete


def test_what_is_taken_back_leaves_no_trace_but_the_texts(handed, chief):
    translate_texts(handed, *CODES)
    take_back(handed, chief)
    assert not Ahead.objects.exists()
    assert not Work.objects.filter(stale_since__isnull=False).exists()
    assert amount_of(translation_of(handed)).is_complete
    hand_over(again(handed), chief)
    assert amount_of(translation_of(handed)).is_complete


def test_unpublishing_the_original_ends_it(handed):
    again(handed).unpublish()
    assert not Ahead.objects.exists()
