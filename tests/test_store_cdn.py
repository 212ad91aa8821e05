"""A cache in front: how long it may keep a page, and what it is told."""

import pytest
from wagtail.contrib.frontend_cache.backends import BaseBackend

from core.store.build import cache_control
from core.store.cdn import tell_of_pages_above
from news.models import NewsIndexPage, NewsPage
from tests.factories import committed, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Cache(BaseBackend):
    told = set()

    def purge(self, url):
        self.told.add(url.partition("://")[2].partition("/")[2])


def test_nothing_in_front_keeps_a_page_without_asking_unless_it_is_allowed_to(settings):
    assert cache_control() == "no-cache"
    settings.CDN_SECONDS = 60
    assert cache_control() == "public, max-age=0, s-maxage=60, must-revalidate"


def test_a_publication_tells_it_of_the_pages_above_with_their_feeds(home, settings):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Cache"}}
    section = make_page(NewsIndexPage, home, title="Xəbərlər", slug="xeberler")
    page = make_page(NewsPage, section, title="Bir", date="2024-05-01")
    Cache.told.clear()
    with committed():
        tell_of_pages_above(instance=page)
    assert {"", "feed.atom", "xeberler/", "xeberler/feed.atom"} <= Cache.told
