"""What ``deploy/`` takes for granted of the rest."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

pytestmark = pytest.mark.once

DEPLOY = settings.BASE_DIR / "deploy"


def read(name):
    return (DEPLOY / name).read_text("utf-8")


def by_timers():
    units = "\n".join(path.read_text("utf-8") for path in (DEPLOY / "systemd").glob("*.timer"))
    return set(re.findall(r"^Unit=outreach-do@(\w+)\.service$", units, re.MULTILINE))


def by_the_clock():
    clock = read("clock")
    return set(re.findall(r"once_a_day \d+ (\w+)", clock)) | set(re.findall(r"manage\.py (\w+)", clock))


def test_containers_and_timers_do_the_same_and_it_can_be_done():
    assert by_timers() == by_the_clock()
    assert "daily" in by_timers()
    assert by_timers() <= get_commands().keys()


def test_the_image_has_every_floor_and_nothing_secret():
    lines = (settings.BASE_DIR / ".dockerignore").read_text("utf-8").splitlines()
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    floors = {path.parent.name for path in settings.BASE_DIR.glob("*/apps.py")}
    assert floors | {"site", "static", "locale", "manage.py", "requirements.txt", "pyproject.toml"} == let_in
    assert "*" in lines


def test_what_the_example_sets_is_in_the_table_of_the_readme():
    readme = (settings.BASE_DIR / "README.md").read_text("utf-8")
    names = set(re.findall(r"^#? ?([A-Z_]+)=", read("outreach.env.example"), re.MULTILINE))
    of_deploy_alone = {"SITE_HOST", "POSTGRES_PASSWORD", "BACKUP_URL"}
    assert "SECRET_KEY" in names
    assert {name for name in names - of_deploy_alone if f"`{name}`" not in readme} == set()
