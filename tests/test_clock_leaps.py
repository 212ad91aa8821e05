"""The clock of the machine set back by a day and ahead by a year, under a server and a worker that run."""

import re
import shutil
import struct
import subprocess
import time
from pathlib import Path

import pytest
from django.utils import timezone

from tests import database, services
from tests.backups import Site
from tests.visiting import Editor

COMPILER = shutil.which("cc")
pytestmark = [pytest.mark.fault, pytest.mark.once, pytest.mark.skipif(not COMPILER, reason="needs a compiler of C")]

PATIENCE = 5  # seconds; the store waits longer for who has died
DAY = 24 * 3600
NOW, YESTERDAY, NEXT_YEAR = 0, -DAY, 365 * DAY


class Machine:
    """Its clock, for all that runs with ``environment``. Only the time of day leaps, as it does on a real one."""

    def __init__(self, folder):
        self.file, library = folder / "clock", folder / "leap.so"
        source = Path(__file__).with_name("leap.c")
        subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
        self.environment = {"LD_PRELOAD": str(library), "LEAP_FILE": str(self.file)}
        self.file.write_bytes(struct.pack("q", NOW))

    def leap(self, seconds):
        with self.file.open("r+b") as file:
            file.write(struct.pack("q", seconds))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clock")
    machine, site = Machine(folder), Site(folder / "site", database.DEMO)
    server = services.Server(site.folder, site.url, **machine.environment)
    try:
        services.wait_for(lambda: server.get("/")[0] == 200)
        yield machine, site, server
    finally:
        server.stop()


def test_readers_editors_worker_and_backups_go_on(world):
    machine, site, server = world
    found = re.findall(r'href="(/[^"?#]*/)"', server.get("/en/")[2])[:10]
    seen = [path for path in ["/", *found, "/search/?q=a"] if server.get(path)[0] == 200]
    editors = []
    for number, moment in enumerate((YESTERDAY, NEXT_YEAR, NOW)):
        machine.leap(moment)
        with services.Readers(server, seen) as readers:
            time.sleep(0.5)
        assert readers.share == 1 and readers.slowest < PATIENCE, (moment, readers.statuses, readers.slowest)
        editor = Editor(site, server, **machine.environment)
        assert editor.get("/admin/").status == 200
        editors.append(editor)
        path = f"saat-{number}"
        made = editor.post(f"/admin/pages/add/home/standardpage/{home(site)}/", page(path))
        assert made.status == 302
        services.wait_for(lambda path=path: server.get(f"/{path}/")[0] == 200, PATIENCE)
        site.run("backup", **machine.environment)
    assert editors[1].get("/admin/").status == 302, "signed in next year: not good now"
    assert editors[2].get("/admin/").status == 200
    site.run("worker", "--batch", **machine.environment)
    assert site.ask("SELECT DISTINCT status FROM django_tasks_database_dbtaskresult") == [("SUCCESSFUL",)]
    said = site.run("restore", "newest", "--dry-run", "--replace", **machine.environment)
    assert "Every checksum is right" in said and str(timezone.now().year + 1) not in said
    assert len(list((site.folder / "backups").glob("backup-*"))) == 3
    assert site.run("audit", "verify", **machine.environment)


def home(site):
    query = "SELECT page_ptr_id FROM home_homepage JOIN wagtailcore_page ON id = page_ptr_id ORDER BY path LIMIT 1"
    return site.ask(query)[0][0]


def page(slug):
    form = dict.fromkeys(("lead_image", "lead_image_alt", "seo_title", "search_description"), "")
    form |= {"title": "Saat", "slug": slug, "summary": "Saat", "body-count": "0", "action-publish": "1"}
    form |= {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}
    return list(form.items())
