from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.backup import restoring
from core.backup.archive import Reader
from core.backup.places import Folder, place, plain
from core.backup.refusal import Refusal
from core.privacy import erasures
from core.privacy.repeating import repeat


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
                    younger = self.erased_since(reader.manifest["made_at"], looked_in(backup, where))
                    if dry_run:
                        self.stdout.write("Nothing was changed.")
                        return
                    repeated = []
                    restoring.carry_out(plan, lambda: repeated.append(repeat(younger)))
                finally:
                    reader.close()
        except (Refusal, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.tell_repeated(*repeated)
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

    def erased_since(self, made_at, places):
        """What people had erased after the backup was made, by the records that lie beside the backups."""
        known = {erasure for where in places for erasure in erasures.read(where)}
        younger = sorted((one for one in known if one.at >= datetime.fromisoformat(made_at)), key=lambda one: one.at)
        listed = " and ".join(str(where) for where in places)
        self.stdout.write(f"Erasures of personal data since then, by the records in {listed}: {len(younger)}.")
        return younger

    def tell_repeated(self, repeated):
        if repeated.erasures:
            self.stdout.write(f"Erased once more: {days(repeated.erasures)}, in {repeated.count} places.")
        if repeated.others:
            self.stderr.write(
                f"NOT ERASED: {days(repeated.others)}, written down with another SECRET_KEY. Put that key into "
                "SECRET_KEY_FALLBACKS and restore once more, or erase by hand in the admin, under “Personal data of somebody”, "
                "what was asked for on these days."
            )


def days(done):
    """How many, and of which days."""
    return f"{len(done)} of {', '.join(dict.fromkeys(f'{one.at:%Y-%m-%d}' for one in done))}"


def looked_in(backup, where):
    """The places of records: where the backup lies, and where this site keeps its own."""
    path = Path(backup)
    own = place(settings.BACKUP_URL)
    first = Folder(path.absolute().parent) if path.is_file() else place(where)
    return [first] if str(first) == str(own) else [first, own]


def found(backup, where):
    """The path of the file, wherever it is kept, for the time of a ``with`` block."""
    path = Path(backup)
    if path.is_file():
        return Folder(path.parent).file(path.name)
    where = place(where)
    return where.file(where.newest() if backup == "newest" else backup)
