import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site

from core.redirects import importing


class Command(BaseCommand):
    help = (
        "Make redirects of a CSV file with two columns, the old address and the one of today. An old address that ends "
        "with * stands for all that begin like it. Nothing is written while a line is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
        parser.add_argument("--skip-wrong", action="store_true", help="write the lines that are right")

    @transaction.atomic
    def handle(self, file, dry_run, skip_wrong, **options):
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            raise CommandError("There is no site yet: run migrate first.")
        try:
            lines = importing.read(file.read_bytes(), site)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{file} can't be read as text in UTF-8: {error}") from error
        wrong = [line for line in lines if line.problem]
        for line in lines:
            said = f"wrong: {line.problem}" if line.problem else line.state
            self.stdout.write(f"{line.number}: {line.old} → {line.new}: {said}")
        if wrong and not skip_wrong and not dry_run:
            raise CommandError(f"{len(wrong)} of {len(lines)} lines are wrong; nothing was written.")
        right = [line for line in lines if not line.problem]
        if not dry_run:
            for line in right:
                if line.state != "same":
                    line.redirect.save()
        written = "would be written" if dry_run else "written"
        states = ", ".join(f"{sum(line.state == one for line in right)} {one}" for one in ("new", "changed", "same"))
        self.stdout.write(f"{len(right)} {written} ({states}), {len(wrong)} wrong.")
