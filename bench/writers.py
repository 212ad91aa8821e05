"""Many editors publish at once: two processes, many threads, one SQLite file. Prints what was written and what failed.

    python3 bench/writers.py --writers 50 --seconds 20

Works on a copy of a freshly migrated database in a temporary folder; exits 1 if any write failed.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext

from beginning import begin


def set_up(folder):
    os.environ.pop("DATABASE_URL", None)
    begin(folder)


def make_pages(folder, writers):
    set_up(folder)
    from django.core.management import call_command
    from wagtail.models import Locale

    from home.models import HomePage, StandardPage

    call_command("migrate", verbosity=0)
    home = HomePage.objects.get(locale=Locale.get_default())
    return [home.add_child(instance=StandardPage(title=f"Səhifə {number}")).pk for number in range(writers)]


def chain_of_audit():
    """What is wrong with the audit log, to which every publication added an entry."""
    from core.audit import chain

    return list(chain.faults())


def write(folder, pages, seconds, writes):
    """One process: a thread for each page, publishing it again and again."""
    set_up(folder)
    from django.db import connection

    from home.models import StandardPage

    done, errors = collections.Counter(), []
    end = time.monotonic() + seconds

    def one_writer(page_id):
        count = 0
        while (count < writes) if writes else (time.monotonic() < end):
            try:
                page = StandardPage.objects.get(pk=page_id)
                page.summary = f"Yazı {count}"
                page.save_revision().publish()
                done[page_id] += 1
            except Exception as error:  # every failure counts, whatever it is
                errors.append(repr(error))
            count += 1
        connection.close()

    threads = [threading.Thread(target=one_writer, args=(page_id,)) for page_id in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"published": sum(done.values()), "errors": errors}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--writes", type=int, default=0, help="writes of each writer, instead of a time")
    parser.add_argument("--folder", help="the data of a migrated site that is nobody's, instead of a new one")
    parser.add_argument("--worker", nargs=2, metavar=("FOLDER", "PAGES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        folder, pages = options.worker
        return write(folder, json.loads(pages), options.seconds, options.writes)
    with nullcontext(options.folder) if options.folder else tempfile.TemporaryDirectory() as folder:
        pages = make_pages(folder, options.writers)
        shares = [pages[number :: options.processes] for number in range(options.processes)]
        limits = ["--seconds", str(options.seconds), "--writes", str(options.writes)]
        workers = [
            subprocess.Popen(
                [sys.executable, __file__, *limits, "--worker", folder, json.dumps(share)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for share in shares
        ]
        results = [json.loads(worker.communicate()[0]) for worker in workers]
        errors = [error for result in results for error in result["errors"]] + chain_of_audit()
    published = sum(result["published"] for result in results)
    print(json.dumps({"writers": options.writers, "published": published, "failed": len(errors), "errors": errors[:5]}))
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
