"""Two people publish the same page in all its languages at the same moment, each in a process of their own."""

import os
import sqlite3
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from home.models import HomePage, StandardPage
from home.roles import CHIEF_EDITORS
from tests.factories import locale, make_page, translate, user_in
from tests.following import in_english

CODES = ("en", "tr")
ONE_PERSON = """
import time
from pathlib import Path
import django
django.setup()
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page, PageLogEntry
from translation.together.release import NothingToPublish, release_now
user, page = get_user_model().objects.get(username="chief"), Page.objects.get(pk={page})
locales = set(Locale.objects.filter(language_code__in={codes}).values_list("pk", flat=True))
print("ready", flush=True)
while not Path({start!r}).exists():
    time.sleep(0.01)
try:
    release_now(page, locales, user)
    print("published")
except NothingToPublish:
    print("nothing left")
pages = Page.objects.filter(translation_key=page.translation_key)
print(pages.filter(live=True).count(), PageLogEntry.objects.filter(page__in=pages, action="wagtail.publish").count())
"""


def address_of_the_database(folder):
    """Where another process finds what this test has written."""
    if connection.vendor != "sqlite":
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    with sqlite3.connect(folder / "copy.sqlite3") as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{folder / 'copy.sqlite3'}"


@pytest.mark.django_db(transaction=True)
def test_one_of_two_publishes_all_and_the_other_is_told(tmp_path):
    home = HomePage.objects.get(locale__language_code="az")
    for code in CODES:
        translate(home, code, in_english)
    page = make_page(StandardPage, home, live=False, title="Hesabat")
    for code in CODES:
        translate(page, code, in_english, publish=False)
        assert page.has_translation(locale(code))
    user_in(CHIEF_EDITORS, "chief")
    start = tmp_path / "start"
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_database(tmp_path),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "settings.dev",
        "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR), str(settings.BASE_DIR / "site")]),
        "LOG_LEVEL": "CRITICAL",
    }
    script = ONE_PERSON.format(page=page.pk, codes=CODES, start=str(start))
    command = [sys.executable, "-c", script]
    people = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _person in range(2)
    ]
    for person in people:
        assert person.stdout.readline() == "ready\n", person.stderr.read()
    start.touch()
    time.sleep(0.1)
    said = []
    for person in people:
        output, errors = person.communicate(timeout=120)
        assert person.returncode == 0, errors
        said.append(output.split("\n"))
    assert sorted(lines[0] for lines in said) == ["nothing left", "published"]
    assert {lines[1] for lines in said} == {"3 3"}
