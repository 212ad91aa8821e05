"""Every screen of the admin under its policy: the browser refuses nothing, its console stays empty, axe-core finds nothing
(WCAG 2.2 AA). Who sees what is told by the tables of ``tests.admin_urls``.

A few screens in each run, all of them for everybody with ``FULL_SIZE=1``.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from tests.admin_urls import ADMINS, CHIEFS, EDITORS, ENGLISH
from tests.admin_world import make_world
from tests.factories import user_in
from tests.sizes import FULL, bounded
from tests.test_admin_matrix import questions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What fades in has no contrast yet. Some of what moves never ends.
COME_TO_REST = """Promise.race([
    Promise.all(document.getAnimations().map(one => one.finished)), new Promise(done => setTimeout(done, 700))])"""
RUN = "options => axe.run(document, options)"
ONE_IN = bounded(24, full=1)
EVERYBODY = [ADMINS, CHIEFS, EDITORS, ENGLISH] if FULL else [ADMINS]
UPSTREAM = 'aria-required-parent: <a href="#tab-roles"'  # Wagtail's way from a new account's name to its roles
NO_SCREEN = (  # they lead to data, and to pictures, which a browser that shows nothing else styles in its own way
    *("wagtailadmin_api:", "core_localize:snippets_api", "wagtail_localize:snippets_api"),
    *("core_profile_picture", "wagtailadmin_sprite", "wagtailimages:preview"),
)


def screens(group):
    """Every address that a person may open, each once."""
    world, asked = make_world(), {}
    for one in questions(world):
        if one.method == "get" and one.may(group) and not one.at.crashes and not one.name.startswith(NO_SCREEN):
            asked.setdefault(one.path, one.name)
    return sorted(asked, key=lambda path: (asked[path], path))[::ONE_IN]


@pytest.mark.parametrize("group", EVERYBODY)
def test_every_screen(open_tab, live_server, group):
    addresses = screens(group)
    assert len(addresses) > 5
    tab, found = open_tab(), []
    client = Client()
    client.force_login(user_in(group))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}
    tab.context.add_cookies([cookie])
    tab.on(
        "console",
        lambda message: message.type == "error" and "404 (Not" not in message.text and found.append(message.text),
    )
    tab.on("response", lambda one: is_missing(one) and found.append(f"{one.status} {one.url}"))
    for address in addresses:
        before = len(found)
        response = opened(tab, address)
        if response and is_page(tab, response):
            found += findings(tab)
        found[before:] = [f"{address}: {one}" for one in found[before:]]
    assert found == []


def opened(tab, address):
    """``None`` for a file, which is put away and not shown."""
    from playwright.sync_api import Error

    try:
        return tab.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None


def is_missing(response):
    """The files of the test's pictures are in memory, from where nobody serves them."""
    return response.status >= 400 and settings.MEDIA_URL not in response.url


def is_page(tab, response):
    """And no part of one, which is fetched into it, nor data."""
    return "html" in response.headers.get("content-type", "") and tab.evaluate("document.doctype !== null")


def findings(tab):
    tab.evaluate(COME_TO_REST)
    tab.evaluate(AXE_SCRIPT)
    for one in tab.evaluate(RUN, {"runOnly": RULES, "resultTypes": ["violations"]})["violations"]:
        found = (f"{one['id']}: {node['html'][:160]}" for node in one["nodes"])
        yield from (text for text in found if not text.startswith(UPSTREAM))
