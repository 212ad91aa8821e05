from django.core.management.base import BaseCommand

from core.images.making import make, make_missing
from core.models import SiteImage


class Command(BaseCommand):
    help = "Make the sizes that pictures lack: after an import, or when the sizes of the site have changed."

    def add_arguments(self, parser):
        parser.add_argument("--later", action="store_true", help="leave it to the worker")

    def handle(self, *, later, **options):
        hidden = SiteImage.objects.hidden().values("pk")
        for image in SiteImage.objects.exclude(pk__in=hidden).order_by("-pk").iterator():
            if later:
                make.enqueue(image.pk)
            else:
                make_missing(image)
                self.stdout.write(str(image))
