"""A real Chromium against a live server on the demo content."""

import os
import shutil
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]  # it is in CI's lock, not in everybody's
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's own event loop runs in the test's thread

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def is_wrong(message):
    """A refused script or style, a failed request. Addresses that lead nowhere are asked for on purpose, the admin's own
    tools report there what they find, and without a connection some picture may not be kept yet.
    """
    if "Content Security Policy" in message.text:
        return True
    text, url = message.text, message.location["url"]
    is_expected = "404 (Not Found)" in text or "admin/" in url or ("net::ERR_FAILED" in text and "/media/" in url)
    return message.type == "error" and not is_expected


@pytest.fixture
def open_tab(chromium, demo, live_server):
    """A new person at a browser. Collects what must not happen: errors on the console, requests to other hosts, 5xx."""
    contexts, wrong = [], []

    def open_one(**options):
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options}
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(15_000)
        tab.on(
            "request",
            lambda request: request.url.startswith((live_server.url, "data:", "blob:")) or wrong.append(request.url),
        )
        tab.on(
            "response", lambda response: response.status >= 500 and wrong.append(f"{response.status} {response.url}")
        )
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda message: is_wrong(message) and wrong.append(f"{message.text} {message.location}"))
        return tab

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def log_in(open_tab, live_server):
    """A tab of a demo account, on the dashboard. The form is left out: checking a password takes half a second."""

    def log_one_in(username):
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}
        tab = open_tab()
        tab.context.add_cookies([cookie])
        tab.goto("/admin/")
        return tab

    return log_one_in
