from django.core.management.base import BaseCommand
from django.utils import timezone

from home.retention import delete_submissions


class Command(BaseCommand):
    help = "Delete what people sent with forms, as long ago as each form says. `daily` does it, too."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, help="for all forms, instead of what each says")

    def handle(self, days, **options):
        self.stdout.write(f"Submissions deleted: {delete_submissions(timezone.now(), days)}")
