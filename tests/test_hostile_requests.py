"""Whatever is asked, the answer is 2xx to 4xx and ours, in the language of the address. 90,000 with ``FULL_SIZE=1``."""

import random

import pytest
from django.conf import settings as current
from django.db import connection, transaction
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from wagtail.models import Page, get_page_models

from core import generation
from tests.admin_urls import ADMINS, EDITORS, ENGLISH
from tests.admin_world import make_world
from tests.factories import user_in
from tests.hostile import Answers, request
from tests.sizes import bounded
from tests.store import Readers, connected
from tests.test_admin_matrix import WRITING, questions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SHARDS = [0, *[pytest.param(number, marks=pytest.mark.fuzz) for number in (1, 2)]]
READERS = bounded(400, full=25_000)
EDITING = bounded(100, full=5_000)
SLOWEST = 1.0  # of 99 in a hundred, where it is not a busy machine that is measured
PATHS = ["/", "/en/", "/tr/", "/az/", "/search/", "/en/search/", "/tr/search/suggestions/", "/admin/", "/admin/login/"]
PATHS += [
    "/admin/password_reset/",
    "/documents/1/x/",
    "/feed.atom",
    "/en/feed.atom",
    "/calendar.ics",
    "/tr/calendar.ics",
]
PATHS += ["/tedbirler/x/event.ics", "/data/", "/en/data/projects.json", "/tr/data/x.csv", "/iati/activities.xml"]
PATHS += [
    "/layiheler/x/iati.xml",
    "/robots.txt",
    "/llms.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-",
    "/identity.css",
]
PATHS += [
    "/layiheler/",
    "/media/images/x",
    "/_util/authenticate_with_password/1/2/",
    "/ru/",
    "/EN/",
    "/sw.js",
    "/offline/",
]
PATHS += [
    "/static/js/page.js",
    "/static/",
    "/healthz",
    "/cards/1-x.png",
    "/shared-draft/x/",
    "/.well-known/security.txt",
]
PATHS += ["/style-guide/", "/.env", "/.git/config", "/wp-login.php", "//evil.example/", "/az//evil.example/"]
FILES = ["one-page/", "one-page.pdf", "cite.bib", "data.json", "iati.xml", "event.ics", "feed.atom", "calendar.ics"]


def addresses_of_readers():
    pages = [model.objects.live().order_by("path")[:6] for model in get_page_models() if model is not Page]
    found = [page.url for some in pages for page in some]
    return [*PATHS, *found, *[address + name for address in found[::5] for name in FILES]]


def check(answers):
    print(answers)
    assert answers.faults == []


@pytest.mark.parametrize("shard", SHARDS)
def test_no_reader_is_answered_with_an_error_of_ours(demo, settings, shard):
    settings.ALLOWED_HOSTS = ["testserver"]
    rng, addresses = random.Random(shard), addresses_of_readers()
    answers = Answers(Readers().store)
    with connected():
        for _ in range(READERS):
            answers.ask(request(rng, addresses))
    check(answers)


@pytest.mark.parametrize("group", [EDITORS, *[pytest.param(one, marks=pytest.mark.fuzz) for one in (ADMINS, ENGLISH)]])
def test_nobody_who_is_logged_in_is_answered_with_an_error_of_ours(group, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    addresses = sorted({question.path.split("?")[0] for question in questions(make_world())} - {"/admin/sprite/"})
    client = Client()
    client.force_login(user_in(group))
    token = _get_new_csrf_string()
    cookies = {current.SESSION_COOKIE_NAME: client.session.session_key, current.CSRF_COOKIE_NAME: token}
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    rng, answers = random.Random(group), Answers(Readers().store)
    with connected():
        for _ in range(EDITING):
            ask_and_take_back(answers, {**request(rng, addresses, cookie), "HTTP_X_CSRFTOKEN": token})
    check(answers)


def ask_and_take_back(answers, environ):
    written = []

    def note(execute, sql, *args):
        written.append(WRITING.match(sql))
        return execute(sql, *args)

    with transaction.atomic(), connection.execute_wrapper(note):
        answers.ask(environ)
        transaction.set_rollback(True)
    if any(written):
        generation.clear()


ODD = ["-1", "0", "abc", "²", "", "999999999999999999999", "1e9", "0001", "9999", "\x00"]


@pytest.mark.walk
@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("key", ["page", "kind", "year", "theme", "place", "project", "status"])
def test_every_list_survives_every_value(demo, client, key, value):
    for address in demo.lists:
        assert client.get(address, {key: value}).status_code in {200, 400}


@pytest.mark.parametrize("value", ODD)
def test_a_list_survives_a_value_for_every_key_at_once(demo, client, value):
    query = dict.fromkeys(["page", "kind", "year", "theme", "place", "project", "status"], value)
    for address in demo.lists[:6]:
        assert client.get(address, query).status_code in {200, 400}


@pytest.mark.parametrize("query", ['"', '""', "'", 'a" OR b', 'ə" ', "%", "*", "(", "a AND", "\\", "x" * 5000])
def test_search_survives_every_query(demo, client, query):
    for prefix in ("", "/en", "/tr"):
        assert client.get(f"{prefix}/search/", {"q": query}).status_code == 200
