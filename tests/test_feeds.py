"""Feeds: what was published last, in full, in one language, under names that stay."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from core.below import AddressesBelow
from core.following import Followed
from core.following.content import portable
from core.views import picture
from home.models import HomePage
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from tests import atom
from tests.factories import make_document, make_image, make_page, publish, translate
from tests.test_query_counts import every_block, warm_queries
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def followed():
    pages = Page.objects.live().filter(depth__gt=1).specific().order_by("path")
    return [page for page in pages if isinstance(page, Followed)]


def feed(client, page):
    response = client.get(page.feed_url)
    assert response.status_code == 200, page.feed_url
    return atom.read(response.content)


def titles(client, page):
    return [atom.text(entry, "title") for entry in atom.entries(feed(client, page))]


@made_once
def section(home):
    return make_page(NewsIndexPage, home, title="Xəbərlər")


@pytest.fixture
def news(section):
    def make(title="Xəbər", **fields):
        return make_page(NewsPage, section, title=title, **fields)

    return make


def test_every_feed_of_the_demo_is_atom_to_the_letter(demo, client):
    pages = followed()
    assert {type(page) for page in pages} >= {HomePage, NewsIndexPage, EventIndexPage, ProjectIndexPage, ProjectPage}
    assert {page.language for page in pages} == {"az", "en", "tr"}
    for page in pages:
        response = client.get(page.feed_url)
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert atom.faults(response.content) == [], page.feed_url
        assert atom.read(response.content).get(atom.LANG) == page.language


def test_the_strict_reader_finds_what_is_wrong(demo, client):
    content = client.get(followed()[0].feed_url).content.decode()
    for good, bad in [
        ('rel="self"', 'rel="related"'),
        ("<updated>", "<modified>"),
        ('href="http', 'href="/http'),
        ("<name>", "<nom>"),
    ]:
        broken = content.replace(good, bad).replace(good.replace("<", "</"), bad.replace("<", "</"))
        assert atom.faults(broken.encode()), bad


def test_a_feed_holds_what_is_live_in_its_language_and_nothing_else(demo, client):
    for page in followed():
        addresses = [atom.links(entry, "alternate")[0].get("href") for entry in atom.entries(feed(client, page))]
        live = {one.full_url for one in Page.objects.live().filter(locale=page.locale)}
        assert set(addresses) <= live, page.feed_url
        if isinstance(page, NewsIndexPage):
            assert set(addresses) == {one.full_url for one in page.items()}
        if isinstance(page, ProjectPage):
            assert set(addresses) >= {one.full_url for one in page.get_children().live()}
            assert set(addresses) >= {one.full_url for one in NewsPage.for_project(page)}
        if isinstance(page, HomePage):
            assert set(addresses) >= {one.full_url for one in EventPage.objects.live().filter(locale=page.locale)}


def test_the_full_text_comes_with_its_pictures(demo, client, home):
    section = NewsIndexPage.objects.get(locale=home.locale)
    project = ProjectPage.objects.filter(locale=home.locale).first()
    body = every_block(make_image, make_document, project)
    page = make_page(NewsPage, section, title="Hər şey", summary="Qısa", lead_image=make_image(), body=body)
    entry = atom.entries(feed(client, section))[0]
    assert atom.text(entry, "title") == page.title
    assert atom.text(entry, "summary") == "Qısa"
    soup = BeautifulSoup(atom.text(entry, "content"), "html.parser")
    assert len(soup.find_all("img")) >= 4
    assert all(image["src"].startswith(page.full_url.split("/", 3)[0]) and image["width"] for image in soup("img"))
    assert soup.find("a", href=project.full_url)
    assert soup.find("table") and "Söz" in soup.get_text()
    assert atom.faults(client.get(section.feed_url).content) == []


def test_its_pictures_may_be_shown_on_other_sites(rf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.webp").write_bytes(b"RIFF")
    answer = picture(rf.get("/media/images/a.webp"), "a.webp")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x/">x</a>', '<a href="https://ngo.example/x/">x</a>'),
        ('<a href="#part">x</a>', '<a href="https://ngo.example/a/#part">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" java\tscript:alert(1)" onclick="x()">x</a>', "<a>x</a>"),
        ('<a href="http://[">x</a>', "<a>x</a>"),
        ("<p class=x style=y>\x0bx\x00</p><script>x</script><!-- x -->", "<p>x</p>"),
        ('<picture><source srcset="/a"><img src="/b" srcset="/c 2w"></picture>', '<img src="https://ngo.example/b"/>'),
        ('<span aria-hidden="true">1</span><b>x</b>', "<b>x</b>"),
    ],
)
def test_a_text_is_made_fit_for_other_places(html, expected):
    assert portable(html, "https://ngo.example/a/") == expected


def test_characters_without_a_place_in_xml_do_no_harm(news, section, client):
    news("Xəbər \x0b\x1f<b>", summary="\x00ə & \uffff")
    response = client.get(section.feed_url)
    assert atom.faults(response.content) == []
    assert titles(client, section) == ["Xəbər <b>"]


def test_an_entry_keeps_its_id_whatever_becomes_of_its_address(news, section, client):
    page = news()
    before = atom.text(atom.entries(feed(client, section))[0], "id")
    page.title, page.slug = "Başqa", "basqa"
    page.save_revision()
    publish(page)
    section.slug = "yeni-yer"
    section.save_revision()
    entry = atom.entries(feed(client, publish(section)))[0]
    assert atom.text(entry, "id") == before
    assert str(page.translation_key) in before
    assert "basqa" in atom.links(entry, "alternate")[0].get("href")


def test_each_language_has_ids_of_its_own_and_names_the_others(demo, client):
    ids = {}
    for page in HomePage.objects.live():
        root = feed(client, page)
        ids[page.language] = {atom.text(entry, "id") for entry in atom.entries(root)}
        languages = {link.get("hreflang") for link in atom.links(root, "alternate")}
        assert languages == {"az", "en", "tr"}
        other = [link for link in atom.links(root, "alternate") if link.get("type") == "application/atom+xml"]
        assert all(client.get(link.get("href")).status_code == 200 for link in other)
    assert not ids["az"] & ids["en"] and not ids["en"] & ids["tr"]
    assert ids["az"]


def test_the_dates_are_those_of_publication(news, section, client):
    page = news()
    page.title = "Dəyişib"
    page.save_revision()
    page = publish(page)
    entry = atom.entries(feed(client, section))[0]
    assert atom.moment(atom.text(entry, "published")) == page.first_published_at
    assert atom.moment(atom.text(entry, "updated")) == page.last_published_at
    assert page.last_published_at > page.first_published_at


def test_a_draft_changes_nothing(news, section, client):
    page = news()
    before = client.get(section.feed_url)
    page.title = "Qaralama"
    page.save_revision()
    after = client.get(section.feed_url)
    assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])


def test_what_was_published_last_comes_first(news, section, client):
    for number in range(3):
        page = news(f"Xəbər {number}")
        NewsPage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=number))
    assert titles(client, section) == ["Xəbər 0", "Xəbər 1", "Xəbər 2"]


def test_drafts_private_pages_and_aliases_are_in_no_feed(news, section, home, client):
    shown = news("Hamı üçün")
    news("Qaralama", live=False)
    PageViewRestriction.objects.create(page=news("Gizli"), restriction_type=PageViewRestriction.LOGIN)
    shown.create_alias(update_slug="surat")
    for page in (section, home):
        assert titles(client, page) == ["Hamı üçün"]


def test_a_page_that_is_not_translated_is_in_the_feed_of_its_own_language_only(news, section, home, client):
    english_home = translate(home, "en", lambda text: f"EN {text}")
    english = translate(section, "en", lambda text: f"EN {text}")
    page = news("Xəbər")
    translate(page, "en", {}, publish=False)
    assert titles(client, english) == titles(client, english_home) == []
    assert atom.faults(client.get(english.feed_url).content) == []
    translate(page, "en", lambda text: f"EN {text}")
    assert titles(client, english) == ["EN Xəbər"]


def test_the_feed_of_a_private_section_is_for_those_who_may_read_it(news, section, client, admin_client):
    news()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(section.feed_url).status_code == 302
    answer = admin_client.get(section.feed_url)
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("compressed", [False, True])
def test_who_has_it_already_gets_nothing_again(news, section, client, compressed):
    news(summary="söz " * 50)
    headers = {"accept-encoding": "gzip"} if compressed else {}
    first = client.get(section.feed_url, headers=headers)
    assert first.headers.get("Content-Encoding", "") == ("gzip" if compressed else "")
    for condition in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        answer = client.get(section.feed_url, headers={**headers, **condition})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"].removeprefix("W/") == first["ETag"].removeprefix("W/")
    page = news("Yeni")
    assert client.get(section.feed_url, headers={"if-none-match": first["ETag"]}).status_code == 200
    page.unpublish()
    assert client.get(section.feed_url, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_what_is_withdrawn_is_not_taken_for_unchanged(news, section, client, monkeypatch):
    page = news()
    first = client.get(section.feed_url)
    monkeypatch.setattr("core.following.answer.time.time", lambda: timezone.now().timestamp() + 60)
    page.unpublish()
    answer = client.get(section.feed_url, headers={"if-modified-since": first["Last-Modified"]})
    assert answer.status_code == 200
    assert atom.entries(atom.read(answer.content)) == []


def test_head_says_the_same_without_the_content(news, section, client):
    news()
    got, head = client.get(section.feed_url), client.head(section.feed_url)
    assert head.content == b""
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Language"):
        assert head.headers[name] == got.headers[name]
    assert client.post(section.feed_url).status_code == 405


def test_a_file_has_one_address(section, client):
    for address in (section.feed_url + "/", section.url + "feed/", section.url + "feed.ATOM", "/feed.atom/"):
        assert client.get(address).status_code == 404, address


def test_no_query_string_changes_it(demo, client):
    queries = ["page=-1", "kind=%27", "year=9999", "x=%FF", "q=" + "a" * 3000, "format=../../etc"]
    for page in followed()[:6]:
        plain = client.get(page.feed_url).content
        assert [query for query in queries if client.get(page.feed_url, QUERY_STRING=query).content != plain] == []


def test_programs_find_the_feeds_from_every_page(demo, client):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        soup = demo.soup(page.url)
        found = [link["href"] for link in soup.head.find_all("link", type="application/atom+xml")]
        home = HomePage.objects.get(locale=page.locale)
        own = [page.feed_url] if isinstance(page, Followed) and page.pk != home.pk else []
        assert found == [home.feed_url, *own], page.url
    assert client.get("/yoxdur/").content.count(b"feed.atom") == 1


def test_readers_find_them_too(demo):
    for page in followed():
        soup = demo.soup(page.url)
        assert soup.find(class_="follow").find("a", href=page.feed_url), page.url


def test_no_page_below_takes_the_address_of_a_feed():
    assert {"feed.atom", "calendar.ics", "one-page", "one-page.pdf"} <= set(ProjectPage.own_addresses)
    assert issubclass(ProjectPage, AddressesBelow)


def test_a_feed_costs_two_queries_once_it_is_made(demo, client):
    for page in followed():
        queries = warm_queries(client, page.feed_url)
        assert len(queries) <= 2, (page.feed_url, *queries)


def test_making_it_costs_the_same_with_few_entries_and_with_many(news, section, client):
    costs, picture = [], make_image()
    for number in (1, 2, 5):
        for one in range(number):
            news(f"Xəbər {number} {one}", lead_image=picture, body=[{"type": "text", "value": "<p>Mətn</p>"}])
        client.get(section.url)  # which looks up whose site it is
        with CaptureQueriesContext(connection) as captured:
            client.get(section.feed_url)
        costs.append(len(captured))
    assert costs[1] == costs[2]


def test_a_language_without_a_home_page_has_no_feed(home, client):
    assert client.get("/tr/feed.atom").status_code == 404
    assert client.get("/feed.atom").status_code == 200
    assert Locale.objects.filter(language_code="tr").exists()
