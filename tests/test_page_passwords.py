"""A page that has a password asks for it on a page of ours, in the language of the address, and opens."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from home.models import StandardPage
from tests.factories import committed, make_page, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

RIGHT, WRONG = "gizli söz", "başqa"


@made_once
def page(home):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Yalnız bizə")
    return translate(page, "en", {"Yalnız bizə": "For us only"})


def restrict(page, **fields):
    """On the original: it holds in every language."""
    with committed():
        PageViewRestriction.objects.create(page=page.get_translation(Locale.get_default()), **fields)


@pytest.fixture
def restriction(page):
    restrict(page, restriction_type="password", password=RIGHT)


def send(client, page, password):
    form = client.get(page.url).context
    return client.post(form["action_url"], {"password": password, "return_url": page.url})


def test_the_password_is_asked_for_in_the_language_of_the_address(client, page, restriction):
    html = client.get(page.url).content.decode()
    assert "This page has a password" in html
    assert "For us only" not in html
    assert '<html lang="en"' in html


def test_the_right_one_opens_the_page(client, page, restriction):
    response = send(client, page, RIGHT)
    assert (response.status_code, response.headers["Location"]) == (302, page.url)
    assert "For us only" in client.get(page.url).content.decode()


def test_a_wrong_one_is_asked_for_again(client, page, restriction):
    html = send(client, page, WRONG).content.decode()
    assert "not correct" in html
    assert "For us only" not in html


def test_a_page_for_those_who_log_in_leads_to_the_one_place_for_that(client, page):
    restrict(page, restriction_type="login")
    response = client.get(page.url)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/admin/login/?next={page.url}"
