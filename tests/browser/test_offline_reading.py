"""A page once read can be read without a connection; nothing old, nothing private."""

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories import publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def reader(open_tab):
    tab = open_tab()
    tab.goto("/")
    tab.evaluate("navigator.serviceWorker.ready")
    tab.wait_for_function("navigator.serviceWorker.controller !== null")
    return tab


def kept(tab):
    script = """async () => {
      const found = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
      return found;
    }"""
    return tab.evaluate(script)


def heading(tab):
    return tab.locator("h1").inner_text().strip()


def test_a_page_that_was_read_is_read_again_and_another_is_explained(reader):
    page = Page.objects.live().filter(depth=3).first()
    reader.goto(page.url)
    reader.wait_for_load_state("networkidle")
    shown = heading(reader)
    reader.context.set_offline(True)
    reader.goto(page.url)
    assert heading(reader) == shown
    reader.goto("/en/contact/")
    assert heading(reader) == "There is no connection"
    reader.context.set_offline(False)


def test_online_nobody_gets_an_old_page(reader):
    page = Page.objects.live().filter(depth=3).first().specific
    reader.goto(page.url)
    page.title = "Yeni başlıq"
    page.save_revision()
    publish(page)
    reader.goto(page.url)
    assert heading(reader) == "Yeni başlıq"


def test_what_is_private_or_searched_for_is_not_kept_and_what_becomes_private_is_forgotten(reader):
    page = Page.objects.live().filter(depth=3).first()
    reader.goto(page.url)
    reader.goto("/search/?q=gizli")
    reader.goto("/admin/login/")
    reader.goto("/")
    assert page.url in kept(reader)
    assert not {"/search/", "/admin/login/"} & set(kept(reader))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    reader.goto(page.url)
    reader.goto("/")
    assert page.url not in kept(reader)
