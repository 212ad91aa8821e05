"""The pages as files for a web server: of one generation at a time, switched before whoever published is answered."""

import re

import brotli
import pytest
from django.conf import settings

from core import generation
from core.store import build
from core.store.clock import Stamp, look_at_database
from core.store.files import Files, place_of
from core.store.shape import Shape
from core.views import FILE_POLICY
from home.models import StandardPage
from tests.factories import committed, make_page, publish
from tests.store import Readers, Watchful
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOME = Shape("https", "example.org", "/", "")
CONFIG = settings.BASE_DIR / "deploy" / "nginx"


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def readers(files):
    return Readers(files=files, clock=Watchful(on_change=files.switch))


@made_once
def page(home):
    return make_page(StandardPage, home, title="Haqqımızda")


def found(files, path, folder="current"):
    return files.folder / folder / f"http/testserver{path}index.html"


def stamp(number, token="token", withdrawn=0):
    return Stamp(number, token, 0, withdrawn, "version")


def test_a_page_that_is_rendered_lies_there_in_every_encoding(readers, files, page):
    answer = readers.read(page.url)
    file = found(files, page.url)
    assert file.read_bytes() == answer.body
    assert brotli.decompress(file.with_name("index.html.br").read_bytes()) == answer.body
    assert file.with_name("index.html.gz").exists()


def test_from_the_moment_a_change_is_in_the_database_nothing_older_is_given_out(settings, files, page):
    settings.PAGE_FILES = str(files.folder)
    readers = Readers(clock=Watchful(on_change=files.switch), files=files)
    generation.raised.connect(build.switch_files)
    try:
        readers.read(page.url)
        assert found(files, page.url).exists()
        with committed():
            generation.advance()
        assert not found(files, page.url).exists()
    finally:
        generation.raised.disconnect(build.switch_files)
    assert found(files, page.url, "last").exists(), "for when the application is dead"


def test_a_page_that_has_not_changed_keeps_its_date_and_so_its_etag(readers, files, page):
    readers.read(page.url)
    before = found(files, page.url).stat()
    generation.advance()
    readers.read(page.url)
    assert found(files, page.url).stat().st_mtime_ns == before.st_mtime_ns
    page.title = "Biz kimik"
    page.save_revision()
    publish(page)
    readers.read(page.url)
    assert found(files, page.url).stat().st_mtime_ns != before.st_mtime_ns


def test_nothing_lies_about(readers, files, page):
    for _process in range(2):
        Readers(files=files, clock=Watchful(on_change=files.switch)).read(page.url)
    assert {one.name for one in found(files, page.url).parent.iterdir()} == {
        "index.html",
        "index.html.br",
        "index.html.gz",
    }


def test_a_page_that_is_no_more_is_not_among_the_last_either(readers, files, page):
    readers.read(page.url)
    page.unpublish()
    assert readers.read(page.url).status == 404
    assert not found(files, page.url).exists()
    assert not found(files, page.url, "last").exists()


def test_where_something_was_withdrawn_nothing_is_left_of_before(files, tmp_path):
    files.switch(stamp(1))
    (files.last / "http").mkdir(parents=True)
    files.switch(stamp(2))
    assert files.last.exists()
    files.switch(stamp(3, withdrawn=3))
    assert not files.last.exists()


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/identity.css", "/data/projects.json"])
def test_only_pages_are_files(readers, files, home, path):
    assert readers.is_kept(path)
    assert not list(files.made.rglob("*.*ml"))


def test_a_late_comer_does_not_switch_back(files):
    files.switch(stamp(7))
    files.switch(stamp(6))
    assert files.now() == stamp(7).name


def test_after_a_database_was_restored_its_generation_holds(files, monkeypatch):
    files.switch(stamp(7))
    monkeypatch.setattr("core.store.files.SETTLED", -1)
    files.switch(stamp(6))
    assert files.now() == stamp(6).name


def test_old_generations_are_deleted_but_for_the_one_before(files):
    for number in range(5):
        files.switch(stamp(number))
    assert {one.name for one in files.made.iterdir()} == {stamp(3).name, stamp(4).name}


def test_a_rendering_that_is_late_writes_into_its_own_generation_or_nowhere(readers, files, page):
    readers.read(page.url)
    assert found(files, page.url).exists()
    [(shape, entry)] = readers.store.memory.entries.items()
    for _time in range(3):
        generation.advance()
        files.switch(look_at_database()[0])
    files.put(shape, entry)
    assert not found(files, page.url).exists()


@pytest.mark.parametrize(
    "shape",
    [
        HOME._replace(path="/../"),
        HOME._replace(path="/a/../b/"),
        HOME._replace(path="/a//b/"),
        HOME._replace(path="/a%2f/"),
        HOME._replace(path="/a"),
        HOME._replace(path="/feed.atom"),
        HOME._replace(path="/\x00/"),
        HOME._replace(path="/ə/"),
        HOME._replace(path="/a/\n"),
        HOME._replace(host="../.."),
        HOME._replace(host=".."),
        HOME._replace(host="[::1]"),
        HOME._replace(query="page=../../x"),
        HOME._replace(query="page=2/"),
        HOME._replace(query="?"),
        HOME._replace(query="a=%2e%2e"),
    ],
)
def test_no_address_leads_out_of_the_folder(shape):
    assert place_of(shape) is None


def test_places_are_where_the_server_looks_for_them():
    assert place_of(HOME) == "https/example.org/index.html"
    assert place_of(HOME._replace(path="/en/news/", host="example.org:8443")) == "https/example.org/en/news/index.html"
    assert place_of(HOME._replace(path="/en/", query="page=2")) == "https/example.org/en/@page=2/index.html"


# The server's configuration says the same as the application


def test_the_server_sends_the_headers_that_the_application_sends(readers, page):
    ours = readers.read(page.url).headers
    text = (CONFIG / "page.conf").read_text()
    theirs = {name.lower(): value for name, value in re.findall(r'add_header (\S+) "([^"]*)" always;', text)}
    variable = {
        "content-type",
        "content-length",
        "content-encoding",
        "content-language",
        "etag",
        "vary",
        "content-security-policy",
    }
    assert {name: ours[name] for name in ours if name not in variable} == {
        name: theirs[name] for name in theirs if name not in variable and name != "strict-transport-security"
    }
    assert sorted(theirs["content-security-policy"].split("; ")) == sorted(ours["content-security-policy"].split("; "))


def test_files_that_servers_give_themselves_run_nothing_as_those_of_the_application():
    for path in (CONFIG / "file.conf", CONFIG.parent / "Caddyfile"):
        assert f'Content-Security-Policy "{FILE_POLICY}"' in path.read_text(), path


def test_the_server_looks_past_the_files_for_the_cookies_that_the_application_reads():
    from settings import production

    text = (CONFIG / "site.conf").read_text()
    [names] = re.findall(r"\(\?:\^\|;\\s\*\)\(\?:([^)]*)\)", text)
    assert set(names.split("|")) == {
        production.SESSION_COOKIE_NAME,
        production.CSRF_COOKIE_NAME,
        production.MESSAGES_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    }
