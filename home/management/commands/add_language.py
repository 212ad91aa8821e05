from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from wagtail.models import Locale

from core.catalogues.files import CODE_LANGUAGE, compile_changed, own_catalogue, untranslated
from core.languages import source_language
from core.localize.registry import fill_locale, registry_models
from home.models import HomePage
from home.roles import translators_group
from home.site_setup import set_up_site


class Command(BaseCommand):
    help = "Set up a language that has been put into LANGUAGES, and say what is left to do. May be run again any time."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("code", help="its code, as in LANGUAGES")

    def handle(self, code, **options):
        refuse_unknown(code)
        refuse_unmigrated()
        is_new = not Locale.objects.filter(language_code=code).exists()
        set_up_site()
        locale = Locale.objects.get(language_code=code)
        fill_locale(locale)
        compile_changed(settings.LOCALE_PATHS)
        name = LANG_INFO[code]["name_local"]
        self.stdout.write(f"{name} is set up." if is_new else f"{name} was there already and is complete.")
        for line in (*present(locale), *next_steps(code)):
            self.stdout.write(line)


def refuse_unknown(code):
    if "name_local" not in LANG_INFO.get(code, {}):
        raise CommandError(f"Django does not know a language “{code}”; django.conf.locale has the codes.")
    if code == source_language():
        raise CommandError(f"“{code}” is the language in which the content is written: it is there from the start.")
    if code not in settings.LANGUAGE_CODES:
        codes = ",".join([*settings.LANGUAGE_CODES, code])
        raise CommandError(
            f"“{code}” is not among the languages of the site yet. Set LANGUAGES={codes} in the environment of every "
            "process, then run this again."
        )


def refuse_unmigrated():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date. Run “manage.py migrate” first.")


def present(locale):
    """Sentences on what the language has by now."""
    home = HomePage.objects.get(locale=locale)
    state = "live" if home.live else "a draft"
    records = sum(model.objects.filter(locale=locale).count() for model in registry_models())
    yield f"  Home page: “{home.title}”, {state}: {reverse('wagtailadmin_pages:edit', args=[home.pk])}"
    yield f"  Group of its translators: {translators_group(locale.language_code)}"
    yield f"  Records of the registries: {records}"


def next_steps(code):
    yield "What is left:"
    if code != CODE_LANGUAGE:
        path = own_catalogue(settings.BASE_DIR, code)
        name = path.relative_to(settings.BASE_DIR)
        if not path.exists():
            yield f"  {name} is missing: “manage.py catalogues extract” makes it. Until then the site speaks English there."
        elif missing := untranslated(path):
            yield f"  {name}: {missing} messages are not translated yet. Until then they stand there in English."
    yield "  Restart the site, put people into the group, submit pages for translation."
