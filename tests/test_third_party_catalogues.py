"""What the installed packages say, in every language of the admin: complete, in one word for one thing, given back."""

import shutil
import subprocess

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

from core.catalogues import packages, state, terms
from core.catalogues.files import DOMAINS, key, own_catalogue, third_party_catalogue, third_party_languages

pytestmark = pytest.mark.once
ROOT = settings.BASE_DIR
LANGUAGES = third_party_languages(ROOT)
PATHS = [third_party_catalogue(ROOT, language, domain) for language in LANGUAGES for domain in DOMAINS]


@pytest.fixture
def project(tmp_path):
    """A project with a copy of our catalogues of third parties."""
    shutil.copytree(ROOT / "locale", tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    return tmp_path


@pytest.fixture
def change(project):
    """Runs a function on our catalogue of the first language and saves what it did."""

    def run(function):
        path = third_party_catalogue(project, LANGUAGES[0])
        catalogue = polib.pofile(str(path), wrapwidth=0)
        function(catalogue)
        catalogue.save(str(path))
        return path

    return run


def read(path):
    return {key(entry): entry for entry in polib.pofile(str(path))}


def entry(msgid, **fields):
    return polib.POEntry(msgid=msgid, **fields)


def test_every_message_of_every_package_is_translated():
    incomplete = [one for one in state.states(ROOT, settings.LANGUAGE_CODES) if not one.is_complete]
    assert incomplete == []
    assert {one.package for one in state.states(ROOT, settings.LANGUAGE_CODES)} >= {
        *("wagtail", "wagtail.admin", "wagtail.users", "wagtail.images", "wagtail_localize", "taggit"),
        *("django.conf", "django.contrib.auth", "django_filters"),
    }


def test_the_catalogues_are_what_the_packages_say():
    assert state.unmerged(ROOT) == []


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not on this machine; CI installs it")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_gettext_finds_nothing_wrong(path):
    found = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_what_an_upgrade_brings_is_merged_and_waits_for_a_person(change, project):
    path = change(lambda catalogue: catalogue.remove(catalogue.find("Unpublish")))
    assert any("lacks “Unpublish”" in problem for problem in state.unmerged(project))
    assert packages.merge(project, LANGUAGES) == 1
    assert state.unmerged(project) == []
    assert read(path)["", "Unpublish", ""].fuzzy  # with upstream's translation, which nobody here has read


def test_what_has_changed_a_little_keeps_its_translation_as_a_proposal(change, project):
    def reword(catalogue):
        catalogue.find("Are you sure you want to delete this page?").msgid = "Are you sure you want to delete the page?"

    path = change(reword)
    packages.merge(project, LANGUAGES)
    made = read(path)["", "Are you sure you want to delete this page?", ""]
    assert made.fuzzy
    assert made.previous_msgid == "Are you sure you want to delete the page?"
    assert made.msgstr


def test_what_no_package_says_any_more_is_told_and_dropped(change, project):
    path = change(lambda catalogue: catalogue.append(entry("No package says this", msgstr="Heç bir paket")))
    assert any("no package says “No package says this”" in problem for problem in state.unmerged(project))
    packages.merge(project, LANGUAGES)
    assert ("", "No package says this", "") not in read(path)


def test_what_means_something_else_in_our_code_is_told(change, project):
    assert state.clashing(project) == []
    change(lambda catalogue: setattr(catalogue.find("Actions"), "msgstr", "Hərəkətlər"))
    (problem,) = state.clashing(project)
    assert "“Actions” is “Hərəkətlər” in the packages" in problem


def test_merging_twice_changes_nothing(project):
    before = {path.name: path.read_text() for path in project.rglob("*.po")}
    assert packages.merge(project, LANGUAGES) == 0
    assert {path.name: path.read_text() for path in project.rglob("*.po")} == before


def test_a_language_is_begun_with_an_empty_file_and_has_the_plurals_of_its_own_messages(project):
    begun = third_party_catalogue(project, "ru")
    begun.parent.mkdir(parents=True)
    begun.touch()
    own = own_catalogue(project, "ru")
    own.parent.mkdir(parents=True)
    own.write_text('msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=0;\\n"\n')
    assert packages.merge(project, ["ru"]) > 1000
    catalogue = polib.pofile(str(begun))
    assert catalogue.metadata["Plural-Forms"] == "nplurals=3; plural=0;"
    assert {len(one.msgstr_plural) for one in catalogue if one.msgid_plural and not one.fuzzy} <= {3}
    assert catalogue.find("Publish").msgstr == "Опубликовать"  # upstream's, to be read by somebody
    assert catalogue.find("Publish").fuzzy


def test_given_back_in_the_layout_of_the_packages(tmp_path):
    written = packages.write_upstream(ROOT, LANGUAGES, tmp_path)
    names = {str(path.relative_to(tmp_path)) for path in written}
    assert names >= {
        "wagtail/admin/locale/az_AZ/LC_MESSAGES/django.po",  # as upstream calls it
        "wagtail/admin/locale/tr/LC_MESSAGES/djangojs.po",
        "wagtail_localize/locale/tr/LC_MESSAGES/django.po",
        "wagtail/users/locale/az/LC_MESSAGES/django.po",  # which upstream does not have
    }
    given = polib.pofile(str(tmp_path / "wagtail/admin/locale/az_AZ/LC_MESSAGES/django.po"))
    assert given.percent_translated() == 100
    assert given.find("Dashboard").msgstr == "İdarə paneli"


class TestTerms:
    @pytest.mark.parametrize(
        ("english", "azerbaijani"),
        [
            ("Publish", "Dərc et"),
            ("Published pages", "Dərc olunmuş səhifələr"),
            ("The heading", "Başlığı"),
            ("Parent page", "Yuxarı səhifə"),
            ("%(page)s and <a title='draft'>more</a>", "%(page)s və <a title='draft'>digərləri</a>"),
        ],
    )
    def test_the_word_of_the_term_base_in_any_form(self, english, azerbaijani):
        assert found(english, azerbaijani) == []

    @pytest.mark.parametrize(
        ("english", "azerbaijani", "term"),
        [
            ("Publish", "Nəşr et", "publish"),
            ("PARENT PAGE", "VALİDEYN SƏHİFƏ", "parent page"),
            ("Two pages of drafts", "İki səhifə", "draft"),
        ],
    )
    def test_another_word_is_told(self, english, azerbaijani, term):
        assert found(english, azerbaijani) == [term]

    def test_a_word_that_means_something_else_says_so_where_it_stands(self):
        assert found("In order to save", "Saxlamaq üçün") == ["order"]
        assert found("In order to save", "Saxlamaq üçün", tcomment="without: order – “in order to”") == []

    def test_the_longest_term_counts_alone(self):
        assert found("The page title", "Səhifənin adı") == ["page title"]


def found(english, azerbaijani, **fields):
    one = entry(english, msgstr=azerbaijani, **fields)
    return [term for term, _word in terms.differing(one, terms.terms_of(ROOT, LANGUAGES[0]), LANGUAGES[0])]


def test_the_commands(capsys, tmp_path):
    call_command("catalogues", "state")
    shown = capsys.readouterr().out
    assert "wagtail_localize" in shown
    assert shown.splitlines()[0].split() == ["language", "package", "domain", *state.COUNTED]
    call_command("catalogues", "upstream", to=str(tmp_path / "given"))
    assert "catalogues written" in capsys.readouterr().out
