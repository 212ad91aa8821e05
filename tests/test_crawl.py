"""Nothing on the site leads to nowhere: each address of ours on each page, of whatever kind, answers at once."""

import shutil
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
HOST = "http://localhost:8000"  # as the demo knows itself
LEADS = {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("source", "srcset"), ("form", "action")}
STATIC = ("/static/", "/media/")  # given out by the web server


class Addresses(HTMLParser):
    def __init__(self, base):
        super().__init__()
        self.base, self.found, self.ids = base, set(), set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.add(value)
            if (tag, name) in LEADS and value:
                values = [one.split()[0] for one in value.split(",")] if name == "srcset" else [value]
                self.found.update(urljoin(self.base, one) for one in values)


def crawl(client, start):
    """``({address: status}, {address: {id}}, {address: {where it stands}})`` of all that is of this site."""
    waiting, statuses, ids, stands_on = [start], {}, {}, {}
    while waiting:
        address = waiting.pop()
        page = urldefrag(address).url
        if page in statuses:
            continue
        response = client.get(page.removeprefix(HOST))
        statuses[page] = response.status_code
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            reader = Addresses(page)
            reader.feed(content.decode())
            ids[page] = reader.ids
            for one in reader.found:
                stands_on.setdefault(one, set()).add(page)
                if one.startswith(f"{HOST}/") and not urlsplit(one).path.startswith(STATIC):
                    waiting.append(one)
    return statuses, ids, stands_on


@pytest.fixture
def files(demo, settings, tmp_path):
    """Those of the demo where a document is served from: it can't be from memory. A copy: what is asked for is made here."""
    settings.MEDIA_ROOT = shutil.copytree(settings.DATA_DIR.parent / "demo" / "media", tmp_path / "media")
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


def test_every_address_of_the_demo_leads_somewhere(demo, files, client):
    statuses, ids, stands_on = crawl(client, f"{HOST}/")
    assert len(ids) > 90  # pages, in all languages
    broken = {address: status for address, status in statuses.items() if status != 200}
    assert {address: (status, stands_on.get(address)) for address, status in broken.items()} == {}
    places = {address: urldefrag(address) for address in stands_on if urldefrag(address).url in ids}
    missing = {address for address, (page, place) in places.items() if place and place not in ids[page]}
    assert {address: stands_on[address] for address in missing} == {}
