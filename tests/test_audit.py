"""The audit log: what is written down, that it stays, and that it shows when somebody was at it."""

import datetime
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import GroupPagePermission

from core import audit
from core.audit import chain, guard, sealing
from core.audit.writing import OF_ACCOUNTS
from core.models import AuditEntry, AuditHead
from core.models.audit import AppendOnly
from home.models import StandardPage
from home.roles import ADMINISTRATORS, CHIEF_EDITORS
from projects.models import Person
from tests.factories import make_page
from tests.worlds import made_once

pytestmark = pytest.mark.django_db
Action = audit.Action
PASSWORD = "a long enough one"


@made_once
def page(home):
    return make_page(StandardPage(title="Haqqımızda"), home)


@made_once
def chief(home):
    user = get_user_model().objects.create_user("chief", "chief@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    return user


@pytest.fixture
def written():
    """What was written since the test began."""
    since = AuditHead.objects.get().number

    def entries():
        return list(AuditEntry.objects.filter(number__gt=since).order_by("number"))

    return entries


def told(entries):
    return [(entry.action, entry.account, entry.object_id) for entry in entries]


# What is written


def test_logging_in_and_out(client, chief, written):
    client.login(username="chief", password=PASSWORD)
    client.logout()
    assert told(written()) == [("login", chief.pk, str(chief.pk)), ("logout", chief.pk, str(chief.pk))]


def test_a_log_in_that_failed_keeps_nothing_of_what_was_typed(client, chief, written):
    assert not client.login(username="chief", password="wrong-secret")
    assert not client.login(username="typed-secret", password="x")
    assert told(written()) == [("login.failed", None, str(chief.pk)), ("login.failed", None, "")]
    assert "secret" not in str(list(AuditEntry.objects.values()))


def test_accounts_passwords_and_addresses_without_any_of_them(chief, written):
    user = get_user_model().objects.create_user("new", "new@example.org", PASSWORD)
    user.email = "other@example.org"
    user.save()
    user.set_password("another long one")
    user.save()
    user.is_active, user.is_superuser = False, True
    user.save()
    user.first_name = "Nobody asks"
    user.save()
    number = user.pk
    user.delete()
    entries = written()
    assert [entry.action for entry in entries] == [
        *["account.made", "account.address", "password", "account.off", "rights", "account.gone"]
    ]
    assert {entry.object_id for entry in entries} == {str(number)}
    assert not [word for word in ("new", "other", "example.org") if word in str([vars(entry) for entry in entries])]


def test_a_password_that_is_only_stored_in_a_newer_way_is_no_new_password(chief, written, settings):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[::-1]
    fresh = get_user_model().objects.get(pk=chief.pk)
    before = fresh.password
    assert fresh.check_password(PASSWORD) and fresh.password != before
    assert written() == []


def test_groups_their_members_and_permissions(chief, home, written):
    group = Group.objects.create(name="helpers")
    with LogContext(user=chief):
        chief.groups.add(group)
        group.user_set.remove(chief)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        publish = Permission.objects.get(codename="publish_page")
        row = GroupPagePermission.objects.create(group=group, page=home, permission=publish)
        row.delete()
    group.delete()
    assert [(entry.action, entry.account, entry.details) for entry in written()] == [
        ("group.made", None, {}),
        ("membership", chief.pk, {"add": ["helpers"]}),
        ("membership", chief.pk, {"remove": [chief.pk]}),
        ("rights", chief.pk, {"add": ["access_admin"]}),
        ("rights", chief.pk, {"add": ["publish_page", "page", home.pk]}),
        ("rights", chief.pk, {"remove": ["publish_page", "page", home.pk]}),
        ("group.gone", None, {}),
    ]


@pytest.mark.parametrize(("what", "action"), OF_ACCOUNTS.items())
def test_second_factors_and_recovery_codes(chief, written, what, action):
    log(chief, what, user=chief)
    [entry] = written()
    assert (entry.action, entry.account, entry.object_id, entry.label) == (action, chief.pk, str(chief.pk), "")


def test_the_life_of_a_page(client, chief, page, written):
    page.save_revision(user=chief).publish(user=chief)
    page.unpublish(user=chief)
    client.force_login(chief)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    entries = [entry for entry in written() if entry.action != "login"]
    assert told(entries) == [(action, chief.pk, str(page.pk)) for action in ("published", "unpublished", "deleted")]
    assert {(entry.kind, entry.label) for entry in entries} == {("home.standardpage", "Haqqımızda")}


def test_a_publication_costs_two_queries_more(chief, page):

    page.save_revision(user=chief).publish(user=chief)
    with CaptureQueriesContext(connection) as captured:
        page.save_revision(user=chief).publish(user=chief)
    ours = [one["sql"] for one in captured if "core_audit" in one["sql"]]
    assert len(ours) == 2


def test_a_person_is_called_by_the_number(admin_user, home, written):
    person = Person.objects.create(name="Günel Səfərova", locale=home.locale)

    log(instance=person, action="wagtail.edit", user=admin_user)
    (entry,) = written()
    assert (entry.action, entry.object_id, entry.label) == ("published", str(person.pk), "")


def test_an_address_in_a_title_is_not_kept(page, written):
    audit.record(Action.PUBLISHED, about=page, label="Write to ali@example.org")
    assert written()[0].label == "Write to …"


def test_what_is_taken_back_was_not_written(page, written):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(Action.PUBLISHED, about=page)
        raise ZeroDivisionError
    assert written() == []


# It stays


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditentry SET action = 'logout' WHERE number = (SELECT max(number) FROM core_auditentry)",
        "DELETE FROM core_auditentry WHERE number = (SELECT max(number) FROM core_auditentry)",
        "DELETE FROM core_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(page, statement):
    audit.record(Action.PUBLISHED, about=page)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_so_do_the_models(page):
    entry = audit.record(Action.PUBLISHED, about=page)
    for act in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnly):
            act()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.update(label="")


def test_no_group_has_a_right_to_change_it(home):
    rights = Permission.objects.filter(content_type__app_label="core", codename__endswith="auditentry")
    assert [right.codename for right in rights] == ["view_auditentry"]
    assert list(rights.get().group_set.values_list("name", flat=True)) == [ADMINISTRATORS]


def test_an_account_that_goes_leaves_its_entries(chief, page, written):
    audit.record(Action.PUBLISHED, by=chief, about=page)
    number = chief.pk
    chief.delete()
    assert written()[0].account == number


# It shows when somebody was at it


@pytest.fixture
def tampered(page):
    """What is found after somebody who owns the database did this to the third entry of five."""

    def after(statement):
        for _one in range(5):
            last = audit.record(Action.PUBLISHED, about=page).number
        assert list(chain.faults()) == []
        guard.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, [last - 2])
        guard.install(connection)
        return last - 2, list(chain.faults())

    return after


@pytest.mark.parametrize(
    "column", ["label = 'x'", "account = 5", "at = '2020-01-01 00:00:00+00:00'", "details = '[1]'"]
)
def test_an_entry_that_was_changed(tampered, column):
    number, found = tampered(f"UPDATE core_auditentry SET {column} WHERE number = %s")
    assert found == [f"Entry {number} was changed."]


def test_an_entry_that_was_taken_out(tampered):
    number, found = tampered("DELETE FROM core_auditentry WHERE number = %s")
    assert found == [f"Before entry {number + 1} something was taken out or put in."]


def test_entries_that_were_taken_out_at_the_end(tampered):
    number, found = tampered("DELETE FROM core_auditentry WHERE number >= %s")
    assert found == [f"Entries at the end were taken out: there were {number + 2}."]


def test_the_command_says_so_and_what_to_write_down(page, tampered):
    said = io.StringIO()
    call_command("audit", "verify", stdout=said)
    known = said.getvalue().split()[-1]
    assert known == "{0.number}:{0.hash}".format(AuditHead.objects.get())
    call_command("audit", "verify", known=known, stdout=said)
    with pytest.raises(CommandError, match="not the one that was written down"):
        call_command("audit", "verify", known=f"{known.partition(':')[0]}:other", stdout=said)
    tampered("UPDATE core_auditentry SET label = 'x' WHERE number = %s")
    with pytest.raises(CommandError, match="was changed"):
        call_command("audit", "verify", stdout=said)
    guard.remove(connection)
    with pytest.raises(CommandError, match="core_audit_stays is missing"):
        call_command("audit", "verify", stdout=said)


# The one way out


def test_what_is_too_old_goes_and_the_chain_begins_anew_from_a_seal(page, monkeypatch, written):
    now = timezone.now()
    for days in (0, 0, 100, 790):
        monkeypatch.setattr(timezone, "now", lambda days=days: now + datetime.timedelta(days=days))
        if days < 790:
            audit.record(Action.PUBLISHED, about=page)
    AuditHead.objects.update(first=1)
    before = AuditEntry.objects.count()
    gone = sealing.delete_before(now + datetime.timedelta(days=60))
    assert gone == before - 1  # also what the installation wrote
    assert [entry.action for entry in AuditEntry.objects.order_by("number")] == ["published", "sealed"]
    assert list(chain.faults()) == []
    assert sealing.delete_before(now + datetime.timedelta(days=60)) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_audithead SET first = first + 1")
    assert list(chain.faults()) != []


# Read in the admin


def test_administrators_read_it_filter_it_and_taking_it_along_is_written_down(
    client, chief, page, admin_client, written
):
    audit.record(Action.PUBLISHED, by=chief, about=page)
    audit.record(Action.BACKED_UP, label="backup-1.zip")
    address = reverse("core_audit:index")
    html = admin_client.get(address).content.decode()
    assert "Haqqımızda" in html and "backup-1.zip" in html
    assert "backup-1.zip" not in admin_client.get(address, {"account": chief.pk}).content.decode()
    assert "Haqqımızda" not in admin_client.get(address, {"action": "backup.made"}).content.decode()
    lines = b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode().splitlines()
    assert any("backup-1.zip" in line for line in lines)
    last = written()[-1]
    assert (last.action, last.details) == ("exported", {"as": "csv"})
    client.force_login(chief)
    assert client.get(address).status_code != 200


def test_what_people_sent_taken_along_is_written_down(admin_client, home, written):
    from tests.contact_form import contact_form

    form = make_page(contact_form(), home)
    admin_client.get(reverse("wagtailforms:list_submissions", args=[form.pk]), {"export": "xlsx"})
    last = written()[-1]
    assert (last.action, last.kind, last.object_id, last.label) == (
        "exported",
        "home.formpage",
        str(form.pk),
        form.title,
    )
