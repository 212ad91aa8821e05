"""Rows that others refer to by number: numbered by themselves, never two alike."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProposalPackagePage
from projects.models.proposals import Proposal
from tests.factories import make_page
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def package(home):
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    ministry = Organisation(name="Nazirlik", kind="state")
    ministry.save()
    page = ProposalPackagePage(title="Təkliflər paketi", addressee=ministry)
    return make_page(page, make_page(ProjectPage, section, title="Layihə"))


def save(client, page, *numbers):
    rows = [
        {
            "number": number,
            "text": f"Təklif {place}",
            "status": "submitted",
            "since": "",
            "answer": "",
            "evidence_url": "",
        }
        for place, number in enumerate(numbers)
    ]
    form = {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "lead_image": "",
        "lead_image_alt": "",
        "addressee": page.addressee_id,
        "submitted_on": "",
        "reference": "",
        "body": streamfield([]),
        "proposals": inline_formset(rows),
        "files": inline_formset([]),
        "comments": inline_formset([]),
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**nested_form_data(form), "action-publish": "1"})


def test_numbers_are_given_in_order_to_rows_that_have_none(package, admin_client):
    assert save(admin_client, package, "", "7", "").status_code == 302
    assert sorted(package.proposals.model.objects.values_list("number", flat=True)) == [7, 8, 9]


def test_two_rows_never_share_a_number(package, admin_client):
    response = save(admin_client, package, "3", "3")
    assert response.status_code == 200
    assert "3" in str(response.context["form"].non_field_errors())
    assert not package.proposals.model.objects.exists()


def test_rows_made_in_code_come_last_in_the_order_in_which_they_were_given(package):
    package.proposals = [Proposal(text=text, sort_order=place) for text, place in (("b", None), ("a", None), ("c", 7))]
    package.save()
    assert list(package.proposals.values_list("text", "sort_order")) == [("c", 0), ("b", 1), ("a", 2)]
