"""Requests that Wagtail's own pages never send: refused like any other, with nothing done."""

from datetime import date

import pytest
from django.urls import reverse

from home.models import SiteIdentity
from home.roles import CHIEF_EDITORS
from projects.models import Organisation, Person, SchoolPartnership
from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@pytest.fixture
def chief(client):
    client.force_login(user_in(CHIEF_EDITORS))
    return client


def make(model, **fields):
    record = model(**fields)
    record.save()
    return record


def test_nothing_is_deleted_without_the_form_that_asks(chief):
    school = make(Organisation, name="Məktəb", kind="school")
    make(Person, name="Aygün", organisation=school)
    address = reverse(Organisation.snippet_viewset.get_url_name("delete"), args=[school.pk])
    assert chief.delete(address).status_code == 405
    assert Organisation.objects.filter(pk=school.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_chooser_that_makes_nothing_new_makes_nothing_new(chief, method):
    before = SiteIdentity.objects.count()
    address = reverse(SiteIdentity.snippet_viewset.chooser_viewset.get_url_name("create"))
    assert getattr(chief, method)(address).status_code in (302, 403)
    assert SiteIdentity.objects.count() == before


def test_a_link_without_an_address_is_asked_for_it(chief):
    response = chief.post(reverse("wagtailadmin_choose_page_external_link"))
    assert response.status_code == 200
    assert "This field is required." in response.content.decode()


@pytest.mark.parametrize(("order", "first"), [("starts_on", 0), ("-starts_on", 1), ("no-such-column", None)])
def test_what_is_searched_for_in_a_list_is_sorted_by_any_column(chief, order, first):
    schools = [make(Organisation, name=f"Körpü {name}", kind="school") for name in ("A", "B", "C")]
    pairs = [
        make(SchoolPartnership, school_a=schools[0], school_b=other, starts_on=date(year, 1, 1))
        for other, year in zip(schools[1:], (2020, 2021), strict=True)
    ]
    address = reverse(SchoolPartnership.snippet_viewset.get_url_name("list"))
    response = chief.get(address, {"q": "Körpü", "ordering": order})
    assert response.status_code == 200
    found = [one for one in response.context["object_list"] if one.locale_id == pairs[0].locale_id]
    assert set(found) == set(pairs)
    assert first is None or found[0] == pairs[first]
