"""A project on one A4 as a web page, and what its texts may be to stand on it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.validation import PublicationRefused
from projects.models import Organisation, ProjectIndexPage, ProjectPage, SurveyPage
from projects.models.results import Indicator
from projects.models.rows import Objective, ProjectPartner
from projects.one_page.budgets import LETTERS, ROWS, allowed, too_long
from projects.one_page.refusal import SummaryTooLong
from tests.factories import locale, make_page, translate
from tests.summaries import ODD, WORDS, fullest_project, make_logos, make_project, projects_section, shown

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_project_of_the_demo_has_one_in_each_language(demo, client):
    for page in ProjectPage.objects.live():
        html = shown(client, page)
        assert f'<html lang="{page.language}"' in html
        assert page.goal in html


def test_the_project_leads_to_both_forms_and_they_lead_back(client, home):
    page = make_project(home)
    html = client.get(page.url).content.decode()
    assert f'href="{page.url}one-page/"' in html
    assert f'href="{page.url}one-page.pdf"' in html
    assert f'href="{page.url}"' in shown(client, page)


def test_the_language_switcher_leads_to_the_summary_in_the_other_language(client, home):
    translate(home, "en", lambda text: f"EN {text}")
    section = projects_section(home)
    translate(section, "en", lambda text: f"EN {text}")
    page = make_page(ProjectPage, section, title="Layihə")
    english = translate(page, "en", lambda text: f"EN {text}")
    assert f'href="{english.url}one-page/"' in shown(client, page)


def test_what_is_not_shown_is_counted(client, home):
    page = ProjectPage(title="Layihə")
    page.objectives = [
        Objective(title=f"Vəzifə {number}", locale=home.locale) for number in range(ROWS["objectives"] + 2)
    ]
    html = shown(client, make_page(page, projects_section(home)))
    assert "və daha 2" in html
    assert f"Vəzifə {ROWS['objectives']}" not in html


def test_an_objective_keeps_its_number(client, home):
    page = ProjectPage(title="Layihə")
    page.objectives = [Objective(title="Yeddinci", number=7, locale=home.locale)]
    assert '<li value="7">Yeddinci</li>' in shown(client, make_page(page, projects_section(home)))


def test_what_is_not_measured_yet_is_said_and_is_no_zero(client, home):
    page = ProjectPage(title="Layihə")
    page.indicators = [Indicator(label="İştirakçılar", target=200, locale=home.locale)]
    assert "hələ məlum deyil" in shown(client, make_page(page, projects_section(home)))


def test_a_name_in_another_language_says_so(client, home):
    translate(home, "en", lambda text: f"EN {text}")
    section = projects_section(home)
    translate(section, "en", lambda text: f"EN {text}")
    agency = Organisation.objects.create(name="Dövlət Agentliyi", kind="state", locale=home.locale)
    page = ProjectPage(title="Layihə")
    page.partners = [ProjectPartner(organisation=agency, role="partner", locale=home.locale)]
    english = translate(make_page(page, section), "en", lambda text: f"EN {text}")
    assert '<dd lang="az">Dövlət Agentliyi</dd>' in shown(client, english)


def test_a_project_with_nothing_but_a_title_has_one(client, home):
    assert "Layihə" in shown(client, make_project(home))


def test_its_cost_does_not_grow_with_its_rows(client, home, django_assert_max_num_queries):
    page = fullest_project(home, "prose", logos=make_logos(ODD))
    for _ in range(2):
        shown(client, page)
    with django_assert_max_num_queries(16):
        shown(client, page)


def test_no_page_below_a_project_takes_the_address_of_its_summary(client, home):
    page = make_project(home)
    survey = make_page(SurveyPage, page, title="One page")
    assert survey.slug == "one-page-2"
    survey.slug = "one-page"
    with pytest.raises(ValidationError):
        survey.full_clean()


# What fits


def excess(name, by=10):
    return "a" * (LETTERS[name] + by)


def test_what_the_budgets_allow_is_published(home):
    for words in WORDS:
        assert not too_long(fullest_project(home, words))


def test_a_text_that_does_not_fit_is_refused_and_told_by_how_much(home):
    with translation.override("en"), pytest.raises(SummaryTooLong) as refusal:
        make_project(home, goal=excess("goal", 10), main_idea=excess("main_idea", 1))
    said = str(refusal.value)
    assert f"Shorten “goal” by 10 characters (up to {LETTERS['goal']} fit)." in said
    assert f"Shorten “main idea” by 1 character (up to {LETTERS['main_idea']} fit)." in said


def test_a_row_that_does_not_fit_is_named_by_its_number(home):
    page = ProjectPage(title="Layihə")
    page.objectives = [Objective(title="Qısa"), Objective(title="a" * 200)]
    with translation.override("en"), pytest.raises(SummaryTooLong, match="Shorten “objective 2” by 80 characters"):
        make_page(page, projects_section(home))


def test_a_row_that_is_not_shown_may_be_as_long_as_it_likes(home):
    page = ProjectPage(title="Layihə")
    page.objectives = [Objective(title="Qısa") for _ in range(ROWS["objectives"])] + [Objective(title="a" * 200)]
    assert make_page(page, projects_section(home)).live


def test_line_breaks_and_double_spaces_are_not_counted(home):
    assert make_project(home, goal="söz\r\n\r\n" * (LETTERS["goal"] // 4)).live


def test_a_draft_may_be_too_long(home):
    assert not make_project(home, live=False, goal=excess("goal")).live


def test_a_translation_is_measured_by_its_own_language(home):
    translate(home, "en", lambda text: f"EN {text}")
    section = projects_section(home)
    translate(section, "en", lambda text: f"EN {text}")
    page = make_page(ProjectPage, section, title="Layihə", goal="Məqsəd")
    room = allowed(LETTERS["goal"], "en")
    assert room > LETTERS["goal"]
    with pytest.raises(PublicationRefused):
        translate(page, "en", {"Layihə": "Project", "Məqsəd": "a" * (room + 1)})
    assert translate(page, "en", {"Layihə": "Project", "Məqsəd": "a" * room}).live


def test_the_translation_editor_tells_why_and_publishes_nothing(home, admin_client, speaks_english):
    translate(home, "en", lambda text: f"EN {text}")
    section = projects_section(home)
    translate(section, "en", lambda text: f"EN {text}")
    page = make_page(ProjectPage, section, title="Layihə", goal="Məqsəd")
    english = translate(page, "en", {"Layihə": "Project", "Məqsəd": "a" * 1000}, publish=False)
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    response = admin_client.post(address, {"action": "publish"}, follow=True)
    assert "Shorten “goal” by" in response.content.decode()
    assert not ProjectPage.objects.get(pk=english.pk).live


# While it is written


RELATIONS = ("places", "schools", "partners", "objectives", "activities", "indicators", "themes", "distributions")
FIELDS = (
    *("summary", "lead_image", "lead_image_alt", "main_idea", "goal", "expected_change", "beneficiaries"),
    *("planned_start", "planned_end", "actual_start", "actual_end", "status_override", "identifier", "contact"),
    *("budget", "sector", "sdg"),
)


def project_form(**fields):
    rows = {relation: inline_formset([]) for relation in (*RELATIONS, "comments")}
    texts = dict.fromkeys(FIELDS, "")
    return {"title": "Layihə", "slug": "layihe", "currency": "AZN", "body": streamfield([]), **rows, **texts, **fields}


def add(client, section, **fields):
    address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", section.pk])
    return client.post(address, nested_form_data(project_form(**fields)))


def test_the_form_says_at_the_field_by_how_much_it_is_too_long(home, admin_client, speaks_english):
    section = projects_section(home)
    objective = {"number": "", "title": "a" * 130, "text": ""}
    fields = {"goal": excess("goal", 3), "objectives": inline_formset([objective]), "action-publish": "1"}
    response = add(admin_client, section, **fields)
    form = response.context["form"]
    assert "by 3 characters" in str(form.errors["goal"])
    assert "by 10 characters" in str(form.formsets["objectives"].forms[0].errors["title"])
    assert not ProjectPage.objects.exists()


def test_the_form_keeps_a_draft_that_is_too_long(home, admin_client):
    assert add(admin_client, projects_section(home), goal=excess("goal")).status_code == 302
    assert not ProjectPage.objects.get().live


def test_the_editor_shows_how_much_room_there_is(home, admin_client):
    page = make_project(home)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-field="goal" data-allowed="{LETTERS["goal"]}"' in html
    assert "admin/one-page-meter" in html


def test_the_editor_previews_the_summary(home, admin_client):
    page = make_project(home)
    page.goal = "Hələ dərc olunmayıb"
    page.save_revision()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = nested_form_data(project_form(goal="Hələ dərc olunmayıb"))
    assert admin_client.post(address, form).json()["is_valid"]
    html = admin_client.get(address, {"mode": "one-page"}).content.decode()
    assert "Hələ dərc olunmayıb" in html
    assert "one-page-foot" in html


def test_the_editor_previews_the_summary_of_what_was_never_saved(home, admin_client):
    section = projects_section(home)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["projects", "projectpage", section.pk])
    assert admin_client.post(address, nested_form_data(project_form(goal="Yeni məqsəd"))).json()["is_valid"]
    response = admin_client.get(address, {"mode": "one-page"})
    assert response.status_code == 200
    assert "Yeni məqsəd" in response.content.decode()


def test_a_project_has_its_summary_only_where_it_is_live(client, home):
    assert client.get(f"{make_project(home, live=False).url}one-page/").status_code == 404
    section = ProjectIndexPage.objects.get(locale=locale("az"))
    assert client.get(f"{section.url}one-page/").status_code == 404
