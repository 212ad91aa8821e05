"""No room on the disk, for real: readers read on, editors are told, nothing half-written stays, and it ends by itself."""

import json
import os
import re
import sqlite3
import subprocess
import time
from contextlib import contextmanager

import pytest

from tests import database, services
from tests.backups import Site, files
from tests.factories import picture_file
from tests.visiting import Editor

pytestmark = [pytest.mark.fault, pytest.mark.once]

ROOM = 48  # megabytes of the whole disk
TEXT, PICTURE = b"abc ", picture_file((1500, 1500)).read()
UPLOADS = [("documents", "a.txt", TEXT * times) for times in (25, 100_000, 1_500_000)] + [("images", "a.png", PICTURE)]
FIELDS = dict.fromkeys(("lead_image", "lead_image_alt", "seo_title", "search_description"), "")
FIELDS |= {"title": "Dolu disk", "slug": "dolu-disk", "summary": "Birinci", "body-count": "0"}
FIELDS |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0"}


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A file system of its own, in memory."""
    folder = tmp_path_factory.mktemp("disk")
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m,mode=700", "outreach-test", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def world(disk, tmp_path_factory):
    """All of the site's data lies on that disk, also what is uploaded and not yet kept."""
    site = Site(disk / "site", database.DEMO)
    (disk / "tmp").mkdir()
    logs = tmp_path_factory.mktemp("logs")
    there = {
        "DATA_DIR": site.folder,
        "TMPDIR": disk / "tmp",
        "PAGE_FILES": disk / "files",
        "PAGE_STORE_SHARED": disk / "pages",
    }
    server = services.Server(logs, site.url, **{name: str(path) for name, path in there.items()})
    try:
        services.wait_for(lambda: server.get("/")[0] == 200)
        yield site, server, Editor(site, server), logs / "server.log"
    finally:
        server.stop()


@contextmanager
def no_room(disk, site, left=0):
    """Filled to the last byte, but for so many."""
    with sqlite3.connect(site.folder / "db.sqlite3") as own:
        own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            pass
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            pass
        file.truncate(file.tell() - left)
    try:
        yield
    finally:
        filler.unlink()


def state(site):
    """Every row but those that say how often somebody was here, and every file that is named by one."""
    names = [name for (name,) in site.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: site.ask(f'SELECT * FROM "{name}"') for name in names if name != "core_session"}, files(site.media)


def changed(before, after):
    """The names of tables, and of files."""
    return {
        name
        for one, other in zip(before, after, strict=True)
        for name in {*one, *other}
        if one.get(name) != other.get(name)
    }


def fields(**others):
    return list({**FIELDS, **others}.items())


@pytest.fixture(scope="module")
def page(world):
    """The address of its form, of a page that is live."""
    site, server, editor, _log = world
    query = "SELECT page_ptr_id FROM home_homepage JOIN wagtailcore_page ON id = page_ptr_id ORDER BY path LIMIT 1"
    [(home,)] = site.ask(query)
    made = editor.post(f"/admin/pages/add/home/standardpage/{home}/", fields(**{"action-publish": "1"}))
    assert made.status == 302 and server.get("/dolu-disk/")[0] == 200
    [(number,)] = site.ask("SELECT id FROM wagtailcore_page WHERE slug = 'dolu-disk' AND live")
    return f"/admin/pages/{number}/edit/"


def opened(editor, page):
    return {name: value for name, value in editor.form(page) if name.startswith("loaded_")}


def publish(editor, page, seen, **others):
    return editor.post(page, fields(**seen, **others, **{"action-publish": "1"}))


def upload(editor, kind, name, content):
    about = [("title", "Dolu"), ("collection", "1")]
    headers = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}
    return editor.post(f"/admin/{kind}/multiple/add/", about, [("files[]", name, content)], **headers)


@pytest.mark.parametrize("left", [0, 16_384, 200_000, 300_000])
def test_editors_are_told_in_their_language_and_nothing_is_half_done(disk, world, page, left):
    site, _server, editor, log = world
    began, seen = log.stat().st_size, opened(editor, page)
    with no_room(disk, site, left):
        before = state(site)
        answer = publish(editor, page, seen, title="Dolu disk " * 20)
        assert answer.status == 503 and answer.headers["Retry-After"]
        assert f'<html lang="{editor.language}">' in answer.text and "Sunucuda yer kalmadı" in answer.text
        assert changed(before, state(site)) == set()
        told = [attempt(site, editor, *one) for one in UPLOADS]
    assert 503 in told
    assert "Internal Server Error" not in log.read_text()[began:]
    assert site.ask("PRAGMA integrity_check") == [("ok",)]


def attempt(site, editor, kind, *file):
    """Kept, or told that it is not."""
    before = state(site)
    answer = upload(editor, kind, *file)
    said = json.loads(answer.text)
    if answer.status == 503:
        assert "kaydedemiyor" in said["error_message"]
        assert changed(before, state(site)) == set()
    else:
        assert answer.status == 200
        assert set(state(site)[1]) > set(before[1])
    return answer.status


def test_readers_read_on(disk, world):
    """Also what nobody had asked for, and no process waits for what another could not keep."""
    site, server, _editor, log = world
    began = log.stat().st_size
    paths = list(dict.fromkeys(re.findall(r'href="(/[^"?#]*/)"', server.get("/")[2] + server.get("/tr/")[2])))
    with no_room(disk, site), services.Readers(server, [*paths, "/search/?q=a"]) as readers:
        time.sleep(4)
        assert len([one for one in (disk / "pages").rglob("*") if one.is_file() and not one.stat().st_size]) < 4
    assert readers.share == 1, readers.statuses
    assert readers.slowest < 2
    assert "Internal Server Error" not in log.read_text()[began:]
    assert not list((disk / "pages").rglob("*.claim"))


def test_it_ends_by_itself(disk, world, page):
    site, server, editor, _log = world
    seen = opened(editor, page)
    with no_room(disk, site):
        assert publish(editor, page, seen, title="Yer yox").status == 503
    assert publish(editor, page, seen, title="Yer var").status == 302
    services.wait_for(lambda: "Yer var" in server.get("/dolu-disk/")[2], 5)
    assert [attempt(site, editor, *one) for one in UPLOADS] == [200] * len(UPLOADS)
