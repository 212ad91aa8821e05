import os

from django.conf import settings
from django.core.management.base import BaseCommand

from core.server import command


class Command(BaseCommand):
    help = "Serve the site in production, behind a proxy. Becomes the server: signals reach it as they should."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, host, port, **options):
        words = command(host, port, settings.WEB_WORKERS, "info")
        os.execv(words[0], words)  # noqa: S606  our own words
