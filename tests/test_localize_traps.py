"""Traps of wagtail-localize that a setting, or how our models are made, keeps shut, and that no other file is about."""

import uuid

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree
from wagtail_localize.synctree import synchronize_tree

from home.models import StandardPage
from tests.factories import committed, locale, make_page, publish, translate
from tests.translating import Editor, in_english, translation_of
from tests.worlds import made_once

pytestmark = pytest.mark.django_db
OURS = {"core", "home", "news", "projects", "translation"}


@made_once
def english_home(home):
    return translate(home, "en", in_english)


def heading(text):
    return {"type": "heading", "id": str(uuid.uuid4()), "value": text}


def test_submitting_a_section_with_all_below_leaves_the_tree_sound_and_shows_nothing(home, english_home):
    """By default: live pages in the source language, 404 below them, and orphans when one is deleted."""
    section = make_page(StandardPage, home, title="Bölmə")
    for title in ("Bir", "İki"):
        make_page(StandardPage, section, title=title)
    with committed():
        translate_object(section, [locale("en")])
        translate_page_subtree(section.pk, [locale("en")], None, None)
    target = section.get_translation(locale("en"))
    assert (target.numchild, target.get_children().count()) == (2, 2)
    assert not target.get_descendants(inclusive=True).live().exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_deleted_translation_comes_back_with_its_texts(home, english_home):
    """By default they are deleted with the page."""
    page = make_page(StandardPage, home, title="Səhifə", summary="Qısa")
    translate(page, "en", {"Səhifə": "Page", "Qısa": "Short"}).delete()
    assert not page.has_translation(locale("en"))
    translate_object(page, [locale("en")])
    target = page.get_translation(locale("en")).specific
    assert (target.title, target.summary) == ("Page", "Short")


def test_an_edit_that_is_undone_has_its_translation_again(home, english_home):
    page = make_page(StandardPage, home, title="Səhifə", summary="Qısa")
    translate(page, "en", in_english)
    for summary in ("Uzun", "Qısa"):
        page.summary = summary
        page.save_revision()
        page = publish(page)
    assert translation_of(page).get_progress() == (3, 3)


def test_blocks_that_move_keep_their_translations(home, english_home):
    page = make_page(StandardPage, home, title="Səhifə", body=[heading("Bir"), heading("İki"), heading("Üç")])
    translate(page, "en", in_english)
    first, _second, third = page.body.raw_data
    page.body = [third, first]
    page.save_revision()
    publish(page)
    target = translate(page, "en", {})
    assert [block.value for block in target.body] == ["EN Üç", "EN Bir"]


def test_a_link_in_a_text_leads_to_the_page_of_the_readers_language(home, english_home, client):
    linked = make_page(StandardPage, home, title="Əlaqə")
    translate(linked, "en", lambda text: "Contact")
    text = f'<p>Bax: <a linktype="page" id="{linked.pk}">burada</a></p>'
    body = [{"type": "text", "id": str(uuid.uuid4()), "value": text}]
    target = translate(make_page(StandardPage, home, title="Səhifə", body=body), "en", in_english)
    content = client.get(target.url).content.decode()
    assert 'href="/en/contact/">' in content
    assert f'href="{linked.url}">burada' not in content


def test_a_search_finds_pages_of_the_readers_language_only(home, english_home, client):
    page = make_page(StandardPage, home, title="Festival")
    translate(page, "en", lambda text: f"{text} EN")
    call_command("update_index", verbosity=0)
    for prefix, shown, hidden in (("", page.url, "/en/festival-en/"), ("/en", "/en/festival-en/", f'"{page.url}"')):
        content = client.get(f"{prefix}/search/", {"q": "festival"}).content.decode()
        main = content[content.index("<main") : content.index("</main")]
        assert shown in main
        assert hidden not in main


# Models


def ours(base=models.Model):
    return [model for model in apps.get_models() if model._meta.app_label in OURS and issubclass(model, base)]


@pytest.mark.parametrize("model", ours(TranslatableMixin), ids=lambda model: model.__name__)
def test_nothing_translatable_has_a_field_that_is_never_translated(model):
    """Upstream passes over many-to-many fields, tags among them: readers would meet the source language's."""
    assert not [field.name for field in model._meta.get_fields() if field.many_to_many and not field.auto_created]


def test_nothing_that_readers_see_is_a_setting():
    """A setting has one row for all languages."""
    assert ours(AbstractSetting) == []


def test_slugs_are_of_ascii_letters():
    assert settings.WAGTAIL_ALLOW_UNICODE_SLUGS is False


def test_a_language_that_follows_another_gets_drafts_though_a_page_was_moved(home, english_home):
    """By default its pages are live in the source language; a moved page ends it with an error (#906)."""
    old, new = (make_page(StandardPage, home, title=title) for title in ("Köhnə", "Yeni"))
    page = make_page(StandardPage, old, title="Səhifə")
    for one in (old, page):
        translate(one, "en", in_english)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=new.pk), pos="last-child")
    russian = Locale.objects.create(language_code="ru")
    synchronize_tree(home.locale, russian)
    assert {one.translation_key for one in (old, new, page)} <= set(
        Page.objects.filter(locale=russian).values_list("translation_key", flat=True)
    )
    assert not Page.objects.filter(locale=russian, alias_of__isnull=False).exists()
    assert not Page.objects.filter(locale=russian, live=True).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_texts_are_written_once_for_each_place(home, english_home, admin_client):
    """Two paragraphs of the same words on one page may be translated in two ways."""
    page = make_page(StandardPage, home, title="Səhifə", body=[heading("Bir"), heading("Bir")])
    translate(page, "en", {"Səhifə": "Page"}, publish=False)
    source = TranslationSource.objects.get_for_instance(page)
    editor = Editor(admin_client, page)
    for number, segment in enumerate(source.stringsegment_set.filter(string__data="Bir")):
        editor.write(segment.context.path, f"One {number}")
    assert sorted(StringTranslation.objects.filter(data__startswith="One").values_list("data", flat=True)) == [
        "One 0",
        "One 1",
    ]
