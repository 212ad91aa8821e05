from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.backup import restoring
from core.backup.archive import Reader
from core.backup.places import Folder, place, plain
from core.backup.refusal import Refusal


class Command(BaseCommand):
    help = "Put a backup into an empty site. Everything is checked before anything is changed; all of it is restored or nothing."
    requires_system_checks = ()  # of a database without tables

    def add_arguments(self, parser):
        parser.add_argument("backup", help="the name of one in BACKUP_URL, the path of a file, or “newest”")
        parser.add_argument("--from", dest="where", default=settings.BACKUP_URL, help="instead of BACKUP_URL")
        parser.add_argument("--identity", default=settings.BACKUP_IDENTITY, help="the file with the key of age")
        parser.add_argument(
            "--dry-run", action="store_true", help="check it, say what would be done, and change nothing"
        )
        parser.add_argument("--replace", action="store_true", help="delete for good the content that this site has now")
        parser.add_argument("--media-folder", type=Path, help="put the media there instead of where the site has them")

    def handle(self, backup, where, identity, dry_run, replace, media_folder, **options):
        storage = FileSystemStorage(location=media_folder) if media_folder else default_storage
        try:
            with found(backup, where) as path, plain(path, identity) as archive:
                reader = Reader(archive)
                try:
                    plan = restoring.plan(reader, storage, replace)
                    self.tell(plan)
                    if dry_run:
                        self.stdout.write("Nothing was changed.")
                        return
                    restoring.carry_out(plan)
                finally:
                    reader.close()
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored. Restart the site and its worker: they remember numbers of the old database.")

    def tell(self, plan):
        manifest = plan.archive.manifest
        made = manifest["versions"]
        rows = sum(table["rows"] for table in manifest["tables"])
        self.stdout.write(
            f"Backup of {manifest['site']}, made at {manifest['made_at'][:16]} UTC with {made['database']}."
        )
        self.stdout.write(f"Every checksum is right: {len(manifest['tables'])} tables, {len(manifest['media'])} files.")
        if plan.replaces:
            self.stdout.write(f"To be deleted: {restoring.told(plan.replaces)}.")
        if plan.to_migrate:
            self.stdout.write(f"To be prepared: {plan.to_migrate} migrations.")
        there = len(manifest["media"]) - len(plan.files)
        self.stdout.write(f"To be restored: {rows} rows, {len(plan.files)} files ({there} are there already).")
        if manifest["gone"]:
            self.stdout.write(f"Not in the backup: {len(manifest['gone'])} files that were gone when it was made.")
        if plan.is_older:
            self.stdout.write(f"It is of an older version ({made['site']}): it is migrated to today's afterwards.")


def found(backup, where):
    """The path of the file, wherever it is kept, for the time of a ``with`` block."""
    path = Path(backup)
    if path.is_file():
        return Folder(path.parent).file(path.name)
    where = place(where)
    return where.file(where.newest() if backup == "newest" else backup)
