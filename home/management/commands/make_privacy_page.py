from django.core.management.base import BaseCommand

from home.privacy_page import make_privacy_page


class Command(BaseCommand):
    help = "Make the privacy page of a new site: live in the source language, drafts in the others. Leaves one alone that is there."

    def handle(self, **options):
        page = make_privacy_page()
        if page is None:
            self.stdout.write("There is a privacy page already, or a draft of it.")
        else:
            self.stdout.write(f"{page.full_url} is there. In the admin, say there who answers for the site.")
