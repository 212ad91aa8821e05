from django.core.management.base import BaseCommand

from home.site_setup import set_up_site


class Command(BaseCommand):
    help = "Make or mend locales, home pages, groups, permissions and the workflow. Runs after every migrate as well."

    def handle(self, **options):
        set_up_site()
        self.stdout.write("Locales, home pages, groups and workflow are as they should be.")
