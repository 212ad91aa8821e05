"""robots.txt, sitemap.xml and llms.txt."""

import gzip
import re
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from core.localize.facts import LOG_ACTION
from core.machines import sitemap
from home.models import StandardPage
from tests.factories import make_image, make_page, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESSES = ["/robots.txt", "/llms.txt", "/sitemap.xml"]
NAMES = {"s": sitemap.SITEMAP, "x": sitemap.XHTML, "i": sitemap.IMAGE}


def entries(client, address="/sitemap.xml"):
    """``{address: element}``"""
    root = ElementTree.fromstring(client.get(address).content)
    return {one.find("s:loc", NAMES).text: one for one in root}


def alternates(element):
    return {link.get("hreflang"): link.get("href") for link in element.findall("x:link", NAMES)}


def changed(client, page):
    return parse_datetime(entries(client)[page.full_url].find("s:lastmod", NAMES).text)


def is_indexable(client, page):
    response = client.get(page.url)
    assert response.status_code == 200, page.url
    return not BeautifulSoup(response.content, "lxml").head.find("meta", {"name": "robots"})


# The map


EVERY = pytest.mark.parametrize("nth", [7, pytest.param(1, marks=pytest.mark.walk)])  # page of the demo is looked at


@EVERY
def test_the_map_has_every_page_that_may_be_found_and_no_other(demo, client, nth):
    hidden = Page.objects.live().filter(depth=4).first()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    public = Page.objects.live().public().filter(depth__gt=1)
    assert len(public) < Page.objects.filter(depth__gt=1).count()
    on_the_map, shown = set(entries(client)), {page.full_url: page for page in public}
    assert on_the_map <= set(shown)
    for address in list(shown)[::nth]:
        assert is_indexable(client, shown[address]) == (address in on_the_map), address


def test_neither_drafts_nor_aliases_are_on_the_map(home, client):
    page = make_page(StandardPage, home, title="Haqqımızda")
    make_page(StandardPage, home, title="Qaralama", live=False)
    page.create_alias(parent=home, update_slug="ikinci")
    assert set(entries(client)) == {home.full_url, page.full_url}


@EVERY
def test_the_map_and_the_pages_name_the_same_translations(demo, client, nth):
    for address, element in list(entries(client).items())[::nth]:
        head = demo.soup(urlsplit(address).path).head
        links = {link["hreflang"]: link["href"] for link in head.find_all("link", rel="alternate", hreflang=True)}
        assert alternates(element) == links, address
        assert address in links.values()


def test_a_page_says_when_it_changed_itself_or_what_it_lists(home, client):
    parent = make_page(StandardPage, home, title="Bölmə")
    page = make_page(StandardPage, parent, title="Səhifə")
    assert abs((changed(client, page) - page.last_published_at).total_seconds()) < 1
    page.title = "Qaralama"
    page.save_revision()
    assert abs((changed(client, page) - page.last_published_at).total_seconds()) < 1
    page = publish(page)
    assert changed(client, home) == changed(client, parent) == changed(client, page)


def test_new_facts_of_the_original_are_a_change_of_the_translation(home, client):
    page = make_page(StandardPage, home, title="Haqqımızda")
    translate(home, "en", lambda text: "Home")
    english = translate(page, "en", lambda text: "About us")
    yesterday = timezone.now() - timedelta(days=1)
    Page.objects.update(last_published_at=yesterday)
    before = changed(client, english)
    page.lead_image = make_image()
    page.save_revision()
    publish(page)
    fact = PageLogEntry.objects.get(page=english.pk, action=LOG_ACTION)
    assert before < changed(client, english)
    assert abs((changed(client, english) - fact.timestamp).total_seconds()) < 1


def test_pictures_are_those_that_may_be_shown(home, client):
    consent = {"shows_people": True, "consent_by": "X", "consent_on": "2020-01-01"}
    image = make_image(size=(900, 600), **consent)
    page = make_page(StandardPage, home, title="Haqqımızda", lead_image=image)
    client.get(page.url)

    def pictures():
        return [one.text for one in entries(client)[page.full_url].findall("i:image/i:loc", NAMES)]

    (shown,) = pictures()
    assert shown.startswith("http") and shown.endswith(".webp")
    image.consent_withdrawn_on = "2021-01-01"
    image.save()
    assert pictures() == []


def test_a_large_site_has_an_index_of_parts(demo, client, monkeypatch):
    whole = entries(client)
    addresses = {address: alternates(element) for address, element in whole.items()}
    monkeypatch.setattr(sitemap, "MOST", 10)
    from core import generation

    generation.clear()
    parts = entries(client)
    assert len(parts) == -(-len(whole) // 10)
    assert all(part.find("s:lastmod", NAMES) is not None for part in parts.values())
    together = {}
    for part in parts:
        found = entries(client, part)
        assert len(found) <= 10
        together.update({address: alternates(element) for address, element in found.items()})
    assert together == addresses
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


@pytest.mark.parametrize("part", ["0", "1", "-1", "x", "9" * 50, "²"])
def test_a_part_that_does_not_exist_is_not_found(home, client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_map_costs_the_same_for_few_pages_and_for_many(home, client):
    def cost():
        make_page(StandardPage, home, title="Səhifə", lead_image=make_image())
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    cost()
    assert cost() == cost() <= 12
    with CaptureQueriesContext(connection) as captured:
        client.get("/sitemap.xml")
    assert len(captured) <= 2


# Who is kept out


def test_robots_are_shown_the_map_and_kept_from_what_is_not_for_them(home, client):
    text = client.get("/robots.txt").content.decode()
    kept_out = re.findall("^Disallow: (.*)$", text, re.MULTILINE)
    assert {"/admin/", "/search/", "/en/search/", "/tr/search/", "/tr/shared-draft/*/"} <= set(kept_out)
    assert "/" not in kept_out
    assert f"Sitemap: {home.full_url}sitemap.xml" in text
    assert "X-Robots-Tag" not in client.get("/").headers


def test_nobody_is_to_find_a_copy_for_trying_out(home, client, settings):
    settings.STAGING = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    assert "noindex" in client.get("/").headers["X-Robots-Tag"]


# llms.txt


def test_llms_txt_leads_to_the_languages_the_sections_and_the_map(demo, client):
    text = client.get("/llms.txt").content.decode()
    links = re.findall(r"\]\((.*?)\)", text)
    assert text.startswith("# ") and len(text) < 4000
    for link in links:
        assert client.get(link).status_code == 200
    homes = Page.objects.live().filter(depth=2)
    assert {home.full_url for home in homes} < set(links)
    assert links[-1].endswith("/sitemap.xml")


def test_llms_txt_takes_no_text_for_markdown(home, client):
    make_page(StandardPage, home, title="[x](http://evil.example) <b>\n# y", show_in_menus=True)
    text = client.get("/llms.txt").content.decode()
    assert r"\[x\](http://evil.example) \<b\> \# y" in text


# All three


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_it_already_is_told_that_nothing_changed(home, client, address):
    first = client.get(address)
    assert "charset=utf-8" in first.headers["Content-Type"]
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("query", ["page=-1", "q=%ff", "x=<script>", "a" * 3000, "%2e%2e/=1", "=&&="])
def test_no_question_changes_the_answer(home, client, address, query):
    assert client.get(f"{address}?{query}").content == client.get(address).content


def test_the_map_is_compressed(demo, client):
    plain = client.get("/sitemap.xml").content
    packed = client.get("/sitemap.xml", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain
    weak = {"if-none-match": packed.headers["ETag"], "accept-encoding": "gzip"}
    assert client.get("/sitemap.xml", headers=weak).status_code == 304


def test_an_unknown_site_has_no_map(client):
    from wagtail.models import Site

    Site.objects.all().delete()
    for address in ("/sitemap.xml", "/llms.txt"):
        assert client.get(address).status_code == 404
    assert "Sitemap" not in client.get("/robots.txt").content.decode()
