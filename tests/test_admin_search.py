"""Whatever letters an editor types, the admin finds it: every list and every chooser."""

import re

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from home.models import StandardPage
from projects.models import Organisation, Person, Place, Theme
from tests.factories import committed, make_document, make_image, make_page
from tests.following import record
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db

NAME = "Gənclərin İşıqlı evi"
TYPED = ["gencler", "Gənclər", "GENCLERIN", "isiqli", "İŞIQLI", "ışıqlı evi"]
REGISTRIES = [
    (Organisation, {"kind": "ngo"}, "wagtailsnippetchoosers_projects_organisation"),
    (Organisation, {"kind": "school"}, "school_chooser"),
    (Person, {}, "wagtailsnippetchoosers_projects_person"),
    (Place, {"kind": "city"}, "wagtailsnippetchoosers_projects_place"),
    (Theme, {}, "wagtailsnippetchoosers_projects_theme"),
    (GlossaryTerm, {}, "wagtailsnippetchoosers_translation_glossaryterm"),
]


@pytest.fixture
def shown(admin_client):
    def get(name, typed, **query):
        response = admin_client.get(reverse(name), {"q": typed, **query})
        assert response.status_code == 200
        return re.sub(r"</?mark[^>]*>", "", response.content.decode())  # what was typed is marked in titles

    return get


@pytest.mark.parametrize("typed", TYPED)
def test_a_page_is_found_in_chooser_and_list(home, shown, typed):
    make_page(StandardPage, home, title=NAME)
    assert NAME in shown("wagtailadmin_choose_page_search", typed)
    assert NAME in shown("wagtailadmin_pages:search", typed)


@pytest.mark.parametrize("typed", TYPED)
def test_a_picture_is_found_in_chooser_and_list(home, shown, typed):
    with committed():
        make_image(title=NAME)
    assert get_image_model().objects.filter(title=NAME).exists()
    assert NAME in shown("wagtailimages_chooser:choose_results", typed)
    assert NAME in shown("wagtailimages:index_results", typed)


@pytest.mark.parametrize("typed", TYPED)
def test_a_document_is_found_in_chooser_and_list(home, shown, typed):
    with committed():
        make_document(title=NAME)
    assert get_document_model().objects.filter(title=NAME).exists()
    assert NAME in shown("wagtaildocs_chooser:choose_results", typed)
    assert NAME in shown("wagtaildocs:index_results", typed)


@pytest.mark.parametrize(("model", "fields", "chooser"), REGISTRIES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_record_is_found_in_chooser_and_list(home, shown, model, fields, chooser):
    name = model.shown_field
    with committed():
        record(model, **{name: NAME}, **fields)
    for typed in TYPED:
        assert NAME in shown(f"{chooser}:choose_results", typed), typed
        assert NAME in shown(model.snippet_viewset.get_url_name("list_results"), typed), typed


def test_what_is_in_none_of_the_folded_texts_is_found_as_it_is_written(home, shown):
    with committed():
        image = make_image(title="Zal", description="Müəllimlər")
    assert image.title in shown("wagtailimages_chooser:choose_results", "muellimler")
    assert image.title not in shown("wagtailimages_chooser:choose_results", "gencler")
