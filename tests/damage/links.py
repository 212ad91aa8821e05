"""Damage to the tree, and to what links pages and records of several languages."""

import uuid

from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from home.models import StandardPage
from projects.models import Organisation, Place
from projects.models.rows import Objective
from tests.damage.site import raw, saved, story, texts_of
from tests.factories import locale, make_page, translate

# The tree


@story("counts")
def a_section_says_it_has_no_pages(site):
    raw(Page, site.section.pk, numchild=0)
    yield
    assert Page.objects.get(pk=site.section.pk).numchild == 1


@story("counts")
def a_page_is_on_the_wrong_level(site):
    raw(Page, site.en(site.page).pk, depth=5)
    yield
    assert Page.objects.get(pk=site.en(site.page).pk).depth == 3


@story("lost-parent")
def a_section_is_gone_and_its_pages_are_not(site):
    section = Page.objects.get(pk=site.en(site.section).pk)
    raw(Page, section.pk, path=section.path[:-4] + "00ZZ")
    yield
    project = site.en(site.project)
    assert project.get_parent().specific == site.en(site.home)
    assert not project.live
    assert PageLogEntry.objects.filter(page=project.pk, action="translation.repair").exists()


@story("addresses")
def an_address_is_not_that_of_the_slugs(site):
    raw(Page, site.section.pk, url_path="/somewhere/else/")
    raw(Page, site.project.pk, url_path="/somewhere/else/tesebbus/")
    yield
    assert Page.objects.get(pk=site.project.pk).url_path == "/home/layiheler/tesebbus/"


# Sources


@story("second-source")
def a_page_is_translated_from_two_languages(site):
    for page in (site.home, site.page):
        translate(page, "tr", lambda text: f"TR {text}")
    before = texts_of(site.page)
    second = second_source(site.en(site.page), "tr")
    yield
    assert not Translation.objects.filter(pk=second.pk).exists()
    assert site.translation(site.page, "tr").enabled
    assert texts_of(site.page) == before


@story("second-source")
def a_page_is_translated_from_its_translation(site):
    before = texts_of(site.page)
    second = second_source(site.en(site.page), "tr")
    yield
    second.refresh_from_db()
    assert not second.enabled
    assert texts_of(site.page) == before


def second_source(page, code):
    (source,) = TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=page.translation_key,
                specific_content_type=page.content_type,
                locale=page.locale,
                object_repr=str(page),
                content_json=page.to_json(),
                last_updated_at=timezone.now(),
            )
        ]
    )
    (second,) = Translation.objects.bulk_create([Translation(source=source, target_locale=locale(code))])
    if not page.has_translation(locale(code)):
        page.copy_for_translation(locale(code))
    return second


@story("lost-source")
def an_original_is_gone(site):
    raw(Page, site.page.pk, translation_key=uuid.uuid4())
    before = texts_of(site.en(site.page))
    yield
    assert not site.translation(site.en(site.page)).enabled
    assert texts_of(site.en(site.page)) == before
    assert site.en(site.page).live


@story("lost-target")
def a_translation_is_gone(site):
    raw(Page, site.en(site.page).pk, translation_key=uuid.uuid4())
    before = texts_of(site.page)
    yield
    assert not site.translation(site.page).enabled
    assert texts_of(site.page) == before


# Records


@story("missing-copies")
def a_record_is_missing_in_a_language(site):
    place = saved(Place(name="Bakı", kind="city"))
    copy = place.get_translation(locale("en"))
    Place.objects.filter(pk=copy.pk)._raw_delete("default")
    yield
    assert place.get_translation(locale("en")).name == "Bakı"


@story("record-facts")
def a_fact_of_a_record_differs(site):
    raw(Organisation, site.ngo.get_translation(locale("en")).pk, url="https://example.org/old", name="The NGO")
    yield
    assert site.ngo.get_translation(locale("en")).url == ""


# Places


@story("foreign-tree")
def a_translation_is_marked_as_another_language(site):
    raw(Page, site.en(site.project).pk, locale=locale("tr"))
    yield
    assert site.en(site.project).locale == locale("en")
    assert site.en(site.project).live


@story("foreign-tree")
def an_original_stands_among_translations(site):
    page = make_page(StandardPage, site.home, title="Azərbaycanca")
    below = Page.objects.get(pk=site.en(site.page).pk)
    raw(Page, page.pk, path=below.path + "0001", depth=4, url_path=f"{below.url_path}azerbaycanca/")
    raw(Page, below.pk, numchild=1)
    raw(Page, site.home.pk, numchild=3)
    yield
    page.refresh_from_db()
    assert page.get_parent().specific == site.page
    assert not page.live


@story("foreign-rows")
def rows_are_in_another_language_than_their_page(site):
    raw(Objective, site.en(site.project).objectives.get().pk, locale=locale("tr"))
    yield
    row = site.en(site.project).objectives.get()
    assert (row.locale, row.title) == (locale("en"), "EN Birinci vəzifə")


@story("aliases")
def a_page_is_an_alias_of_its_original(site):
    alias = Page.copy_for_translation(site.page, locale("tr"), copy_parents=True, alias=True)
    raw(Page, alias.pk, live=True)
    yield
    alias.refresh_from_db()
    assert (alias.alias_of, alias.live) == (None, False)
    assert site.translation(site.page, "tr").enabled
