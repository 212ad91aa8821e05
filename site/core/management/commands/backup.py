from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from core import audit
from core.audit import guard
from core.backup import making, record, retention
from core.backup.places import made_at, place
from core.backup.refusal import Refusal
from core.models import BackupRun
from core.privacy import erasures


class Command(BaseCommand):
    help = (
        "Every night: back up database and media, to BACKUP_URL, and delete the backups that BACKUP_KEEP does not want."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", default=settings.BACKUP_URL, help="a folder or s3://bucket/prefix, instead of BACKUP_URL"
        )
        parser.add_argument("--list", action="store_true", help="only say which backups there are")
        parser.add_argument("--keep-all", action="store_true", help="delete no older ones")

    def handle(self, *, to, keep_all, **options):
        try:
            where = place(to)
            if options["list"]:
                self.tell(where)
                return
            keep = retention.limits()
            made = self.make(where)
            if not keep_all:
                self.tidy(where, keep, made.name)
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error

    def make(self, where):
        with record.recorded(BackupRun.Kind.MADE) as run:
            made = making.make(where, settings.BACKUP_RECIPIENT)
            run.name, run.size = made.name, made.size
        if guard.is_there(connection):
            audit.record(audit.Action.BACKED_UP, label=made.name)
        said = f"{made.rows} rows, {made.files} files, {megabytes(made.size)}"
        self.stdout.write(f"{made.name} in {where}: {said}")
        for name in made.gone:
            self.stderr.write(f"not in the storage, and so not in the backup: {name}")
        return made

    def tidy(self, where, keep, made):
        for name in retention.outdated(where.names(), keep, {made, record.last_tested()}):
            where.delete(name)
            self.stdout.write(f"deleted: {name}")
        erasures.forget_before(where, made_at(where.names()[-1]))

    def tell(self, where):
        for name in where.names():
            self.stdout.write(f"{name}  {made_at(name):%Y-%m-%d %H:%M} UTC  {megabytes(where.size(name))}")


def megabytes(size):
    return f"{size / 1_000_000:.1f} MB"
