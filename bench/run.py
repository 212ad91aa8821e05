"""The whole table on your own machine: what a page costs, served in every way there is here, and with how many pages.

    python3 bench/run.py                          # 200, 2,000, 20,000 and 100,000 pages; about a quarter of an hour
    python3 bench/run.py --sizes 200,2000 --seconds 1 --rounds 3
    python3 bench/run.py --against bakerydemo=http://127.0.0.1:8001/blog/

Works on a new SQLite database in a temporary folder, or on that of DATABASE_URL, which must be empty and is filled.
Another site that runs on this machine is measured with ``--against NAME=ADDRESS``: the processes that listen at its
port, and all below them. What is not installed is said to be missing. Writes the plot to docs/cost-by-size.svg when all
four sizes were measured.
"""

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import behind
import content
import load
import servers
from beginning import ROOT
from plot import plot
from weights import weigh

SIZES = (200, 2_000, 20_000, 100_000)
PLOT = ROOT / "docs" / "cost-by-size.svg"
TIMES = 40  # requests for each figure, in process
SEARCHED = 20_000  # pages in the index of the search; it has two hundred rows for each
NOTHING = "qxzvqxzv"
FILE, CONSTANT = "the article as a file, nginx", "a constant answer, Granian"  # the two units of the table
COMPRESSED = ", Brotli"
BROTLI = {"Accept-Encoding": "br"}  # what every browser takes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of pages, with commas between")
    parser.add_argument("--seconds", type=float, default=3, help="for which each server is asked in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", action="append", default=[], metavar="NAME=ADDRESS")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # the workers of nginx are nobody's
        os.environ.update(PAGE_STORE_MB="0", PAGE_STORE_SHARED="", PAGE_FILES="")  # here every page is rendered anew
        content.set_up(Path(folder) / "site")
        describe_machine()
        results = {}
        for size in sizes:
            since = time.perf_counter()
            content.grow(size)
            content.grow_index(min(size, SEARCHED))
            say(f"{size:,} pages are there after {time.perf_counter() - since:.0f} s.")
            results[size] = in_process()
            if size == sizes[0]:
                print_weights()
                print_servers(folder, options)
        print_sizes(results)
        if set(SIZES) <= set(sizes):
            draw(results)


def say(text):
    print(text, file=sys.stderr, flush=True)


def describe_machine():
    from django.db import connection

    with open("/proc/cpuinfo") as file:
        models = re.findall(r"model name\s*: (.+)", file.read())
    connection.ensure_connection()
    database = f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "wagtail", "wagtail-localize", "granian"))
    print(f"{os.cpu_count()} × {models[0] if models else platform.machine()}, {platform.system()} {platform.release()}")
    print(f"Python {platform.python_version()}, {packages}, {database}\n")


# In process


def addresses():
    """``{what: address}``: the same pages of the demo at every size."""
    from django.urls import reverse
    from wagtail.models import Locale

    from home.models import HomePage
    from news.models import NewsIndexPage, NewsPage
    from projects.models import ProjectPage

    def first(model):
        return model.objects.live().filter(locale=Locale.get_default())

    project = max(first(ProjectPage)[:5], key=lambda page: page.indicators.count() + page.partners.count())
    return {
        "article": first(NewsPage).order_by("pk").first().url,
        "listing": first(NewsIndexPage).first().url,
        "project": project.url,
        "home": first(HomePage).first().url,
        "search, rare word": f"{reverse('search')}?q={rare_word()}",
        "search, nothing": f"{reverse('search')}?q={NOTHING}",
    }


def rare_word():
    """One that stands on about three pages of a thousand, as 57 of 20,000."""
    from django.db.models import Count

    from core.languages import source_language
    from core.models import SearchEntry, SearchPosting, SearchWord

    wanted = SearchEntry.objects.count() // 350
    words = dict(SearchWord.objects.filter(language=source_language()).order_by("-word").values_list("term", "word"))
    found = SearchPosting.objects.filter(language=source_language(), term__in=words).order_by().values_list("term")
    term = min(found.annotate(Count("pk")), key=lambda row: (abs(row[1] - wanted), row[0]))[0]
    return words[term]


def in_process():
    """``{what: (queries, CPU ms, quickest ms)}`` of a warm process, with Django's test client; the processor time is
    the median, with what the database used on average, which is counted too coarsely for one request.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(), {}
    for what, address in addresses().items():
        for _warm in range(3):
            if client.get(address).status_code != 200:
                sys.exit(f"{address} does not answer.")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        number, took, used, before = len(queries), [], [], of_database()
        for _time in range(TIMES):
            since, spent = time.perf_counter(), time.process_time()
            client.get(address)
            used.append(time.process_time() - spent)
            took.append(time.perf_counter() - since)
        of_each = statistics.median(used) + (of_database() - before) / TIMES
        found[what] = (number, of_each * 1000, min(took) * 1000)
    return found


def of_database():
    """Seconds of the processor that the database has used for this process; SQLite is part of it."""
    backend = backend_of_database()
    return load.ticks_of(backend) / load.TICKS if backend else 0


def backend_of_database():
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def print_sizes(results):
    sizes = list(results)
    print("\nRendered anew, in process: queries, median of processor time, and the quickest of 40\n")
    print(f"| page | {' | '.join(f'{size:,} pages' for size in sizes)} | last / first |")
    print("|---|" + "---|" * (len(sizes) + 1))
    for what in results[sizes[0]]:
        cells = []
        for size in sizes:
            queries, used, quickest = results[size][what]
            note = f" ({SEARCHED:,} searched)" if what.startswith("search") and size > SEARCHED else ""
            cells.append(f"{queries} q, {used:.1f} CPU ms, {quickest:.1f} ms{note}")
        ratio = results[sizes[-1]][what][1] / results[sizes[0]][what][1]
        print(f"| {what} | {' | '.join(cells)} | {ratio:.2f} |")


def draw(results):
    series = {what: {size: results[size][what][1] for size in SIZES} for what in results[SIZES[0]]}
    for what in list(series):
        if what.startswith("search"):
            series[what] = {size: value for size, value in series[what].items() if size <= SEARCHED}
    PLOT.write_text(plot(series, "A page rendered anew: processor time by the number of pages", "bench/run.py"))
    print(f"\n{PLOT.relative_to(ROOT)} is written.")


# By servers


def print_weights():
    with servers.site() as server:
        print("Weights in kB, text with Brotli, pictures in their smallest size\n")
        print("| page | HTML | CSS | fonts | scripts | pictures | total | requests | from others |")
        print("|---|" + "---:|" * 8)
        for what in ("article", "listing", "project", "home"):
            found = weigh(server.url(addresses()[what]))
            kinds = ("html", "css", "fonts", "scripts", "pictures", "total")
            cells = " | ".join(f"{found.get(kind, 0) / 1000:.1f}" for kind in kinds)
            print(f"| {what} | {cells} | {found['requests']} | {found['foreign']} |")


def print_servers(folder, options):
    """Each server in turn, round after round: what else the machine does meanwhile meets all of them."""
    paths, missing, rows = addresses(), [], {}
    with servers.site() as server:
        body = load.body_of(server.url(paths["article"]))
    running = {CONSTANT: (servers.constant(folder, body), "/")}
    static = servers.nginx(Path(folder) / "nginx", body)
    if static:
        running[FILE] = (static, "/page.html")
        running[f"{FILE}, with the headers of the site"] = (static, "/with-headers/page.html")
    else:
        missing.append("nginx is not installed: no file served by it, and no ratio to it")
    plain = servers.site()
    for what in ("article", "listing", "project", "home"):
        running[f"{what}, rendered anew"] = (plain, paths[what])
    if servers.keeps_pages():
        kept = servers.site(PAGE_STORE_MB="64", PAGE_STORE_SHARED=str(Path(folder) / "pages"))
        running["article, from the store"] = (kept, paths["article"])
        if static:
            running["article, behind nginx"] = (behind.Behind(Path(folder) / "behind"), paths["article"])
    else:
        missing.append("this version keeps no pages: no rows for the store, nor for nginx in front of it")
    with ExitStack() as stack:
        for server in dict.fromkeys(server for server, _path in running.values()):
            stack.enter_context(server)
        targets = {name: (server.url(path), server.pids) for name, (server, path) in running.items()}
        targets |= dict(map(foreign, options.against))
        for url, _pids in targets.values():
            load.warm(url)
        for number in range(options.rounds):
            for name, (url, pids) in list(targets.items())[:: -1 if number % 2 else 1]:
                of_all = [*pids, *database()]
                rows.setdefault(name, []).append(load.ask(url, options.seconds, of_all))
                if "nginx" in name or "store" in name:
                    compressed = load.ask(url, options.seconds, of_all, BROTLI)
                    rows.setdefault(f"{name}{COMPRESSED}", []).append(compressed)
    table(rows, missing)


def foreign(given):
    name, _equals, url = given.partition("=")
    port = int(re.search(r":(\d+)", url)[1])
    return name, (url, load.listeners(port) or sys.exit(f"Nothing listens at {url}."))


def database():
    """The server of the database, if it runs on this machine: its work belongs to the page."""
    backend = backend_of_database()
    fields = backend and load.stat(backend)
    return [int(fields[1])] if fields else []


def table(rows, missing):
    """The shares are of the processor's work: the client, one process, can't ask as fast as nginx answers. Each is the
    median of those of the rounds: within one, the machine is as fast for both.
    """
    middle = {
        name: {key: statistics.median(one[key] for one in found) for key in found[0]} for name, found in rows.items()
    }

    def share(unit, name):
        pairs = zip(rows.get(unit, ()), rows[name], strict=False)
        found = [one["cpu"] / other["cpu"] for one, other in pairs if other["cpu"]]
        return f"{statistics.median(found):.4f}" if found else "–"

    print(f"\nServers, {servers.WORKERS} workers each, 8 connections, medians of interleaved rounds\n")
    print("| what | CPU ms a request | file / it | constant / it | requests/s | bytes |")
    print("|---|" + "---:|" * 5)
    for name, one in sorted(middle.items(), key=lambda item: item[1]["cpu"]):
        file = FILE + COMPRESSED if name.endswith(COMPRESSED) else FILE
        shares = [share(unit, name) for unit in (file, CONSTANT)]
        print(f"| {name} | {one['cpu']:.3f} | {' | '.join(shares)} | {one['rate']:,.0f} | {one['bytes']:,.0f} |")
    for line in missing:
        print(f"\nMissing: {line}.")


if __name__ == "__main__":
    main()
