"""The first page: what it counts is true, and its menu needs no script."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from news.models import RoundTablePage
from news.models.event import EventStatus
from projects.models import ProjectPage, SurveyPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def figures_of(client, address="/"):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    figures = soup.find("dl", class_="figures")
    return [dd.get_text(strip=True) for dd in figures.find_all("dd")] if figures else []


def projects():
    return ProjectPage.objects.live().filter(locale__language_code="az")


def test_figures_are_counted_from_what_is_published(demo, client):
    held = RoundTablePage.objects.live().filter(locale__language_code="az", status=EventStatus.HELD)
    assert figures_of(client)[0] == str(projects().count())
    assert figures_of(client)[-1] == str(held.count())
    projects().first().unpublish()
    assert figures_of(client)[0] == str(projects().count())


def test_figures_are_the_same_in_every_language(demo, client):
    assert figures_of(client) == figures_of(client, "/en/") == figures_of(client, "/tr/")


def test_people_who_answered_are_counted_once_they_are_known(demo, client):
    survey = SurveyPage.objects.live().get(locale__language_code="az")
    before = figures_of(client)
    group = survey.groups.first()
    group.reached = 1234
    group.save()
    survey.save_revision().publish()
    after = figures_of(client)
    assert set(after) - set(before) == {"1\N{NO-BREAK SPACE}234"}


def test_what_only_some_may_read_is_not_counted(demo, client):
    before = projects().count()
    PageViewRestriction.objects.create(page=projects().first(), restriction_type=PageViewRestriction.LOGIN)
    assert figures_of(client)[0] == str(before - 1)


def test_a_site_without_content_shows_no_figures(home, client):
    assert figures_of(client) == []


def test_the_menu_opens_without_script(demo, client):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    panel = soup.find(id="site-panel")
    assert panel.has_attr("popover")
    openers = [button for button in soup.find_all("button", popovertarget="site-panel") if panel not in button.parents]
    assert len(openers) == 1
    assert panel.find("nav", class_="site-menu") and panel.find("form", class_="search-form")
