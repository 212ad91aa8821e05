"""From Azerbaijani to a live page in another language: nothing is lost on the way, and nothing goes live too early."""

import datetime
import uuid
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core.localize.completeness import IncompleteTranslation, untranslated
from core.validation import PublicationRefused
from home.models import StandardPage
from projects.models import Organisation, Place, ProjectIndexPage, ProjectPage, SurveyPage
from projects.models.results import Indicator
from projects.models.rows import Activity, Objective, ProjectPartner, ProjectPlace
from projects.models.survey import SurveyGroup, SurveyQuestion
from tests.factories import committed, locale, make_image, make_page, translate
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


def in_english(text):
    return f"EN {text}"


@made_once
def english_home(home):
    return translate(home, "en", in_english)


@made_once
def project(home):
    place = Place(name="Suraxanı", kind="district")
    place.save()
    funder = Organisation(name="Agentlik", kind="state")
    funder.save()
    page = ProjectPage(
        title="Təşəbbüs",
        goal="Təkliflər paketi",
        planned_start=datetime.date(2022, 9, 1),
        planned_end=datetime.date(2022, 11, 30),
        budget=15000,
    )
    page.partners = [ProjectPartner(organisation=funder, role="funder", note="Maliyyə dəstəyi")]
    page.places = [ProjectPlace(place=place)]
    page.objectives = [Objective(title="Birinci vəzifə"), Objective(title="İkinci vəzifə")]
    page.activities = [Activity(objective_number=1, title="Görüşlər", state="done")]
    page.indicators = [Indicator(label="Respondentlər", target=175)]
    return make_page(page, make_page(ProjectIndexPage, home, title="Layihələr"))


def translation_of(page, code="en"):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(code))


def test_a_project_in_english_has_english_prose_the_same_facts_and_english_partners(project, english_home):
    translate(project.get_parent(), "en", in_english)
    target = translate(project, "en", in_english)
    assert target.live
    assert (target.title, target.goal) == ("EN Təşəbbüs", "EN Təkliflər paketi")
    assert (target.planned_start, target.planned_end, target.budget) == (
        project.planned_start,
        project.planned_end,
        project.budget,
    )
    partner = target.partners.get()
    assert (partner.role, partner.note) == ("funder", "EN Maliyyə dəstəyi")
    assert partner.organisation.locale == target.places.get().place.locale == locale("en")
    assert [(row.number, row.title) for row in target.objectives.all()] == [
        (1, "EN Birinci vəzifə"),
        (2, "EN İkinci vəzifə"),
    ]
    assert target.activities.get().state == "done"
    assert target.indicators.get().target == 175


def test_parents_that_are_missing_become_draft_translations_never_live_aliases(project, home):
    translate_object(project, [locale("en")])
    made = Page.objects.filter(locale=locale("en"), depth__gt=1)
    assert made.count() == 3
    assert not made.filter(live=True).exists()
    assert not made.filter(alias_of__isnull=False).exists()
    assert Translation.objects.filter(source__object_id=project.get_parent().translation_key).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_submitting_a_live_page_shows_readers_nothing(project, client):
    translate_object(project, [locale("en")])
    target = project.get_translation(locale("en"))
    assert not target.live
    assert client.get(f"/en{project.url}").status_code == 404


def test_an_incomplete_translation_is_refused_with_what_is_missing(project):
    translate_object(project, [locale("en")])
    with pytest.raises(IncompleteTranslation) as refusal:
        translation_of(project).save_target(publish=True)
    assert "Təşəbbüs" in refusal.value.missing
    assert "Təşəbbüs" in str(refusal.value)


def test_no_other_way_of_publishing_gets_round_it(project):
    translate_object(project, [locale("en")])
    target = project.get_translation(locale("en"))
    with pytest.raises(ValidationError):
        target.get_latest_revision().publish()
    with pytest.raises(ValidationError):
        target.save_revision().publish()
    translation = translation_of(project)
    translation.enabled = False
    translation.save()
    with pytest.raises(ValidationError):
        target.save_revision().publish()
    target.refresh_from_db()
    assert not target.live


def test_a_draft_never_touches_the_live_page(project, english_home):
    translate(project.get_parent(), "en", in_english)
    translate(project, "en", in_english)
    translate(project, "en", {"Təşəbbüs": "New title"}, publish=False)
    target = project.get_translation(locale("en"))
    assert target.title == "EN Təşəbbüs"
    assert target.get_latest_revision_as_object().title == "New title"


def test_where_a_text_changed_the_draft_keeps_its_former_translation(project, english_home):
    translate(project.get_parent(), "en", in_english)
    translate(project, "en", in_english)
    project.goal = "Yeni məqsəd"
    project.save_revision().publish()
    translation = translation_of(project)
    translation.source.update_from_db()
    assert untranslated(translation) == ["Yeni məqsəd"]
    translation.save_target(publish=False)
    draft = project.get_translation(locale("en")).get_latest_revision_as_object()
    assert draft.goal == "EN Təkliflər paketi"


def test_an_alias_in_another_language_becomes_a_draft_translation(project, english_home):
    target = project.copy_for_translation(locale("en"), copy_parents=True, alias=True)
    assert target.alias_of is None
    assert not target.live


def test_answers_of_a_survey_are_translated_and_their_counts_are_not(project, english_home):
    translate(project.get_parent(), "en", in_english)
    translate(project, "en", in_english)
    option = {"type": "option", "id": str(uuid.uuid4()), "value": {"label": "Hə", "count": 7}}
    survey = SurveyPage(title="Sorğu")
    survey.groups = [SurveyGroup(label="Müəllimlər", planned=50)]
    survey.questions = [SurveyQuestion(text="İştirak edirsiniz?", base=10, options=[option])]
    target = translate(make_page(survey, project), "en", in_english)
    assert [(row.label, row.planned) for row in target.groups.all()] == [("EN Müəllimlər", 50)]
    answers = target.questions.get().answers
    assert [(one["label"], one["count"], one["percent"]) for one in answers] == [("EN Hə", 7, 70.0)]


BLOCKS = {
    "rich text with a picture": (
        "text",
        lambda image: f'<p>Bir <b>iki</b></p><embed alt="Alt" embedtype="image" format="fullwidth" id="{image.pk}"/>',
        {"Bir <b>iki</b>", "Alt"},
    ),
    "table": (
        "table",
        lambda image: {
            "caption": "Başlıq",
            "columns": [{"type": "text", "heading": "Kim"}, {"type": "number", "heading": "Neçə"}],
            "rows": [{"values": ["Müəllim", "50"]}, {"values": ["Valideyn", "100"]}],
        },
        {"Başlıq", "Kim", "Neçə", "Müəllim", "Valideyn"},
    ),
    "gallery": (
        "gallery",
        lambda image: {
            "caption": "Ümumi",
            "images": [
                item({"image": picture(image, "Birinci"), "caption": ""}),
                item({"image": picture(image, ""), "caption": "Öz"}),
            ],
        },
        {"Ümumi", "Birinci", "Öz"},
    ),
    "picture": ("picture", lambda image: {"image": picture(image, "Nə"), "caption": "Yazı"}, {"Nə", "Yazı"}),
    "fact box": (
        "fact_box",
        lambda image: {"heading": "Fakt", "facts": [item({"name": "Ad", "value": "Dəyər"})]},
        {"Fakt", "Ad", "Dəyər"},
    ),
    "quote": ("quote", lambda image: {"text": "Söz", "person": None, "role": "Rol", "language": ""}, {"Söz", "Rol"}),
    "call to action": (
        "call_to_action",
        lambda image: {"text": "Mətn", "label": "Oxuyun", "page": None, "url": "https://example.org/"},
        {"Mətn", "Oxuyun"},
    ),
    "heading": ("heading", lambda image: "Bölmə", {"Bölmə"}),
    "video": ("video", lambda image: {"url": "https://example.org/v", "title": "Film", "poster": None}, {"Film"}),
}


def item(value):
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def picture(image, alt):
    return {"image": image.pk, "alt_text": alt, "decorative": not alt}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_text_of_a_block_reaches_the_translator_and_comes_back(name, home, english_home):
    kind, value, texts = BLOCKS[name]
    body = [{"type": kind, "id": str(uuid.uuid4()), "value": value(make_image())}]
    page = make_page(StandardPage, home, title="Səhifə", body=body)
    target = translate(page, "en", in_english)
    source = TranslationSource.objects.get_for_instance(page)
    found = set(
        source.stringsegment_set.exclude(context__path__in=["title", "slug"]).values_list("string__data", flat=True)
    )
    assert found == texts
    stored = str(target.body.get_prep_value())
    assert all(f"EN {text}" in stored for text in texts)


def test_rows_of_a_table_may_move_without_losing_their_translation(home, english_home):
    kind, value, _texts = BLOCKS["table"]
    block = {"type": kind, "id": str(uuid.uuid4()), "value": value(None)}
    page = make_page(StandardPage, home, title="Cədvəl", body=[block])
    translate(page, "en", in_english)
    block["value"]["rows"].reverse()
    page.body = [block]
    page.save_revision().publish()
    translation = translation_of(page)
    translation.source.update_from_db()
    assert untranslated(translation) == []


@pytest.mark.parametrize("referer", ["http://testserver/admin/pages/1/", "https://evil.example/", None])
def test_publishing_in_bulk_is_refused_with_the_reason(project, admin_client, referer):
    translate_object(project, [locale("en")])
    target = project.get_translation(locale("en"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    headers = {"referer": referer} if referer else {}
    response = admin_client.post(f"{address}?id={target.pk}&next=/admin/", {"include_descendants": ""}, headers=headers)
    assert response.status_code == 302
    assert not response.headers["Location"].startswith("https://evil")
    assert "Təşəbbüs" in str(next(iter(get_messages(response.wsgi_request))))
    target.refresh_from_db()
    assert not target.live


@pytest.mark.parametrize("publish", [lambda page: page.get_latest_revision().publish(), lambda page: bulk(page)])
def test_a_draft_older_than_its_translations_does_not_go_live(home, english_home, publish):
    page = make_page(StandardPage, home, title="Haqqımızda")
    translate_object(page, [locale("en")])
    target = page.get_translation(locale("en")).specific
    target.save_revision()
    translation = translation_of(page)
    for segment in translation.source.stringsegment_set.exclude(context__path="slug"):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=locale("en"), data="About us"
        )
    with suppress(IncompleteTranslation):
        publish(target)
    target.refresh_from_db()
    assert not target.live
    with committed():
        translation.save_target(publish=True)
    target.refresh_from_db()
    assert (target.live, target.title) == (True, "About us")


def bulk(page):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})


@pytest.mark.parametrize("ticked", ["publish_copies", "alias", "neither"])
def test_a_copy_among_pages_of_another_language_is_refused(home, english_home, admin_client, ticked):
    page = make_page(StandardPage, home, title="Haqqımızda")
    form = {"new_title": page.title, "new_slug": "copy", "new_parent_page": english_home.pk, ticked: "on"}
    response = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert response.status_code == 302
    assert "Azərbaycanca" in str(next(iter(get_messages(response.wsgi_request))))
    assert not Page.objects.child_of(english_home).exists()


def test_a_translation_may_be_copied_in_its_own_language(home, english_home, admin_client, client):
    page = translate(make_page(StandardPage, home, title="Haqqımızda"), "en", in_english)
    form = {"new_title": "About", "new_slug": "about", "new_parent_page": english_home.pk, "publish_copies": "on"}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert client.get("/en/about/").status_code == 200


def test_a_page_is_not_moved_among_pages_of_another_language(home, english_home):
    page = make_page(StandardPage, home, title="Haqqımızda")
    with pytest.raises(PublicationRefused):
        page.move(english_home, pos="last-child")
    page.refresh_from_db()
    assert page.is_child_of(home)


def test_a_page_that_may_not_go_live_does_not_hold_up_what_is_scheduled_after_it(home, english_home):
    first, second = (make_page(StandardPage, home, title=title, live=False) for title in ("Bir", "İki"))
    past = timezone.now() - datetime.timedelta(hours=1)
    target = translate(first, "en", {}, publish=False)
    for minute, page in enumerate([target, second]):
        revision = page.save_revision()
        revision.approved_go_live_at = past + datetime.timedelta(minutes=minute)
        revision.save()
    call_command("publish_scheduled")
    target.refresh_from_db()
    second.refresh_from_db()
    assert (target.live, second.live) == (False, True)


def test_a_section_and_its_pages_published_in_one_transaction_leave_the_tree_sound(home, english_home):
    section = make_page(StandardPage, home, title="Bölmə")
    page = make_page(StandardPage, section, title="Səhifə")
    with committed():
        for one in (section, page):
            source, _created = TranslationSource.update_or_create_from_instance(one)
            translation = Translation.objects.create(source=source, target_locale=locale("en"))
            for segment in source.stringsegment_set.exclude(context__path="slug"):
                StringTranslation.objects.create(
                    translation_of=segment.string, context=segment.context, locale=locale("en"), data=f"EN {one.pk}"
                )
            translation.save_target(publish=True)
    assert section.get_translation(locale("en")).get_children().live().count() == 1
    assert Page.find_problems() == ([], [], [], [], [])
