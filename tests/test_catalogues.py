"""Message catalogues: compiled when they change, and checked for what machines can see."""

import os
import shutil

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from core.catalogues import checking, files, own

pytestmark = pytest.mark.once


@pytest.fixture
def catalogue(tmp_path):
    """Writes a catalogue with one message and gives its path."""

    def write(language="tr", **entry):
        path = tmp_path / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        po = polib.POFile()
        po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
        po.append(polib.POEntry(**entry))
        po.save(str(path))
        return path

    return write


def test_only_what_changed_is_compiled(catalogue, tmp_path):
    path = catalogue(msgid="Publish", msgstr="Yayımla")
    assert files.compile_changed([tmp_path]) == [path]
    assert files.compile_changed([tmp_path]) == []
    assert polib.mofile(str(path.with_suffix(".mo")))[0].msgstr == "Yayımla"


def test_an_older_catalogue_that_is_put_back_is_compiled_too(catalogue, tmp_path):
    path = catalogue(msgid="Publish", msgstr="Yayımla")
    files.compile_changed([tmp_path])
    os.utime(path, (1, 1))
    assert files.compile_changed([tmp_path]) == [path]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"msgid": "Save", "msgstr": ""}, "not translated"),
        ({"msgid": "Save", "msgstr": "Kaydet", "flags": ["fuzzy"]}, "fuzzy"),
        ({"msgid": "%(count)s texts", "msgstr": "metinler"}, "placeholders"),
        ({"msgid": "From {place}", "msgstr": "{yer} ilinden"}, "placeholders"),
        ({"msgid": "See <b>this</b>", "msgstr": "Buna <i>bak</i>"}, "tags"),
        ({"msgid": "%(name)s was deleted", "msgstr": "%(name)s'in silindi"}, "suffix"),
        ({"msgid": "{name} was deleted", "msgstr": "{name}i silindi"}, "suffix"),
        ({"msgid": "One.\n", "msgstr": "Bir."}, "line break"),
        ({"msgid": "The list “%s”", "msgstr": '"%s" listesi'}, "straight quotation marks"),
        ({"msgid": "%(n)s page", "msgid_plural": "%(n)s pages", "msgstr_plural": {0: "%(n)s sayfa"}}, "plural forms"),
        (
            {"msgid": "%(n)s page", "msgid_plural": "%(n)s pages", "msgstr_plural": {0: "%(n)s sayfa", 1: ""}},
            "not translated",
        ),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(catalogue, entry, problem):
    (found,) = checking.check_catalogue(catalogue(**entry))
    assert problem in found


@pytest.mark.parametrize(
    "entry",
    [
        {"msgid": 'See <a href="%(url)s">this</a>', "msgstr": '<a href="%(url)s">Buna</a> bak'},
        {"msgid": "One page", "msgid_plural": "%(n)s pages", "msgstr_plural": {0: "Bir sayfa", 1: "%(n)s sayfa"}},
        {"msgid": "100%% of “%s”", "msgstr": "“%s”: %%100"},
    ],
)
def test_a_good_translation_is_left_in_peace(catalogue, entry):
    assert checking.check_catalogue(catalogue(**entry)) == []


def test_english_is_the_language_of_the_code_and_needs_no_translation(catalogue):
    assert checking.check_catalogue(catalogue("en", msgid="Save", msgstr="")) == []
    assert "language of the code" in checking.check_catalogue(catalogue("en", msgid="Save", msgstr="Keep"))[0]


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not on this machine; CI installs it")
def test_extracting_finds_the_messages_of_code_and_templates_and_changes_nothing_the_second_time(tmp_path):
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    for folder in own.CODE_FOLDERS:
        (tmp_path / folder).mkdir()
    shutil.copytree(settings.BASE_DIR / "site" / "settings", tmp_path / "site" / "settings")
    for package in ("core", "home", "news", "projects", "translation"):
        target = tmp_path / ("site/core" if package == "core" else package)
        shutil.copytree(
            settings.BASE_DIR / target.relative_to(tmp_path),
            target,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("__pycache__", "migrations", "demo"),
        )
    (tmp_path / "locale").mkdir()
    (tmp_path / "site" / "templates").mkdir()
    (tmp_path / "site" / "templates" / "a.html").write_text("{% load i18n %}{% translate 'Only in this test' %}")
    own.extract(tmp_path, ["az"])
    path = files.own_catalogue(tmp_path, "az")
    first = path.read_text()
    assert 'msgid "Only in this test"' in first
    assert "#: site/templates/a.html\n" in first
    assert "POT-Creation-Date" not in first
    assert own.stale(tmp_path, ["az"]) == []
    own.extract(tmp_path, ["az"])
    assert path.read_text() == first
    (tmp_path / "site" / "templates" / "a.html").unlink()
    (problem,) = own.stale(tmp_path, ["az"])
    assert "“Only in this test” is not in the code" in problem


def test_the_admin_speaks_the_languages_of_its_people():
    spoken = {}
    for language in settings.LANGUAGE_CODES:
        with translation.override(language):
            spoken[language] = gettext("Promote")
    assert spoken["en"] == "Promote"
    assert spoken["az"] == spoken["tr"] == "Tanıtım"
