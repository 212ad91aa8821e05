import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import smoke
from core.management.commands.start import HOST, Process, answers

MANAGE = settings.BASE_DIR / "manage.py"
PATIENCE = 60  # seconds for the server to answer
# The demo's accounts have a password that everybody knows: production does not start with them.
CLOSE_ACCOUNTS = "from django.contrib.auth import get_user_model as user; user().objects.update(is_active=False)"


class Command(BaseCommand):
    help = (
        "Does the site answer? Without an address a new one with the demo content is made in a scratch folder, with the "
        "settings of production, asked, and thrown away."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", help="of a site that runs, https://example.org for example")
        parser.add_argument("--most", type=int, default=200, help="pages that are asked for (200)")

    def handle(self, address, most, **options):
        if address:
            self.tell(smoke.ask(address, most))
            return
        with tempfile.TemporaryDirectory(prefix="smoke-") as folder, new_site(folder, self.stdout.write) as base:
            self.tell(smoke.ask(base, most))

    def tell(self, report):
        seconds, path = report.slowest
        self.stdout.write(f"{report.answered} addresses answered; the slowest, {path}, in {seconds * 1000:.0f} ms.")
        if report.problems:
            raise CommandError("\n".join(["These did not:", *report.problems]))


@contextmanager
def new_site(folder, say):
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    base = f"http://{HOST}:{port}"
    ours = ("DATABASE_URL", "REDIS_URL", "STATIC_ROOT", "PAGE_FILES", "MEDIA_BUCKET")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": base,
        "DATA_DIR": folder,
        "SECURE_SSL_REDIRECT": "0",
        "SERVE_MEDIA": "1",
        "LOG_LEVEL": "ERROR",
    }
    say("Making a site …")
    for words in (
        ("catalogues", "compile"),
        ("migrate", "--verbosity=0"),
        ("load_demo", "--verbosity=0"),
        ("collectstatic", "--noinput", "--verbosity=0"),
        ("shell", "--verbosity=0", "-c", CLOSE_ACCOUNTS),
    ):
        run(words, environment)
    server = Process([sys.executable, str(MANAGE), "serve", "--host", HOST, "--port", str(port)], environment)
    worker = Process([sys.executable, str(MANAGE), "worker"], environment)
    server.start()
    worker.start()
    try:
        wait_for(server, port)
        yield base
    finally:
        server.stop()
        worker.stop()


def run(words, environment):
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, str(MANAGE), *words], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise CommandError(f"manage.py {' '.join(words)} failed:\n{done.stderr}")


def wait_for(server, port):
    until = time.monotonic() + PATIENCE
    while not answers(port):
        if not server.is_running() or time.monotonic() > until:
            raise CommandError("The server does not answer; what it said stands above.")
        time.sleep(0.2)
