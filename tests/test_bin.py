"""What is deleted lies in the bin and comes back whole: every row of every table as it was, or not at all."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Locale, Page, PageLogEntry, PageViewRestriction, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail_localize.models import Translation

from core import generation
from core.bin.refusal import NotRestored
from core.bin.restore import restore
from core.models import Deleted
from home.models import StandardPage
from home.roles import EDITORS
from home.site_setup import set_up_site
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, Place, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPartner
from tests.bin import deleted, difference, dump, in_english, sound, translated_section
from tests.factories import locale, make_page, translate
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def section(home):
    return translated_section(home)


def refused(entry):
    """Why it can't come back, and what has to come first; the entry stays and nothing is half."""
    before = dump()
    with pytest.raises(NotRestored) as refusal:
        restore(entry)
    assert difference(before, dump()) == {}
    assert Deleted.objects.filter(pk=entry.pk).exists()
    return str(refusal.value), refusal.value.entry


def test_a_project_with_all_that_stands_below_it_comes_back_in_every_language_row_by_row(demo):
    for project in ProjectPage.objects.filter(locale__language_code="az"):
        before = dump()
        project.delete()
        assert sound()
        assert difference(before, dump())
        entry = Deleted.objects.get()
        restore(entry)
        assert sound()
        assert difference(before, dump()) == {}


def test_drafts_schedules_comments_workflows_restrictions_and_redirects_come_back(section, admin_user):
    page = section.get_translation(locale("en")).specific
    later = timezone.now() + datetime.timedelta(days=3, microseconds=123)
    page.title = "Draft"
    draft = page.save_revision(user=admin_user)
    draft.approved_go_live_at = later
    draft.save()
    Comment.objects.create(page=page, user=admin_user, text="?", contentpath="title", revision_created=draft)
    section.title = "Yeni"
    section.save_revision()
    section.get_workflow().start(section, admin_user)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(Group.objects.filter(name=EDITORS))
    Redirect.objects.create(old_path="/evvel", redirect_page=section)
    before = dump()
    entry = deleted(section)
    assert not (Comment.objects.exists() or Redirect.objects.exists() or PageViewRestriction.objects.exists())
    restore(entry)
    assert difference(before, dump()) == {}
    assert sound()
    assert not Deleted.objects.exists()


def test_readers_find_it_again_at_its_address_and_by_search(section, client):
    address = StandardPage.objects.get(title="EN Səhifə").url
    entry = deleted(section)
    assert client.get(address).status_code == 404
    assert list(get_search_backend().search("səhifə", StandardPage)) == []
    before = generation.current()
    restore(entry)
    assert generation.current() != before
    assert client.get(address).status_code == 200
    assert {page.title for page in get_search_backend().search("Səhifə", StandardPage)} == {"Səhifə", "EN Səhifə"}


def test_that_it_came_back_is_in_its_history(section, admin_user):
    restore(deleted(section), admin_user)
    last = PageLogEntry.objects.filter(page=section.pk).latest("timestamp", "pk")
    assert (last.action, last.user) == ("core.restore", admin_user)


def test_a_translation_comes_back_alone_and_is_translated_on(section):
    page = section.get_translation(locale("en"))
    before = dump()
    entry = deleted(page)
    translation = Translation.objects.get(source__object_id=section.translation_key, target_locale=locale("en"))
    assert not translation.enabled
    restore(entry)
    translation.refresh_from_db()
    assert translation.enabled
    assert difference(before, dump()) == {}


@made_once
def project(home):
    return make_page(ProjectPage, make_page(ProjectIndexPage, home, title="Layihələr"), title="Layihə")


@made_once
def news(home, project):
    return make_page(
        NewsPage, make_page(NewsIndexPage, home, title="Xəbərlər"), title="Xəbər", date="2026-01-01", project=project
    )


def test_what_referred_to_it_refers_to_it_again(project, news):
    entry = deleted(project)
    news.refresh_from_db()
    assert news.project is None
    assert not ReferenceIndex.get_references_to(project).exists()
    restore(entry)
    news.refresh_from_db()
    assert news.project == project
    assert ReferenceIndex.get_references_to(project).exists()


def test_a_reference_that_was_replaced_meanwhile_stays_as_it_is(project, news):
    entry = deleted(project)
    other = make_page(ProjectPage, Page.objects.get(slug="layiheler"), title="Başqa")
    NewsPage.objects.filter(pk=news.pk).update(project=other)
    restore(entry)
    news.refresh_from_db()
    assert news.project == other


def test_a_translation_made_anew_meanwhile_is_kept_and_the_old_one_waits(section):
    entry = deleted(StandardPage.objects.get(title="EN Səhifə"))
    anew = translate(StandardPage.objects.get(title="Səhifə"), "en", {})
    reason, _first = refused(entry)
    assert "English" in reason
    newer = deleted(anew)
    restore(entry)
    assert "English" in refused(newer)[0]


def test_the_parent_comes_back_first(section):
    page = deleted(StandardPage.objects.get(title="Səhifə"))
    parent = deleted(section)
    reason, first = refused(page)
    assert "Bölmə" in reason
    assert first == parent
    restore(parent)
    restore(page)
    assert sound()
    assert StandardPage.objects.get(title="EN Səhifə").get_parent().title == "EN Bölmə"


def test_a_parent_that_is_gone_for_good_is_named(section):
    page = deleted(StandardPage.objects.get(title="Səhifə"))
    deleted(section).delete()
    reason, first = refused(page)
    assert "Bölmə" in reason
    assert first is None


def test_a_parent_translated_anew_takes_its_pages_back(section):
    page = deleted(StandardPage.objects.get(title="EN Səhifə"))
    deleted(section.get_translation(locale("en"))).delete()
    anew = translate(section, "en", {})
    restore(page)
    assert StandardPage.objects.get(title="EN Səhifə").get_parent() == anew.page_ptr
    assert sound()


def test_a_translation_comes_back_after_its_source(section):
    page = make_page(StandardPage, Page.objects.get(pk=section.get_parent().pk), title="Tək")
    translation = deleted(translate(page, "en", in_english))
    source = deleted(page)
    assert refused(translation)[1] == source
    restore(source)
    restore(translation)
    assert sound()


def test_it_comes_back_to_its_former_place_among_its_neighbours(section, home):
    for title in ("Son", "Ən son"):
        make_page(StandardPage, home, title=title)
    order = list(home.get_children().values_list("pk", flat=True))
    restore(deleted(section))
    assert list(home.get_children().values_list("pk", flat=True)) == order


def test_where_place_and_slug_are_taken_it_comes_last_with_a_free_slug(section, home):
    section.save_revision()
    entry = deleted(section)
    taken = make_page(StandardPage, home, title="Bölmə")
    assert taken.slug == section.slug
    back = restore(entry)
    assert sound()
    assert back.slug == f"{section.slug}-1"
    assert back.get_latest_revision_as_object().slug == back.slug
    assert back.get_children().get().url_path == f"{back.url_path}sehife/"
    assert list(back.get_siblings())[-1].pk == back.pk


def test_it_follows_a_parent_that_was_moved(section, home):
    page = StandardPage.objects.get(title="Səhifə")
    entry = deleted(page)
    other = make_page(StandardPage, home, title="Başqa")
    Page.objects.get(pk=section.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    restore(entry)
    page.refresh_from_db()
    assert page.url_path == "/home/basqa/bolme/sehife/"
    assert sound()


def test_what_it_needs_comes_back_first(project):
    partner = Organisation(name="Agentlik", kind="state")
    partner.save()
    project.partners = [ProjectPartner(organisation=partner, role="funder")]
    project.save()
    page = deleted(project)
    record = deleted(partner)
    reason, first = refused(page)
    assert "Agentlik" in reason
    assert first == record
    restore(record)
    assert restore(page).partners.get().organisation == partner


def test_people_and_groups_that_are_gone_meanwhile_do_not_hinder_it(section, admin_user):
    StandardPage.objects.filter(pk=section.pk).update(owner=admin_user)
    section.save_revision(user=admin_user)
    Comment.objects.create(page=section, user=admin_user, text="?", contentpath="title")
    entry = deleted(section)
    admin_user.delete()
    assert restore(entry).owner is None
    assert not Comment.objects.exists()


def test_a_redirect_made_anew_stays(section, home):
    Redirect.objects.create(old_path="/evvel", redirect_page=section)
    entry = deleted(section)
    Redirect.objects.create(old_path="/evvel", redirect_page=home)
    restore(entry)
    assert Redirect.objects.get(old_path="/evvel").redirect_page == home.page_ptr


def test_a_number_that_is_taken_is_a_clear_refusal(section, home):
    entry = deleted(section)
    page = StandardPage(pk=section.pk, title="Oğurluq")
    Page.objects.get(pk=home.pk).add_child(instance=page)
    assert "Oğurluq" in refused(entry)[0]


def test_a_field_that_a_migration_removed_is_left_out(section):
    entry = deleted(section)
    for row in entry.snapshot["rows"]:
        row["fields"]["gone"] = "?"
    entry.snapshot["pointers"] += [["home.standardpage", "gone_id", 1, 1], ["home.gone", "project_id", 1, 1]]
    entry.snapshot["referrers"] += [["home.gone", "1"]]
    entry.save()
    restore(entry)
    assert StandardPage.objects.filter(title__endswith="Səhifə").count() == 2


@pytest.mark.parametrize(
    "age",
    [
        lambda rows: rows.append({"model": "home.gone", "pk": 1, "fields": {}}),
        lambda rows: rows[0]["fields"].update(locale="?"),
        lambda rows: next(row for row in rows if row["model"] == "wagtailcore.page")["fields"].update(title=None),
    ],
)
def test_what_no_longer_fits_the_site_stays_in_the_bin(section, age):
    entry = deleted(section)
    age(entry.snapshot["rows"])
    entry.save()
    with pytest.raises(NotRestored):
        restore(entry)
    assert Deleted.objects.filter(pk=entry.pk).exists()


def test_it_comes_back_once(section):
    entry = deleted(section)
    restore(entry)
    with pytest.raises(NotRestored):
        restore(entry)


def test_a_record_comes_back_with_its_copies():
    record = Place(name="Bakı", kind="city")
    record.save()
    translate(record, "en", {"Bakı": "Baku"})
    before = dump()
    restore(deleted(record))
    assert difference(before, dump()) == {}


def test_a_record_comes_back_in_a_language_that_the_site_has_learnt_meanwhile(settings):
    record = Place(name="Bakı", kind="city")
    record.save()
    entry = deleted(record)
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ru", "Русский")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES
    set_up_site()
    restore(entry)
    assert set(Place.objects.values_list("locale", flat=True)) == set(Locale.objects.values_list("pk", flat=True))
