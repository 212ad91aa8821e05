"""Fifty editors on SQLite, in two processes: nobody is told that the database is locked."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests import database
from tests.backups import Site

pytestmark = [pytest.mark.fault, pytest.mark.once]


def test_fifty_writers_lose_nothing(tmp_path):
    site = Site(tmp_path, database.EMPTY)
    command = [
        sys.executable,
        str(settings.BASE_DIR / "bench" / "writers.py"),
        "--writers",
        "50",
        "--writes",
        "2",
        "--folder",
        site.folder,
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert json.loads(finished.stdout) == {"writers": 50, "published": 100, "failed": 0, "errors": []}, finished.stderr
