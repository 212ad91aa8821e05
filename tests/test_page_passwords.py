"""A page that has a password asks for it on a page of ours, in the language of the address, and opens; who guesses is stopped."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from core import limits
from core.shared_passwords import GIVEN_FROM, GIVEN_TO, GIVEN_WITH
from home.models import StandardPage
from tests.factories import committed, make_document, make_page, translate
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


# Who guesses


def browser(address="192.0.2.1"):
    return Client(REMOTE_ADDR=address)


def guess(page, times, address=None):
    """From addresses all over the world, if not from one."""
    for number in range(times):
        response = send(browser(address or f"198.51.100.{number}"), page, WRONG)
    return response


def test_an_address_is_stopped_that_guesses_and_no_other_one(page, restriction):
    assert guess(page, GIVEN_FROM.most, "192.0.2.9").status_code == 200
    response = send(browser("192.0.2.9"), page, RIGHT)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60
    html = response.content.decode()
    assert '<html lang="en"' in html
    assert "There were too many attempts" in html
    assert "For us only" not in html
    assert send(browser(), page, RIGHT).status_code == 302


def test_it_is_said_in_the_language_of_the_address(page, restriction):
    source = page.get_translation(Locale.get_default())
    html = guess(source, GIVEN_FROM.most + 1, "192.0.2.9").content.decode()
    assert '<html lang="az"' in html
    assert "Həddindən artıq cəhd edilib" in html


def test_who_has_opened_the_page_before_is_let_in_while_strangers_guess(page, restriction):
    mine = browser()
    send(mine, page, RIGHT)
    del mine.cookies[settings.SESSION_COOKIE_NAME]
    guess(page, GIVEN_TO.most)
    assert send(browser(), page, RIGHT).status_code == 429
    assert send(mine, page, RIGHT).status_code == 302


def test_who_has_opened_it_before_is_limited_too(page, restriction):
    mine = browser()
    send(mine, page, RIGHT)
    del mine.cookies[settings.SESSION_COOKIE_NAME]
    for _time in range(GIVEN_WITH.most):
        send(mine, page, WRONG)
    assert send(mine, page, RIGHT).status_code == 429


def test_a_browser_is_known_to_the_page_that_it_opened_only(page, restriction, home):
    other = make_page(StandardPage, home, title="Başqası")
    restrict(other, restriction_type="password", password=RIGHT)
    mine = browser()
    send(mine, page, RIGHT)
    guess(other, GIVEN_TO.most)
    assert send(mine, other, RIGHT).status_code == 429


def test_who_knows_it_uses_nothing_up(page, restriction):
    for _time in range(GIVEN_FROM.most + 1):
        assert send(browser(), page, RIGHT).status_code == 302


def test_the_window_ends_by_itself(page, restriction, monkeypatch):
    guess(page, GIVEN_FROM.most + 1, "192.0.2.1")
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + GIVEN_FROM.minutes * 60)
    assert send(browser(), page, RIGHT).status_code == 302


def test_documents_that_have_a_password_are_guarded_as_well(home):
    collection = Collection.get_first_root_node().add_child(name="Bağlı")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=RIGHT
    )
    document = make_document(collection=collection)
    address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])

    def give(password):
        return reader.post(address, {"password": password, "return_url": document.url})

    reader = browser()
    assert address in reader.get(document.url).content.decode()
    for _time in range(GIVEN_FROM.most):
        assert give(WRONG).status_code == 200
    assert give(RIGHT).status_code == 429
    reader = browser("192.0.2.2")
    assert give(RIGHT).headers["Location"] == document.url
    assert address not in reader.get(document.url).content.decode()
