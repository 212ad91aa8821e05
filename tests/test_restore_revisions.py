"""Any version in the history can be brought back, in whatever state the page is, and a damaged one says so."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from core.models import SiteImage
from home.models import StandardPage
from home.roles import CHIEF_EDITORS
from projects.models import Organisation, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPartner
from tests.factories import make_image, make_page, publish, translate, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def page(home):
    """Live; its first version had a picture and a text that the present one lacks."""
    image = make_image(is_made=False)
    picture = {"type": "picture", "value": {"image": {"image": image.pk, "decorative": True}, "caption": ""}}
    page = make_page(
        StandardPage, home, title="Haqqımızda", slug="biz", lead_image=image, lead_image_alt="Biz", body=[picture]
    )
    page.title, page.lead_image, page.body = "Biz kimik", None, []
    page.save_revision()
    return publish(page)


@pytest.fixture
def editor(client, page):
    client.force_login(user_in(CHIEF_EDITORS, "chief"))
    return client


def first(page):
    return page.revisions.order_by("created_at", "pk").first()


def revert(page, revision):
    return reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])


def restored(editor, page, revision):
    """The form of the old version opens, and is saved as it is."""
    assert editor.get(revert(page, revision)).status_code == 200
    return revision.as_object().save_revision(clean=False, previous_revision=revision, log_action=True)


STATES = {
    "live": lambda page: page,
    "draft": lambda page: page.unpublish(),
    "scheduled": lambda page: schedule(page),
}


def schedule(page):
    page.unpublish()
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    draft.save_revision().publish()


@pytest.mark.parametrize("state", STATES)
def test_an_old_version_opens_and_can_be_published_again(editor, page, state):
    revision = first(page)
    STATES[state](page)
    page = Page.objects.get(pk=page.pk).specific
    restored(editor, page, revision).publish()
    page.refresh_from_db()
    assert (page.title, page.live, len(page.body)) == ("Haqqımızda", True, 1)


def test_what_it_showed_may_have_been_deleted_since(editor, page):
    SiteImage.objects.all().delete()
    restored(editor, page, first(page)).publish()
    page.refresh_from_db()
    assert (page.title, page.lead_image) == ("Haqqımızda", None)
    assert editor.get(page.url, secure=True).status_code == 200


def test_rows_may_be_gone_and_what_they_name_too(editor, home):
    index = make_page(ProjectIndexPage, home, title="Layihələr")
    partner = Organisation.objects.create(name="Tərəfdaş", kind="ngo")
    project = make_page(
        ProjectPage, index, title="Layihə", partners=[ProjectPartner(organisation=partner, role="partner")]
    )
    project.partners.set([])
    project.save_revision()
    publish(project)
    Organisation.objects.filter(pk=partner.pk).delete()
    assert editor.get(revert(project, first(project))).status_code == 200


def test_a_translation_opens_with_its_old_version(editor, home, page):
    translate(home, "en", {"Ana səhifə": "Home"})
    english = translate(page, "en", lambda text: f"EN {text}")
    assert editor.get(revert(english, first(english))).status_code in {200, 302}


DAMAGES = {
    "nothing": None,
    "a list": [],
    "no fields": {},
    "no date": {"first_published_at": "sometime"},
    "a block nobody knows": {"body": '[{"type": "gone", "value": 1}]'},
    "no JSON": {"body": "[{"},
    "another type": {"lead_image": "x", "title": None},
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["revisions_revert", "revisions_view", "revisions_compare"])
def test_a_damaged_version_is_said_or_shown_without_what_is_damaged(editor, page, damage, name):
    revision, content = first(page), DAMAGES[damage]
    Revision.objects.filter(pk=revision.pk).update(
        content={**revision.content, **content} if content else content if content is not None else "x"
    )
    arguments = [page.pk, revision.pk, "live"] if name == "revisions_compare" else [page.pk, revision.pk]
    response = editor.get(reverse(f"wagtailadmin_pages:{name}", args=arguments))
    assert response.status_code in {200, 302}
    if response.status_code == 302:
        assert "damaged" in str(next(iter(get_messages(response.wsgi_request))))


def test_of_a_page_whose_draft_is_damaged_the_history_can_be_opened(editor, page):
    page.title = "Qaralama"
    draft = page.save_revision()
    Revision.objects.filter(pk=draft.pk).update(content={})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.get(address, headers={"referer": f"http://testserver{address}"})
    assert response.url == reverse("wagtailadmin_home")
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert history in str(next(iter(get_messages(response.wsgi_request))))
    assert editor.get(history).status_code == 200
