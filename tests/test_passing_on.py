"""What a reader may do with a page: pass it on without being followed, cite it, find it again from paper."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from core.citing import Citation
from core.citing.forms import bibtex, csl_json
from core.restrictions import public
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage, PublicationIndexPage, PublicationPage
from projects.models import Organisation
from tests.factories import locale, make_page, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def article(home):
    section = make_page(NewsIndexPage, home, title="Xəbərlər")
    return make_page(NewsPage, section, title="Məktəb & icma: 100% “bizim”", date=date(2022, 11, 29), summary="Qısa")


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_page_is_passed_on_by_plain_links_and_nothing_is_asked_of_anybody_else(client, article):
    soup = soup_of(client, article.url)
    links = soup.select(".share a")
    assert [link.get_text() for link in links] == ["WhatsApp", "Telegram", "Facebook", "X", "LinkedIn", "E-poçt"]
    for link in links:
        said = [value for values in parse_qs(urlsplit(link["href"]).query).values() for value in values]
        assert any(article.full_url in value for value in said), link
        assert link["href"].startswith("mailto:") or set(link["rel"]) == {"nofollow", "noreferrer"}
    whatsapp = parse_qs(urlsplit(links[0]["href"]).query)["text"]
    assert whatsapp == [f"{article.title} {article.full_url}"]
    loaded = [
        tag.get("src") or tag.get("href") for tag in soup.select("script[src], img[src], iframe, link[rel=stylesheet]")
    ]
    assert all(address.startswith("/") for address in loaded)


def test_without_script_there_is_no_button_that_does_nothing(client, article):
    buttons = soup_of(client, article.url).select(".share button")
    assert len(buttons) == 2
    assert all(button.find_parent("li").has_attr("hidden") for button in buttons)
    assert all(button["type"] == "button" for button in buttons)


@pytest.mark.parametrize(
    ("code", "when", "title"),
    [("az", "2022, 29 noyabr", "Xəbər"), ("en", "2022, 29 November", "News"), ("tr", "2022, 29 Kasım", "Haber")],
)
def test_a_page_is_cited_in_its_own_language(demo, client, code, when, title):
    home = HomePage.objects.get(locale=locale("az"))
    page = make_page(NewsPage, NewsIndexPage.objects.get(locale=home.locale), title="Xəbər", date=date(2022, 11, 29))
    if code != "az":
        page = translate(page, code, {"Xəbər": title})
    text = " ".join(soup_of(client, page.url).select_one(".citation-text").get_text().split())
    assert f"({when}). {title}." in text
    assert text.endswith(page.full_url)


def test_a_publication_is_cited_by_its_publisher(client, home):
    section = make_page(PublicationIndexPage, home, title="Nəşrlər")
    publisher = Organisation.objects.create(name="Təhsil Nazirliyi", kind="state")
    page = make_page(PublicationPage, section, title="Hesabat", date=date(2023, 5, 1), publisher=publisher)
    [item] = client.get(f"{page.url}cite.json").json()
    assert item["type"] == "report"
    assert item["author"] == [{"literal": "Təhsil Nazirliyi"}]
    assert "@report{hesabat-2023-az," in client.get(f"{page.url}cite.bib").content.decode()


def test_reference_managers_get_what_the_page_says(client, article):
    [item] = client.get(f"{article.url}cite.json").json()
    assert item["title"] == article.title
    assert item["URL"] == article.full_url
    assert item["issued"] == {"date-parts": [[2022, 11, 29]]}
    assert item["language"] == "az"
    response = client.get(f"{article.url}cite.bib")
    text = response.content.decode()
    assert r"title = {{Məktəb \& icma: 100\% “bizim”}}," in text
    assert "date = {2022-11-29}," in text
    assert "attachment" in response.headers["Content-Disposition"]


def test_no_text_breaks_out_of_its_field():
    hostile = Citation(
        "k", "webpage", "a}} , x = {b\\input{/etc/passwd}%\n$", "", "", None, "https://example.org/", "az"
    )
    line = next(line for line in bibtex(hostile).splitlines() if "title" in line)
    assert line == r"  title = {{a\}\} , x = \{b\textbackslash{}input\{/etc/passwd\}\% \$}},"
    assert json.loads(csl_json(hostile))[0]["title"] == hostile.title


def test_a_citation_costs_little_when_nothing_has_changed(client, article):
    address = f"{article.url}cite.json"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_nothing_is_said_of_pages_that_are_not_public(client, home, article):
    draft = make_page(StandardPage, home, title="Qaralama", live=False)
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    assert not public(NewsPage.objects.filter(pk=article.pk)).exists()
    for address in (
        f"{article.url}cite.json",
        "/qaralama/cite.bib",
        "/yoxdur/cite.bib",
        f"{home.url}one-page/cite.bib",
    ):
        assert client.get(address).status_code == 404, address
    assert draft.pk


def test_the_address_is_on_paper_only_and_can_be_photographed(client, article):
    paper = soup_of(client, article.url).select_one(".print-address")
    assert paper.select_one("svg path") and not paper.select("[style]")
    assert paper.get_text(strip=True) == article.full_url


def test_lists_and_searches_have_none_of_it(demo, client):
    for address in (*demo.lists[:3], "/", "/search/?q=x"):
        assert not soup_of(client, address).select(".reader-tools, .print-address"), address
