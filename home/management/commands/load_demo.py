from django.core.management.base import BaseCommand, CommandError

from core.languages import source_language
from home import demo
from home.accounts import DEMO_PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "Fill the site with the demo content and make the demo accounts. Whatever is there already is left alone."

    def handle(self, verbosity, **options):
        if source_language() != demo.LANGUAGE:
            raise CommandError(
                f"The demo is written in “{demo.LANGUAGE}”, which is not the first of LANGUAGES: put it there, "
                "or start with --empty."
            )
        made = demo.load(lambda line: self.progress(line, verbosity))
        if not verbosity:
            return
        self.stdout.write(f"\n{made} pages, records and files made." if made else "The demo is all there already.")
        names = ", ".join(account.username for account in demo_accounts())
        self.stdout.write(f"Demo accounts: {names}. Password: {DEMO_PASSWORD}")

    def progress(self, line, verbosity):
        """A dot for each page or record; at verbosity 2 its name."""
        if verbosity > 1:
            self.stdout.write(line)
        elif verbosity:
            self.stdout.write(".", ending="")
            self.stdout.flush()
