"""What the site leans on: each is asked, not only looked up in the settings."""

import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import languages
from core.audit import chain, guard
from core.backup.record import standing
from core.doctor import configuration
from core.doctor.finding import advice, good, wrong
from core.health import probes, queue

SKEW = 5  # seconds that two clocks may differ
WAIT = 20  # seconds for a worker to answer
TEST_DAYS = 35
CLOCK = "Keep both machines on time, with chrony or systemd-timesyncd: scheduled publishing goes by it."


def database():
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield wrong(
            f"The database does not answer: {str(error).splitlines()[0]}",
            "Start it, and see that DATABASE_URL has the right name, password and place.",
        )
        return
    version, oldest = connection.get_database_version(), connection.features.minimum_database_version
    name = f"{connection.display_name} {dotted(version)}"
    if oldest and version < oldest:
        yield wrong(f"{name} is too old.", f"Use {dotted(oldest)} or newer.")
        return
    yield good(f"Database: {name}")
    if connection.vendor == "postgresql":
        yield from postgresql()
    elif configuration.in_production():
        yield advice("SQLite is for one machine.", "With two, or many editors at once, set DATABASE_URL to PostgreSQL.")


def audit_log():
    if gone := guard.missing(connection):
        yield wrong(
            f"Nothing keeps the audit log from being changed: {', '.join(gone)} is missing.",
            "Run `manage.py audit guard`, then `manage.py audit verify`.",
        )
    elif problem := next(chain.faults(), None):
        yield wrong(f"The audit log is not whole: {problem}", "Run `manage.py audit verify`, and ask who was at it.")
    else:
        yield good("The audit log is whole.")


def postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            yield wrong(f"The database is in {encoding}.", "Make it anew with ENCODING 'UTF8'.")
        wanted = {languages.collation(code) for code, _name in languages.content_languages()}
        cursor.execute("SELECT collname FROM pg_collation WHERE collname = ANY(%s)", [sorted(wanted)])
        if missing := wanted - {name for (name,) in cursor.fetchall()}:
            yield wrong(
                f"PostgreSQL lacks the alphabets {', '.join(sorted(missing))}: lists could not be sorted.",
                "Use a PostgreSQL with ICU, as Debian, Ubuntu and the official image (not the alpine one) have it.",
            )
        cursor.execute("SELECT clock_timestamp()")
        skew = abs((cursor.fetchone()[0] - timezone.now()).total_seconds())
        if skew > SKEW:
            yield wrong(f"The clocks of this machine and of the database are {skew:.0f} s apart.", CLOCK)


def migrations():
    if pending := probes.pending_migrations():
        yield wrong(f"The database lacks {len(pending)} migrations of this version.", "Run: manage.py migrate")
    else:
        yield good("The database is of this version.")


def cache():
    try:
        probes.cache_answers()
    except Exception as error:
        yield wrong(
            f"The cache does not answer ({type(error).__name__}): pages are slower.",
            "Start Redis, and see that REDIS_URL names it.",
        )
        return
    if settings.REDIS_URL:
        yield good("Cache: Redis answers.")
    elif configuration.in_production():
        yield advice("Every process has a cache of its own.", "With two processes or more set REDIS_URL.")


def mail():
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield advice(f"Mails go to {settings.EMAIL_BACKEND}.", "On a server set EMAIL_URL.")
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        smtp = get_connection(timeout=10)
        smtp.open()
        smtp.close()
    except OSError as error:
        yield wrong(
            f"The mail server {server} does not take us ({type(error).__name__}).",
            "See that EMAIL_URL has the right server, port, name and password, and that no firewall is between.",
        )
    else:
        yield good(f"Mail: {server} takes us.")


def worker():
    found = queue.look()
    if found.failed:
        yield advice(
            f"{found.failed} tasks in the background have failed.",
            "The log of the worker says why; manage.py prune_db_task_results forgets them.",
        )
    if not answers():
        yield wrong(
            f"No worker answers; {found.waiting} tasks wait, the first for {found.oldest / 60:.0f} min.",
            "Start it: manage.py worker (systemctl start outreach-worker). It may also be busy with a long task.",
        )
    else:
        yield good(f"The worker answers; {found.waiting} tasks wait.")


def answers():
    """Whether somebody takes up a task that is put before all others."""
    result = queue.sign_of_life.enqueue()
    waiting = DBTaskResult.objects.filter(pk=result.id)
    until = time.monotonic() + WAIT
    try:
        while (status := waiting.values_list("status", flat=True).first()) != TaskResultStatus.SUCCESSFUL:
            if status is None:
                return result.is_finished  # where tasks run at once, none is kept
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
        return True
    finally:
        waiting.delete()


def backups():
    found = standing()
    if found.age is None:
        yield wrong("There is no backup.", "Run: manage.py backup; and every night (outreach-backup.timer).")
    elif found.age > probes.BACKUP_PATIENCE:
        yield wrong(f"The last good backup is {found.age.days} days old.", "See what outreach-backup.timer does.")
    else:
        yield good(f"Backup: {found.made:%Y-%m-%d %H:%M} UTC")
    if found.problem:
        yield wrong(f"The last backup went wrong: {found.problem}")
    if found.age_of_test is None or found.age_of_test > timedelta(days=TEST_DAYS):
        yield advice("No backup has been tried out for a month.", "Run: manage.py verify_backup; and once a week.")


def dotted(version):
    return ".".join(map(str, version))
