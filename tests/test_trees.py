"""A tree of pages submitted for translation: prepared in the background, told by one mail, seen by those it concerns."""

from smtplib import SMTPException

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from home.models import StandardPage
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, translate, user_in
from tests.submitted_trees import BACKGROUND, TITLES, begin, editor_with_mail, small_tree, submit, translated, work_off
from tests.trees import Tree
from tests.worlds import made_once
from translation.mail import tell
from translation.models import State, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

BUDGET = 140  # queries for a source page, both languages together; wagtail-localize's own way costs 650 and more


@pytest.fixture(autouse=True)
def in_background(settings):
    settings.TASKS = BACKGROUND


@made_once
def about(home):
    return small_tree(home)


@made_once
def languages(db):
    return [locale("en"), locale("tr")]


@made_once
def editor(db):
    return editor_with_mail()


# Submitting


def test_submitting_a_tree_answers_before_it_is_prepared_and_says_where_to_look(client, editor, about, languages):
    response = submit(client, editor, about, languages)
    submission = Submission.objects.get()
    assert translated(about, locale("en")) == ["Haqqımızda"]
    assert (submission.state, submission.total, submission.user) == (State.WAITING, 3, editor)
    text = response.content.decode()
    assert "3 pages below it are being prepared in the background. You will get a mail" in text
    assert reverse("translation_submissions:progress", args=[submission.pk]) in text


def test_the_worker_prepares_the_tree_parents_first_in_every_language(client, editor, about, languages):
    submit(client, editor, about, languages)
    work_off()
    submission = Submission.objects.get()
    assert (submission.state, submission.done, submission.skipped.count()) == (State.DONE, 3, 0)
    for language in languages:
        assert translated(about, language) == TITLES
        third = Page.objects.get(title="Üçüncü", locale=language)
        assert third.get_parent().title == "Birinci"
        assert not third.live
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_task_holds_ids_only(client, editor, about, languages):
    submit(client, editor, about, languages)
    assert {str(task.args_kwargs) for task in DBTaskResult.objects.all()} == {
        str({"args": [Submission.objects.get().pk], "kwargs": {}})
    }


def test_a_page_without_a_tree_needs_no_submission(client, editor, about):
    client.force_login(editor)
    address = reverse("wagtail_localize:submit_page_translation", args=[about.pk])
    client.post(address, {"locales": [locale("en").pk]})
    assert not Submission.objects.exists()
    assert about.has_translation(locale("en"))


def test_what_was_written_below_a_translated_page_later_is_submitted_with_one_click(client, editor, about, languages):
    submit(client, editor, about, languages)
    work_off()
    english = about.get_translation(locale("en"))
    make_page(StandardPage, about.get_children().first().specific, title="Dördüncü")
    address = reverse("wagtail_localize:submit_page_translation", args=[about.pk])
    assert address in client.get(reverse("wagtailadmin_explore", args=[about.pk])).text
    assert "1 page below it is being prepared" in submit(client, editor, about, languages).text
    work_off()
    assert "Dördüncü" in translated(about, locale("tr"))
    after = about.get_translation(locale("en"))
    assert after.latest_revision_id == english.latest_revision_id
    answer = client.get(address).text
    assert "submitted in all languages already" in answer
    assert address not in client.get(reverse("wagtailadmin_explore", args=[about.pk])).text


def test_a_stopped_translation_is_not_started_again_for_what_is_below(client, editor, about, languages):
    submit(client, editor, about, languages)
    make_page(StandardPage, about, title="Dördüncü")
    Translation.objects.filter(source__object_id=about.translation_key).update(enabled=False)
    submit(client, editor, about, languages)
    assert not Translation.objects.filter(source__object_id=about.translation_key, enabled=True).exists()


def test_a_translated_page_alone_is_not_submitted_again_but_told_what_to_tick(client, editor, about, languages):
    submit(client, editor, about, [languages[0]])
    client.force_login(editor)
    address = reverse("wagtail_localize:submit_page_translation", args=[about.pk])
    answer = client.post(address, {"locales": [one.pk for one in languages]}, follow=True).text
    assert "translated into English already" in answer
    assert not about.has_translation(locale("tr"))


def test_what_is_translated_already_is_left_alone(home, about, languages):
    first = about.get_children().first().specific
    for page in (home, about, first):
        translate(page, "en", lambda text: f"EN {text}")
    english = first.get_translation(locale("en"))
    assert Submission.objects.begin(about.pk, [locale("en")], None).total == 2
    work_off()
    after = Page.objects.get(pk=english.pk)
    assert (after.title, after.live, after.latest_revision_id) == ("EN Birinci", True, english.latest_revision_id)
    assert translated(about, locale("en")) == ["EN Birinci", "EN Haqqımızda", "Üçüncü", "İkinci"]


# What it costs


@pytest.mark.parametrize("kind", ["news", "standard", "project"])
def test_a_page_costs_no_more_than_its_budget(home, languages, kind):
    tree = Tree(home)
    sections = dict(zip(("news", "project", "standard"), tree.grow(3), strict=True))
    pages = [tree.add(sections[kind], getattr(tree, kind)(number)) for number in range(10)]
    begin(sections[kind], languages)
    with CaptureQueriesContext(connection) as captured:
        work_off()
    assert Submission.objects.get().done == len(pages)
    assert len(captured) / len(pages) <= BUDGET


def test_a_tree_costs_no_more_than_its_budget_for_each_page(home, languages):
    home = Page.objects.get(pk=home.pk)
    Tree(home).grow(30)
    submission = Submission.objects.begin(home.pk, languages, None)
    with CaptureQueriesContext(connection) as captured:
        work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done) == (State.DONE, 30)
    assert len(captured) / 30 <= 120


# The mail


def test_one_mail_at_the_end_in_the_readers_language(client, editor, about, languages):
    UserProfile.objects.create(user=editor, preferred_language="en")
    submit(client, editor, about, languages)
    work_off()
    tell.enqueue(Submission.objects.get().pk)
    work_off()
    assert [one.to for one in mail.outbox] == [["editor@example.org"]]
    assert mail.outbox[0].subject == "Ready for translation: Haqqımızda"
    assert "3 pages were prepared" in mail.outbox[0].body
    address = reverse("translation_submissions:progress", args=[Submission.objects.get().pk])
    assert f"http://localhost:8000{address}" in mail.outbox[0].body


def test_a_mail_server_that_is_away_fails_nothing_and_is_tried_again(client, editor, about, languages, monkeypatch):
    def refuse(*arguments):
        raise SMTPException("not now")

    submit(client, editor, about, languages)
    with monkeypatch.context() as patch:
        patch.setattr("translation.mail.send_mail", refuse)
        work_off()
    assert Submission.objects.get().state == State.DONE
    later = DBTaskResult.objects.filter(status="READY", task_path="translation.mail.tell")
    assert later.get().run_after > timezone.now()
    later.update(run_after=timezone.now())
    work_off()
    assert len(mail.outbox) == 1


# Who sees it and who may stop it


@pytest.mark.parametrize(
    ("group", "may"),
    [(EDITORS, False), (translators_group("en"), False), (CHIEF_EDITORS, True), (ADMINISTRATORS, True)],
)
def test_anothers_submission_is_for_those_who_may_publish_the_page(client, editor, about, languages, group, may):
    submit(client, editor, about, languages)
    submission = Submission.objects.get()
    client.force_login(user_in(group))
    listed = client.get(reverse("translation_submissions:list")).content.decode()
    assert ("Haqqımızda" in listed) is may
    progress = client.get(reverse("translation_submissions:progress", args=[submission.pk]))
    assert progress.status_code == (200 if may else 404)
    client.post(reverse("translation_submissions:cancel", args=[submission.pk]))
    submission.refresh_from_db()
    assert (submission.state == State.CANCELLED) is may


def test_who_may_not_submit_sees_nothing_of_it(client, editor, about, languages):
    submit(client, editor, about, languages)
    editor.groups.clear()
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    for name, arguments in [("list", []), ("progress", [1]), ("cancel", [1]), ("resume", [1])]:
        address = reverse(f"translation_submissions:{name}", args=arguments)
        response = client.post(address) if name in {"cancel", "resume"} else client.get(address)
        assert response.status_code == 302, name
        assert response.headers["Location"] == reverse("wagtailadmin_home"), name


def test_stopping_is_no_matter_of_following_a_link(client, editor, about, languages):
    submit(client, editor, about, languages)
    address = reverse("translation_submissions:cancel", args=[Submission.objects.get().pk])
    assert client.get(address).status_code == 405


def test_an_open_submission_refreshes_itself_and_has_a_button_to_stop_it(client, editor, about, languages):
    submit(client, editor, about, languages)
    address = reverse("translation_submissions:progress", args=[Submission.objects.get().pk])
    shown = client.get(address).content.decode()
    assert "data-refresh" in shown
    assert '<progress id="submission-progress" max="3" value="0">' in shown
    work_off()
    shown = client.get(address).content.decode()
    assert "data-refresh" not in shown
    assert '<progress id="submission-progress" max="3" value="3">' in shown
