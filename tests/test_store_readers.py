"""Who is answered from the store, and what is never put into it."""

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.sharing import links
from core.store import MARK
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.factories import make_page
from tests.store import Readers, ask, session_cookie
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def readers():
    return Readers()


@made_once
def page(home):
    return make_page(StandardPage, home, title="Haqqımızda")


@made_once
def section(home):
    index = make_page(NewsIndexPage, home, title="Xəbərlər")
    for number in range(14):
        make_page(NewsPage, index, title=f"Xəbər {number}", date="2024-05-01")
    return index


# Kept


def test_a_page_is_rendered_once_for_all_readers(readers, page):
    answers = [readers.read(page.url) for _reader in range(3)]
    assert readers.asked == [page.url]
    assert len({answer.body for answer in answers}) == 1 and "Haqqımızda" in answers[0].text
    assert answers[2].headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        *("/robots.txt", "/llms.txt", "/sitemap.xml", "/identity.css", "/sw.js", "/offline/"),
        *("/data/", "/data/projects.csv", "/data/projects.json"),
    ],
)
def test_what_machines_read_is_kept_too(readers, home, path):
    assert readers.read(path).status == 200
    assert readers.is_kept(path)


def test_feeds_of_a_section_and_citations_of_a_page_are_kept(readers, section):
    assert readers.is_kept(f"{section.url}feed.atom")
    assert readers.is_kept(f"{NewsPage.objects.live().first().url}cite.bib")


def test_the_answer_is_the_one_that_django_gives(readers, page):
    readers.read(page.url)
    kept, fresh = readers.read(page.url), ask(WSGIHandler(), page.url)
    assert kept.body == fresh.body
    for name in ("content-type", "content-security-policy", "content-language", "permissions-policy", "vary"):
        assert kept.headers[name] == fresh.headers[name] or name == "content-security-policy"


# Encodings and conditions


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=nonsense, gzip", "gzip"),
        ("deflate", None),
        ("", None),
        (";;,,=", None),
    ],
)
def test_each_reader_gets_the_encoding_that_was_asked_for(readers, page, accepted, encoding):
    plain = readers.read(page.url)
    answer = readers.read(page.url, accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.body == plain.body
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.raw)
    assert len(readers.asked) == 1


def test_encodings_have_etags_of_their_own_which_say_nothing_has_changed(readers, page):
    etags = {
        accepted: readers.read(page.url, accept_encoding=accepted).headers["etag"] for accepted in ("", "gzip", "br")
    }
    assert len(set(etags.values())) == 3
    assert not any(etag.startswith("W/") for etag in etags.values())
    for accepted, etag in etags.items():
        for said in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            answer = readers.read(page.url, accept_encoding=accepted, if_none_match=said)
            assert (answer.status, answer.raw) == (304, b"")
            assert answer.headers["etag"] == etag and answer.headers["vary"] == "Accept-Encoding"
    assert readers.read(page.url, accept_encoding="br", if_none_match=etags["gzip"]).status == 200


def test_a_date_counts_where_no_etag_is_sent(readers, section):
    feed = f"{section.url}feed.atom"
    date = readers.read(feed).headers["last-modified"]
    assert readers.read(feed, if_modified_since=date).status == 304
    assert readers.read(feed, if_modified_since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert readers.read(feed, if_modified_since="nonsense").status == 200
    assert readers.read(feed, if_modified_since=date, if_none_match='"other"').status == 200


def test_the_first_reader_may_have_the_page_already(readers, page):
    etag = Readers().read(page.url).headers["etag"]
    assert readers.read(page.url, if_none_match=etag).status == 304


def test_head_is_answered_with_the_head_of_the_page(readers, page):
    head, whole = readers.read(page.url, method="HEAD"), readers.read(page.url)
    assert head.raw == b""
    assert head.headers == whole.headers
    assert len(readers.asked) == 1


# Never read from it


def test_who_is_logged_in_is_not_answered_from_it_and_leaves_nothing_in_it(readers, page, admin_client):
    cookie = session_cookie(admin_client)
    readers.read(page.url, cookie=cookie)
    readers.read(page.url, cookie=cookie)
    assert len(readers.asked) == 2
    readers.read(page.url)
    assert len(readers.asked) == 3, "something was left for others"
    readers.read(page.url, cookie=cookie)
    assert len(readers.asked) == 4, "was given what others get"


@pytest.mark.parametrize(
    "name", [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "django_language"]
)
@pytest.mark.parametrize("form", ["{}=x", "a=b; {}=x", "a=b;{} = x", "{}"])
def test_cookies_that_the_site_reads_go_past_it(readers, page, name, form):
    readers.read(page.url)
    readers.read(page.url, cookie=form.format(name))
    assert len(readers.asked) == 2


def test_cookies_of_others_do_not(readers, page):
    readers.read(page.url, cookie="_pk_id=1; consent=no")
    assert "consent" not in readers.read(page.url).text
    assert len(readers.asked) == 1


def test_authorization_goes_past_it(readers, page):
    readers.read(page.url)
    readers.read(page.url, authorization="Basic eDp5")
    assert len(readers.asked) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_go_past_it_and_leave_nothing_in_it(readers, page, method):
    readers.read(page.url, method=method, body=b"a=b")
    readers.read(page.url)
    readers.read(page.url, method=method, body=b"a=b")
    assert len(readers.asked) == 3


def test_a_body_goes_past_it(readers, page):
    readers.read(page.url)
    readers.read(page.url, body=b"a=b")
    assert len(readers.asked) == 2


def test_the_admin_and_documents_go_past_it(readers):
    login = reverse("wagtailadmin_login")
    for language in ("tr", "az"):
        assert readers.read(login, accept_language=language).headers["content-language"] == language
    assert len(readers.asked) == 2


# Hosts and schemes


def test_hosts_and_schemes_do_not_share_answers(readers, page, settings):
    settings.ALLOWED_HOSTS = ["testserver", "example.org"]
    readers = Readers()
    for host, scheme in [
        ("testserver", "http"),
        ("example.org", "http"),
        ("testserver", "https"),
        ("testserver:81", "http"),
    ]:
        readers.read(page.url, host=host, scheme=scheme)
    assert len(readers.asked) == 4


@pytest.mark.parametrize(
    "host", ["evil.example", "", "testserver:80:80", "testserver/", "a b", "testserver.evil.example"]
)
def test_a_host_that_is_not_ours_is_refused_whatever_is_kept(page, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    readers = Readers()
    readers.read(page.url)
    answers = [readers.read(page.url, host=host) for _time in range(2)]
    assert all(answer.status == 400 for answer in answers) or host == ""
    assert len(readers.asked) == 3


def test_the_scheme_is_the_one_that_a_trusted_proxy_names(page, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    readers = Readers()
    assert readers.read(page.url, x_forwarded_proto="https").status == 200
    assert readers.read(page.url, x_forwarded_proto="http").status == 301
    assert readers.read(page.url).status == 301
    assert readers.read(page.url, x_forwarded_proto="https").status == 200


def test_a_header_of_a_proxy_that_is_not_trusted_counts_for_nothing(readers, page):
    for scheme in ("https", "http", "nonsense"):
        assert readers.read(page.url, x_forwarded_proto=scheme, x_forwarded_host="evil.example").status == 200
    assert len(readers.asked) == 1


# Queries


KNOWN = ["page=2", "page=1", "project=&year=2024", "year=2024", "year=2024&page=2", "kind=&year="]
MADE_UP = ["page=99", "page=0", "page=02", "page=x", "page=2&page=2", "page=2&year=2024", "year=1999", "year=2024&x=1"]
MADE_UP += ["x", "utm_source=a", "PAGE=2", "page=2%23", "year=2024&year=2024", "kind=x"]


def test_what_links_and_forms_of_a_list_lead_to_is_kept(readers, section):
    assert [query for query in KNOWN if not readers.is_kept(section.url, query=query)] == []


def test_an_address_that_anybody_can_make_up_is_not_kept(readers, section):
    assert {readers.read(section.url, query=query).status for query in MADE_UP} == {200}
    assert [query for query in MADE_UP if readers.is_kept(section.url, query=query)] == []
    assert readers.store.memory.taken == 0


def test_a_page_without_a_list_is_kept_without_a_query_only(readers, page):
    assert not readers.is_kept(page.url, query="x=1")
    assert readers.is_kept(page.url)


def test_a_search_is_not_kept(readers, home):
    assert not readers.is_kept("/search/", query="q=söz")


# Never put into it


def test_a_page_for_some_is_not_kept(readers, page):
    assert readers.is_kept(page.url)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert readers.read(page.url).status == 302
    assert not readers.is_kept(page.url)


def test_a_page_behind_a_password_is_not_kept(readers, page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="söz")
    assert "Haqqımızda</h1>" not in readers.read(page.url).text
    assert not readers.is_kept(page.url)


def test_a_draft_is_not_kept_and_its_page_is_as_before(readers, page, admin_client):
    page.title = "Qaralama"
    page.save_revision()
    assert "Qaralama" not in readers.read(page.url).text
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "Qaralama" in readers.read(address, cookie=session_cookie(admin_client)).text
    assert readers.read(address).status == 302
    assert "Qaralama" not in readers.read(page.url).text


def test_a_preview_leaves_nothing_behind(readers, page, rf):
    page.title = "Qaralama"
    preview = page.make_preview_request()
    assert "Qaralama" in preview.content.decode()
    assert "Qaralama" not in readers.read(page.url).text


def test_a_shared_draft_is_not_kept(readers, page, admin_user):
    page.title = "Qaralama"
    page.save_revision()
    address = links.address(links.share(page, admin_user), page)
    assert "Qaralama" in readers.read(address).text
    assert not readers.is_kept(address)
    assert "Qaralama" not in readers.read(page.url).text


def test_a_form_is_not_kept(readers, demo):
    from home.models import FormPage

    address = FormPage.objects.live().first().url
    tokens = {readers.read(address).cookies[0].split(";")[0] for _reader in range(2)}
    assert len(tokens) == 2


@pytest.mark.parametrize("path", ["/yoxdur/", "/az/", "/yoxdur.atom", "/admin", "/xeber"])
def test_what_is_no_page_is_not_kept(readers, home, path):
    assert readers.read(path).status in (301, 302, 404)
    assert not readers.is_kept(path)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (200, {"Set-Cookie": "a=b"}),
        (200, {"Vary": "Cookie"}),
        (200, {"Vary": "Accept-Encoding, Accept-Language"}),
        (200, {"Vary": "*"}),
        (200, {"Cache-Control": "private"}),
        (200, {"Cache-Control": "max-age=1, No-Store"}),
        (206, {}),
        (203, {}),
        (404, {}),
        (500, {}),
    ],
)
def test_a_mark_is_not_enough(status, headers):
    assert is_kept_by_an_app_that_says(status, headers, mark=True) is False


def test_without_a_mark_nothing_is_kept():
    assert is_kept_by_an_app_that_says(200, {}, mark=False) is False
    assert is_kept_by_an_app_that_says(200, {}, mark=True) is True
    assert is_kept_by_an_app_that_says(200, {"Vary": "accept-encoding", "Cache-Control": "no-cache"}, mark=True) is True


def is_kept_by_an_app_that_says(status, headers, mark):
    def app(environ, start_response):
        environ[MARK] = mark
        response = HttpResponse(b"x" * 300, status=status, headers=headers)
        start_response(f"{status} X", [*response.items(), ("Content-Length", "300")])
        return [response.content]

    return Readers(app).is_kept("/")


def test_a_request_cannot_bring_the_mark_itself():
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", "1")])
        return [b"x"]

    assert not Readers(app).is_kept("/", **{MARK: "1", "outreach_keep": "1"})
