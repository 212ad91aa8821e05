"""What every page loads beside itself: small, compressed once, kept for good, and nothing twice."""

import gzip
import re

import brotli
import pytest
from django.core.management import call_command
from django.test import override_settings

from core.staticfiles import concatenated

LARGEST = 15_000  # bytes of the style sheet as it travels


def test_the_style_sheet_is_small():
    sheet = concatenated().encode()
    assert len(gzip.compress(sheet, 9)) < LARGEST
    assert len(brotli.compress(sheet)) < LARGEST


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of the static files as production has it."""
    folder = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.mark.once
@pytest.mark.django_db
def test_in_production_files_are_named_by_their_content_and_the_font_is_loaded_once(collected, client, home):
    html = client.get(home.url).content.decode()
    own = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    assert len(own) >= 4
    for name in own:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name), name
        assert (collected / name).exists()
    [sheet] = [name for name in own if "css/site" in name]
    assert (collected / f"{sheet}.br").stat().st_size < LARGEST
    assert (collected / f"{sheet}.gz").stat().st_size < LARGEST
    [font] = re.findall(r'rel="preload" href="/static/([^"]+)" as="font"', html)
    fonts = re.findall(r"url\(.?\.\./(fonts/[^\")]+)", (collected / sheet).read_text())
    assert fonts == [font], "preloaded under the very address that the sheet asks for"
