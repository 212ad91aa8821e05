"""Russian, added to a site that has content by the steps of docs/translation.md and nothing else."""

import json
import os
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

from tests.database import EMPTY, FOLDER, SQLite
from tests.fourth_language import LANGUAGE

pytestmark = [pytest.mark.walk, pytest.mark.once]

THREE, FOUR = ",".join(settings.LANGUAGE_CODES), ",".join([*settings.LANGUAGE_CODES, LANGUAGE])
CODE = ("home", "news", "projects", "translation", "site", "locale", "static", "tests")


class Site:
    """A copy of the code with a database of its own."""

    def __init__(self, root):
        self.root = root
        for name in CODE:
            shutil.copytree(settings.BASE_DIR / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("manage.py", "requirements.txt"):
            shutil.copy(settings.BASE_DIR / name, root)
        shutil.copy(FOLDER / SQLite().template(EMPTY), root / "db.sqlite3")

    def manage(self, *arguments, languages):
        return self.run([str(self.root / "manage.py"), *arguments], languages)

    def steps(self, *names, languages):
        done = self.run(["-m", "tests.fourth_language", *names], languages)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def run(self, arguments, languages):
        environment = {
            **os.environ,
            "LANGUAGES": languages,
            "DATA_DIR": str(self.root / "var"),
            "DATABASE_URL": f"sqlite:///{self.root / 'db.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "settings.dev",
            "PYTHONPATH": os.pathsep.join([str(self.root), str(self.root / "site")]),
            "LOG_LEVEL": "ERROR",
            "REDIS_URL": "",
        }
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Content in three languages, then the steps: the setting, the catalogue, the command."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.steps("write", languages=THREE)
    site.too_early = site.manage("add_language", LANGUAGE, languages=THREE)
    if shutil.which("xgettext"):
        assert site.manage("catalogues", "extract", languages=FOUR).returncode == 0
    site.added = site.manage("add_language", LANGUAGE, languages=FOUR)
    site.found, site.translated, site.read = site.steps("look", "translate_and_publish", "read", languages=FOUR)
    return site


def test_the_command_says_what_to_do_first(site):
    assert site.too_early.returncode == 1
    assert f"Set LANGUAGES={FOUR}" in site.too_early.stderr


def test_the_command_says_what_it_did_and_what_is_left(site):
    assert site.added.returncode == 0, site.added.stderr
    assert "Русский is set up." in site.added.stdout
    assert f"translators-{LANGUAGE}" in site.added.stdout
    assert f"locale/{LANGUAGE}/LC_MESSAGES/django.po" in site.added.stdout


def test_it_has_a_home_page_every_record_translators_and_a_mark_of_its_own(site):
    assert site.found["pages"] == [[2, False]]
    assert [1, 1] in site.found["records"]
    assert all(source == copies for source, copies in site.found["records"])
    assert f"lang-{LANGUAGE}" in site.found["text features"]
    assert site.found["permissions"] == [[LANGUAGE, "change_page"]]


def test_its_translators_edit_only_their_own_pages(site):
    assert site.translated["may edit"] == [True, True]
    assert not any(site.translated["may edit others"])


def test_pages_are_translated_and_published_in_it(site):
    assert site.translated["live"] == [True, True]
    assert site.translated["urls"] == ["/ru/", "/ru/o-nas/"]
    assert site.translated["names"] == [["Баку", LANGUAGE]]


def test_readers_find_it(site):
    page = site.read["/ru/o-nas/"]
    assert (page["status"], page["lang"]) == (200, LANGUAGE)
    assert page["switcher"] == [
        "Azərbaycanca",
        "English (not translated yet)",
        "Türkçe (not translated yet)",
        "Русский",
    ]
    assert page["hreflang"] == ["az", LANGUAGE, "x-default"]
    assert LANGUAGE in site.read["/haqqimizda/"]["hreflang"]
    assert "/ru/o-nas/" in site.read["/haqqimizda/"]["links"]


def test_its_search_folds_its_letters(site):
    assert "/ru/o-nas/" in site.read["/ru/search/?q=О НАС"]["links"]


def test_an_address_that_is_none_says_so_in_it(site):
    page = site.read["/ru/yoxdur/"]
    assert (page["status"], page["lang"]) == (404, LANGUAGE)


def test_what_no_catalogue_has_is_said_in_english(site):
    """Not in the language of the content, which is a foreign one to these readers."""
    assert "Skip to the content" in site.read["/ru/o-nas/"]["text"]
    assert "Məzmuna keç" not in site.read["/ru/o-nas/"]["text"]
    assert "Məzmuna keç" in site.read["/"]["text"]


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_its_catalogue_has_every_message_and_the_check_covers_it(site):
    path = site.root / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    assert len(catalogue) == len(polib.pofile(str(site.root / "locale/en/LC_MESSAGES/django.po")))
    assert "nplurals=4" in catalogue.metadata["Plural-Forms"]
    checked = site.manage("catalogues", "check", languages=FOUR)
    assert f"locale/{LANGUAGE}/LC_MESSAGES/django.po: “Skip to the content” is not translated" in checked.stderr


def test_taken_out_again_it_is_not_served_and_breaks_nothing(site):
    assert site.manage("migrate", "--verbosity=0", languages=THREE).returncode == 0
    read, administered = site.steps("read", "administer", languages=THREE)
    assert [read[path]["status"] for path in ("/", "/haqqimizda/", "/ru/", "/ru/o-nas/")] == [200, 200, 404, 404]
    assert all(one["status"] in {200, 404} for one in read.values())
    for path in ("/", "/haqqimizda/"):
        assert LANGUAGE not in read[path]["hreflang"]
        assert not any(link.startswith("/ru/") for link in read[path]["links"])
    assert set(administered.values()) == {200}


def test_put_back_everything_is_there(site):
    again = site.manage("add_language", LANGUAGE, languages=FOUR)
    assert (again.returncode, "was there already" in again.stdout) == (0, True)
    (read,) = site.steps("read", languages=FOUR)
    assert read["/ru/o-nas/"]["status"] == 200
