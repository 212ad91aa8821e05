from django.conf import settings
from django.core.management.base import BaseCommand

from core.bin.emptying import forget, outdated


class Command(BaseCommand):
    help = "Deletes for good what has lain in the bin longer than BIN_DAYS."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=settings.BIN_DAYS, help="instead of BIN_DAYS")
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *, days, dry_run, **options):
        for entry in outdated(days):
            if not dry_run:
                forget(entry)
            self.stdout.write(f"{'would delete' if dry_run else 'deleted'}: {entry} ({entry.deleted_at:%Y-%m-%d})")
