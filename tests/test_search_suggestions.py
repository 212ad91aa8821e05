"""What is offered to readers while they type: titles, in whichever form their words are typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from tests.factories import make_page

pytestmark = pytest.mark.django_db
BUDGET = 14  # queries


@pytest.fixture
def standard(home):
    def make(title, text="Mətn", **fields):
        return make_page(StandardPage, home, title=title, body=[{"type": "text", "value": f"<p>{text}</p>"}], **fields)

    return make


def offered(client, typed, prefix=""):
    response = client.get(f"{prefix}/search/suggestions/", {"q": typed})
    assert response.status_code == 200
    links = re.findall(
        r'<a href="([^"]+)"[^>]*>\s*<span class="suggestion-title">(.*?)</span>', response.content.decode()
    )
    return {re.sub("<[^>]+>", "", title): address for address, title in links}


@pytest.mark.parametrize("typed", ["gen", "GƏN", "gənc", "gencler", "gənclərin ev", "genclrin", "evi gənc"])
def test_a_title_is_offered_from_its_first_letters_on(standard, client, typed):
    page = standard("Gənclərin evi")
    assert offered(client, typed) == {"Gənclərin evi": page.url}


@pytest.mark.parametrize("typed", ["", "g", "ge", "evə gedən yol", "!?", "a" * 300])
def test_what_tells_too_little_or_stands_in_no_title_offers_nothing(standard, client, typed):
    standard("Gənclərin evi", "yol")
    assert offered(client, typed) == {}


def test_a_word_in_the_text_alone_is_not_offered(standard, client):
    standard("Ev", "Gənclər")
    assert offered(client, "gənclər") == {}


def test_a_whole_word_is_offered_before_one_that_begins_so(standard, client):
    standard("Toplu nəşr")
    standard("Top oyunu")
    assert list(offered(client, "top")) == ["Top oyunu", "Toplu nəşr"]


def test_each_language_has_its_own(demo, client):
    assert all(address.startswith("/en/") for address in offered(client, "project", "/en").values())
    assert offered(client, "project", "/en")
    assert offered(client, "proje", "/tr").keys() & offered(client, "layihə").keys() == set()


def test_drafts_and_private_pages_are_not_offered(standard, client):
    PageViewRestriction.objects.create(page=standard("Gizli qonaqlar"), restriction_type=PageViewRestriction.LOGIN)
    standard("Qonaqlar gələcək", live=False)
    assert offered(client, "qonaq") == {}


def test_titles_are_escaped(standard, client):
    standard("Ton <script>alert(1)</script>")
    assert b"<script" not in client.get("/search/suggestions/", {"q": "ton"}).content


def test_they_stay_within_their_budget(demo, client):
    for typed in ("məktəb", "məktəb icma", "mek", "mekteb icmalrı"):
        client.get("/search/suggestions/", {"q": typed})
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/suggestions/", {"q": typed})
        assert len(captured) <= BUDGET, [one["sql"] for one in captured.captured_queries]


def test_nothing_typed_is_counted_as_a_search_that_found_nothing(demo, client):
    from core.models import SearchMiss

    client.get("/search/suggestions/", {"q": "kosmodrom"})
    assert not SearchMiss.objects.exists()
