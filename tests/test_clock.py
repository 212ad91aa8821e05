"""A clock that was ahead, or is set back: nothing lasts for ever by it, nobody is let in, and nothing is lost at once."""

import datetime
import os
import time
from types import SimpleNamespace

import pytest
from django.conf import settings as current
from django.core import signing
from django.utils import timezone

from core import audit, made
from core.accounts import confirming
from core.accounts.second_factor import app, signing_in
from core.accounts.sessions import still_good
from core.audit import sealing
from core.audit.recording import record as write
from core.backup import record, retention
from core.backup.places import Folder, name_of
from core.limits import Limit, TooMany, count
from core.models import AuditEntry, BackupRun, CodeApp, Made, RetentionRun, SearchMiss
from core.models.accounts import Session
from core.privacy import retention as privacy
from core.store.clock import Stamp
from core.store.files import Files
from core.store.shape import Shape
from core.store.shared import Folder as SharedFolder
from home.form_builder import TOKEN
from home.models import StandardPage
from tests import second_factor
from tests.contact_form import contact_form
from tests.factories import make_page, user_in
from translation.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
YEAR = 365 * DAY
SHAPE, STAMP = Shape("https", "example.org", "/", ""), Stamp(3, "token", 0, 0, "version")


@pytest.fixture
def leap(monkeypatch):
    """The clock goes so much ahead of what it is, whoever asks it in Python."""
    real = time.time

    def by(ahead):
        def now():
            return datetime.datetime.fromtimestamp(real(), datetime.UTC) + ahead

        monkeypatch.setattr(time, "time", lambda: real() + ahead.total_seconds())
        monkeypatch.setattr(timezone, "now", now)

    return by


# Who is let in


def test_a_session_of_a_clock_that_was_ahead_is_none_any_more(client):
    client.force_login(user_in("editors"))
    assert client.get("/admin/").status_code == 200
    Session.objects.update(seen_at=timezone.now() + YEAR, started_at=timezone.now() + YEAR)
    assert client.get("/admin/").status_code == 302
    type(client.session).clear_expired()
    assert not Session.objects.filter(user__isnull=False).exists()


def test_a_clock_that_is_put_right_by_an_hour_signs_nobody_out():
    now = timezone.now()
    assert still_good(SimpleNamespace(seen_at=now + HOUR, started_at=now + HOUR), now)


def test_a_password_given_in_the_future_confirms_nothing_today(leap):
    request = SimpleNamespace(session={})
    leap(YEAR)
    confirming.confirmed_now(request)
    assert confirming.is_confirmed(request)
    leap(-DAY)
    assert not confirming.is_confirmed(request)


def test_nor_is_a_code_asked_for_after_it(client, leap):
    user = user_in("editors")
    second_factor.with_second_factor(user)
    user.set_password(second_factor.PASSWORD)
    user.save()
    leap(DAY)
    assert second_factor.log_in(client, user).url.startswith(second_factor.CODE)
    leap(0 * DAY)
    view = signing_in.CodeView()
    view.setup(SimpleNamespace(session=client.session))
    assert view.pending and view.user is None


def test_a_code_that_was_used_is_used_also_when_the_clock_goes_back(leap):
    secret = second_factor.with_second_factor(user_in("editors"))
    row = CodeApp.objects.get()
    code = second_factor.code_of(secret)
    assert app.is_right(row, code)
    leap(-datetime.timedelta(seconds=app.STEP))
    assert not app.is_right(row, code)


def test_limits_hold_in_every_time_and_lock_out_nobody_for_longer_than_their_window(leap):
    limit = Limit("try the clock", most=3, minutes=15)
    for ahead in (0 * DAY, YEAR, -DAY):
        leap(ahead)
        for _ in range(limit.most):
            count(limit.of("somebody"))
        with pytest.raises(TooMany) as refusal:
            count(limit.of("somebody"))
        assert 0 < refusal.value.seconds <= limit.minutes * 60


def test_a_form_opened_before_the_clock_went_back_can_be_sent(home, client):
    page = make_page(contact_form(), home)
    form = page.get_form_class()
    token = signing.dumps(int(time.time()) + 3600, salt=f"form:{page.translation_key}")
    bound = form({TOKEN: token}, page=page)
    assert bound.age() is None and bound.token != token


# Who waits for whom


def test_the_claim_of_a_process_that_died_ends_also_when_the_clock_went_back(tmp_path):
    store = SharedFolder(tmp_path)
    assert store.claim(SHAPE, STAMP) and not store.claim(SHAPE, STAMP)
    os.utime(store.claim_path(SHAPE, STAMP), (time.time() + 86_400,) * 2)
    assert store.claim(SHAPE, STAMP)


def test_files_of_a_restored_site_are_given_out_although_the_clock_went_back(tmp_path):
    files = Files(tmp_path)
    files.switch(STAMP)
    os.utime(files.current, (time.time() + 86_400,) * 2, follow_symlinks=False)
    files.switch(STAMP._replace(number=1))
    assert files.now().startswith("1-")


def test_so_does_that_of_who_made_a_file(settings):
    row = Made.objects.create(kind="card", page_id=1, maker="gone", claimed_until=timezone.now() + YEAR)
    assert made.obtain("card", 1, "digest", lambda: b"content", ".png").digest == "digest"
    row.refresh_from_db()
    assert row.maker == ""


def test_a_tree_that_is_being_translated_is_taken_up_again(home):
    page = make_page(StandardPage, home, title="Ağac")
    submission = Submission.objects.create(page=page, title="Ağac", runner="gone", sign_at=timezone.now() + YEAR)
    assert submission.is_abandoned
    assert submission.claim("another")


# What is kept


def test_backups_of_a_clock_that_was_ahead_are_neither_the_newest_nor_the_only_ones(tmp_path):
    folder, now = Folder(tmp_path), timezone.now()
    for moment in (now + YEAR, now, now - DAY, now - 2 * DAY):
        (tmp_path / name_of(moment, "")).touch()
    assert folder.newest() == name_of(now, "")
    assert retention.outdated(folder.names(), [7, 5, 12]) == []
    assert name_of(now, "") not in retention.outdated(folder.names(), [1, 0, 0], needed=[folder.newest()])


def test_a_clock_that_leaps_every_night_never_deletes_all_backups():
    now, kept = timezone.now(), []
    for years in (0, 1, -1, 3, 0, 10, 0, 1):
        name = name_of(now + years * YEAR + len(kept) * HOUR, "")
        kept = [one for one in [*kept, name] if one not in retention.outdated([*kept, name], [3, 1, 1], {name})]
        assert name in kept and len(kept) >= min(3, len(kept))
    assert len(kept) >= 3


def test_a_backup_of_the_future_does_not_hide_that_there_is_none():
    BackupRun.objects.create(kind=BackupRun.Kind.MADE, at=timezone.now() - 5 * DAY, name="a")
    BackupRun.objects.create(kind=BackupRun.Kind.MADE, at=timezone.now() + YEAR, name="b")
    assert record.standing().age > 4 * DAY


def test_what_the_bin_and_readers_left_outlives_one_night_of_a_wrong_clock(leap):
    def misses():
        return SearchMiss.objects.filter(query="aynur").exists()

    SearchMiss.objects.create(day=timezone.localdate(), language="az", query="aynur", count=1)
    privacy.carry_out()
    for night in (YEAR, 0 * DAY, YEAR):
        leap(night)
        privacy.carry_out()
        assert misses()
    leap(YEAR + DAY)  # it is still so the night after
    privacy.carry_out()
    assert not misses()
    assert RetentionRun.objects.filter(problem="").count() == RetentionRun.objects.count()


def test_one_entry_of_a_clock_without_battery_does_not_take_the_audit_log_with_it(home, leap):
    page = make_page(StandardPage, home, title="Haqqımızda")
    leap(-50 * YEAR)
    lost = write(audit.Action.PUBLISHED, about=page)
    leap(0 * DAY)
    write(audit.Action.PUBLISHED, about=page)
    before = AuditEntry.objects.count()
    assert sealing.delete_before(timezone.now() - current.AUDIT_DAYS * DAY) == 0
    assert AuditEntry.objects.count() == before
    numbers = AuditEntry.objects.filter(number__gte=lost.number).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(lost.number, lost.number + 2))
    assert list(audit.chain.faults()) == []
