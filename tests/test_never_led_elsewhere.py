"""Wherever an address says where to go next, it is only to ourselves."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from tests.factories import make_page, user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "http:///evil.example",
]
ELSEWHERE += [
    "https:evil.example",
    "\thttps://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
]


def target(response):
    assert response.status_code == 302, response.status_code
    return response.headers["Location"]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_after_logging_in_or_out(client, elsewhere):
    user = user_in("editors")
    user.set_password("uzun-parol-2026")
    user.save()
    login, data = reverse("wagtailadmin_login"), {"username": user.username, "password": "uzun-parol-2026"}
    assert target(client.post(login, {**data, "next": elsewhere})) == reverse("wagtailadmin_home")
    assert target(client.get(login, {"next": elsewhere})) == reverse("wagtailadmin_home")
    assert target(client.post(reverse("wagtailadmin_logout"), {"next": elsewhere})) == login


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_after_a_change_in_the_admin(admin_client, home, elsewhere):
    page = make_page(StandardPage, home, title="Səhifə")
    for name in ("lock", "unlock", "unpublish", "delete"):
        response = admin_client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), {"next": elsewhere})
        assert target(response).startswith("/admin/"), name


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_after_the_password_of_a_page(client, home, elsewhere):
    page = make_page(StandardPage, home, title="Səhifə")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="sirr")
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    assert "evil" not in target(client.post(address, {"password": "sirr", "return_url": elsewhere}))
