"""A+ with all bonuses by the rules of Mozilla's HTTP Observatory, on every kind of answer, as production gives it."""

import pytest
from django.conf import settings as current
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from core.languages import content_languages
from core.models import SiteDocument
from settings import production
from tests import observatory
from tests.factories import locale, user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OURS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "X_FRAME_")
TYPES = [model for model in get_page_models() if model is not Page]
LANGUAGES = [code for code, _name in content_languages()]
WITHOUT_PREFIX = ["/robots.txt", "/llms.txt", "/sitemap.xml", "/identity.css", "/sw.js"]
STATIC = ["js/page.js", "fonts/inter.woff2", "icons/favicon.svg", "css/site.css", "admin/starter.js"]
IN_LANGUAGES = ["search/?q=60", "search/suggestions/?q=60", "data/"]
IN_LANGUAGES += ["offline/", "no-such-page/", "feed.atom", "calendar.ics"]


@pytest.fixture
def visitor(demo, settings):
    """As production sets it; a client makes its middleware at the first request."""
    for name in dir(production):
        if name.startswith(OURS):
            setattr(settings, name, getattr(production, name))
    return Client(raise_request_exception=False)


def wrong(visitor, address, **headers):
    points = observatory.results(visitor, address, **headers)
    response = visitor.get(address, secure=True, headers=headers)
    failed = {name: one for name, one in points.items() if one < 0}
    best = observatory.highest(response)
    if failed or observatory.score(points) < best:
        return f"{response.status_code} {address}: {observatory.score(points)} of {best}, {points}"
    return None


def check(visitor, addresses):
    assert [found for one in addresses if (found := wrong(visitor, one))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_type(visitor, code):
    pages = [model.objects.live().filter(locale=locale(code)).first() for model in TYPES]
    assert all(pages)
    check(visitor, [page.url for page in pages])


@pytest.mark.parametrize("code", LANGUAGES)
def test_search_data_feeds_and_addresses_that_lead_nowhere(visitor, code):
    prefix = "/" if code == current.LANGUAGE_CODE else f"/{code}/"
    check(visitor, [prefix + one for one in IN_LANGUAGES])


def test_what_has_no_language(visitor):
    check(visitor, [*WITHOUT_PREFIX, *[current.STATIC_URL + one for one in STATIC]])


def test_a_page_of_readers_has_135_of_145_points_which_is_all_without_cookies_and_preloading(visitor):
    points = observatory.results(visitor, "/")
    assert observatory.score(points) == 135


def test_open_data_is_read_on_other_sites_and_has_all_else(visitor):
    for address in ("/data/projects.json", "/en/data/projects.csv", "/iati/activities.xml"):
        points = observatory.results(visitor, address)
        assert min(points.values()) == 0, address
        assert observatory.score(points) == 120, address


def test_refusals(visitor):
    check(visitor, ["/?q=%00", "/media/documents/x.html"])


def test_documents(visitor, settings):
    place = {"location": settings.DATA_DIR.parent / "demo" / "media"}
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    address = SiteDocument.objects.first().url
    assert visitor.get(address, secure=True).status_code == 200
    check(visitor, [address])


def test_the_log_in_sets_a_cookie_that_nobody_else_reads(visitor):
    address = reverse("wagtailadmin_login")
    response = visitor.get(address, secure=True)
    assert set(response.cookies) == {"__Host-csrf"}
    check(visitor, [address])


def test_the_admin(visitor):
    visitor.force_login(user_in("administrators"))
    names = ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "translation_queue:index"]
    check(visitor, [reverse(name) for name in names])
    page = Page.objects.live().filter(locale=locale("az"), depth=3).first()
    check(visitor, [reverse("wagtailadmin_pages:edit", args=[page.pk])])
