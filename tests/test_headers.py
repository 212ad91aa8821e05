"""What readers' browsers are told, and what they are never given."""

import gzip

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PUBLIC = ["/", "/search/?q=x", "/no-such-page/", "/identity.css", "/data/", "/data/projects.json"]
PUBLIC += ["/robots.txt", "/llms.txt", "/sitemap.xml"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_have_the_strict_policy(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", PUBLIC)
def test_reading_sets_no_cookie_and_varies_by_nothing_personal(client, address):
    response = client.get(address, headers={"accept-language": "tr"})
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert "accept-language" not in response.headers.get("Vary", "").lower()


def test_the_admin_is_not_stored_and_has_no_public_policy(admin_client):
    response = admin_client.get(reverse("wagtailadmin_home"))
    assert "no-store" in response.headers["Cache-Control"]
    assert "Content-Security-Policy" not in response.headers


def test_a_preview_in_the_admin_may_be_framed_by_it(admin_client, home):
    address = reverse("wagtailadmin_pages:view_draft", args=[home.pk])
    response = admin_client.get(address)
    assert response.status_code == 200
    assert "Content-Security-Policy" not in response.headers
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_nothing_of_the_admin_comes_from_elsewhere(admin_client):
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "gravatar" not in html
    assert "releases.wagtail" not in html


@pytest.mark.parametrize(("accepted", "language"), [("tr", "tr"), ("az", "az"), ("de", "az")])
def test_the_login_page_follows_the_browser(client, accepted, language):
    response = client.get(reverse("wagtailadmin_login"), headers={"accept-language": accepted})
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/az/", "/"),
        ("/az", "/"),
        ("/az/xeberler/?page=2", "/xeberler/?page=2"),
        ("/az//evil.example/", "/evil.example/"),
        ("/az/\\evil.example/", "/evil.example/"),
    ],
)
def test_the_source_language_has_no_prefix(client, address, target):
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, target)


def test_the_address_alone_decides_the_language(client, home):
    client.cookies["django_language"] = "en"
    response = client.get("/", headers={"accept-language": "tr"})
    assert response.headers["Content-Language"] == "az"


def test_pages_are_compressed_and_the_admin_is_not(client, admin_client, home):
    answer = client.get(home.url, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert home.title in gzip.decompress(answer.content).decode()
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Content-Encoding" not in admin_client.get("/admin/", headers={"accept-encoding": "gzip"}).headers
