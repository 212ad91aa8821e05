"""A page is published in several languages at one moment, now or at a given time: in all of them or in none."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.signals import page_published
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, TranslationSource

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import committed, locale, make_page, publish, translate, user_in
from tests.following import again, edit, in_english
from tests.translating import said, translation_of
from translation.models import Ahead, Release, Work
from translation.together import schedule
from translation.together.release import NothingToPublish, NotTogether, release_now
from translation.work.ahead import hand_over, take_back
from translation.work.amounts import amount_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

CODES = ("en", "tr")
TOMORROW = timezone.now() + datetime.timedelta(days=1)
NEXT_WEEK = timezone.now() + datetime.timedelta(days=7)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def section(home):
    for code in CODES:
        translate(home, code, in_english)
    return home


@pytest.fixture
def draft(section):
    """Never live; translated into both languages."""
    page = make_page(StandardPage, section, live=False, title="Hesabat", summary="Bir il")
    for code in CODES:
        translate(page, code, in_english, publish=False)
    return again(page)


@pytest.fixture
def live(section):
    page = make_page(StandardPage, section, title="Hesabat", summary="Bir il")
    for code in CODES:
        translate(page, code, in_english)
    return again(page)


@pytest.fixture
def chief(db):
    user = user_in(CHIEF_EDITORS, "chief")
    user.email = "chief@example.org"
    user.save()
    return user


@pytest.fixture
def run_at(monkeypatch):
    def run(moment):
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda: moment)
            with committed():
                call_command("publish_scheduled")

    return run


@pytest.fixture
def breaks_in_turkish():
    """Something that nobody foresaw, after the other languages have been published."""

    def receiver(instance, **kwargs):
        if instance.locale == locale("tr"):
            raise receiver.error

    receiver.error = RuntimeError("a bug")
    page_published.connect(receiver)
    yield receiver
    page_published.disconnect(receiver)


def all_locales():
    return {locale(code).pk for code in CODES}


def in_language(page, code):
    return Page.objects.get(translation_key=page.translation_key, locale=locale(code)).specific


def family(page):
    return [again(page), *[in_language(page, code) for code in CODES]]


def lives(page):
    return [one.live for one in family(page)]


def write(page, **texts):
    """A new draft, as an editor saves it."""
    changed = again(page).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(changed, name, text)
    changed.save_revision()
    return again(page)


def translate_texts(page, *codes, by=None):
    """What the translators type, without publishing anything."""
    for code in codes:
        translation = translation_of(page, code)
        for segment in translation.source.stringsegment_set.select_related("string").exclude(context__path="slug"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale(code),
                defaults={"data": in_english(segment.string.data), "last_translated_by": by},
            )


def take_text_away(page, code):
    StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="summary", locale=locale(code)
    ).delete()


def release(page, user, codes=CODES):
    with committed():
        return release_now(page, {locale(code).pk for code in codes}, user)


def put_off(page, user, moment=TOMORROW, codes=CODES):
    with committed():
        return schedule.schedule(page, {locale(code).pk for code in codes}, moment, user)


def refused(page, user, codes=CODES):
    with pytest.raises(NotTogether) as refusal:
        release(page, user, codes)
    by_pk = {locale(code).pk: code for code in ("az", *CODES)}
    return {by_pk[pk]: " ".join(sentences) for pk, sentences in refusal.value.problems.items()}


def address(page, name="page"):
    return reverse(f"translation_together:{name}", args=[page.pk])


def send(client, page, codes=CODES, **fields):
    with committed():
        return client.post(
            address(page), {"locales": [locale(code).pk for code in codes], "when": "now", "at": "", **fields}
        )


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


# At its time


@pytest.fixture
def waiting(draft, chief):
    return put_off(draft, chief)


def test_at_its_time_all_go_live_in_one_run(draft, waiting, run_at):
    run_at(TOMORROW - SECOND)
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]
    waiting.refresh_from_db()
    assert waiting.state == Release.State.DONE
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_changes_of_a_live_page_go_live_in_one_run(handed, chief, run_at):
    translate_texts(handed, *CODES)
    put_off(handed, chief)
    assert [one.summary for one in family(handed)] == ["Bir il", "EN Bir il", "EN Bir il"]
    run_at(TOMORROW + SECOND)
    assert [one.summary for one in family(handed)] == ["İki il", "EN İki il", "EN İki il"]
    assert not Work.objects.filter(stale_since__isnull=False).exists()


def test_it_is_checked_when_it_is_scheduled(draft, chief):
    take_text_away(draft, "tr")
    with pytest.raises(NotTogether):
        put_off(draft, chief)
    assert not Release.objects.exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_only_shows_when_it_is_published_shows_when_it_is_scheduled(draft, chief, breaks_in_turkish):
    breaks_in_turkish.error = PublicationRefused("It is not to be")
    with pytest.raises(NotTogether, match="It is not to be"):
        put_off(draft, chief)
    assert lives(draft) == [False, False, False]


def test_trying_it_leaves_no_trace(draft, waiting):
    assert lives(draft) == [False, False, False]
    assert not PageLogEntry.objects.filter(action="wagtail.publish", page__translation_key=draft.translation_key)


@pytest.mark.parametrize("code", ["az", *CODES])
def test_until_then_nobody_changes_a_page_or_its_texts(draft, waiting, chief, client, code):
    page = in_language(draft, code)
    assert page.get_lock().for_user(chief)
    if code != "az":
        client.force_login(chief)
        translation = translation_of(draft, code)
        segment = translation.source.stringsegment_set.filter(context__path="summary").get()
        edit_text = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        response = client.put(edit_text, "value=x", "application/x-www-form-urlencoded")
        assert response.status_code == 403


@pytest.mark.parametrize("code", ["az", *CODES])
def test_and_none_is_published_alone(draft, waiting, code):
    with pytest.raises(PublicationRefused, match="several languages at once"):
        in_language(draft, code).get_latest_revision().publish()


def test_not_even_by_a_run_that_does_not_know_of_it(draft, waiting, monkeypatch):
    from wagtail.management.commands.publish_scheduled import Command

    monkeypatch.setattr(timezone, "now", lambda: TOMORROW + SECOND)
    call_command(Command())
    assert lives(draft) == [False, False, False]
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 3


def test_what_waits_for_approval_is_approved_when_it_is_scheduled(draft, chief, run_at):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    put_off(draft, chief)
    assert TaskState.objects.get().finished_by == chief
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]


def test_refused_at_its_time_nothing_is_published_and_who_scheduled_it_is_told(draft, chief, waiting, run_at):
    UserProfile.objects.create(user=chief, preferred_language="tr")
    in_language(again(draft.get_parent()), "tr").unpublish()
    mail.outbox.clear()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    assert waiting.problem.startswith("Türkçe: ")
    assert [message.to for message in mail.outbox] == [["chief@example.org"]]
    assert waiting.problem in mail.outbox[0].body
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND + SECOND)
    assert len(mail.outbox) == 1


def test_an_unforeseen_error_at_its_time_takes_everything_back(draft, waiting, run_at, breaks_in_turkish):
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    waiting.refresh_from_db()
    assert "RuntimeError" in waiting.problem


def test_broken_off_at_its_time_the_next_run_does_it(draft, waiting, run_at, breaks_in_turkish):
    breaks_in_turkish.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    page_published.disconnect(breaks_in_turkish)
    run_at(TOMORROW + SECOND + SECOND)
    assert lives(draft) == [True, True, True]


def test_a_refusal_does_not_hold_up_other_pages(section, draft, waiting, chief, run_at):
    other = make_page(StandardPage, section, live=False, title="Başqa")
    translate(other, "en", in_english, publish=False)
    put_off(other, chief, TOMORROW + SECOND / 2, ["en"])
    in_language(again(section), "tr").unpublish()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(other).live and in_language(other, "en").live


@pytest.mark.parametrize("code", ["az", *CODES])
def test_unpublished_meanwhile_it_is_refused_at_once(handed, chief, run_at, code):
    translate_texts(handed, *CODES)
    waiting = put_off(handed, chief)
    with committed():
        in_language(handed, code).unpublish()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    assert "was unpublished or deleted" in waiting.problem
    was = lives(handed)
    run_at(TOMORROW + SECOND)
    assert lives(handed) == was
    assert not in_language(handed, code).live


@pytest.mark.parametrize("code", ["az", "en"])
def test_deleted_meanwhile_it_is_refused_at_once(draft, waiting, run_at, code):
    with committed():
        in_language(draft, code).delete()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    run_at(TOMORROW + SECOND)
    assert not Page.objects.filter(translation_key=draft.translation_key, live=True).exists()


def test_cancelled_it_stays_a_draft_that_can_be_changed(draft, waiting, chief, run_at):
    schedule.cancel(waiting, chief)
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert not schedule.cancel(waiting, chief)


def test_one_page_taken_out_of_the_schedule_takes_out_all(draft, waiting, chief, client, run_at):
    client.force_login(chief)
    english = in_language(draft, "en")
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[english.pk, english.latest_revision_id]))
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]


def test_at_another_time(draft, waiting, chief, run_at):
    assert schedule.move(waiting, NEXT_WEEK, chief)
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(draft).scheduled_revision.approved_go_live_at == NEXT_WEEK
    run_at(NEXT_WEEK + SECOND)
    assert lives(draft) == [True, True, True]
    assert not schedule.move(waiting, TOMORROW, chief)


def test_a_language_that_was_not_chosen_may_join_and_goes_live_with_its_original(draft, chief, run_at):
    put_off(draft, chief, codes=["en"])
    publish(in_language(draft, "tr"))
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]


# In the admin


def test_the_page_lists_the_languages_and_publishes(draft, chief, client):
    client.force_login(chief)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert address(draft) in response.content.decode()
    shown = client.get(address(draft)).content.decode()
    assert shown.count('name="locales"') == shown.count("checked") - 1 == 2
    assert said(send(client, draft))[0].strip() == "Published at one moment: Azərbaycanca, English, Türkçe."
    assert lives(draft) == [True, True, True]
    assert 'name="locales"' not in client.get(address(draft)).content.decode()


def test_a_refusal_names_what_is_missing_at_its_language_with_the_way_there(draft, chief, client):
    take_text_away(draft, "tr")
    client.force_login(chief)
    response = send(client, draft)
    assert "Nothing was published, in no language." in said(response)[0]
    shown = response.content.decode()
    assert "1 text is not translated" in shown
    assert reverse("wagtailadmin_pages:edit", args=[in_language(draft, "tr").pk]) in shown


def test_an_error_of_the_software_is_a_message(draft, chief, client, breaks_in_turkish):
    client.force_login(chief)
    response = send(client, draft)
    assert response.status_code == 200
    assert "RuntimeError" in said(response)[0]
    assert lives(draft) == [False, False, False]


def test_no_language_no_time_and_a_time_that_has_passed_are_told(draft, chief, client):
    client.force_login(chief)
    assert "Choose at least one language." in send(client, draft, []).content.decode()
    assert "Say when it is to be published." in send(client, draft, when="later").content.decode()
    assert "This time has passed." in send(client, draft, when="later", at="2020-01-01 10:00").content.decode()
    assert lives(draft) == [False, False, False]


def test_a_time_after_midnight_is_that_of_baku(draft, chief, client, run_at):
    client.force_login(chief)
    day = timezone.localdate() + datetime.timedelta(days=3)
    send(client, draft, when="later", at=f"{day} 00:30")
    utc = datetime.datetime.combine(day - datetime.timedelta(days=1), datetime.time(20, 30), datetime.UTC)
    assert Release.objects.get().at == utc
    run_at(utc - SECOND)
    assert lives(draft) == [False, False, False]
    run_at(utc + SECOND)
    assert lives(draft) == [True, True, True]


def test_the_time_is_changed_and_cancelled_on_the_page(draft, waiting, chief, client):
    client.force_login(chief)
    shown = client.get(address(draft)).content.decode()
    assert address(draft, "move") in shown and 'name="locales"' not in shown
    day = timezone.localdate() + datetime.timedelta(days=9)
    client.post(address(draft, "move"), {"at": f"{day} 10:00"})
    waiting.refresh_from_db()
    assert timezone.localtime(waiting.at).date() == day
    client.post(address(draft, "cancel"))
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED


def test_a_refusal_is_shown_on_the_page_until_it_is_put_aside(draft, waiting, chief, client):
    schedule.fail(waiting, "Türkçe: no.")
    client.force_login(chief)
    editor = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "could not be published in several languages" in client.get(editor).content.decode()
    assert "Türkçe: no." in client.get(address(draft)).content.decode()
    client.post(address(draft, "put_aside"))
    assert "could not be published in several languages" not in client.get(editor).content.decode()


def test_an_editor_hands_the_draft_over_and_takes_it_back(live, client):
    page = write(live, summary="İki il")
    client.force_login(user_in(EDITORS))
    assert "Hand this draft" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address(page, "hand_over") in client.get(address(page)).content.decode()
    client.post(address(page, "hand_over"))
    assert Ahead.objects.get().revision == page.latest_revision
    assert client.post(address(page), {"when": "now"}).status_code == 302  # refused
    client.post(address(page, "take_back"))
    assert not Ahead.objects.exists()


def test_an_editor_is_told_nothing_of_what_drafts_in_other_languages_say(draft, client):
    StringTranslation.objects.filter(context__path="title", locale=locale("tr")).update(data="Confidential")
    translation_of(draft, "tr").save_target(publish=False)
    in_language(draft, "tr").specific.get_workflow().start(in_language(draft, "tr"), user_in(translators_group("tr")))
    schedule.fail(put_off(draft, user_in(CHIEF_EDITORS), codes=["en"]), "Türkçe: “Confidential” is not ready.")
    client.force_login(user_in(EDITORS))
    response = client.get(address(draft))
    assert "You may not publish in this language." in response.content.decode()
    assert "Confidential" not in response.content.decode()


def test_what_is_scheduled_is_not_handed_over_again(draft, waiting, chief, client):
    client.force_login(chief)
    read_at = TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at
    assert "scheduled" in said(client.post(address(draft, "hand_over")))[0]
    assert TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at == read_at
