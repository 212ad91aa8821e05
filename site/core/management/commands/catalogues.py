import shutil
from dataclasses import astuple, fields

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.catalogues import files, own, packages, state

GETTEXT = ("xgettext", "msgmerge", "msgattrib", "msguniq")
ACTIONS = {
    "compile": "write the compiled catalogues that are not up to date",
    "extract": "bring the messages of our code into our catalogues",
    "merge": "bring the messages of the installed packages into locale/third_party, as after an upgrade",
    "check": "say what is wrong, and fail if anything is",
    "state": "count the messages of every package in every language",
    "upstream": "write our translations as the packages' own catalogues, to be given back",
}


class Command(BaseCommand):
    help = "Message catalogues. " + " ".join(f"{action}: {what}." for action, what in ACTIONS.items())
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("--to", default="upstream", help="the folder that upstream writes into (%(default)s)")

    def handle(self, action, to, **options):
        self.target = to
        getattr(self, action)()

    def compile(self):
        changed = files.compile_changed(settings.LOCALE_PATHS)
        self.stdout.write(f"{len(changed)} catalogues compiled.")

    def extract(self):
        self.need_gettext()
        own.extract(settings.BASE_DIR, settings.LANGUAGE_CODES)
        self.stdout.write("The catalogues hold what the code says.")

    def merge(self):
        waiting = packages.merge(settings.BASE_DIR, files.third_party_languages(settings.BASE_DIR))
        self.stdout.write(f"The catalogues hold what the packages say. {waiting} messages wait for a translation.")

    def check(self):
        self.need_gettext()
        problems = state.check(settings.BASE_DIR, settings.LANGUAGE_CODES)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogues.")
        self.stdout.write("The catalogues are complete and hold what the code and the packages say.")

    def state(self):
        columns = [field.name for field in fields(state.State)]
        rows = [astuple(one) for one in state.states(settings.BASE_DIR, settings.LANGUAGE_CODES)]
        widths = [max(len(str(cell)) for cell in column) for column in zip(columns, *rows, strict=True)]
        for row in (columns, *rows):
            cells = (
                f"{cell:>{width}}" if isinstance(cell, int) else f"{cell:{width}}"
                for cell, width in zip(row, widths, strict=True)
            )
            self.stdout.write("  ".join(cells).rstrip())

    def upstream(self):
        written = packages.write_upstream(
            settings.BASE_DIR, files.third_party_languages(settings.BASE_DIR), self.target
        )
        self.stdout.write(f"{len(written)} catalogues written into {self.target}.")

    def need_gettext(self):
        missing = [tool for tool in GETTEXT if shutil.which(tool) is None]
        if missing:
            raise CommandError(f"gettext is missing ({', '.join(missing)}). On Debian and Ubuntu: apt install gettext")
