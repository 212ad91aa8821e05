"""Every view of wagtail-localize, asked what it does not expect: the answer is never an error of ours."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, TranslationSource

from home.models import StandardPage
from projects.models import Place
from tests.factories import make_page, translate
from tests.translating import Editor, in_english
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
FORM = "application/x-www-form-urlencoded"
BODIES = [
    ("", FORM),
    ("value", FORM),
    ("x=1", FORM),
    ("value=%00", FORM),
    ("value=%FF", FORM),
    ("{", "application/json"),
    ('{"value": 1}', "application/json"),
    ("[]", "application/json"),
    ("--x", "multipart/form-data"),
    ("--x", "multipart/form-data; boundary=x"),
    ("x", "text/plain"),
]


@made_once
def page(home):
    translate(home, "en", in_english)
    body = [{"type": "video", "value": {"url": "https://example.org/v", "title": "Film", "poster": None}}]
    page = make_page(StandardPage, home, title="Səhifə", body=body)
    translate(page, "en", in_english)
    return page


@pytest.fixture
def editor(page, admin_client):
    admin_client.raise_request_exception = False
    return Editor(admin_client, page)


def addresses(editor):
    """Each view, with numbers of rows that are there."""
    translation = editor.translation
    source, place = translation.source, Place(name="Bakı", kind="city")
    place.save()
    string, chosen = source.stringsegment_set.first(), source.overridablesegment_set.first()
    parts = {
        "jsi18n": "jsi18n/",
        "page": f"submit/page/{editor.page.pk}/",
        "target page": f"submit/page/{editor.target.pk}/",
        "record": f"submit/snippet/projects/place/{place.pk}/",
        "update": f"update/{source.pk}/",
        "string": f"translate/{translation.pk}/strings/{string.pk}/edit/",
        "override": f"translate/{translation.pk}/overrides/{chosen.pk}/edit/",
        "download": f"translate/{translation.pk}/pofile/download/",
        "upload": f"translate/{translation.pk}/pofile/upload/",
        "machine": f"translate/{translation.pk}/machine_translate/",
        "preview": f"translate/{translation.pk}/preview/",
        "preview mode": f"translate/{translation.pk}/preview/nonsense/",
        "alias": f"page/{editor.target.pk}/convert_to_alias/",
        "report": "reports/translations/",
        "report results": "reports/translations/results/",
        "records": "api/snippets/projects/place/",
        "record by number": f"api/snippets/projects/place/{place.pk}/",
        "disable": f"translate/{translation.pk}/disable/",
    }
    return {name: f"/admin/localize/{part}" for name, part in parts.items()}


def strange(address):
    """The same view with numbers of nothing, and of something else."""
    parts = address.split("/")
    for place, part in enumerate(parts):
        if part.isdigit():
            for other in ("0", HUGE, "-1", "abc", "٣", "1%00", "%2e"):
                yield "/".join([*parts[:place], other, *parts[place + 1 :]])


def test_every_view_of_upstream_is_walked(editor):
    from wagtail_localize.wagtail_hooks import register_admin_urls

    resolver = register_admin_urls()[0]
    walked = addresses(editor).values()
    missing = [
        str(pattern.pattern)
        for pattern in resolver.url_patterns
        if not any(pattern.resolve(address.removeprefix("/admin/localize/")) for address in walked)
    ]
    assert missing == []


def test_no_method_leads_to_an_error(editor):
    failed = []
    for name, address in addresses(editor).items():
        for method in ("get", "head", "options", "trace", "delete"):
            response = getattr(editor.client, method)(address)
            if response.status_code >= 500:
                failed.append((name, method, response.status_code))
    assert failed == []


@pytest.mark.parametrize("bodies", [BODIES[3:6], pytest.param(BODIES, marks=pytest.mark.walk)], ids=["some", "all"])
def test_no_body_leads_to_an_error(editor, bodies):
    failed = []
    for name, address in addresses(editor).items():
        for method in ("post", "put", "patch"):
            for body, content_type in bodies:
                response = editor.client.generic(method.upper(), address, body, content_type)
                if response.status_code >= 500:
                    failed.append((name, method, body, content_type, response.status_code))
    assert failed == []


def test_no_number_of_nothing_leads_to_an_error(editor):
    failed = []
    for address in addresses(editor).values():
        for other in strange(address):
            for method, body in (("GET", ""), ("POST", ""), ("PUT", "value=x"), ("DELETE", "")):
                response = editor.client.generic(method, other, body, FORM)
                if response.status_code >= 500:
                    failed.append((method, other, response.status_code))
    assert failed == []


@pytest.mark.parametrize("name", ["page", "target page", "record"])
def test_submitting_into_no_language(editor, name):
    address = addresses(editor)[name]
    for locales in ("", "abc", HUGE, "0", "-1", "%00"):
        response = editor.client.post(address, f"locales={locales}&include_subtree=x", FORM)
        assert response.status_code < 500, locales


@pytest.mark.parametrize("key", ["content_type", "source_title", "source_locale", "target_locale", "p", "export"])
def test_the_report_with_filters_of_nothing(editor, key):
    known = addresses(editor)
    for name in ("report", "report results"):
        for value in ("", "abc", HUGE, "-1", "%00", "xlsx", "csv"):
            assert editor.client.get(f"{known[name]}?{key}={value}").status_code < 500, value


def test_the_report_after_original_and_translation_are_gone(editor):
    target = editor.target
    editor.page.delete()
    target.delete()
    assert editor.client.get("/admin/localize/reports/translations/", follow=True).status_code == 200


def test_a_text_of_another_page_is_not_found(editor, home):
    other = make_page(StandardPage, home, title="Başqa")
    translate(other, "en", in_english)
    segment = TranslationSource.objects.get_for_instance(other).stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[editor.translation.pk, segment.pk])
    assert editor.client.put(address, "value=x", FORM).status_code == 404


def test_a_text_that_vanished_while_it_was_written_is_not_found(editor):
    segment = editor.translation.source.stringsegment_set.first()
    address = editor.url("edit_string_translation", segment.pk)
    segment.delete()
    assert editor.client.put(address, "value=x", FORM).status_code == 404
    assert editor.client.delete(address).status_code == 404


def test_a_text_without_its_value_is_a_bad_request_and_changes_nothing(editor):
    segment = editor.translation.source.stringsegment_set.get(context__path="title")
    before = editor.text("title").data
    response = editor.client.put(editor.url("edit_string_translation", segment.pk), "x=1", FORM)
    assert response.status_code == 400
    assert editor.text("title").data == before


def test_a_translation_that_is_deleted_twice(editor):
    segment = editor.translation.source.stringsegment_set.get(context__path="title")
    address = editor.url("edit_string_translation", segment.pk)
    assert [editor.client.delete(address).status_code for _ in range(2)] == [200, 404]
    assert not StringTranslation.objects.filter(context=segment.context, locale=editor.target.locale).exists()


@pytest.mark.parametrize("mode", ["nonsense", "..", "landing"])
def test_a_way_of_previewing_that_there_is_not(editor, mode):
    address = f"/admin/localize/translate/{editor.translation.pk}/preview/{mode}/"
    assert editor.client.get(address).status_code == 404


def test_the_target_has_vanished(editor):
    translation, target = editor.translation, editor.target
    addresses_before = addresses(editor)
    target.delete()
    translation.enabled = True  # as it stays when rows are deleted by hand
    translation.save()
    failed = {
        name: response.status_code
        for name, address in addresses_before.items()
        for response in (editor.client.get(address), editor.client.post(address))
        if response.status_code >= 500
    }
    assert failed == {}
