import shutil

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import catalogues

GETTEXT = ("xgettext", "msgmerge", "msgattrib", "msguniq")


class Command(BaseCommand):
    help = "Message catalogues: compile them, extract the messages of the code into them, check them."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["compile", "extract", "check"])

    def handle(self, action, **options):
        getattr(self, action)()

    def compile(self):
        changed = catalogues.compile_changed(settings.LOCALE_PATHS)
        self.stdout.write(f"{len(changed)} catalogues compiled.")

    def extract(self):
        self.need_gettext()
        catalogues.extract(settings.BASE_DIR, settings.LANGUAGE_CODES)
        self.stdout.write("The catalogues hold what the code says.")

    def check(self):
        self.need_gettext()
        problems = catalogues.check(settings.BASE_DIR, settings.LANGUAGE_CODES)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogues.")
        self.stdout.write("The catalogues are complete and hold what the code says.")

    def need_gettext(self):
        missing = [tool for tool in GETTEXT if shutil.which(tool) is None]
        if missing:
            raise CommandError(f"gettext is missing ({', '.join(missing)}). On Debian and Ubuntu: apt install gettext")
