"""A copy of a page has drafts in the languages of the original, and nobody translates the same text twice."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from core.localize.completeness import untranslated
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from projects.models import Organisation, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPartner
from tests.factories import locale, make_image, make_page, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    for code in ("en", "tr"):
        translate(home, code, lambda text, code=code: f"{code} {text}")
    block = {"type": "heading", "id": str(uuid.uuid4()), "value": "Kimik"}
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Qısaca", body=[block])
    for code in ("en", "tr"):
        translate(page, code, lambda text, code=code: f"{code} {text}")
    return page


def copy(client, page, **form):
    """As the form does; returns the copy."""
    data = {"new_title": "Surət", "new_slug": "suret", "new_parent_page": page.get_parent().pk, **form}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.filter(slug="suret", locale=page.locale).specific().first()


def in_language(page, code):
    return Page.objects.get(translation_key=page.translation_key, locale=locale(code)).specific


def left_to_do(page, code):
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(code))
    return untranslated(translation)


@pytest.mark.parametrize("group", [CHIEF_EDITORS, EDITORS])
def test_a_copy_has_drafts_with_the_translations_of_the_original(page, client, group):
    client.force_login(user_in(group))
    made = copy(client, page)
    for code in ("en", "tr"):
        draft = in_language(made, code)
        assert not draft.live
        assert draft.summary == f"{code} Qısaca"
        assert draft.body[0].value == f"{code} Kimik"
        assert left_to_do(made, code) == ["Surət"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_copy_may_go_live_its_translations_do_not(page, client):
    client.force_login(user_in(CHIEF_EDITORS))
    made = copy(client, page, publish_copies="on")
    assert made.live
    assert not in_language(made, "en").live
    assert client.get("/en/suret/").status_code == 404


def test_subpages_are_copied_with_all_their_translations(page, client):
    below = make_page(StandardPage, page, title="Komanda")
    translate(below, "en", lambda text: f"en {text}")
    client.force_login(user_in(CHIEF_EDITORS))
    made = copy(client, page, copy_subpages="on")
    its_copy = made.get_children().get().specific
    english = in_language(its_copy, "en")
    assert english.get_parent().pk == in_language(made, "en").pk
    assert (english.title, english.live) == ("en Komanda", False)
    assert left_to_do(its_copy, "en") == []
    assert not Page.objects.filter(translation_key=its_copy.translation_key, locale=locale("tr")).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_rows_keep_their_translations_each_its_own(home, client):
    translate(home, "en", lambda text: f"EN {text}")
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", lambda text: f"EN {text}")
    organisation = Organisation(name="Agentlik", kind="state")
    organisation.save()
    project = ProjectPage(title="Təşəbbüs", goal="Dəstək")
    project.partners = [ProjectPartner(organisation=organisation, role="funder", note="Dəstək")]
    project = make_page(project, section)
    translate(project, "en", lambda text: f"EN {text}")
    stored = StringTranslation.objects.filter(context__object_id=project.translation_key)
    stored.filter(context__path__endswith=".note").update(data="Support, in a row")
    goal = stored.get(context__path="goal")
    goal.delete()
    goal.pk = None
    goal.save()  # the newest, and yet not the one for the row
    client.force_login(user_in(CHIEF_EDITORS))
    draft = in_language(copy(client, project), "en")
    assert draft.goal == "EN Dəstək"
    assert draft.partners.get().note == "Support, in a row"


def test_what_a_translator_chose_instead_of_the_original_is_kept(page, client):
    picture = {"type": "picture", "id": str(uuid.uuid4())}
    picture["value"] = {"image": {"image": make_image("az").pk, "alt_text": "Nə", "decorative": False}, "caption": ""}
    page.body = [picture]
    page.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(page)
    source.update_from_db()
    segment = source.overridablesegment_set.get(context__path__contains=picture["id"])
    other = make_image("en")
    SegmentOverride.objects.create(locale=locale("en"), context=segment.context, data_json=str(other.pk))
    client.force_login(user_in(CHIEF_EDITORS))
    draft = in_language(copy(client, page), "en")
    assert draft.body[0].value["image"].pk == other.pk


def test_a_draft_that_is_copied_brings_its_newest_text(page, client):
    page.summary = "Yeni"
    page.save_revision()
    client.force_login(user_in(CHIEF_EDITORS))
    made = copy(client, page)
    assert left_to_do(made, "en") == ["Surət", "Yeni"]


def test_a_page_that_nobody_translated_is_copied_alone(home, client):
    page = make_page(StandardPage, home, title="Yalnız burada")
    client.force_login(user_in(EDITORS))
    made = copy(client, page)
    assert Page.objects.filter(translation_key=made.translation_key).count() == 1


def test_a_copy_of_a_translation_stands_on_its_own(page, client):
    client.force_login(user_in(CHIEF_EDITORS))
    made = copy(client, in_language(page, "en"))
    assert Page.objects.filter(translation_key=made.translation_key).count() == 1


def test_who_may_not_copy_the_original_copies_nothing(page, client):
    before = Page.objects.count()
    client.force_login(user_in(translators_group("en")))
    copy(client, page)
    assert Page.objects.count() == before


def test_the_form_names_the_pages_and_their_languages(page, client):
    below = make_page(StandardPage, page, title="Komanda")
    translate(below, "en", lambda text: f"en {text}")
    client.force_login(user_in(EDITORS))
    text = client.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).content.decode()
    for title, language in [("en Haqqımızda", "English"), ("tr Haqqımızda", "Türkçe"), ("en Komanda", "English")]:
        assert title in text
        assert language in text
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[in_language(page, "en").pk])}"' in text
