"""Facts of translations follow the source when it is published, at once and without a translator; prose never does."""

import datetime

import pytest
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, TranslationSource

from core.localize.completeness import untranslated
from home.models import StandardPage
from news.models import EventIndexPage, EventPage
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage, SurveyPage, Theme
from projects.models.rows import Activity, Objective, ProjectPartner, ProjectPlace, ProjectTheme
from projects.models.survey import SurveyQuestion
from tests.factories import committed, locale, make_image, make_page, translate
from tests.following import again, block, edit, english, in_english, record
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def section(home):
    translate(home, "en", in_english)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", in_english)
    return section


@made_once
def project(section):
    agency = record(Organisation, name="Agentlik", kind="state")
    page = ProjectPage(
        title="Təşəbbüs",
        goal="Məqsəd",
        planned_start=datetime.date(2022, 9, 1),
        budget=15000,
        contact=record(Person, name="Əli"),
        lead_image=make_image(),
    )
    page.partners = [ProjectPartner(organisation=agency, role="funder", note="Maliyyə")]
    page.places = [ProjectPlace(place=record(Place, name="Suraxanı", kind="district"))]
    page.objectives = [Objective(title="Birinci"), Objective(title="İkinci")]
    page.activities = [Activity(title="Görüşlər", state="planned")]
    page = make_page(page, section)
    translate(page, "en", in_english)
    return page


def test_dates_figures_and_pictures_follow(project):
    def change(page):
        page.planned_start, page.budget, page.lead_image = datetime.date(2022, 10, 1), None, make_image("Other")

    edited = edit(project, change)
    target = english(project)
    assert (target.planned_start, target.budget) == (datetime.date(2022, 10, 1), None)
    assert target.lead_image == edited.lead_image
    assert (target.title, target.goal) == ("EN Təşəbbüs", "EN Məqsəd")


def test_a_cleared_reference_is_cleared(project):
    assert english(project).contact.locale == locale("en")
    edit(project, lambda page: setattr(page, "contact", None))
    assert english(project).contact is None


def test_a_changed_reference_points_to_the_record_of_the_language(project):
    other = record(Person, name="Leyla")
    edit(project, lambda page: setattr(page, "contact", other))
    assert english(project).contact == other.get_translation(locale("en"))


def test_a_changed_partner_follows_and_the_note_keeps_its_translation(project):
    fund = record(Organisation, name="Fond", kind="ngo")

    def change(page):
        row = page.partners.get()
        row.organisation, row.role = fund, "partner"
        page.partners = [row]

    edit(project, change)
    row = english(project).partners.get()
    assert row.organisation == fund.get_translation(locale("en"))
    assert (row.role, row.note) == ("partner", "EN Maliyyə")


def test_a_removed_row_is_removed(project):
    edit(project, lambda page: page.objectives.set([row for row in page.objectives.all() if row.title != "Birinci"]))
    assert [row.title for row in english(project).objectives.all()] == ["EN İkinci"]


def test_the_order_of_rows_follows(project):
    def change(page):
        rows = list(page.objectives.all())
        rows[0].sort_order, rows[1].sort_order = 1, 0
        page.objectives.set(rows)

    edit(project, change)
    assert [row.title for row in english(project).objectives.all()] == ["EN İkinci", "EN Birinci"]


def test_a_new_row_without_text_follows(project):
    place, theme = record(Place, name="Sabunçu", kind="district"), record(Theme, name="Təhsil")

    def change(page):
        page.places.add(ProjectPlace(place=place))
        page.themes.add(ProjectTheme(theme=theme))

    edit(project, change)
    target = english(project)
    assert {row.place.locale for row in target.places.all()} == {locale("en")}
    assert target.places.count() == 2
    assert target.themes.get().theme == theme.get_translation(locale("en"))


def test_a_new_row_with_text_appears_when_its_text_is_translated_and_published(project):
    edit(project, lambda page: page.objectives.add(Objective(title="Üçüncü")))
    assert [row.title for row in english(project).objectives.all()] == ["EN Birinci", "EN İkinci"]
    translate(again(project), "en", in_english)
    assert [row.title for row in english(project).objectives.all()] == ["EN Birinci", "EN İkinci", "EN Üçüncü"]


def test_changed_prose_waits_for_the_translator(project):
    edit(project, lambda page: setattr(page, "goal", "Yeni məqsəd"))
    assert english(project).goal == "EN Məqsəd"
    translation = TranslationSource.objects.get_for_instance(project).translations.get(target_locale=locale("en"))
    assert untranslated(translation) == ["Yeni məqsəd"]


def test_cleared_prose_stays_until_the_translation_is_published(project):
    edit(project, lambda page: setattr(page, "goal", ""))
    assert english(project).goal == "EN Məqsəd"
    translate(again(project), "en", in_english)
    assert english(project).goal == ""


def test_a_draft_of_the_source_changes_nothing(project):
    draft = project.get_latest_revision_as_object()
    draft.budget = 1
    draft.save_revision()
    assert english(project).budget == 15000


def test_a_draft_of_the_translation_gets_the_facts_and_keeps_its_words(project):
    translate(project, "en", {"Məqsəd": "Purpose"}, publish=False)

    def change(page):
        page.budget = 99
        page.places.add(ProjectPlace(place=record(Place, name="Sabunçu", kind="district")))

    edit(project, change)
    target = english(project)
    draft = target.get_latest_revision_as_object()
    assert (target.goal, draft.goal) == ("EN Məqsəd", "Purpose")
    assert (target.budget, draft.budget) == (99, 99)
    with committed():
        target.get_latest_revision().publish()
    target = english(project)
    assert (target.goal, target.budget, target.places.count()) == ("Purpose", 99, 2)


def test_an_earlier_revision_of_the_translation_takes_no_fact_back(project):
    earlier = english(project).get_latest_revision()
    edit(project, lambda page: setattr(page, "contact", None))
    translate(again(project), "en", {"Məqsəd": "Purpose"})
    former = earlier.content | {"budget": "1", "contact": None}
    type(earlier).objects.filter(pk=earlier.pk).update(content=former)
    earlier.refresh_from_db()
    with committed():
        earlier.publish()
    assert (english(project).budget, english(project).goal) == (15000, "EN Məqsəd")


def test_a_translation_that_is_not_live_stays_so(project):
    english(project).unpublish()
    edit(project, lambda page: setattr(page, "budget", 5))
    target = english(project)
    assert (target.live, target.budget) == (False, 5)


def test_a_translation_written_by_hand_is_left_alone(project):
    TranslationSource.objects.get_for_instance(project).translations.update(enabled=False)
    edit(project, lambda page: setattr(page, "budget", 5))
    assert english(project).budget == 15000


def test_publishing_a_translation_brings_nothing_to_the_source(project):
    translate(project, "en", {"Məqsəd": "Purpose"})
    project.refresh_from_db()
    assert project.goal == "Məqsəd"


def test_the_history_of_the_translation_tells(project):
    entries = PageLogEntry.objects.filter(page=english(project).pk, action="core.facts")
    edit(project, lambda page: setattr(page, "budget", 5))
    assert entries.count() == 1
    edit(project, lambda page: setattr(page, "goal", "Yeni"))
    assert entries.count() == 1


def test_facts_of_an_event_follow(home, client):
    translate(home, "en", in_english)
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    translate(section, "en", in_english)
    place = record(Place, name="Bakı", kind="city")
    event = make_page(
        EventPage, section, title="Görüş", kind="meeting", starts_at="2022-11-29T10:00+04:00", place=place
    )
    translate(event, "en", in_english)
    edit(event, lambda page: (setattr(page, "place", None), setattr(page, "kind", "training")))
    target = english(event)
    assert (target.place, target.kind, target.title) == (None, "training", "EN Görüş")
    assert client.get(target.url).status_code == 200


def test_counts_of_a_survey_follow(project):
    option = block("option", {"label": "Hə", "count": 7})
    survey = SurveyPage(title="Sorğu")
    survey.questions = [SurveyQuestion(text="İştirak edirsiniz?", base=10, options=[option])]
    survey = make_page(survey, project)
    translate(survey, "en", in_english)

    def change(page):
        row = page.questions.get()
        row.base, row.options = (
            20,
            [{**option, "value": {"label": "Bəli", "count": 8}}, block("option", {"label": "Yox", "count": 1})],
        )
        page.questions = [row]

    edit(survey, change)
    row = english(survey).questions.get()
    assert (row.base, row.text) == (20, "EN İştirak edirsiniz?")
    assert [(one["label"], one["count"], one["percent"]) for one in row.answers] == [("EN Hə", 8, 40.0)]


# What translators translate from


def test_a_language_submitted_later_begins_with_what_the_source_says_now(home):
    translate(home, "en", in_english), translate(home, "tr", in_english)
    page = make_page(StandardPage, home, title="Köhnə")
    translate(page, "en", in_english)
    page = edit(page, lambda draft: setattr(draft, "title", "Yeni"))
    seen = []
    translate(page, "tr", lambda text: seen.append(text) or text)
    assert seen == ["Yeni"]


def test_a_page_that_was_never_live_is_translated_as_last_written(home):
    page = make_page(StandardPage, home, title="Birinci", live=False)
    draft = page.get_latest_revision_as_object()
    draft.title = "İkinci"
    draft.save_revision()
    source, _created = TranslationSource.get_or_create_from_instance(Page.objects.get(pk=page.pk))
    assert list(source.stringsegment_set.filter(context__path="title").values_list("string__data", flat=True)) == [
        "İkinci"
    ]


def test_nothing_happens_to_a_page_without_translations(home):
    page = make_page(StandardPage, home, title="Tək")
    edit(page, lambda draft: setattr(draft, "title", "Yeni"))
    assert not StringTranslation.objects.exists()
