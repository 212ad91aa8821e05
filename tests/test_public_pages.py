"""What readers get, on the demo content: every page type, in every language, and no word of another."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page, PageViewRestriction, get_page_models

from news.models import NewsPage
from projects.models import ProjectPage

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TYPES = [model for model in get_page_models() if model is not Page]
LANGUAGES = ["az", "en", "tr"]
AZERBAIJANI_ONLY = re.compile("[əƏ]")


def live(language):
    return Page.objects.live().filter(depth__gt=1, locale__language_code=language).specific().order_by("path")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_answers_in_its_language(demo, language):
    seen = set()
    for page in live(language):
        html = demo.soup(page.url).html
        assert html["lang"] == language
        seen.add(type(page))
    assert seen == set(TYPES)


@pytest.mark.once
@pytest.mark.parametrize("language", ["en", "tr"])
def test_no_word_of_azerbaijani_stands_outside_an_element_that_says_so(demo, language):
    strays = []
    for page in live(language):
        soup = demo.soup(page.url)
        for element in soup.find_all(["script", "style"]):
            element.decompose()
        for element in soup.find_all(lang=True):
            if element.name != "html" and element["lang"] != language:
                element.decompose()
        texts = [
            *soup.stripped_strings,
            *[tag.get(name, "") for tag in soup.find_all(True) for name in ("alt", "title", "content")],
        ]
        strays += [(page.url, text) for text in texts if AZERBAIJANI_ONLY.search(text)]
    assert strays == []


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_and_landmarks(demo, language):
    for page in live(language):
        soup = demo.soup(page.url)
        assert len(soup.find_all("h1")) == 1, page.url
        levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
        jumps = [(a, b) for a, b in zip(levels, levels[1:], strict=False) if b > a + 1]
        assert not jumps, (page.url, levels)
        assert len(soup.find_all("main")) == 1
        for picture in soup.find_all("img"):
            assert picture.has_attr("alt") and picture["width"] and picture["height"], page.url
        ids = [element["id"] for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), page.url


@pytest.mark.once
def test_alternates_are_complete_and_reciprocal(demo):
    said = {}
    for page in Page.objects.live().filter(depth__gt=1):
        links = demo.soup(page.url).find_all("link", rel="alternate", hreflang=True)
        said[page.full_url] = {link["hreflang"]: link["href"] for link in links}
    for address, alternates in said.items():
        if alternates:
            assert address in alternates.values()
            assert alternates["x-default"] == alternates["az"]
        for language, other in alternates.items():
            if language != "x-default":
                assert said[other] == alternates


def test_the_switcher_leads_to_the_same_page_or_says_that_there_is_none(demo):
    page = demo.untranslated_in_turkish[0]
    nav = demo.soup(page.url).find(class_=re.compile("language"))
    links = {link["hreflang"]: link["href"] for link in nav.find_all("a", hreflang=True)}
    assert "en" in links and "tr" not in links
    assert "Türkçe" in nav.get_text()


def test_a_page_missing_in_a_language_offers_those_that_exist(demo, client):
    page = demo.untranslated_in_turkish[0]
    draft = page.get_translation(Locale.objects.get(language_code="tr"))
    response = client.get(draft.url)
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert soup.html["lang"] == "tr"
    assert soup.find("a", href=re.compile(re.escape(page.url) + "$"))
    assert soup.find("input", attrs={"name": "q"})


def test_an_address_with_the_wrong_prefix_offers_the_right_page(demo, client):
    page = demo.untranslated_in_turkish[0]
    response = client.get(f"/en{page.url}")
    assert response.status_code == 404
    assert page.url in response.content.decode()


@pytest.mark.parametrize("typed", ["sorgu", "SORĞU", "sorğu", "sorğunun"[:5]])
def test_search_finds_azerbaijani_however_it_is_typed(demo, client, typed):
    response = client.get("/search/", {"q": typed})
    titles = [page.title for page in response.context["items"]]
    assert any("orğu" in title for title in titles)
    assert {page.locale.language_code for page in response.context["items"]} == {"az"}


@pytest.mark.once
def test_no_page_asks_another_host_for_anything(demo):
    for page in Page.objects.live().filter(depth__gt=1):
        soup = demo.soup(page.url)
        sources = [tag.get("src") or tag.get("href") for tag in soup.find_all(["img", "script", "iframe", "source"])]
        links = soup.find_all("link", rel=["stylesheet", "icon", "preload"])
        sources += [tag.get("href") or tag["imagesrcset"] for tag in links]
        assert not [source for source in sources if source and not source.startswith("/")], page.url
        assert not soup.find_all(style=True) and not soup.find_all("style"), page.url


def test_filters_narrow_and_keep_the_reader_informed(demo, client):
    for address in demo.lists:
        response = client.get(address)
        for choice in response.context["filters"]:
            for value, _label in choice.options:
                narrowed = client.get(address, {choice.name: value})
                assert narrowed.status_code == 200
                assert len(narrowed.context["items"]) <= len(response.context["items"])


def test_pages_that_are_in_no_menu_stand_at_the_foot(demo):
    for home in demo_homes():
        soup = demo.soup(home.url)
        footer = {link["href"] for link in soup.find("footer", class_="site-footer").find_all("a")}
        left_out = home.get_children().live().filter(show_in_menus=False)
        assert left_out.exists()
        assert {page.url for page in left_out} <= footer


def demo_homes():
    return Page.objects.live().filter(depth=2)


def test_a_list_does_not_give_away_what_only_some_may_read(demo, client):
    private = []
    for page in NewsPage.objects.live().filter(locale=Locale.get_default()):
        private.append(page.url)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/", *demo.lists, *[page.url for page in ProjectPage.objects.live()]):
        html = client.get(address).content.decode()
        assert not [url for url in private if f'href="{url}"' in html], address


def test_a_language_without_a_locale_has_nothing_and_no_error(home, client):
    Page.objects.filter(locale__language_code="tr").delete()
    Locale.objects.filter(language_code="tr").delete()
    assert client.get("/tr/search/", {"q": "x"}).status_code == 200
    assert client.get("/tr/").status_code == 404
    assert client.get("/").status_code == 200
