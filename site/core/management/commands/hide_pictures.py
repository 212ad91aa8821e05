from django.core.management.base import BaseCommand

from core.images.consent import remove_renditions
from core.models import SiteImage


class Command(BaseCommand):
    help = "Every day: delete what was made of pictures whose consent has ended. Pages leave them out by themselves."

    def handle(self, **options):
        for image in SiteImage.objects.hidden().filter(renditions__isnull=False).distinct():
            remove_renditions(image)
            self.stdout.write(str(image))
