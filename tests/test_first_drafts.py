"""First drafts, all languages from one reading: what comes out is what wagtail-localize would have made."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelcluster.models import get_all_child_relations
from wagtail.models import PageLogEntry, PageViewRestriction, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, cleanup_translation_on_delete
from wagtail_localize.operations import TranslationCreator

from core.localize.first_drafts import ParentMissing, make_drafts
from home.models import StandardPage
from tests.factories import locale, make_page, translate
from tests.trees import Tree, block

pytestmark = pytest.mark.django_db

OF_THIS_ROW = {"id", "pk", "page_ptr", "path", "url_path", "latest_revision", "latest_revision_created_at", "page"}


@pytest.fixture
def languages():
    return [locale("en"), locale("tr")]


def content(data):
    """A page as it is serialised, without what belongs to this row of the database alone."""
    kept = {}
    for name, value in data.items():
        if name not in OF_THIS_ROW:
            kept[name] = [content(row) for row in value] if isinstance(value, list) else value
    return kept


def saved(page):
    page = type(page).objects.get(pk=page.pk)
    revision = page.latest_revision.as_object()
    return content(page.serializable_data()), content(revision.serializable_data())


def references(page):
    known = ReferenceIndex.get_references_for_object(page).values_list("to_content_type", "to_object_id", "model_path")
    return sorted(known)


def drop(page):
    for target in page.get_translations():
        target.delete()
    cleanup_translation_on_delete(page)


@pytest.mark.parametrize("number", [0, 2, 3, 4, 6], ids=["section", "text", "news", "standard", "project"])
def test_a_draft_is_the_same_as_wagtail_localizes(home, languages, number):
    pages = Tree(home).grow(7)
    for parent in pages[:3]:
        make_drafts(parent, languages)
    page = type(pages[number]).objects.get(pk=pages[number].pk)
    if number < 3:
        drop(page)
    made = make_drafts(page, languages)
    ours = {one.locale_id: (saved(one), references(one)) for one in made}
    segments = {one.target_locale_id for one in Translation.objects.filter(source__object_id=page.translation_key)}
    assert segments == set(ours) == {one.pk for one in languages}
    drop(page)
    TranslationCreator(None, languages).create_translations(page)
    for one in page.get_translations():
        assert ours[one.locale_id] == (saved(one), references(one))


def test_its_rows_and_references_are_those_of_its_language(home, languages):
    tree = Tree(home)
    pages = tree.grow(7)
    for page in pages[:3]:
        make_drafts(page, languages)
    english, _turkish = make_drafts(pages[6], languages)
    english = type(english).objects.get(pk=english.pk)
    assert english.contact == tree.person.get_translation(locale("en"))
    assert [row.organisation.locale.language_code for row in english.partners.all()] == ["en", "en"]
    for relation in get_all_child_relations(english):
        for row in getattr(english, relation.get_accessor_name()).all():
            assert row.locale.language_code == "en"
    assert [row.number for row in english.objectives.all()] == [1, 2, 3]


def test_a_draft_is_found_at_once_in_the_admin_and_its_pictures_know_of_it(home, languages):
    tree = Tree(home)
    pages = tree.grow(4)
    make_drafts(pages[0], languages)
    english, _turkish = make_drafts(pages[3], languages)
    found = get_search_backend().search("Xəbər 0", type(english).objects.all())
    assert english.pk in {page.pk for page in found}
    used_in = ReferenceIndex.get_references_to(tree.image).values_list("object_id", flat=True)
    assert str(english.pk) in used_in


def test_it_has_one_revision_and_one_line_in_each_log(home, languages):
    page = make_page(StandardPage, home, title="Səhifə")
    for one in make_drafts(page, languages):
        assert one.revisions.count() == 1
        actions = PageLogEntry.objects.filter(page=one.pk).order_by("pk").values_list("action", flat=True)
        assert list(actions) == ["wagtail.create", "wagtail.copy_for_translation"]
        assert "Ana səhifə" in PageLogEntry.objects.filter(page=one.pk).order_by("pk").last().message
        assert TranslationLog.objects.filter(locale=one.locale, revision=one.latest_revision).count() == 1


def test_a_translation_that_is_there_is_left_alone(home, languages):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Səhifə")
    english = translate(page, "en", {"Səhifə": "Page"})
    assert [one.locale.language_code for one in make_drafts(page, languages)] == ["tr"]
    assert make_drafts(page, languages) == []
    after = StandardPage.objects.get(pk=english.pk)
    assert (after.title, after.live, after.latest_revision_id) == ("Page", True, english.latest_revision_id)


def test_what_was_translated_before_the_page_was_deleted_comes_back(home, languages):
    page = make_page(StandardPage, home, title="Səhifə")
    translate(page, "en", {"Səhifə": "Page"}, publish=False).delete()
    english = make_drafts(page, [locale("en")])[0].specific
    assert english.get_latest_revision_as_object().title == "Page"
    assert english.slug == "page"
    assert StringTranslation.objects.filter(data="Page").count() == 1


def test_a_restricted_page_has_restricted_drafts(home, languages):
    page = make_page(StandardPage, home, title="Səhifə")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for one in make_drafts(page, languages):
        assert one.get_view_restrictions().exists()


def test_two_pages_of_one_slug_do_not_stand_in_each_others_way(home, languages):
    translate(home, "en", lambda text: f"EN {text}")
    make_page(StandardPage, home.get_translation(locale("en")), title="Səhifə", slug="sehife")
    page = make_page(StandardPage, home, title="Səhifə", slug="sehife")
    assert make_drafts(page, [locale("en")])[0].slug == "sehife-1"


def test_without_the_page_above_there_is_no_draft(home, languages):
    parent = make_page(StandardPage, home, title="Yuxarı")
    page = make_page(StandardPage, parent, title="Aşağı")
    with pytest.raises(ParentMissing):
        make_drafts(page, languages)


def test_an_unfinished_page_has_unfinished_drafts(home, languages):
    page = make_page(StandardPage, home, live=False, title="Səhifə", body=[block("heading", "")])
    assert len(make_drafts(page, languages)) == 2


def test_a_project_with_its_rows_costs_hardly_more_than_a_page_of_text(home, languages):
    pages = Tree(home).grow(7)
    for page in pages[:3]:
        make_drafts(page, languages)
    costs = []
    for page in (pages[4], pages[6]):
        with CaptureQueriesContext(connection) as captured:
            make_drafts(page, languages)
        costs.append(len(captured))
    text, project = costs
    assert text <= 110
    assert project <= 140
