"""Records have no drafts: what is saved is what readers see. So only who publishes a record's translation changes it."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator, translate_object

from projects.models import Place, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPlace
from tests.factories import committed, locale, make_page, put_text, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def place(db):
    place = Place(name="Bakı", kind="city")
    place.save()
    translate(place, "en", {"Bakı": "Baku"})
    return place


@pytest.fixture
def submit_pages_about(home):
    def submit(place):
        section = ProjectIndexPage.objects.first() or make_page(ProjectIndexPage, home, title="Layihələr")
        page = ProjectPage(title="Başqa layihə")
        page.places = [ProjectPlace(place=place)]
        page = make_page(page, section)
        with committed():
            translate_object(page, [locale("en"), locale("tr")])
        return page

    return submit


def name_of(place, code):
    return Place.objects.get(translation_key=place.translation_key, locale=locale(code)).name


def test_submitting_a_page_keeps_the_names_its_records_have(place, submit_pages_about):
    submit_pages_about(place)
    assert (name_of(place, "en"), name_of(place, "tr")) == ("Baku", "Bakı")


def test_submitting_a_page_keeps_a_name_written_by_hand(place, submit_pages_about):
    copy = place.get_translation(locale("en"))
    Translation.objects.filter(source__object_id=place.translation_key, target_locale=copy.locale).update(enabled=False)
    copy.name = "The city of Baku"
    copy.save()
    submit_pages_about(place)
    assert name_of(place, "en") == "The city of Baku"
    assert not Translation.objects.get(source__object_id=place.translation_key, target_locale=copy.locale).enabled, (
        "nobody asked to start it again"
    )


def test_a_renamed_record_keeps_its_translated_name_when_all_is_synchronised(place, admin_client, submit_pages_about):
    place.name = "Bakı şəhəri"
    place.save()
    source = TranslationSource.objects.get(object_id=place.translation_key)
    with committed():
        admin_client.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
        )
    submit_pages_about(place)
    assert name_of(place, "en") == "Baku"


def test_a_name_that_is_typed_shows_only_when_it_is_published(place, admin_client):
    translation = Translation.objects.get(source__object_id=place.translation_key, target_locale=locale("en"))
    put_text(admin_client, translation, "name", "Typed")
    assert name_of(place, "en") == "Baku"
    copy = place.get_translation(locale("en"))
    address = reverse("wagtailsnippets_projects_place:edit", args=[copy.pk])
    assert admin_client.get(address).status_code == 200
    admin_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert name_of(place, "en") == "Baku"
    admin_client.post(address, {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    assert translation.enabled
    assert StringTranslation.objects.get(context__path="name", locale=copy.locale, data="Typed")


def test_a_name_written_by_hand_survives_the_restart(place, admin_client):
    translation = Translation.objects.get(source__object_id=place.translation_key, target_locale=locale("en"))
    admin_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    copy = place.get_translation(locale("en"))
    address = reverse("wagtailsnippets_projects_place:edit", args=[copy.pk])
    form = admin_client.get(address).context["form"]
    data = {name: form.initial.get(name) or "" for name in form.fields}
    admin_client.post(address, {**data, "name": "By hand"})
    assert name_of(place, "en") == "By hand"
    admin_client.post(address, {"localize-restart-translation": "1"})
    assert name_of(place, "en") == "By hand"
    with committed():
        translation.save_target(publish=True)
    assert name_of(place, "en") == "By hand"


def test_a_record_that_has_its_copies_is_not_submitted_again(place):
    creator = TranslationCreator(None, [locale("en"), locale("tr")])
    creator.create_translations(place)
    assert not creator.mappings
