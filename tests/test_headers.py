"""What readers' browsers are told, and what they are never given."""

import gzip
import re

import pytest
from django.conf import settings
from django.urls import reverse

from settings import production
from tests import observatory

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


def policy_of(response):
    return observatory.directives(response)


def test_the_admin_is_not_stored_and_lets_no_script_run_but_its_files(admin_client):
    response = admin_client.get(reverse("wagtailadmin_home"))
    assert "no-store" in response.headers["Cache-Control"]
    policy = policy_of(response)
    assert policy["default-src"] == policy["base-uri"] == {"'none'"}
    assert policy["script-src"] == policy["frame-ancestors"] == policy["form-action"] == {"'self'"}
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


def test_styles_of_scripts_carry_a_nonce_of_their_page(admin_client):
    responses = [admin_client.get(reverse("wagtailadmin_home")) for _ in range(2)]
    nonces = [
        re.search(r"style-src [^;]*'nonce-([^']+)'", one.headers["Content-Security-Policy"])[1] for one in responses
    ]
    assert nonces[0] != nonces[1]
    for response, nonce in zip(responses, nonces, strict=True):
        assert f'nonce="{nonce}"' in response.content.decode()


def test_a_preview_in_the_admin_has_the_policy_of_readers_and_may_be_framed_by_it(admin_client, home):
    address = reverse("wagtailadmin_pages:view_draft", args=[home.pk])
    response = admin_client.get(address)
    assert response.status_code == 200
    assert policy_of(response) == {**policy_of(admin_client.get(home.url)), "frame-ancestors": {"'self'"}}
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_cookies_of_production_are_of_this_host_alone_and_no_script_reads_the_session():
    for name in (production.SESSION_COOKIE_NAME, production.CSRF_COOKIE_NAME, production.MESSAGES_COOKIE_NAME):
        assert name.startswith("__Host-")
    assert production.SESSION_COOKIE_SECURE and production.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY
    assert {production.SESSION_COOKIE_SAMESITE, production.CSRF_COOKIE_SAMESITE} == {"Lax"}


def test_a_message_is_in_a_cookie_that_is_named_so(admin_client, home, settings):
    response = admin_client.post(reverse("wagtailadmin_pages:lock", args=[home.pk]))
    response = admin_client.post(reverse("wagtailadmin_pages:unlock", args=[home.pk]))
    assert set(response.cookies) <= {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.MESSAGES_COOKIE_NAME,
    }
    assert settings.MESSAGES_COOKIE_NAME in response.cookies


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
