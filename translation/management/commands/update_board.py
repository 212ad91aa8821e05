from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from translation.board.changed import update


class Command(BaseCommand):
    help = "Compare the board of translations with what it is made from, and mend what differs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything differs")

    def handle(self, check, verbosity, **options):
        differing = would_differ() if check else update()
        if check and differing:
            raise CommandError(f"{differing} lines and cells of the board are not as they should be.")
        if verbosity and differing:
            self.stdout.write(f"{differing} lines and cells of the board were made anew.")


def would_differ():
    with transaction.atomic():
        differing = update()
        transaction.set_rollback(True)
    return differing
