from django.core.management.base import BaseCommand

from home import demo
from home.accounts import DEMO_PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "Fill the site with the demo content and make the demo accounts. Whatever is there already is left alone."

    def handle(self, verbosity, **options):
        made = demo.load(self.stdout.write if verbosity > 1 else self.dot)
        if verbosity:
            self.stdout.write(f"\n{made} things made." if made else "The demo is all there already.")
            names = ", ".join(account.username for account in demo_accounts())
            self.stdout.write(f"Demo accounts: {names}. Password: {DEMO_PASSWORD}")

    def dot(self, _line):
        self.stdout.write(".", ending="")
        self.stdout.flush()
