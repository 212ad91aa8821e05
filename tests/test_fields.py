"""What is translated and what is a fact, for every model; no text that a translator could miss."""

import pytest
from django.apps import apps
from django.db import models
from wagtail.models import Page, TranslatableMixin, get_page_models
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import BasePage, RegistryRecord, Row

pytestmark = pytest.mark.django_db

OURS = {"home", "news", "projects"}
PAGES = [model for model in get_page_models() if model is not Page]
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in OURS and issubclass(model, BasePage | Row | RegistryRecord)
]
TRANSLATED = {
    "HomePage": {"body"},
    "StandardPage": {"body"},
    "PrivacyPage": {"body"},
    "FormPage": {"body", "button", "thank_you", "form_fields"},
    "FormField": {"label", "help_text", "choices", "default_value"},
    "ProjectIndexPage": set(),
    "NewsIndexPage": set(),
    "EventIndexPage": set(),
    "PublicationIndexPage": set(),
    "ProjectPage": {"main_idea", "goal", "expected_change", "beneficiaries", "body", "contact", "partners", "places"}
    | {"schools", "themes", "objectives", "activities", "indicators", "distributions"},
    "SurveyPage": {"method", "limitations", "body", "groups", "questions", "forms"},
    "ProposalPackagePage": {"addressee", "body", "proposals", "files"},
    "SchoolCommunityPage": {"school", "motto", "chair", "body", "committees"},
    "NewsPage": {"body"},
    "EventPage": {"place", "venue", "audience", "body"},
    "RoundTablePage": {
        "place",
        "venue",
        "audience",
        "body",
        "topic",
        "purpose",
        "attendance",
        "speakers",
        "suggestions",
    },
    "PublicationPage": {"publisher", "body", "files"},
    "Organisation": {"name", "short_name", "former_names", "parent", "place"},
    "Person": {"organisation"},
    "Place": {"name", "parent"},
    "Theme": {"name"},
    "SchoolPartnership": {"school_a", "school_b", "topics"},
    "SiteIdentity": {"name", "tagline", "organisation", "address"},
    "Objective": {"title", "text"},
    "Activity": {"title"},
    "Indicator": {"label", "note"},
    "Distribution": {"organisation"},
    "ProjectPartner": {"organisation", "note"},
    "ProjectPlace": {"place"},
    "ProjectSchool": {"school"},
    "ProjectTheme": {"theme"},
    "SurveyGroup": {"label"},
    "SurveyQuestion": {"text", "options"},
    "SurveyForm": set(),
    "Proposal": {"text", "answer"},
    "ProposalFile": set(),
    "Committee": {"area"},
    "Attendance": {"organisation", "label"},
    "Speaker": {"person", "organisation", "role", "summary"},
    "Suggestion": {"text", "by"},
    "PublicationFile": set(),
}
EVERY_PAGE = {"title", "slug", "seo_title", "search_description", "summary", "lead_image_alt"}


def fields(model):
    return {field.field_name: field for field in get_translatable_fields(model)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_exactly_these_fields_are_translated(model):
    translated = {name for name, field in fields(model).items() if field.is_translated(model())}
    expected = TRANSLATED[model.__name__] | (EVERY_PAGE if issubclass(model, BasePage) else set())
    assert translated == expected


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_fact_can_be_overridden(model):
    overridable = {
        name for name, field in fields(model).items() if isinstance(field, SynchronizedField) and field.overridable
    }
    assert overridable == set()


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_facts_of_the_base_survive_in_every_subclass(model):
    facts = {name for name, field in fields(model).items() if isinstance(field, SynchronizedField)}
    assert {"lead_image", "show_in_menus"} <= facts


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_translated_text_has_a_panel(model):
    """A text without one counts as untranslated for ever and is shown to nobody."""
    form = model.get_edit_handler().get_form_class()
    texts = {
        name
        for name, field in fields(model).items()
        if field.is_translated(model()) and isinstance(field.get_field(model), models.CharField | models.TextField)
    }
    assert texts <= set(form.base_fields)


@pytest.mark.parametrize(
    "model", [model for model in MODELS if issubclass(model, Row)], ids=lambda model: model.__name__
)
def test_rows_are_translatable_children_that_are_never_unique_across_languages(model):
    assert issubclass(model, TranslatableMixin)
    assert ("translation_key", "locale") in {tuple(names) for names in model._meta.unique_together}
    assert not [field.name for field in model._meta.fields if field.unique and not field.primary_key]
