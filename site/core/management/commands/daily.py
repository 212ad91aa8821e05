import traceback

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

# By name: some live on a higher floor.
HOUSEKEEPING = ("hide_pictures", "keep_retention", "deactivate_unused", "update_board")


class Command(BaseCommand):
    help = (
        "Every night, soon after midnight: what has to be done once a day, each part whether or not another one fails."
    )

    def handle(self, **options):
        failed = []
        for name in HOUSEKEEPING:
            try:
                call_command(name, stdout=self.stdout, stderr=self.stderr)
            except Exception:  # the others must be done
                self.stderr.write(traceback.format_exc())
                failed.append(name)
        tell_the_planner()
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")


def tell_the_planner():
    """How much is in which table, without which it may choose the wrong index. PostgreSQL finds out by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")  # rows of an index: a glance, however large it is
            cursor.execute("ANALYZE")
