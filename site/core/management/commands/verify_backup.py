from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.backup import record, trial
from core.backup.places import place
from core.backup.refusal import Refusal
from core.models import BackupRun


class Command(BaseCommand):
    help = "Every week: restore the newest backup for trial, into a scratch database, and look at what comes out."

    def add_arguments(self, parser):
        parser.add_argument("backup", nargs="?", default="newest", help="the name of one, instead of the newest")
        parser.add_argument("--from", dest="where", default=settings.BACKUP_URL, help="instead of BACKUP_URL")
        parser.add_argument("--identity", default=settings.BACKUP_IDENTITY, help="the file with the key of age")

    def handle(self, backup, where, identity, **options):
        try:
            with record.recorded(BackupRun.Kind.TESTED) as run:
                where = place(where)
                run.name = where.newest() if backup == "newest" else backup
                rows, files = trial.try_out(where, run.name, identity)
        except (Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{run.name} can be restored: {rows} rows, {files} files.")
