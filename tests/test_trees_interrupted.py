"""What happens to a submission on its way: a worker that dies, a page that fails, somebody who stops it. Nothing is there
twice, and nothing is left out.
"""

import os
import socket
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from core.management.commands import worker
from core.tasks import worker_starts
from home.models import StandardPage
from tests.factories import locale, make_page
from tests.submitted_trees import (
    BACKGROUND,
    TITLES,
    begin,
    editor_with_mail,
    everything,
    small_tree,
    submit,
    translated,
    work_off,
)
from tests.worlds import made_once
from translation import tasks
from translation.models import SILENT, State, Submission, new_runner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


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


# Crash, cancel, resume


def crash_at(monkeypatch, number, error=SystemExit):
    """The process ends while it works on that page."""
    calls = []
    original = tasks.make_drafts

    def make_drafts(*arguments):
        made = original(*arguments)
        calls.append(arguments)
        if len(calls) == number:
            raise error
        return made

    monkeypatch.setattr(tasks, "make_drafts", make_drafts)
    return calls


def test_after_a_crash_it_goes_on_and_nothing_is_there_twice(about, languages, monkeypatch):
    submission = begin(about, languages)
    with monkeypatch.context() as patch:
        crash_at(patch, 2)
        with pytest.raises(SystemExit):
            work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done) == (State.RUNNING, 1)
    Submission.objects.update(sign_at=timezone.now() - SILENT - timedelta(seconds=1))
    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done, submission.total) == (State.DONE, 3, 3)
    resumed = everything()
    for language in languages:
        assert translated(about, language) == TITLES
    for page in Page.objects.filter(locale__in=languages, depth__gt=2):
        assert page.revisions.count() == 1
    tasks.start(submission)
    work_off()
    assert everything() == resumed


def test_a_worker_that_starts_takes_up_at_once_what_a_dead_one_on_its_host_left(about, languages):
    submission = begin(about, languages)
    DBTaskResult.objects.all().delete()
    dead = f"{socket.gethostname()[:60]}:{2**22 + 1}:abc"
    Submission.objects.update(state=State.RUNNING, runner=dead)
    worker_starts.send(sender=worker.Command)
    work_off()
    submission.refresh_from_db()
    assert submission.state == State.DONE


@pytest.mark.parametrize("runner", [f"{socket.gethostname()[:60]}:{os.getppid()}:abc", "elsewhere:1:abc"])
def test_what_somebody_may_still_work_on_is_not_taken_from_them(about, languages, runner):
    submission = begin(about, languages)
    Submission.objects.update(state=State.RUNNING, runner=runner)
    worker_starts.send(sender=worker.Command)
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.runner, submission.done) == (State.RUNNING, runner, 0)


def test_two_workers_do_not_work_on_one_submission(about, languages):
    submission = begin(about, languages)
    one, other = new_runner(), new_runner()
    assert submission.claim(one)
    assert not submission.claim(other)
    assert submission.give_sign(one)
    Submission.objects.update(sign_at=timezone.now() - SILENT - timedelta(seconds=1))
    assert submission.claim(other)
    assert not submission.give_sign(one)
    assert not submission.finish(one, State.DONE)


def test_a_database_that_is_away_for_a_moment_costs_no_page(about, languages, monkeypatch):
    submission = begin(about, languages)
    with monkeypatch.context() as patch:
        crash_at(patch, 1, OperationalError("the server closed the connection"))
        with pytest.raises(OperationalError):
            work_off()
    assert not submission.skipped.exists()
    Submission.objects.update(sign_at=timezone.now() - SILENT - timedelta(seconds=1))
    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done) == (State.DONE, 3)


def test_other_tasks_have_their_turn_between_two_slices(about, languages, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE", 0)
    submission = begin(about, languages)
    task = DBTaskResult.objects.ready().first()
    task.claim("test")
    task.task.call(*task.args_kwargs["args"])
    submission.refresh_from_db()
    assert (submission.state, submission.runner) == (State.RUNNING, "")
    assert DBTaskResult.objects.ready().count() == 1


def test_cancelled_it_stops_before_the_next_page_and_resumed_it_goes_on(client, editor, about, languages, monkeypatch):
    submit(client, editor, about, languages)
    submission = Submission.objects.get()
    original = tasks.make_drafts

    def make_and_cancel(*arguments):
        client.post(reverse("translation_submissions:cancel", args=[submission.pk]))
        return original(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "make_drafts", make_and_cancel)
        work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done) == (State.CANCELLED, 1)
    assert not mail.outbox
    client.post(reverse("translation_submissions:resume", args=[submission.pk]))
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done, submission.total) == (State.DONE, 3, 3)
    assert translated(about, locale("tr")) == TITLES


# Pages that fail, come and go


@pytest.fixture
def broken(monkeypatch):
    """Pages of these titles can't be prepared, for these reasons."""
    errors = {}
    original = tasks.make_drafts

    def make_drafts(page, *arguments):
        if page.title in errors:
            raise errors[page.title]
        return original(page, *arguments)

    monkeypatch.setattr(tasks, "make_drafts", make_drafts)
    return errors


def test_a_page_that_fails_is_noted_with_its_reason_and_the_others_go_on(client, editor, about, languages, broken):
    broken["Birinci"] = ValidationError("Belə olmaz.")
    broken["İkinci"] = TypeError("something")
    submit(client, editor, about, languages)
    work_off()
    submission = Submission.objects.get()
    assert (submission.state, submission.done, submission.skipped.count(), submission.total) == (State.DONE, 0, 3, 3)
    reasons = {one.title: one.reason for one in submission.skipped.all()}
    assert reasons["Birinci"] == "Belə olmaz."
    assert "TypeError" in reasons["İkinci"]
    assert reasons["Üçüncü"] == "Yuxarı səhifəsi həmin dildə yoxdur."  # in the language of who submitted it
    shown = client.get(reverse("translation_submissions:progress", args=[submission.pk])).content.decode()
    failed = about.get_children().first()
    assert reverse("wagtailadmin_pages:edit", args=[failed.pk]) in shown
    assert "Belə olmaz." in shown
    broken.clear()
    client.post(reverse("translation_submissions:resume", args=[submission.pk]))
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done, submission.total) == (State.DONE, 3, 3)
    assert translated(about, locale("en")) == TITLES


def test_a_page_that_can_not_be_made_in_every_language_does_not_come_up_for_ever(about, languages, monkeypatch):
    original = tasks.make_drafts
    monkeypatch.setattr(tasks, "make_drafts", lambda page, locales, user: original(page, locales[:1], user))
    submission = begin(about, languages)
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done, submission.skipped.count()) == (State.DONE, 0, 3)
    assert translated(about, languages[0]) == ["Haqqımızda"]


def test_pages_that_come_and_go_meanwhile_are_no_trouble(about, languages, monkeypatch):
    original = tasks.make_drafts
    changed = []

    def make_drafts(page, *arguments):
        if not changed:
            changed.append(page)
            Page.objects.get(title="İkinci", locale=about.locale).delete()
            make_page(StandardPage, about, title="Dördüncü")
            make_page(StandardPage, about, title="Əvvəl").move(Page.objects.get(pk=about.pk), pos="first-child")
            page = Page.objects.get(pk=page.pk)
        return original(page, *arguments)

    monkeypatch.setattr(tasks, "make_drafts", make_drafts)
    submission = begin(about, languages)
    work_off()
    submission.refresh_from_db()
    assert (submission.state, submission.done, submission.total) == (State.DONE, 4, 4)
    assert translated(about, locale("en")) == ["Birinci", "Dördüncü", "Haqqımızda", "Üçüncü", "Əvvəl"]
    english = Page.objects.get(title="Haqqımızda", locale=locale("en"))
    assert [page.title for page in english.get_children()] == ["Əvvəl", "Birinci", "Dördüncü"]


def test_a_tree_that_is_deleted_ends_the_work(client, editor, about, languages):
    submit(client, editor, about, languages)
    about.delete()
    work_off()
    submission = Submission.objects.get()
    assert submission.state == State.FAILED
    shown = client.get(reverse("translation_submissions:progress", args=[submission.pk])).content.decode()
    assert "The page was deleted." in shown
    assert not submission.can_resume
