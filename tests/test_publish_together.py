"""A page is published in several languages at one moment: in all of them or in none."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, translate, user_in
from tests.following import again, in_english
from tests.together import (
    CODES,
    fails_in_turkish,
    family,
    in_language,
    lives,
    make_chief,
    make_draft,
    make_section,
    refused,
    release,
    submit,
    take_text_away,
    translate_texts,
    write,
)
from tests.worlds import made_once
from translation.together.release import NothingToPublish
from translation.work.ahead import hand_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    return make_section(home)


@made_once
def chief(db):
    return make_chief()


@made_once
def draft(section):
    return make_draft(section)


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
    english.locked, english.locked_by, english.locked_at = True, user_in(CHIEF_EDITORS, "other"), timezone.now()
    english.save()
    problems = refused(draft, chief)
    assert "has been locked by" in problems["en"]
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


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_late_and_being_broken_off_take_everything_back(draft, chief, error):
    with fails_in_turkish(error), pytest.raises(error):
        release(draft, chief)
    assert lives(draft) == [False, False, False]
    assert not PageLogEntry.objects.filter(action="translation.publish_together").exists()


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
    translator = user_in(translators_group("en"))
    translator.email = "translator@example.org"
    translator.save()
    submit(in_language(draft, "en"), translator)
    mail.outbox.clear()
    with fails_in_turkish(PublicationRefused("It is not to be")):
        assert list(refused(draft, chief)) == ["tr"]
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
