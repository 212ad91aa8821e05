from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.backup import media, tables
from core.backup.refusal import Refusal
from core.bucket.address import is_bucket


class Command(BaseCommand):
    help = (
        "Copy the files that the database names to where they are kept from now on, into MEDIA_BUCKET or out of it. "
        "May be repeated, and while the site runs: what is there already is left."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="where they have been: the folder media/, or the address of a bucket")

    def handle(self, source, **options):
        try:
            self.copy(storage_at(source))
        except (Refusal, OSError) as error:
            raise CommandError(str(error)) from error

    def copy(self, before):
        kept, _left_out = tables.of_models(apps)
        copied = there = 0
        for name in sorted({name for table in kept for name in table.file_names(connection)}):
            if default_storage.exists(name):
                there += 1
            elif before.exists(name):
                with before.open(name) as file:
                    media.put_one(file, name, default_storage)
                copied += 1
            else:
                self.stderr.write(f"In neither: {name}")
        self.stdout.write(f"{copied} files copied, {there} were there already.")


def storage_at(source):
    if not is_bucket(source):
        return FileSystemStorage(location=source)
    from core.bucket.storage import Storage

    return Storage.at(source)
