"""Which machine translates is said by one address; what the glossary knows is not sent to it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from core.localize.machine import AT_ONCE, MachineTranslationFailed, Translator
from home.models import StandardPage
from settings.machine_translation import machine_translator
from tests.factories import locale, make_page, translate
from tests.following import record
from tests.test_machine_translation import Reverse, ask, texts, use
from tests.translating import Editor, in_english
from translation.aids.glossary import whole_texts
from translation.models import GlossaryTerm

pytestmark = pytest.mark.once


def test_without_an_address_there_is_none():
    assert machine_translator("") is None


@pytest.mark.parametrize(
    ("address", "endpoint", "key"),
    [
        ("libretranslate+http://localhost:5000", "http://localhost:5000", ""),
        ("libretranslate+https://s%40cret@translate.example.org/", "https://translate.example.org", "s@cret"),
        ("libretranslate+https://example.org/translator/", "https://example.org/translator", ""),
    ],
)
def test_libretranslate_has_an_address_and_perhaps_a_key(settings, address, endpoint, key):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(address)
    service = get_machine_translator()
    assert (service.display_name, service.get_api_endpoint()) == ("LibreTranslate", endpoint)
    assert service.options["API_KEY"] == key


@pytest.mark.parametrize(
    ("key", "endpoint"),
    [
        ("0a1b:fx", "https://api-free.deepl.com/v2/translate"),
        ("0a1b", "https://api.deepl.com/v2/translate"),
    ],
)
def test_deepl_has_a_key_and_its_kind_decides_the_address(settings, key, endpoint):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(f"deepl://{key}")
    service = get_machine_translator()
    assert (service.display_name, service.get_api_endpoint()) == ("DeepL", endpoint)
    assert service.get_headers() == {"Authorization": f"DeepL-Auth-Key {key}"}


def test_google_has_a_project():
    found = machine_translator("google://our-project")
    assert found["CLASS"].endswith("GoogleCloudTranslator")
    assert found["OPTIONS"] == {"PROJECT_ID": "our-project"}


@pytest.mark.parametrize(
    "address", ["deepl", "deepl://", "https://secret@x.org", "libretranslate://x", "bing://secret"]
)
def test_an_address_of_no_service_is_refused_and_not_repeated(address):
    with pytest.raises(ImproperlyConfigured) as refused:
        machine_translator(address)
    assert "deepl://KEY" in str(refused.value)
    assert "secret" not in str(refused.value)


class Counting(Reverse):
    def translate(self, source_locale, target_locale, strings):
        self.options["requests"].append([one.data for one in strings])
        return super().translate(source_locale, target_locale, strings)


class FailingLater(Counting):
    def translate(self, source_locale, target_locale, strings):
        if self.options["requests"]:
            raise OSError("gone")
        return super().translate(source_locale, target_locale, strings)


def many():
    return [StringValue(f"Mətn {number}") for number in range(2 * AT_ONCE + 1)]


def test_many_texts_are_asked_for_in_several_requests():
    requests = []
    found = Translator(Counting({"requests": requests})).translate(None, None, many())
    assert [len(one) for one in requests] == [AT_ONCE, AT_ONCE, 1]
    assert len(found) == 2 * AT_ONCE + 1
    assert found[StringValue("Mətn 100")] == "001 ntəM"


def test_where_a_later_request_fails_all_of_them_do():
    with pytest.raises(MachineTranslationFailed):
        Translator(FailingLater({"requests": []})).translate(None, None, many())


@pytest.mark.django_db
class TestGlossary:
    @pytest.fixture
    def term(self):
        return translate(record(GlossaryTerm, name="dəyirmi masa"), "en", {"dəyirmi masa": "round table; R&D"})

    @pytest.mark.parametrize(
        ("text", "word"),
        [("dəyirmi masa", "round table"), (" Dəyirmi masa", "Round table"), ("DƏYİRMİ MASA", "Round table")],
    )
    def test_a_text_that_is_a_term_has_its_word(self, term, text, word):
        assert whole_texts(locale("en"), [StringValue(text)]) == {StringValue(text): word}

    @pytest.mark.parametrize("text", ["Dəyirmi masalar", "Bu, dəyirmi masa", "<b>dəyirmi masa</b>", ""])
    def test_any_other_text_is_left_to_the_service(self, term, text):
        assert whole_texts(locale("en"), [StringValue(text)]) == {}

    def test_a_capital_is_that_of_the_language(self):
        translate(record(GlossaryTerm, name="fəaliyyət"), "tr", {"fəaliyyət": "iş"})
        text = StringValue("Fəaliyyət")
        assert whole_texts(locale("tr"), [text]) == {text: "İş"}

    def test_it_is_filled_in_and_not_sent(self, term, home, admin_client, settings):
        translate(home, "en", in_english)
        page = make_page(StandardPage, home, title="Dəyirmi masa", summary="Qısa")
        translate(page, "en", {}, publish=False)
        editor, requests = Editor(admin_client, page), []
        use(settings, f"{__name__}.Counting", requests=requests)
        ask(editor)
        assert requests == [["Qısa"]]
        assert (texts(editor)["title"].data, texts(editor)["summary"].data) == ("Round table", "asıQ")
