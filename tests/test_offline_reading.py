"""What the service worker is told, and what the server marks as nobody else's. In a browser: tests/browser."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from wagtail.models import PageViewRestriction

from core.sharing import links
from home.models import StandardPage
from tests.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BUDGET = 5_000  # bytes of the worker, before compression


def settings_of(client):
    return json.loads(re.match(r"const SETTINGS = (.*);\n", client.get("/sw.js").content.decode())[1])


def test_the_worker_is_small_and_never_out_of_date(client, home):
    response = client.get("/sw.js")
    assert len(response.content) < BUDGET
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert client.get("/sw.js", headers={"if-none-match": response.headers["ETag"]}).status_code == 304
    assert client.head("/sw.js").status_code == 200
    assert client.post("/sw.js").status_code == 405


def test_a_change_of_the_worker_is_a_new_version(client, home, monkeypatch):
    before = settings_of(client)["version"]
    assert settings_of(client)["version"] == before
    monkeypatch.setattr("core.offline.views.WORKER", "// another")
    assert settings_of(client)["version"] != before


def test_everything_it_keeps_from_the_start_is_there(client, home):
    told = settings_of(client)
    for address in told["first"]:
        path = address.removeprefix("/static/")
        assert finders.find(path) if path != address else client.get(address).status_code == 200, address
    assert dict(told["offline"]) == {"/": "/offline/", "/en/": "/en/offline/", "/tr/": "/tr/offline/"}
    assert told["offline"][-1][0] == "/"


def test_the_admin_and_documents_are_left_alone(client, home):
    assert settings_of(client)["never"] == ["/admin/", "/documents/"]


def test_the_offline_page_speaks_its_language_and_is_no_result_of_a_search(client, home):
    for prefix, language in (("", "az"), ("/en", "en"), ("/tr", "tr")):
        soup = BeautifulSoup(client.get(f"{prefix}/offline/").content, "html.parser")
        assert soup.html["lang"] == language
        assert "noindex" in soup.select_one("meta[name=robots]")["content"]


def test_public_pages_ask_for_the_worker_and_drafts_do_not(client, home, admin_user):
    def asked(address):
        return BeautifulSoup(client.get(address).content, "html.parser").select("script[data-worker]")

    assert [script["data-worker"] for script in asked(home.url)] == ["/sw.js"]
    draft = make_page(StandardPage, home, title="Qaralama", live=False)
    shared = links.address(links.share(draft, admin_user), draft)
    assert client.get(shared).status_code == 200
    assert asked(shared) == []


def test_a_private_page_depends_on_who_asks(admin_client, home):
    page = make_page(StandardPage, home, title="Daxili")
    assert "cookie" not in admin_client.get(page.url).headers.get("Vary", "").lower()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = admin_client.get(page.url)
    assert response.status_code == 200
    assert "cookie" in response.headers.get("Vary", "").lower()
