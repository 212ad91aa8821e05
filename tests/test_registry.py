"""Registry records exist in every language from their first save, and never lose a translated name."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from core.localize.registry import registry_models
from home.models import SiteIdentity
from news.models import EventIndexPage, EventPage
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage, SchoolPartnership, Theme
from projects.models.presentation import partnerships
from tests.factories import locale, make_page, translate
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db


def saved(model, **fields):
    record = model(**fields)
    record.save()
    return record


def test_every_registry_is_known():
    assert set(registry_models()) == {GlossaryTerm, Organisation, Person, Place, SchoolPartnership, SiteIdentity, Theme}


def test_a_new_record_is_in_every_language_under_its_source_name():
    place = saved(Place, name="Bakı", kind="city")
    copies = place.get_translations(inclusive=True)
    assert copies.count() == Locale.objects.count()
    assert {copy.text_language for copy in copies} == {"az"}


def test_references_point_to_the_record_of_the_same_language():
    district = saved(Place, name="Suraxanı", kind="district", parent=saved(Place, name="Bakı", kind="city"))
    school = saved(Organisation, name="280 nömrəli məktəb", kind="school", place=district)
    english = school.get_translation(locale("en"))
    assert english.place.locale == english.place.parent.locale == locale("en")


def test_facts_follow_and_a_translated_name_stays():
    record = saved(Organisation, name="Təşkilat", kind="ngo")
    translate(record, "en", {"Təşkilat": "Organisation"})
    record.name, record.url = "Yeni ad", "https://example.org/"
    record.save()
    english, turkish = (record.get_translation(locale(code)) for code in ("en", "tr"))
    assert (english.name, english.url, english.text_language) == ("Organisation", "https://example.org/", "en")
    assert (turkish.name, turkish.url, turkish.text_language) == ("Yeni ad", "https://example.org/", "az")


def test_a_cleared_reference_is_cleared_everywhere():
    record = saved(Organisation, name="Təşkilat", kind="ngo", place=saved(Place, name="Bakı", kind="city"))
    record.place = None
    record.save()
    assert record.get_translation(locale("en")).place is None


def test_submitting_a_page_does_not_put_the_source_name_over_a_translated_one(home):
    place = saved(Place, name="Bakı", kind="city")
    translate(place, "en", {"Bakı": "Baku"})
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    event = make_page(EventPage, section, title="Görüş", starts_at="2022-09-09T10:00+04:00", place=place)
    place.name = "Bakı şəhəri"
    place.save()
    translate_object(event, [locale("en")])
    assert place.get_translation(locale("en")).name == "Baku"
    assert event.get_translation(locale("en")).place.name == "Baku"


def test_a_person_is_spelt_for_the_reader():
    person = saved(Person, name="İsrayıl İsgəndərov", latin_name="Israyil Isgandarov")
    assert str(person) == "İsrayıl İsgəndərov"
    english = person.get_translation(locale("en"))
    assert (str(english), english.text_language) == ("Israyil Isgandarov", "en")
    assert saved(Person, name="Günel").get_translation(locale("en")).text_language == "az"


def test_a_new_language_gets_every_record_parents_first(settings):
    district = saved(Place, name="Suraxanı", kind="district", parent=saved(Place, name="Bakı", kind="city"))
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ru", "Русский")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES
    russian = Locale.objects.create(language_code="ru")
    copy = district.get_translation(russian)
    assert (copy.name, copy.parent.locale) == ("Suraxanı", russian)


def test_a_page_reference_is_stored_once_to_the_source_page(home):
    def english(page):
        return translate(page, "en", lambda text: f"EN {text}")

    english(home)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    english(section)
    project = make_page(ProjectPage, section, title="Layihə")
    event = EventPage(title="Görüş", slug="gorus", project=english(project), locale=home.locale)
    event.refer_to_sources()
    assert event.project == project


def school_partnership(project=None):
    schools = [saved(Organisation, name=name, kind="school") for name in ("Birinci", "İkinci")]
    return saved(SchoolPartnership, project=project, school_a=schools[0], school_b=schools[1], topics="Oxu")


def test_a_reference_to_a_page_is_stored_once_to_the_source_page(home):
    translate(home, "en", lambda text: f"EN {text}")
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    project = make_page(ProjectPage, section, title="Tərəfdaşlıq")
    partnership = school_partnership(project)
    assert partnership.get_translation(locale("en")).project == project
    for page in (section, project):
        english = translate(page, "en", lambda text: f"EN {text}")
    assert [row.locale for row in partnerships(english)] == [locale("en")]


def test_a_record_goes_in_every_language_at_once():
    partnership = school_partnership()
    partnership.delete()
    assert not SchoolPartnership.objects.exists()


def test_a_new_language_has_every_reference(home):
    identity = SiteIdentity(name="Ümid", organisation=saved(Organisation, name="Təşkilat", kind="ngo"))
    identity.save()
    russian = Locale.objects.create(language_code="ru")
    assert identity.get_translation(russian).organisation.locale == russian


def test_what_a_translator_wrote_by_hand_is_not_overwritten():
    record = saved(Organisation, name="Nazirlik", kind="state")
    Translation.objects.filter(source__object_id=record.translation_key).update(enabled=False)
    english = record.get_translation(locale("en"))
    english.name = "Ministry"
    english.save()
    record.url = "https://example.org/"
    record.save()
    english.refresh_from_db()
    assert (english.name, english.text_language, english.url) == ("Ministry", "en", "https://example.org/")
    assert record.get_translation(locale("tr")).text_language == "az"
