"""What people leave on the site goes by itself, when its rule says so and not a day before."""

import datetime
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import FormState
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.models import String, TranslatableObject, TranslationContext

from core import audit
from core.models import AuditEntry, Deleted, RetentionRun, SearchMiss
from core.privacy import retention
from home.models import PrivacyPage, Submission
from tests.contact_form import contact_form
from tests.factories import make_page
from tests.worlds import made_once
from translation.models import TextChange

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@made_once
def form(home):
    return make_page(contact_form(keep_days=30), home)


@made_once
def editor(home):
    return get_user_model().objects.create_user("aynur", "aynur@example.org", "a long enough one", first_name="Aynur")


def submission(form, editor, at):
    row = Submission.objects.create(form_key=form.translation_key, language="az", form_data={"ad": "Aynur"})
    Submission.objects.filter(pk=row.pk).update(submit_time=at)
    return lambda: Submission.objects.filter(pk=row.pk).exists()


def search(form, editor, at):
    row = SearchMiss.objects.create(day=at.date(), language="az", query="aynur", count=1)
    return lambda: SearchMiss.objects.filter(pk=row.pk).exists()


def account(form, editor, at):
    editor.is_active = False
    editor.save()
    UserProfile.objects.get_or_create(user=editor)

    def has_a_name():
        editor.refresh_from_db()
        profile = UserProfile.objects.filter(user=editor).exists()
        names = {editor.first_name, editor.email, editor.username}
        assert not (editor.is_active or {bool(names & {"Aynur", "aynur", "aynur@example.org"})} != {profile})
        return profile

    return has_a_name


def session(form, editor, at):
    age = datetime.timedelta(seconds=1209600)
    row = Session.objects.create(session_key="a", session_data="", expire_date=at + age)
    return lambda: Session.objects.filter(pk=row.pk).exists()


def form_state(form, editor, at):
    of_form = ContentType.objects.get_for_model(form)
    row = FormState.objects.create(
        user=editor, content_type=of_form, object_id=str(form.pk), data="", last_updated_at=at
    )
    return lambda: FormState.objects.filter(pk=row.pk).exists()


def history(form, editor, at):
    row = PageLogEntry.objects.log_action(form, "wagtail.edit", user=editor, timestamp=at)
    return lambda: PageLogEntry.objects.get(pk=row.pk).user_id is not None


def text_history(form, editor, at):
    of_page = TranslatableObject.objects.create(
        translation_key=form.translation_key, content_type=ContentType.objects.get_for_model(Page)
    )
    row = TextChange.objects.create(
        context=TranslationContext.objects.create(object=of_page, path="title"),
        string=String.objects.create(locale=form.locale, data="x", data_hash=form.translation_key),
        locale=Locale.objects.get(language_code="en"),
        user=editor,
    )
    TextChange.objects.filter(pk=row.pk).update(changed_at=at)
    return lambda: TextChange.objects.get(pk=row.pk).user_id is not None


def audited(form, editor, at):
    number = audit.record(audit.Action.PUBLISHED, by=editor).number
    return lambda: AuditEntry.objects.filter(number=number).exists()


def deleted(form, editor, at):
    row = Deleted.objects.create(title="Aynur", kind="x.y", things=[], snapshot={}, deleted_at=at)
    return lambda: Deleted.objects.filter(pk=row.pk).exists()


def task(form, editor, at):
    row = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", queue_name="default", backend_name="default", run_after=at, finished_at=at
    )
    return lambda: DBTaskResult.objects.filter(pk=row.pk).exists()


LEFT = {
    "submissions": (submission, 30),
    "searches": (search, 180),
    "accounts": (account, 365),
    "sessions": (session, 14),
    "form_states": (form_state, 1),
    "history": (history, 730),
    "text_history": (text_history, 730),
    "audit": (audited, 730),
    "bin": (deleted, 30),
    "tasks": (task, 14),
}


def test_every_rule_that_is_carried_out_has_a_test():
    assert {rule.name for rule in retention.rules() if rule.carry_out} == set(LEFT)


@pytest.mark.parametrize("name", LEFT)
def test_it_stays_until_its_last_day_and_goes_after_it(form, editor, name, monkeypatch):
    leave, days = LEFT[name]
    rule = next(rule for rule in retention.rules() if rule.name == name)
    assert rule.period == (days, days)
    then = timezone.now()
    is_there = leave(form, editor, then)
    assert is_there()
    retention.carry_out(then + days * DAY - DAY / 2)
    assert is_there()
    found = retention.carry_out(then + days * DAY + DAY)
    assert not is_there()
    assert found[name] >= 1
    assert RetentionRun.objects.get(rule=name).count == found[name]


def test_an_account_that_was_deactivated_before_anything_was_written_down_is_counted_from_tonight(editor):
    get_user_model().objects.filter(pk=editor.pk).update(is_active=False)
    now = timezone.now()
    retention.carry_out(now)
    retention.carry_out(now + 364 * DAY)
    editor.refresh_from_db()
    assert editor.first_name == "Aynur"
    retention.carry_out(now + 366 * DAY)
    editor.refresh_from_db()
    assert (editor.username, editor.first_name, editor.email) == (f"former-{editor.pk}", "", "")
    assert retention.carry_out(now + 367 * DAY)["accounts"] == 0


def test_one_rule_that_fails_keeps_none_of_the_others(form, editor, monkeypatch):
    is_there = submission(form, editor, timezone.now() - 31 * DAY)

    def fail(now):
        raise OSError("disk full")

    rule = retention._rules["accounts"]
    monkeypatch.setitem(retention._rules, "accounts", retention.Rule(**{**vars(rule), "carry_out": fail}))
    stderr = io.StringIO()
    with pytest.raises(CommandError, match="Failed: accounts"):
        call_command("keep_retention", stdout=io.StringIO(), stderr=stderr)
    assert "disk full" in stderr.getvalue()
    assert not is_there()
    assert "disk full" in RetentionRun.objects.get(rule="accounts").problem


def test_the_night_does_it(form, editor):
    is_there = submission(form, editor, timezone.now() - 31 * DAY)
    call_command("daily", stdout=io.StringIO())
    assert not is_there()


# Told to administrators and to readers, from the same rules


@pytest.mark.parametrize(("language", "days"), [("az", "31 gün"), ("en", "31 days"), ("tr", "31 gün")])
def test_administrators_see_the_rules_with_their_periods_and_how_the_night_went(
    admin_client, settings, language, days, admin_user
):
    settings.BIN_DAYS = 31
    RetentionRun.objects.create(rule="bin", at=timezone.now(), count=3, total=12)
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    html = admin_client.get(reverse("core_privacy:retention")).content.decode()
    assert days in html and "BIN_DAYS" in html and "12" in html
    with translation.override(language):
        never, by_backup = translation.gettext("not yet"), translation.gettext("with every backup")
    assert html.count(never) == len(LEFT) - 1 and html.count(by_backup) == 1


def test_the_privacy_page_says_what_the_rules_say(client, home, form, settings):
    page = make_page(PrivacyPage(title="Məxfilik"), home)
    settings.BACKUP_KEEP, settings.ACCOUNT_DAYS = "7,5,2", 99
    html = client.get(page.url).content.decode()
    for days in ("30 gün", "62 gün", "99 gün"):
        assert days in html
    assert form.url in html


def test_every_page_and_every_form_leads_to_it(client, home, form):
    page = make_page(PrivacyPage(title="Məxfilik"), home)
    html = client.get(form.url).content.decode()
    assert html.count(f'href="{page.url}"') == 2
    assert "30 gün saxlanılır" in html
    assert f'href="{page.url}"' in client.get(home.url).content.decode()


def test_a_form_says_how_long_it_keeps_what_is_sent_where_there_is_no_such_page(client, form):
    assert "30 gün saxlanılır" in client.get(form.url).content.decode()
