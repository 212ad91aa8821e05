"""No page goes live below one that is not: readers would find no way to it."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from core.validation import PublicationRefused
from home.models import StandardPage
from news.models import EventIndexPage, RoundTablePage
from tests.factories import committed, locale, make_page, publish, translate
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


def in_english(text):
    return f"EN {text}"


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@made_once
def draft_section(home):
    return make_page(StandardPage, home, title="Bölmə", live=False)


def test_publishing_below_a_draft_is_refused(draft_section):
    with pytest.raises(PublicationRefused, match="Bölmə"):
        make_page(StandardPage, draft_section, title="Səhifə")


def test_the_refusal_leads_to_the_page_that_has_to_be_published_first(draft_section, admin_client):
    page = make_page(StandardPage, draft_section, title="Səhifə", live=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin_client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})
    assert reverse("wagtailadmin_pages:edit", args=[draft_section.pk]) in told(response)
    page.refresh_from_db()
    assert not page.live


def test_a_translation_waits_for_its_section_in_its_language(home, admin_client):
    page = make_page(StandardPage, make_page(StandardPage, home, title="Bölmə"), title="Səhifə")
    target = translate(page, "en", in_english, publish=False)
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    assert response.status_code == 302
    assert reverse("wagtailadmin_pages:edit", args=[home.get_translation(locale("en")).pk]) in told(response)
    target.refresh_from_db()
    assert not target.live


def test_once_the_section_is_live_the_page_may_be(draft_section):
    page = make_page(StandardPage, draft_section, title="Səhifə", live=False)
    publish(draft_section)
    assert publish(page).live


def test_a_page_may_be_scheduled_before_its_section_is_live(draft_section):
    page = make_page(StandardPage, draft_section, title="Səhifə", live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision()
    publish(page)
    page.refresh_from_db()
    assert page.approved_schedule


def test_a_refused_translation_leaves_the_live_page_as_it_was(home):
    """wagtail-localize writes the texts to the live row, then publishes."""
    translate(home, "en", in_english)
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    translate(section, "en", in_english)
    table = RoundTablePage(title="Dəyirmi masa", kind="meeting", status="held", suggestions_outcome="none_made")
    table.starts_at = "2022-11-29T10:00+04:00"
    table = make_page(table, section)
    target = translate(table, "en", in_english)
    type(section).objects.filter(pk=target.get_parent().pk).update(live=False)
    with pytest.raises(PublicationRefused), committed():
        translate(table, "en", {"Dəyirmi masa": "Other title"})
    target.refresh_from_db()
    assert target.title == "EN Dəyirmi masa"
