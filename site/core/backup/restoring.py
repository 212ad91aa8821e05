"""A backup put back. First everything is looked at and nothing changed; then files, then the database at one blow.

The files get their names before the rows that name them are there, and a name that is taken by another file is refused.
So who is killed before the database says yes leaves the site as it was, with some files that nobody names; who is killed
afterwards leaves it restored. Restoring once more takes up the files that are there.

A backup of an older version: the empty database is brought to its migrations, filled, and migrated to today's. Who is
killed between the last two has the content; ``migrate`` does the rest.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError

from core import audit, generation
from core.audit import guard
from core.backup import keys, media
from core.backup.refusal import Refusal
from core.backup.tables import Table, of_models
from core.backup.versions import State

CONTENT = {  # table: (what a row of it is, which rows were made by somebody)
    "wagtailcore_page": ("pages", "depth > 2"),
    "auth_user": ("accounts", "1 = 1"),
    "core_siteimage": ("pictures", "1 = 1"),
    "core_sitedocument": ("documents", "1 = 1"),
}


@dataclass
class Plan:
    """What is to be done; made without changing anything."""

    archive: object
    storage: object
    replaces: dict[str, int] = field(default_factory=dict)  # what the site has now
    to_migrate: int = 0
    files: list = field(default_factory=list)
    is_older: bool = False


def plan(archive, storage, replace=False):
    """A :class:`Plan`, or a refusal that says what to do instead."""
    archive.check()
    manifest = archive.manifest
    _refuse_other_languages(manifest["languages"])
    state = State(connection)
    state.refuse_unknown(manifest["migrations"])
    lacking = state.lacks(manifest["migrations"])
    found = content()
    if found and not replace:
        raise Refusal(
            f"This site has content: {told(found)}. Restore into an empty one, or with --replace: then all of it is deleted, "
            "for good, and the content of the backup takes its place."
        )
    if found and lacking:
        raise Refusal("This site is of an older version than the backup: run migrate, then restore.")
    is_older = not (state.applied | lacking) >= set(state.loader.graph.nodes)
    return Plan(archive, storage, found, len(lacking), media.missing(archive, storage), is_older)


def carry_out(plan, at_last=lambda: None):
    """``at_last`` is called when the site is whole and nobody sees it yet."""
    manifest = plan.archive.manifest
    if plan.to_migrate:
        State(connection).bring_to(manifest["migrations"])
    media.put(plan.archive, plan.files, plan.storage)
    described = manifest["tables"]
    with transaction.atomic():
        _kept, left_out = of_models(apps)  # by this version: it may have tables that the backup knows nothing of
        with unguarded():
            empty({*(table["name"] for table in described), *manifest["left_out"], *left_out})
            for table in described:
                load(plan.archive, table)
        for table in described:
            with plan.archive.lines(table["name"]) as lines:
                Table.read(table).compare(connection, lines)
        check_references()
        if not plan.is_older:
            make_usable(manifest["made_at"])
            at_last()
    if plan.is_older:
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            make_usable(manifest["made_at"])
            at_last()
    cache.clear()  # addresses of sites, numbers of content types: those of another database


@contextmanager
def unguarded():
    """The audit log of the backup takes the place of this site's: the one time that entries may be deleted."""
    is_there = guard.is_there(connection)
    if is_there:
        guard.remove(connection)
    yield
    if is_there:
        guard.install(connection)


def empty(names):
    """Delete all rows. Until the end nobody else writes; others read what was."""
    there = {*connection.introspection.table_names()}
    names = [connection.ops.quote_name(name) for name in names if name in there]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  names of tables that are there


def load(archive, described):
    table = Table.read(described)
    try:
        with archive.lines(table.name) as lines:
            count = table.load(connection, lines)
        if table.counts:
            keys.set_last(connection, table, described["last"])
    except DatabaseError as error:
        raise Refusal(f"{table.name} can't be loaded, and nothing was: {error}") from error
    if count != described["rows"]:
        raise Refusal(f"{table.name} has {count} rows in the archive, and its manifest says {described['rows']}.")


def check_references():
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise Refusal(
            f"Rows of the backup refer to others that are not in it, and nothing was changed: {error}"
        ) from error


def make_usable(made_at):
    """What was left out and readers or editors would miss, and caches that know another content."""
    call_command("update_index", backend_name="default", verbosity=0)
    call_command("update_board", verbosity=0)
    generation.advance()
    audit.record(audit.Action.BACKUP_RESTORED, details={"made_at": made_at})


def content():
    """How many things people have made there are in the database, by what they are."""
    there = {*connection.introspection.table_names()}
    found = {}
    with connection.cursor() as cursor:
        for table, (what, condition) in CONTENT.items():
            if table in there:
                cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}")  # noqa: S608  our own words
                found[what] = cursor.fetchone()[0]
    return {what: count for what, count in found.items() if count}


def told(counts):
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _refuse_other_languages(languages):
    ours = settings.LANGUAGE_CODES
    if languages[0] != ours[0] or not {*languages} <= {*ours}:
        raise Refusal(
            f"The backup has the languages {','.join(languages)}, this site {','.join(ours)}: set LANGUAGES to those of "
            "the backup, the source first."
        )
