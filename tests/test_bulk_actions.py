"""Pages unpublished, moved or deleted, one or many at once, while one of them is locked by somebody else, was changed or is
gone: nothing is done that a lock forbids, and nothing is left out unsaid.
"""

from itertools import zip_longest

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from home.models import StandardPage
from home.roles import CHIEF_EDITORS
from tests.factories import make_page, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]
BEFORE = [("Bir", True, 3), ("İki", True, 3), ("Üç", True, 3)]
ACTIONS = ["publish", "unpublish", "move", "delete"]


@made_once
def pages(home):
    made = [make_page(StandardPage, home, title=title, live=True) for title in ("Bir", "İki", "Üç")]
    for page in made:
        draft = page.get_latest_revision_as_object()
        draft.title = f"{page.title} yeni"
        draft.save_revision()
    return made


@made_once
def place(home):
    return make_page(StandardPage, home, title="Yer")


@pytest.fixture
def chief(client):
    user = user_in(CHIEF_EDITORS, "second")
    client.force_login(user)
    return user


def lock(page, by=None):
    by = by or user_in(CHIEF_EDITORS, "first")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=by, locked_at=timezone.now())


def send(client, action, pages, place):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?next=/admin/&{query}", {"chooser": place.pk, "include_descendants": "on"})


def state(pages):
    return list(
        Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("path").values_list("title", "live", "depth")
    )


def told(response):
    return " ".join(strip_tags(str(message)) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_where_somebody_holds_one_and_it_is_said_who(client, chief, pages, place, action):
    lock(pages[1])
    before = state(pages)
    said = told(send(client, action, pages, place))
    assert state(pages) == before
    assert "“İki yeni” has been locked by first" in said


def send_alone(client, action, page, place):
    if action == "move":
        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk])
    else:
        address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    return client.post(address, {"include_descendants": "on"})


@pytest.mark.parametrize("action", ["move", "delete"])  # Wagtail itself unpublishes none that is locked
def test_one_page_alone_is_left_where_somebody_holds_it_and_else_it_is_done(client, chief, pages, place, action):
    lock(pages[1])
    before = state(pages)
    assert "“İki yeni” has been locked by first" in told(send_alone(client, action, pages[1], place))
    assert state(pages) == before
    lock(pages[1], by=chief)
    send_alone(client, action, pages[1], place)
    assert state(pages) != before


@pytest.mark.parametrize("action", ["unpublish", "move", "delete"])
def test_nor_is_one_whose_place_is_above_a_page_that_somebody_holds(client, chief, pages, place, action):
    pages[1].move(pages[0], pos="last-child")
    lock(pages[1])
    before = state(pages)
    assert "“İki yeni” has been locked by first" in told(send_alone(client, action, pages[0], place))
    assert state(pages) == before


@pytest.mark.parametrize("action", ACTIONS)
def test_with_no_lock_or_ones_own_all_of_it_is_done(client, chief, pages, place, action):
    lock(pages[1], by=chief)
    said = told(send(client, action, pages, place))
    assert "3 pages have been" in said and "may not" not in said
    assert all(one != other for one, other in zip_longest(BEFORE, state(pages)))


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_a_page_below_that_somebody_holds_is_not_taken_along(client, chief, pages, place, action):
    below = make_page(StandardPage, pages[0], title="Aşağı", live=action != "publish")
    lock(below)
    before = state([*pages, below])
    assert "“Aşağı” has been locked by first" in told(send(client, action, pages, place))
    assert state([*pages, below]) == before


@pytest.mark.parametrize("action", ACTIONS)
def test_what_is_gone_meanwhile_is_said(client, chief, pages, place, action):
    pages[1].delete()
    said = told(send(client, action, pages, place))
    assert "2 pages have been" in said and "1 of the pages you chose is not there any more" in said


def test_what_somebody_may_not_do_is_named(client, pages, place):
    client.force_login(user_in(CHIEF_EDITORS))
    Page.objects.filter(pk=pages[1].pk).update(live=False)
    said = told(send(client, "unpublish", pages, place))
    assert "2 pages have been unpublished" in said and "You may not do this with: İki yeni" in said


def test_a_draft_that_waits_for_approval_is_not_published_past_those_who_approve(client, chief, pages, place):
    """As in the form of the page itself."""
    pages[1].get_workflow().start(pages[1], user_in("editors"))
    assert not pages[1].get_lock() or not pages[1].get_lock().for_user(chief)
    assert "3 pages have been published" in told(send(client, "publish", pages, place))
