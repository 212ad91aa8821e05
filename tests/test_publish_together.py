"""A page is published in several languages at one moment: in all of them or in none."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, publish, translate, user_in
from tests.following import again, edit, in_english
from tests.together import (
    CODES,
    a_breaks_in_turkish,
    a_chief,
    a_draft,
    a_live,
    a_run_at,
    a_section,
    family,
    in_language,
    lives,
    refused,
    release,
    take_text_away,
    translate_texts,
    write,
)
from tests.translating import said, translation_of
from translation.models import Ahead, Work
from translation.together.release import NothingToPublish
from translation.work.ahead import hand_over, take_back
from translation.work.amounts import amount_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@pytest.fixture
def section(home):
    return a_section(home)


@pytest.fixture
def draft(section):
    return a_draft(section)


@pytest.fixture
def live(section):
    return a_live(section)


@pytest.fixture
def chief(db):
    return a_chief(db)


@pytest.fixture
def run_at(monkeypatch):
    return a_run_at(monkeypatch)


@pytest.fixture
def breaks_in_turkish():
    yield from a_breaks_in_turkish()


# A page that was never live


def test_original_and_translations_go_live_together(draft, chief):
    assert [one.language_code for one in release(draft, chief)] == ["az", "en", "tr"]
    assert lives(draft) == [True, True, True]
    assert [one.title for one in family(draft)] == ["Hesabat", "EN Hesabat", "EN Hesabat"]


def test_the_newest_draft_is_published(draft, chief):
    write(draft, title="Yeni ad")
    hand_over(again(draft), chief)
    translate_texts(draft, *CODES)
    release(draft, chief)
    assert [one.title for one in family(draft)] == ["Yeni ad", "EN Yeni ad", "EN Yeni ad"]


def test_only_the_chosen_languages(draft, chief):
    release(draft, chief, ["en"])
    assert lives(draft) == [True, True, False]


def test_one_missing_text_and_nothing_is_published(draft, chief):
    take_text_away(draft, "tr")
    problems = refused(draft, chief)
    assert list(problems) == ["tr"]
    assert "1 text is not translated" in problems["tr"]
    assert lives(draft) == [False, False, False]


def test_all_problems_are_told_at_once(draft, chief):
    take_text_away(draft, "tr")
    english = in_language(draft, "en")
    english.locked, english.locked_by = True, user_in(CHIEF_EDITORS, "other")
    english.save()
    problems = refused(draft, chief)
    assert "is locked by" in problems["en"]
    assert "not translated" in problems["tr"]


def test_what_translators_do_not_have_yet_is_missing(draft, chief):
    write(draft, summary="İki il")
    assert "not translated" in refused(draft, chief)["en"]
    assert lives(draft) == [False, False, False]


def test_a_text_that_does_not_fit_holds_back_all(draft, chief):
    StringTranslation.objects.filter(context__path="summary", locale=locale("tr")).update(data="x" * 400)
    assert "300" in refused(draft, chief)["tr"]
    assert lives(draft) == [False, False, False]


def test_a_page_below_a_draft_holds_back_all(draft, chief):
    in_language(again(draft.get_parent()), "tr").unpublish()
    assert "is not live" in refused(draft, chief)["tr"]
    assert lives(draft) == [False, False, False]


def test_a_language_that_was_never_submitted_is_told(section, chief):
    page = make_page(StandardPage, section, live=False, title="Hesabat")
    translate(page, "en", in_english, publish=False)
    assert "Submit the page" in refused(page, chief)["tr"]


@pytest.mark.parametrize("group", [EDITORS, translators_group("en")])
def test_the_right_to_publish_every_chosen_page_is_asked(draft, group):
    assert set(refused(draft, user_in(group))) == {"az", "en", "tr"}
    assert lives(draft) == [False, False, False]


def test_an_unforeseen_error_late_takes_everything_back(draft, chief, breaks_in_turkish):
    with pytest.raises(RuntimeError):
        release(draft, chief)
    assert lives(draft) == [False, False, False]
    assert not PageLogEntry.objects.filter(action="translation.publish_together").exists()


def test_broken_off_in_the_midst_takes_everything_back(draft, chief, breaks_in_turkish):
    breaks_in_turkish.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        release(draft, chief)
    assert lives(draft) == [False, False, False]


def test_who_comes_second_publishes_nothing_twice(draft, chief):
    release(draft, chief)
    with pytest.raises(NothingToPublish):
        release(draft, chief)
    assert PageLogEntry.objects.filter(action="wagtail.publish", page=draft).count() == 1


def test_the_history_of_each_page_names_the_languages(draft, chief):
    release(draft, chief)
    for page in family(draft):
        entry = PageLogEntry.objects.get(page=page, action="translation.publish_together")
        assert entry.user == chief
        assert entry.formatter.format_message(entry) == ("Published at one moment: Azərbaycanca, English, Türkçe.")


# Four eyes


def submit(page, user):
    page = Page.objects.get(pk=page.pk)
    page.get_workflow().start(page, user)


def test_what_waits_for_approval_is_approved_by_who_publishes_it(draft, chief):
    translator = user_in(translators_group("en"), "translator")
    translator.email = "translator@example.org"
    translator.save()
    submit(in_language(draft, "en"), translator)
    mail.outbox.clear()
    release(draft, chief)
    assert lives(draft) == [True, True, True]
    state = TaskState.objects.get()
    assert (state.status, state.finished_by) == ("approved", chief)
    assert [message.to for message in mail.outbox] == [["translator@example.org"]]


def test_no_mail_tells_of_an_approval_that_was_taken_back(draft, chief):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    take_text_away(draft, "tr")
    mail.outbox.clear()
    refused(draft, chief)
    assert mail.outbox == []
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_what_changed_after_it_was_submitted_is_not_approved_unseen(draft, chief):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    StringTranslation.objects.filter(context__path="summary", locale=locale("en")).update(data="Changed")
    assert "has changed since it was submitted" in refused(draft, chief)["en"]
    assert lives(draft) == [False, False, False]


def test_requested_changes_are_made_first(draft, chief):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    WorkflowState.objects.get().current_task_state.reject(user=chief)
    assert "Changes were requested" in refused(draft, chief)["en"]


# A live page with a new draft


@pytest.fixture
def handed(live, chief):
    """A new summary, with the translators, not published."""
    page = write(live, summary="İki il", show_in_menus=True)
    hand_over(page, chief)
    return again(page)


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
