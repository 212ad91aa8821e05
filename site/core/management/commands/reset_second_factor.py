from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from core.accounts.second_factor.rules import take_away


class Command(BaseCommand):
    help = (
        "Switches off two-step verification for an account whose owner has lost the telephone and the recovery codes."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.")
        if take_away(user):
            self.stdout.write(f"“{username}” signs in with the password alone, and can set it up anew.")
        else:
            self.stdout.write(f"“{username}” has no two-step verification.")
