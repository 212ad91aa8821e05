"""The demo content: complete in every language but for what is unfinished on purpose, and loaded only once."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.localize.completeness import untranslated
from core.localize.registry import registry_models
from core.models.pages import BasePage
from home import demo as demo_content
from home.demo.entries import stable_id
from home.demo.loader import PAGES
from news.models import EventPage, RoundTablePage

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.once]

STALE = "handover"
LEFT_UNTRANSLATED = {"respondents", "network"}
SAME_IN_ALL_LANGUAGES = {
    "Hövsan",
    "Türkan",
    '"Ümid” SİD<br/>"Umid" SSD<br/>Support to Social Development',
    "International Eurasian Press Foundation",
}


def key_of(page):
    keys = {stable_id(entry.key): entry.key for entry in PAGES}
    return keys.get(str(page.translation_key), "home")


def texts_of(instance):
    return {
        segment.string.data
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    }


def test_a_second_load_changes_nothing():
    def state():
        counts = {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}
        return counts, list(Revision.objects.order_by("pk").values_list("pk", "content"))

    before = state()
    assert demo_content.load() == 0
    assert state() == before


@pytest.mark.parametrize(("language", "drafts"), [("az", set()), ("en", set()), ("tr", LEFT_UNTRANSLATED)])
def test_every_page_is_live_but_those_nobody_has_translated(language, drafts):
    pages = Page.objects.filter(locale__language_code=language, depth__gt=1)
    assert {key_of(page) for page in pages} == {"home", *[entry.key for entry in PAGES]}
    assert {key_of(page) for page in pages if not page.live} == drafts


@pytest.mark.parametrize("language", ["en", "tr"])
def test_only_the_changed_page_has_a_text_to_do(language):
    to_do = {}
    for translation in Translation.objects.filter(target_locale__language_code=language):
        target = translation.get_target_instance()
        missing = untranslated(translation)
        if missing and getattr(target, "live", True):
            to_do[key_of(target)] = len(missing)
    assert to_do == {STALE: 1}


@pytest.mark.parametrize("language", ["en", "tr"])
def test_readers_of_the_changed_page_still_get_the_former_translation(language):
    source, translation = (
        Page.objects.get(translation_key=stable_id(STALE), locale__language_code=code).specific
        for code in ("az", language)
    )
    assert "nəzərə alınmaqla" in str(source.body[0].value)
    assert translation.live
    assert "nəzərə" not in str(translation.body[0].value)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_no_text_is_left_in_azerbaijani(language):
    locale = Locale.objects.get(language_code=language)
    sources = [
        *Page.objects.filter(locale=Locale.get_default(), depth__gt=1).specific(),
        *[record for model in registry_models() for record in model.objects.source()],
    ]
    for source in sources:
        copy = source.get_translation(locale)
        if getattr(copy, "live", True):
            assert texts_of(copy) & texts_of(source) <= SAME_IN_ALL_LANGUAGES, copy


@pytest.mark.parametrize("language", ["az", "en", "tr"])
def test_every_page_has_a_summary_and_every_picture_words(language):
    for page in Page.objects.live().filter(locale__language_code=language, depth__gt=1).specific():
        assert isinstance(page, BasePage)
        assert page.summary, page
        assert bool(page.lead_image_id) == bool(page.lead_image_alt), page


def test_translations_are_signed_by_their_translators():
    signed = StringTranslation.objects.exclude(context__path="slug").values_list(
        "locale__language_code", "last_translated_by__username"
    )
    assert set(signed) == {("en", "translator-en"), ("tr", "translator-tr")}


def test_catalogues_hold_no_text_that_the_site_does_not_have():
    from home.demo.translations import catalogue

    texts = set(StringSegment.objects.values_list("string__data", flat=True))
    for language in ("en", "tr"):
        left_over = set(catalogue(language)) - texts
        assert left_over == {'Layihənin yekun sənədi <a id="a1">təkliflər paketidir</a>.'}  # changed later


def test_held_round_tables_name_who_spoke_and_put_no_words_in_their_mouths():
    results = RoundTablePage.objects.get(translation_key=stable_id("results"), locale=Locale.get_default())
    speakers = results.speakers.all()
    assert [speaker.person.name for speaker in speakers][:2] == ["İsrayıl İsgəndərov", "Günel Səfərova"]
    assert not any(speaker.summary for speaker in speakers)
    assert results.attendance.count() == 7


def test_there_is_an_event_to_come_and_it_says_that_it_is_a_sample():
    upcoming = EventPage.objects.live().upcoming().filter(locale=Locale.get_default())
    assert [event.title.split()[0] for event in upcoming] == ["Nümunə"]


def test_it_is_not_loaded_as_text_of_another_language(settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(CommandError):
        call_command("load_demo")
