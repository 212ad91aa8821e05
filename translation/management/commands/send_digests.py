from django.core.management.base import BaseCommand

from translation.talk.digest import Frequency, tell_all


class Command(BaseCommand):
    help = "Every day: mail to translators and authors about new and changed work, questions and answers."

    def handle(self, **options):
        sent, failed = tell_all(Frequency.DAILY, Frequency.IMMEDIATE)
        self.stdout.write(f"{sent} sent, {failed} failed")
