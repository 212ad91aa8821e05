"""Old addresses lead to where the page is now, in every language, in one step, and never off the site."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.redirects.rules import own_path
from home.models import StandardPage
from projects.models import ProjectPage
from tests.factories import committed, locale, make_page, publish, translate
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "tr")


def target(client, address, **options):
    response = client.get(address, **options)
    return response.status_code, response.headers.get("Location")


@made_once
def translated_home(home):
    for code in LANGUAGES:
        translate(home, code, lambda text, code=code: f"{text} ({code})")
    return home


def in_every_language(title, parent):
    page = make_page(StandardPage, parent, title=title)
    for code in LANGUAGES:
        translate(page, code, lambda text, code=code: f"{text} {code}")
    return page


@made_once
def about(translated_home):
    return in_every_language("Haqqımızda", translated_home)


@made_once
def team(about):
    return in_every_language("Komanda", about)


@made_once
def place(translated_home):
    return in_every_language("Sənədlər", translated_home)


@pytest.fixture
def make(home):
    """In the source language only."""

    def make(title, **fields):
        return make_page(StandardPage, home, title=title, **fields)

    return make


def in_all_languages(page):
    return {one.locale.language_code: one for one in Page.objects.filter(translation_key=page.translation_key)}


def rename(page, slug):
    page = page.specific
    page.slug = slug
    with committed():
        page.save_revision()
    return publish(page)


def move(page, parent):
    with committed():
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    return Page.objects.get(pk=page.pk)


@pytest.mark.parametrize("code", ["az", *LANGUAGES])
def test_a_new_slug_leaves_a_redirect_for_the_page_and_all_below_it(client, about, team, code):
    page, child = in_all_languages(about)[code], in_all_languages(team)[code]
    was, child_was = page.url, child.url
    rename(page, "kim")
    page, child = Page.objects.get(pk=page.pk), Page.objects.get(pk=child.pk)
    assert page.url != was
    assert target(client, was) == (301, page.url)
    assert target(client, child_was) == (301, child.url)


def test_a_new_place_leaves_a_redirect_in_every_language(client, about, place):
    was = {code: one.url for code, one in in_all_languages(about).items()}
    move(about, place)
    now = {code: one.url for code, one in in_all_languages(about).items()}
    assert len(now) == 3
    for code, address in was.items():
        assert now[code] != address
        assert target(client, address) == (301, now[code])


def test_a_translated_title_that_is_renamed_redirects_too(client, about):
    english = in_all_languages(about)["en"]
    was = english.url
    english = rename(english, "about-us")
    assert target(client, was) == (301, english.url)


def test_a_page_that_moved_often_is_one_step_away(client, about):
    page = about
    addresses = [page.url]
    for slug in ("biz", "kimik", "teskilat"):
        page = rename(page, slug)
        addresses.append(page.url)
    for address in addresses[:-1]:
        assert target(client, address) == (301, addresses[-1])


def test_a_page_that_moves_back_is_read_at_its_old_address_and_needs_no_redirect_from_it(client, about):
    page = about
    first = page.url
    page = rename(page, "biz")
    second = page.url
    page = rename(page, "haqqimizda")
    assert client.get(first).status_code == 200
    assert target(client, second) == (301, first)
    assert not Redirect.objects.filter(old_path=first.rstrip("/")).exists()


def test_a_redirect_never_stands_before_a_live_page(client, about, make):
    was = about.url
    page = rename(about, "biz")
    other = make("Başqa", slug="haqqimizda")
    assert other.url == was
    assert client.get(was).status_code == 200
    other.unpublish()
    assert target(client, was) == (301, page.url)


def test_nothing_leads_to_a_page_that_is_not_public(client, about):
    page = about
    was = page.url
    page = rename(page, "gizli-ad")
    page.unpublish()
    assert target(client, was) == (404, None)


def redirect(old_path, page=None, link="", **fields):
    return Redirect.objects.create(old_path=old_path, redirect_page=page, redirect_link=link, **fields)


def test_a_chain_of_addresses_is_one_step_and_a_circle_none(client, about):
    redirect("/bir", link="/iki/")
    redirect("/iki", link="http://localhost:8000/uch/?x=1")
    redirect("/uch", about)
    redirect("/a", link="/b/")
    redirect("/b", link="/a/")
    assert target(client, "/bir/") == (301, about.url)
    assert target(client, "/a/") == (404, None)
    assert target(client, "/b/?q=1") == (404, None)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http://localhost:8000//evil.example/",
        "javascript:alert(1)",
        "haqqimizda/",
    ],
)
def test_no_redirect_leads_off_the_site(client, home, link):
    redirect("/kohne", link=link)
    assert target(client, "/kohne/") == (404, None)


def test_a_path_never_names_a_host():
    assert own_path("https://example.org//evil.example/?x=1") == "/%2Fevil.example/?x=1"


def test_an_address_that_ends_with_a_star_stands_for_all_that_begin_like_it(client, make):
    project, day, archive = make("Layihə"), make("Gün"), make("Arxiv")
    redirect("/layihlr/571-*", project)
    redirect("/2022/*", archive)
    redirect("/2022/11/11", day)
    assert target(client, "/layihlr/571-tehsilde-idareetme.html") == (301, project.url)
    assert target(client, "/layihlr/572-x.html") == (404, None)
    assert target(client, "/2022/11/11/") == (301, day.url)
    assert target(client, "/2022/11/12/?page=2") == (301, archive.url)
    assert target(client, "/2022/") == (301, archive.url)
    assert target(client, "/20221/") == (404, None)


def test_an_address_with_a_query_is_found_before_the_one_without(client, make):
    article, front = make("Məqalə"), make("Ön")
    redirect("/index.php?id=5&option=com_content", article)
    redirect("/index.php", front)
    assert target(client, "/index.php?option=com_content&id=5") == (301, article.url)
    assert target(client, "/index.php?id=6") == (301, front.url)


def test_an_address_with_letters_is_found_however_it_is_written(client, make):
    page = make("Layihə")
    redirect("/layihələr", page)
    assert target(client, "/layihələr/") == target(client, "/layih%C9%99l%C9%99r/") == (301, page.url)


def test_what_stands_below_a_page_moves_with_it(demo, client):
    project = ProjectPage.objects.live().filter(locale=locale("en")).first()
    was = project.url
    project = rename(project, "renamed")
    assert target(client, f"{was}one-page/") == (301, f"{project.url}one-page/")
    assert target(client, f"{was}one-page.pdf") == (301, f"{project.url}one-page.pdf")
    assert target(client, f"{was}cite.bib") == (301, f"{project.url}cite.bib")
    assert target(client, f"{was}no-such/") == (404, None)


def test_a_temporary_redirect_is_temporary_and_no_browser_keeps_one_for_good(client, make):
    redirect("/evvel", make("İndi"), is_permanent=False)
    response = client.head("/evvel/")
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == "max-age=3600"
    assert client.post("/evvel/").status_code >= 400


@pytest.mark.parametrize("address", ["/%00/", "/a%ff/", "/x?%00", "/" + "a/" * 300, "/*", "/?*", "//evil.example/*"])
def test_any_address_is_survived(client, home, address):
    redirect("/*", home)
    assert client.get(address).status_code in {200, 400, 404}


def test_an_address_that_leads_nowhere_costs_two_queries_more(client, make, django_assert_max_num_queries):
    page = make("Səhifə")
    for number in range(30):
        redirect(f"/kohne/{number}*", page)
    client.get("/yoxdur/")
    with django_assert_max_num_queries(12):
        client.get("/yoxdur/")


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("old_path", {"old_path": "/*", "redirect_link": "http://localhost:8000/"}),
        ("old_path", {"old_path": "/a*b", "redirect_link": "http://localhost:8000/"}),
        ("old_path", {"old_path": "/haqqimizda", "redirect_link": "http://localhost:8000/"}),
        ("redirect_page", {"old_path": "/x"}),
        ("redirect_link", {"old_path": "/x", "redirect_link": "https://evil.example/"}),
        ("redirect_link", {"old_path": "/x", "redirect_link": "http://localhost:8000/x/"}),
    ],
)
def test_a_redirect_of_no_use_is_refused(about, field, fields):
    with pytest.raises(ValidationError) as refused:
        Redirect(**fields).full_clean()
    assert set(refused.value.message_dict) == {field}


def test_the_screen_of_redirects_takes_a_star_and_says_what_is_wrong(admin_client, about):
    address = reverse("wagtailredirects:add")
    data = {"old_path": "/2022/*", "site": "", "is_permanent": "on", "redirect_page": about.pk, "redirect_link": ""}
    assert admin_client.post(address, data).status_code == 302
    answer = admin_client.post(address, {**data, "old_path": "/haqqimizda/"})
    assert answer.status_code == 200
    assert Redirect.objects.get().old_path == "/2022/*"


def test_the_address_of_a_draft_needs_no_redirect(about):
    assert not Redirect.objects.exists()
