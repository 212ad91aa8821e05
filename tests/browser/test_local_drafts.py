"""The server is gone while somebody types: what they typed is offered again, once it is back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from tests.browser.waiting import wait_until
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = "Bunu server görmədi"


@pytest.fixture
def page(demo):
    return make_page(StandardPage, HomePage.objects.get(locale=locale("az")), title="Əlaqə yox", summary="Əvvəl")


@pytest.fixture
def editor(log_in, page):
    """In the form of a page, with the server gone."""
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.route("**/admin/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    tab.locator("[name=summary]").fill(TYPED)
    wait_until(tab, "Object.keys(localStorage).some((one) => one.startsWith('page-draft:'))")
    tab.unroute("**/admin/**")
    tab.on("dialog", lambda dialog: dialog.accept())
    return tab


def test_what_the_server_never_got_is_brought_back_as_a_draft(editor, page):
    editor.reload()
    expect(editor.locator("[name=summary]")).to_have_value("Əvvəl")
    editor.locator(".local-draft button").first.click()
    expect(editor.locator(".messages .success")).to_be_visible()
    expect(editor.locator("[name=summary]")).to_have_value(TYPED)
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.summary, page.get_latest_revision_as_object().summary) == ("Əvvəl", TYPED)
    editor.reload()
    expect(editor.locator("[name=summary]")).to_have_value(TYPED)
    expect(editor.locator(".local-draft")).to_have_count(0)


def test_it_can_be_thrown_away_and_who_signs_out_leaves_nothing(editor):
    editor.reload()
    expect(editor.locator(".local-draft")).to_be_visible()
    editor.evaluate(
        """() => {
            const form = document.createElement('form')
            Object.assign(form, {method: 'post', action: '/admin/logout/'})
            document.body.append(form)
            form.addEventListener('submit', (event) => event.preventDefault())
            form.requestSubmit()
        }"""
    )
    assert editor.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('page-draft:'))") == []
