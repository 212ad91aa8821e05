"""Publish while others read: is any answer of two generations, too old, or an error, and is anything rendered twice?

    python3 bench/publish_while_reading.py --seconds 60 --connections 8 --workers 2

Serves a new site from a temporary folder (SQLite; ``DATABASE_URL`` and ``REDIS_URL`` are used if they are set, and the
database is filled), reads it over so many connections, and publishes every second and a half. Exits 1 if anything is wrong.
"""

import argparse
import bisect
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPConnection
from pathlib import Path

from beginning import begin

LOG = "BENCH_RENDERINGS"  # the file in which the served application notes what it renders
SERIAL = re.compile(r"Serial-(\d+)-")
EVERY = 1.5  # seconds between two publications
ALLOWED = 1  # second after a publication has been answered


def set_up(folder):
    begin(folder, MAKE_AHEAD="0")


def counted():
    """The application as it is served, noting each rendering: its address and its generation."""
    set_up(os.environ["DATA_DIR"])
    import wsgi

    store = wsgi.application.app  # behind the door for slow bodies
    inner, log = store.app, os.open(os.environ[LOG], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def noting(environ, start_response):
        if not environ["PATH_INFO"].startswith("/admin"):
            os.write(log, f"{store.clock.stamp.number} {environ['PATH_INFO']}\n".encode())
        return inner(environ, start_response)

    store.app = noting
    return wsgi.application


def make_content():
    from django.core.management import call_command
    from wagtail.models import Page

    from core.languages import source_language
    from home.models import HomePage
    from news.models import NewsIndexPage, NewsPage

    call_command("migrate", verbosity=0)
    home = HomePage.objects.get(locale__language_code=source_language())
    section = home.add_child(instance=NewsIndexPage(title="News", locale=home.locale, show_in_menus=True))
    page = Page.objects.get(pk=section.pk).add_child(
        instance=NewsPage(title="Serial-0-", slug="serial", date="2024-05-01", locale=home.locale)
    )
    return page, [page.url, section.url, f"{section.url}feed.atom", "/sitemap.xml"]


class Reading(threading.Thread):
    """One connection, kept open. ``answers``: ``(address, when it was asked for, the serials in it)``."""

    def __init__(self, port, addresses, until):
        super().__init__()
        self.port, self.addresses, self.until = port, addresses, until
        self.answers, self.errors = [], Counter()

    def run(self):
        connection = HTTPConnection("localhost", self.port, timeout=30)
        number = 0
        while time.monotonic() < self.until:
            number += 1
            address = self.addresses[number % len(self.addresses)]
            asked_at = time.monotonic()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                text = answer.read().decode()
            except OSError as error:
                self.errors[repr(error)] += 1
                connection.close()
                continue
            if answer.status != 200:
                self.errors[answer.status] += 1
            self.answers.append((address, asked_at, {int(serial) for serial in SERIAL.findall(text)}))


def publish_until(page, until):
    """``[(when it was answered, serial)]``"""
    done = []
    while time.monotonic() < until - EVERY:
        time.sleep(EVERY)
        serial = len(done) + 1
        page = type(page).objects.get(pk=page.pk)
        page.title = f"Serial-{serial}-"
        page.save_revision().publish()
        done.append((time.monotonic(), serial))
    return done


def judge(answers, published):
    """``(answers of two generations, answers that are too old, the age of the oldest in seconds)``"""
    times = [when for when, _serial in published]
    mixed, old, oldest = [], [], 0
    for address, asked_at, serials in answers:
        if len(serials) > 1:
            mixed.append((address, serials))
        if not serials:
            continue
        outdated = [when for when, serial in published[min(serials) : bisect.bisect(times, asked_at)]]
        if outdated:
            age = asked_at - outdated[0]
            oldest = max(oldest, age)
            if age > ALLOWED:
                old.append((address, serials, age))
    return mixed, old, oldest


def serve(folder, port, workers):
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(workers)]
    words += ["--blocking-threads", "4", "--log-level", "warning", f"{Path(__file__).resolve()}:application"]
    environment = {**os.environ, LOG: str(folder / "renderings"), "BASE_URL": f"http://localhost:{port}"}
    server = subprocess.Popen(words, env=environment)
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return server
        time.sleep(0.1)
    raise SystemExit("The server does not start.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=8817)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        set_up(folder)
        page, addresses = make_content()
        server = serve(folder, options.port, options.workers)
        try:
            time.sleep(3)  # every worker has warmed up
            log = folder / "renderings"
            before = log.stat().st_size if log.exists() else 0
            until = time.monotonic() + options.seconds
            readers = [Reading(options.port, addresses, until) for _connection in range(options.connections)]
            for reader in readers:
                reader.start()
            published = publish_until(page, until)
            for reader in readers:
                reader.join()
        finally:
            server.terminate()
            server.wait(20)
        renderings = Counter(log.read_bytes()[before:].decode().splitlines())
    return report(readers, published, renderings)


def report(readers, published, renderings):
    answers = [answer for reader in readers for answer in reader.answers]
    errors = sum((reader.errors for reader in readers), Counter())
    mixed, old, oldest = judge(answers, published)
    twice = {what: count for what, count in renderings.items() if count > 1}
    print(f"{len(answers)} answers, {len(published)} publications, {sum(renderings.values())} renderings")
    print(f"of two generations: {len(mixed)} {mixed[:3] or ''}")
    print(
        f"older than {ALLOWED} s after a publication was answered: {len(old)} {old[:3] or ''} (oldest: {oldest:.2f} s)"
    )
    print(f"errors: {sum(errors.values())} {dict(errors) or ''}")
    print(f"rendered more than once in a generation: {len(twice)} {dict(list(twice.items())[:3]) or ''}")
    return int(bool(mixed or old or errors or twice))


if LOG in os.environ and __name__ != "__main__":
    application = counted()

if __name__ == "__main__":
    sys.exit(main())
