"""Whatever a request looks like: with the store it is answered as without it, and nobody gets what is another's."""

import re

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.factories import make_page
from tests.store import Readers, ask, session_cookie

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PATHS = ["/", "/xeberler/", "/xeberler/bir/", "/en/", "/xeberler/feed.atom", "/robots.txt", "/search/", "/data/"]
PATHS += ["/yoxdur/", "/xeberler", "/az/", "/sitemap.xml", "/identity.css", "/haqqimizda/", "/xeberler/bir/cite.json"]
QUERIES = ["page=2", "page=1", "page=99", "q=bir", "year=2024", "year=2024&page=1", "x=1", "page=%00", "%", "=&;"]
HOSTS = ["testserver", "testserver:8000", "other.example", "evil.example"]
FIXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PLAIN = {"method": "GET"}

addresses = st.fixed_dictionaries(
    {"path": st.sampled_from(PATHS)},
    optional={"query": st.sampled_from(QUERIES), "host": st.sampled_from(HOSTS), "scheme": st.just("https")},
)
manners = st.fixed_dictionaries(
    {"method": st.sampled_from(["GET", "HEAD", "POST", "OPTIONS"])},
    optional={
        "cookie": st.sampled_from(["a=b", "session=made-up", "csrf=made-up", "messages=x", "THEIRS", "a=b; THEIRS"]),
        "accept_encoding": st.sampled_from(["br", "gzip", "gzip, br", "br;q=0", "identity", "*", "zstd", ";q="]),
        "accept_language": st.sampled_from(["tr", "en-GB,en;q=0.5"]),
        "if_none_match": st.sampled_from(['"other"', "garbage"]),
        "range": st.just("bytes=0-10"),
        "cache_control": st.just("no-cache"),
        "referer": st.just("https://evil.example/"),
        "user_agent": st.sampled_from(["a bot", "a browser"]),
        "x_forwarded_host": st.just("evil.example"),
        "x_forwarded_proto": st.just("https"),
        "x_requested_with": st.just("XMLHttpRequest"),
        "save_data": st.just("on"),
    },
)


@pytest.fixture
def site(home, settings, admin_client):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    section = make_page(NewsIndexPage, home, title="Xəbərlər", slug="xeberler")
    make_page(NewsPage, section, title="Bir", slug="bir", date="2024-05-01")
    make_page(StandardPage, home, title="Haqqımızda", slug="haqqimizda")
    return session_cookie(admin_client)


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Hundreds of hosts that are not ours, and of forms that nobody sent."""
    caplog.set_level("CRITICAL", logger="django.security")


def content(answer):
    """Without what is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)


def test_a_request_is_answered_from_the_store_as_by_the_site(site):
    fresh, from_store = WSGIHandler(), []

    @FIXED
    @given(addresses, st.booleans(), st.lists(manners, min_size=1, max_size=4))
    def answers_agree(address, is_plain_first, strange):
        readers = Readers()
        for manner in [PLAIN] * is_plain_first + strange + [PLAIN]:
            options = {**address, **manner}
            if "cookie" in options:
                options["cookie"] = options["cookie"].replace("THEIRS", site)
            asked = len(readers.asked)
            ours, theirs = readers.read(**options), ask(fresh, **options)
            assert ours.status == theirs.status
            assert content(ours) == content(theirs) or options["method"] == "HEAD"
            for name in ("content-type", "location", "content-language"):
                assert ours.headers.get(name) == theirs.headers.get(name)
            if len(readers.asked) == asked:
                from_store.append(options)
                assert not ours.cookies
                assert options["method"] in ("GET", "HEAD")
                assert not is_somebody(options.get("cookie", ""))
                assert options.get("host") != "evil.example"

    answers_agree()
    assert len(from_store) > 30


def is_somebody(cookie):
    names = {one.split("=")[0].strip() for one in cookie.split(";")}
    return bool(names & {django_settings.SESSION_COOKIE_NAME, django_settings.CSRF_COOKIE_NAME, "messages"})
