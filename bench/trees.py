"""A large tree is submitted for translation, and the worker is killed in the midst of it. Prints what it took.

    python3 bench/trees.py --pages 500

Works on a new SQLite database in a temporary folder, with the worker as a process of its own, as ``manage.py start``
runs it. Exits 1 if the answer took two seconds or more, if a page is missing or there twice, or if it went over the
budget of queries.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from beginning import begin

ANSWER, BUDGET = 2, 130


def set_up(folder):
    os.environ.pop("DATABASE_URL", None)
    begin(folder)


def make_tree(pages):
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import transaction

    from core.languages import source_language
    from home.models import HomePage
    from tests.trees import Tree

    call_command("migrate", verbosity=0)
    home = HomePage.objects.get(locale__language_code=source_language())
    with transaction.atomic():
        Tree(home).grow(pages)
    get_user_model().objects.create_superuser("bench", "bench@example.org", "a password nobody knows")
    return home


def submit(home):
    """The request of somebody who ticks “Include subtree”; returns the seconds to the answer."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Locale

    client = Client()
    client.force_login(get_user_model().objects.get())
    home.get_translations().delete()  # made with the languages; then the form would offer none
    locales = [locale.pk for locale in Locale.objects.exclude(pk=home.locale_id)]
    address = reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    client.get(address)  # a server that runs has loaded its templates
    since = time.monotonic()
    response = client.post(address, {"locales": locales, "include_subtree": "on"})
    if response.status_code != 302:
        sys.exit(f"Submitting was answered with {response.status_code}.")
    return time.monotonic() - since


class Worker:
    def __init__(self, folder):
        self.log = Path(folder) / "queries"
        self.folder = folder

    def start(self):
        command = [sys.executable, __file__, "--worker", str(self.folder)]
        self.process = subprocess.Popen(command)

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait()


def work(folder):
    """The worker of ``manage.py worker``, which also counts its queries for each page."""
    set_up(folder)
    from django.core.management import call_command
    from django.db import connection

    from translation import tasks

    counted = [0]
    original = tasks.prepare

    def count(execute, *arguments):
        counted[0] += 1
        return execute(*arguments)

    def prepare(*arguments):
        original(*arguments)
        with open(Path(folder) / "queries", "a") as log:
            log.write(f"{counted[0]}\n")
        counted[0] = 0  # what comes between two pages counts for the second

    tasks.prepare = prepare
    with connection.execute_wrapper(count):
        call_command("worker", startup_delay=False, reload=False)


def wait_until(condition, seconds=1800):
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            sys.exit("It does not come to an end.")
        time.sleep(0.2)


def problems(home, pages):
    from django.db.models import Count
    from wagtail.models import Locale, Page, Revision

    found = []
    for locale in Locale.objects.exclude(pk=home.locale_id):
        made = Page.objects.filter(locale=locale, depth__gt=2)
        if made.count() != pages:
            found.append(f"{made.count()} of {pages} pages in {locale}")
    for field in ("path", "url_path"):
        twice = Page.objects.values(field).annotate(times=Count("pk")).filter(times__gt=1).count()
        found += [f"{twice} pages of one {field}"] if twice else []
    copies = Page.objects.filter(depth__gt=2).exclude(locale_id=home.locale_id)
    revisions = Revision.objects.page_revisions().filter(
        object_id__in=[str(pk) for pk in copies.values_list("pk", flat=True)]
    )
    if revisions.count() != copies.count():
        found.append(f"{revisions.count()} revisions of {copies.count()} pages")
    return found + [str(problem) for problem in Page.find_problems() if problem]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--worker", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return work(options.worker)
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        home = make_tree(options.pages)
        from translation.models import State, Submission

        answered = submit(home)
        worker = Worker(folder)
        since = time.monotonic()
        worker.start()
        wait_until(lambda: Submission.objects.get().done >= options.pages // 2)
        worker.end(signal.SIGKILL)
        at_crash = Submission.objects.get().done
        worker.start()
        wait_until(lambda: Submission.objects.get().state not in (State.WAITING, State.RUNNING))
        took = time.monotonic() - since
        time.sleep(3)  # the mail
        worker.end(signal.SIGTERM)
        submission = Submission.objects.get()
        queries = [int(line) for line in worker.log.read_text().split()]
        mails = len(list((Path(folder) / "mail").glob("*")))
        found = problems(home, options.pages)
    mean = sum(queries) / len(queries)
    result = {
        "pages": options.pages,
        "seconds_to_the_answer": round(answered, 2),
        "killed_after_pages": at_crash,
        "state": submission.state,
        "done": submission.done,
        "seconds": round(took, 1),
        "queries_a_page": round(mean, 1),
        "most_queries_a_page": max(queries),
        "mails": mails,
        "problems": found,
    }
    print(json.dumps(result, indent=2))
    is_good = answered < ANSWER and mean <= BUDGET and submission.done == options.pages and mails == 1 and not found
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
