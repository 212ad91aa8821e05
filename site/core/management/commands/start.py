import gc
import io
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from core import server
from core.catalogues.files import compile_changed
from core.one_at_a_time import alone

HOST = "127.0.0.1"
PORT = 8000
DEMO = "load_demo"  # these are known by their names only: they live on a higher floor
PRIVACY = "make_privacy_page"
BEGUN_WITH = "privacypage"  # the page it makes
SET_UP = "setup_site"
WORKERS = 1
LOOK_EVERY = 2  # seconds between two looks at whether the worker still runs
PATIENCE = 15  # seconds for a process to end what it is doing


class Command(BaseCommand):
    help = "Run the site on this machine: prepare what is missing, load the demo at the first start, serve."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--empty", action="store_true", help="no demo content; asks for the first account")

    def handle(self, port, empty, **options):
        if settings.SETTINGS_MODULE == "settings.production":
            raise CommandError(
                "start is for one's own machine; docs/deployment.md says how to run the site in production."
            )
        refuse_taken(port)
        with alone(settings.DATA_DIR / "start.lock"), quiet():
            compile_changed(settings.LOCALE_PATHS)
            try:
                self.migrate()
                self.fill(empty)
                self.set_up(port)
            except OperationalError as error:
                raise CommandError(f"The database does not answer: {error}".strip()) from error
        connections.close_all()
        self.serve(port)

    def migrate(self):
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            progress = Progress(self.stdout, "Preparing the database", len(plan))
            call_command("migrate", interactive=False, verbosity=1, stdout=progress)
            progress.close()

    def fill(self, empty):
        """Demo content into a site that has neither pages nor people, unless an empty one is asked for."""
        pages = Page.objects.filter(depth__gt=2)
        has_content = pages.exclude(content_type__model=BEGUN_WITH).exists()
        has_people = get_user_model().objects.exists()
        if empty and has_content:
            raise CommandError(
                "This site has content already, so it can't start empty: leave --empty out, or name a new folder "
                "for its data with DATA_DIR."
            )
        if pages.exists() or has_people:
            return
        if empty:
            if PRIVACY in get_commands():
                call_command(PRIVACY, stdout=io.StringIO())
            self.ask_for_first_account()
        elif DEMO in get_commands():
            self.stdout.write("Loading the demo content …")
            with transaction.atomic():  # all of it or nothing: a start that is interrupted here starts anew
                call_command(DEMO)

    def set_up(self, port):
        """What a later version sets up anew, and the address of this start, of which links are made."""
        if "BASE_URL" not in os.environ:
            settings.WAGTAILADMIN_BASE_URL = f"http://localhost:{port}"
        call_command(SET_UP, stdout=io.StringIO())

    def ask_for_first_account(self):
        if sys.stdin.isatty():
            self.stdout.write("The first account:")
            call_command("createsuperuser")
        else:
            self.stdout.write("Make the first account with: python3 manage.py createsuperuser")

    def serve(self, port):
        environment = {"BASE_URL": f"http://localhost:{port}", **os.environ}
        command = server.command(HOST, port, WORKERS, "warning")
        worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
        site, helper = Process(command, environment), Process(worker, environment)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        site.start()
        try:
            self.announce(site, port)
            while site.is_running():
                if not helper.is_running():
                    helper.start()  # what it left behind is taken up at once
                site.wait(LOOK_EVERY)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            site.stop()
            helper.stop()
        else:
            helper.stop()
            raise CommandError("The server has stopped; what it said stands above.")

    def announce(self, server, port):
        """Say where the site is as soon as it answers."""
        while server.is_running():
            if answers(port):
                self.stdout.write(f"\n  http://localhost:{port}/        the site")
                self.stdout.write(f"  http://localhost:{port}/admin/  where it is edited")
                self.stdout.write("\nCtrl+C stops it.")
                self.stdout.flush()
                return
            time.sleep(0.1)


class Process:
    """One of ours, in a session of its own, so that Ctrl+C reaches us alone: one that is told twice to stop may hang."""

    process = None

    def __init__(self, command, environment):
        self.command, self.environment = command, environment

    def start(self):
        self.process = subprocess.Popen(  # noqa: S603  our own words
            self.command, env=self.environment, start_new_session=True
        )

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def wait(self, seconds):
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def stop(self):
        if self.is_running():
            self.process.terminate()
            self.wait(PATIENCE)
        if self.is_running():
            self.process.kill()
            self.process.wait()


def refuse_taken(port):
    if is_free(port):
        return
    free = next((other for other in range(port + 1, port + 50) if is_free(other)), None)
    if free is None:
        raise CommandError(f"Port {port} is taken or does not exist. Choose another with --port.")
    raise CommandError(f"Port {port} is taken. Try: python3 manage.py start --port {free}")


def is_free(port):
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
        return True


def answers(port):
    connection = HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return bool(connection.getresponse().status)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def quiet():
    """Preparation says what matters by itself, and is spared most garbage collections: migrations make thousands of
    model classes, and looking through them again and again takes a third of the time.
    """
    logging.disable(logging.INFO)
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        logging.disable(logging.NOTSET)


class Progress:
    """What ``migrate`` prints, as one line that counts."""

    def __init__(self, output, label, total):
        self.output, self.label, self.total, self.done = output, label, total, 0
        self.is_live = output.isatty()
        if not self.is_live:
            output.write(f"{label} …")

    def write(self, text):
        if text.strip().startswith("Applying"):
            self.done += 1
            if self.is_live:
                self.output.write(f"\r{self.label} … {self.done} of {self.total}", ending="")
                self.output.flush()

    def flush(self):
        pass

    def close(self):
        if self.is_live:
            self.output.write("")
