from django.core.management.base import BaseCommand

from core.accounts.unused import look_after


class Command(BaseCommand):
    help = "Every day: warn the owners of accounts that nobody has used for long, and deactivate those who were warned."

    def handle(self, **options):
        warned, deactivated = look_after()
        for user in warned:
            self.stdout.write(f"warned: {user.get_username()}")
        for user in deactivated:
            self.stdout.write(f"deactivated: {user.get_username()}")
