"""The rules of the house that machines can see; who may import whom is in pyproject.toml (import-linter)."""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

ROOT = settings.BASE_DIR
CODE_FOLDERS = ("home", "news", "projects", "translation", "site", "static", "tests")
MOST_LINES = 400
KNOWS_LANGUAGES = (
    "site/core/languages.py",
    "site/core/catalogues/",
    "site/settings/production.py",
    "site/settings/formats/",
    "home/demo/",
    "site/templates/style_guide/",  # its own words are English, whatever the language of the address
    "tests/",
)
CODES = "(?:az|en|tr|ru)"
LANGUAGE_CODE = re.compile(
    rf"""["']/?{CODES}["'/]|`{CODES}`|:lang\(\s*["']?{CODES}\b|translators-{CODES}\b|[a-z]_{CODES}\b"""
)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://")
COMPOSITION_ROOT = re.compile(r"^\s*(?:from|import) (?:settings|urls|wsgi)\b", re.MULTILINE)


def files(*suffixes, folders=CODE_FOLDERS):
    found = [path for folder in folders for suffix in suffixes for path in (ROOT / folder).rglob(f"*{suffix}")]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def name(path):
    return str(path.relative_to(ROOT))


def containing(pattern, paths):
    return [name(path) for path in paths if pattern.search(path.read_text("utf-8"))]


def test_site_is_a_plain_folder():
    """With an ``__init__.py`` it could hide the ``site`` of Python's standard library."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert not (ROOT / "locale" / "__init__.py").exists()


def test_nobody_imports_the_composition_root():
    floors = files(".py", folders=("home", "news", "projects", "translation", "site/core"))
    assert containing(COMPOSITION_ROOT, floors) == []


def test_migrations_do_not_know_blocks():
    migrations = [path for path in files(".py") if path.parent.name == "migrations"]
    assert len(migrations) > 3
    assert containing(re.compile("blocks"), migrations) == []


def test_no_file_is_long():
    long = {name(path): len(path.read_text("utf-8").splitlines()) for path in files(".py", ".html", ".css")}
    written = {path: lines for path, lines in long.items() if "/migrations/" not in path and "home/demo/" not in path}
    assert {path: lines for path, lines in written.items() if lines > MOST_LINES} == {}


def test_only_the_language_rules_know_a_language_by_its_code():
    """Another language has to need settings and a catalogue only."""
    paths = files(".py", ".html", ".css", ".js", folders=(*CODE_FOLDERS, "bench"))
    assert containing(LANGUAGE_CODE, [path for path in paths if not name(path).startswith(KNOWS_LANGUAGES)]) == []


@pytest.mark.parametrize(
    "line",
    [
        'if language == "az":',
        "code in ('az', 'en')",
        "{% if LANGUAGE_CODE == 'tr' %}",
        'NAMES = {"az": "Azərbaycanca"}',
        'upper(text, "en")',
        'redirect(f"/ru/{path}")',
        "page.title_tr",
        'Group.objects.get(name="translators-en")',
        "p:lang(az) { hyphens: none }",
        "const fallback = `en`;",
        '<html lang="az">',
    ],
)
def test_a_language_known_by_its_code_is_seen(line):
    assert LANGUAGE_CODE.search(line)


def test_templates_of_readers_have_no_inline_style_or_script():
    paths = [path for path in files(".html", folders=("site/templates",)) if "wagtail" not in name(path)]
    assert paths
    assert containing(INLINE, paths) == []


@pytest.mark.parametrize("html", ['<p style="x">', "<script>x</script>", '<a onclick="x">', "<style>"])
def test_inline_style_and_script_are_seen(html):
    assert INLINE.search(html)


def test_no_address_to_download_from():
    """Packages come from the index of whoever installs: a mirror, a proxy, a folder."""
    paths = [ROOT / "requirements.txt", ROOT / ".ci" / "requirements.txt", ROOT / "pyproject.toml", ROOT / "manage.py"]
    assert containing(ADDRESS, paths) == []
