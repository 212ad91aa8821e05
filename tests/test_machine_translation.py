"""A translation service may be missing, fail or talk nonsense: the editor opens, nothing is half saved, a person is told."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings as django_settings
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from home.models import StandardPage
from tests.factories import locale, make_page, translate
from tests.translating import Editor, in_english, said
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Səhifə", summary="Qısa", seo_title="Ad")
    translate(page, "en", {}, publish=False)
    return page


@pytest.fixture
def editor(page, admin_client):
    return Editor(admin_client, page)


def use(settings, name, **options):
    if "." not in name:
        name = f"{__name__}.{name}"
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": name, "OPTIONS": options}


def ask(editor):
    return editor.client.post(editor.url("machine_translate"), {"next": editor.address})


def texts(editor):
    found = StringTranslation.objects.filter(context__object_id=editor.page.translation_key, locale=locale("en"))
    return {one.context.path: one for one in found}


class Reverse(BaseMachineTranslator):
    display_name = "Reverse"

    def translate(self, source_locale, target_locale, strings):
        return {string: StringValue(string.data[::-1]) for string in strings}

    def can_translate(self, source_locale, target_locale):
        return True


class Failing(Reverse):
    def translate(self, source_locale, target_locale, strings):
        raise self.options["error"]


class Answering(Reverse):
    def translate(self, source_locale, target_locale, strings):
        return self.options["answer"](strings)


class Unsure(Reverse):
    def can_translate(self, source_locale, target_locale):
        raise KeyError("AUTH_KEY")


class Unmade(Reverse):
    def __init__(self, options):
        raise OSError("no credentials")


class Unable(Reverse):
    def can_translate(self, source_locale, target_locale):
        return False


def test_none_is_configured():
    assert getattr(django_settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None) is None


def test_without_one_the_button_of_a_page_opened_earlier_says_so(editor):
    assert "not available" in said(ask(editor))[0]


def test_texts_are_filled_in_and_marked_as_made_by_a_machine(editor, settings):
    use(settings, "Reverse")
    assert "3 texts" in said(ask(editor))[0]
    made = texts(editor)
    assert made["summary"].data == "asıQ"
    assert {made[path].translation_type for path in ("title", "summary", "seo_title")} == {"machine"}
    assert made["summary"].tool_name == "Reverse"
    assert not editor.target.live


def test_the_slug_follows_the_title_and_is_not_translated(editor, settings):
    use(settings, "Reverse")
    ask(editor)
    slug = texts(editor)["slug"]
    assert (slug.data, slug.translation_type) == ("efihes", "manual")


def test_what_a_person_has_written_stays(editor, settings):
    editor.write("summary", "Short")
    editor.write("seo_title", "")  # with an error, but begun
    use(settings, "Reverse")
    ask(editor)
    made = texts(editor)
    assert (made["summary"].data, made["summary"].translation_type) == ("Short", "manual")
    assert made["seo_title"].data == ""
    assert made["title"].translation_type == "machine"


def test_when_nothing_is_left_it_says_so_and_asks_no_service(editor, settings):
    use(settings, "Reverse")
    ask(editor)
    use(settings, "Failing", error=RuntimeError())
    assert "nothing left" in said(ask(editor))[0]


def test_a_text_the_service_does_not_know_is_left_to_a_person(editor, settings):
    use(settings, "Answering", answer=lambda strings: {one: StringValue("EN") for one in strings if one.data == "Ad"})
    assert "1 text" in said(ask(editor))[0]
    assert set(texts(editor)) == {"seo_title"}


def test_what_the_machine_gets_wrong_is_counted(editor, settings):
    use(settings, "Answering", answer=lambda strings: {one: StringValue("<p>EN</p>") for one in strings})
    assert "3 of them" in said(ask(editor))[1]
    assert texts(editor)["title"].has_error


# Everything that may go wrong


@pytest.mark.parametrize("name", ["no.such.package.Translator", "Missing", "Unmade", "nonsense..", "os.path.join"])
def test_the_editor_opens_though_the_translator_can_not_be_loaded(editor, settings, name):
    use(settings, name)
    assert editor.edit().context["machine"] is None
    assert "not available" in said(ask(editor))[0]
    assert editor.sync().status_code == 302


def test_the_editor_opens_though_the_settings_name_no_class(editor, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {}
    assert editor.edit().status_code == 200


@pytest.mark.parametrize("name", ["Unsure", "Unable"])
def test_a_service_that_does_not_know_the_languages(editor, settings, name):
    use(settings, name)
    assert editor.edit().context["machine"] is None
    assert "between these languages" in said(ask(editor))[0]


ANSWERS = {
    "nothing": lambda strings: None,
    "a list": lambda strings: ["EN"],
    "a text": lambda strings: "EN",
    "numbers": lambda strings: {one: StringValue(1) for one in strings},
    "plain texts": lambda strings: dict.fromkeys(strings, "EN"),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_is_none(editor, settings, answer):
    use(settings, "Answering", answer=ANSWERS[answer])
    assert "Nothing was changed" in said(ask(editor))[0]
    assert texts(editor) == {}


@pytest.mark.parametrize("error", [TimeoutError(), KeyError("translations"), ValueError(), RecursionError()])
def test_a_service_that_raises(editor, settings, error):
    use(settings, "Failing", error=error)
    assert "Nothing was changed" in said(ask(editor))[0]
    assert texts(editor) == {}


@pytest.mark.parametrize("publish", [{}, {"publish_translations": "on"}])
def test_a_synchronisation_with_a_service_that_fails_changes_nothing(editor, settings, publish):
    use(settings, "Failing", error=TimeoutError())
    synchronised = editor.translation.source.last_updated_at
    response = editor.sync(use_machine_translation="on", **publish)
    assert response.status_code == 302
    assert "Nothing was changed" in said(response)[0]
    assert editor.translation.source.last_updated_at == synchronised
    assert texts(editor) == {}


def test_a_synchronisation_fills_in_what_is_missing(editor, settings):
    use(settings, "Reverse")
    editor.sync(use_machine_translation="on")
    assert texts(editor)["summary"].data == "asıQ"


# Over a real connection


@contextmanager
def service(answer):
    """LibreTranslate's place on this machine; ``answer`` gets the texts and gives status and body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = answer(asked[-1]["q"])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args):
            pass

    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def use_libretranslate(settings, url):
    name = "wagtail_localize.machine_translators.libretranslate.LibreTranslator"
    use(settings, name, LIBRETRANSLATE_URL=url, API_KEY="", TIMEOUT=0.5)


def test_libretranslate(editor, settings):
    with service(lambda asked: (200, json.dumps({"translatedText": [f"EN {one}" for one in asked]}))) as (url, asked):
        use_libretranslate(settings, url)
        assert "3 texts were translated by LibreTranslate" in said(ask(editor))[0]
    assert {(one["source"], one["target"], tuple(one["q"])) for one in asked} == {
        ("az", "en", ("Səhifə", "Ad", "Qısa"))
    }
    assert texts(editor)["summary"].data == "EN Qısa"


def slowly(asked):
    time.sleep(1)
    return 200, "{}"


FAILURES = {
    "refused": lambda asked: (403, json.dumps({"error": "Invalid API key"})),
    "too many": lambda asked: (429, "slow down"),
    "bad request": lambda asked: (400, json.dumps({"error": "az is not supported"})),
    "broken": lambda asked: (500, "<html>"),
    "not json": lambda asked: (200, "<html>"),
    "empty": lambda asked: (200, ""),
    "too few": lambda asked: (200, json.dumps({"translatedText": ["EN"]})),
    "too many texts": lambda asked: (200, json.dumps({"translatedText": ["EN"] * 9})),
    "one text": lambda asked: (200, json.dumps({"translatedText": "EN"})),
    "no text": lambda asked: (200, json.dumps({"translatedText": [None, 1, {}]})),
    "another shape": lambda asked: (200, json.dumps(["EN"])),
    "late": slowly,
}


@pytest.mark.parametrize("failure", FAILURES)
def test_libretranslate_fails(editor, settings, failure):
    with service(FAILURES[failure]) as (url, asked):
        use_libretranslate(settings, url)
        assert "LibreTranslate did not translate" in said(ask(editor))[0]
    assert len(asked) == 1
    assert texts(editor) == {}


def test_nobody_listens(editor, settings):
    use_libretranslate(settings, "http://127.0.0.1:9")
    assert "LibreTranslate did not translate" in said(ask(editor))[0]
