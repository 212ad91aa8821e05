"""Deleting reaches every language, asks for all of them, and leaves nothing half."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

from core.localize.life.moving import FollowOriginal
from core.models import Deleted
from home.models import StandardPage
from home.roles import permissions
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, Place
from tests.bin import in_english, sound, translated_section
from tests.factories import locale, make_page, translate, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    """A section with a page below it, both in two languages, and beside them a page that nobody touches."""
    make_page(StandardPage, home, title="Qalan")
    return translated_section(home)


@made_once
def writes_the_source_only(home):
    """Somebody who may delete whatever is in the source language, and nothing else."""
    group = Group.objects.create(name="source only")
    group.permissions.add(Permission.objects.get(codename="access_admin"), *permissions([Place], "change", "delete"))
    for action in ("add", "change", "publish", "bulk_delete"):
        permission = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    return user_in("source only")


def titles():
    return set(StandardPage.objects.values_list("title", flat=True))


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def delete_in_bulk(client, *instances):
    meta = instances[0]._meta
    model = ["wagtailcore", "page"] if isinstance(instances[0], Page) else [meta.app_label, meta.model_name]
    address = reverse("wagtail_bulk_action", args=[*model, "delete"])
    numbers = "&".join(f"id={instance.pk}" for instance in instances)
    return client.post(f"{address}?{numbers}&next=/admin/")


def test_a_source_page_takes_its_translations_with_it_and_those_of_the_pages_below(section):
    section.delete()
    assert titles() == {"Qalan"}
    assert sound()
    entry = Deleted.objects.get()
    assert (entry.title, entry.languages) == ("Bölmə", ["Azərbaycanca", "English"])
    assert {thing["title"] for thing in entry.things} == {"Bölmə", "Səhifə", "EN Bölmə", "EN Səhifə"}


def test_a_translation_that_was_moved_elsewhere_goes_too(section, home):
    moved = StandardPage.objects.get(title="EN Səhifə")
    FollowOriginal(moved, Page.objects.get(pk=home.get_translation(locale("en")).pk), pos="last-child").execute()
    section.delete()
    assert titles() == {"Qalan"}
    assert sound()


def test_a_translation_goes_alone_with_what_stands_below_it(section):
    StandardPage.objects.get(title="EN Bölmə").delete()
    assert titles() == {"Qalan", "Bölmə", "Səhifə"}
    assert Deleted.objects.get().languages == ["English"]


def test_stored_translations_are_never_destroyed(section):
    before = set(StringTranslation.objects.values_list("pk", "data"))
    assert before
    section.delete()
    assert set(StringTranslation.objects.values_list("pk", "data")) == before


@pytest.mark.parametrize(
    "delete",
    [
        lambda page: Page.objects.get(pk=page.pk).delete(),
        lambda page: DeletePageAction(page).execute(),
        lambda page: StandardPage.objects.filter(pk=page.pk).delete(),
        lambda page: Page.objects.filter(path__startswith=page.path).delete(),
    ],
)
def test_no_way_of_deleting_passes_the_bin_by(section, delete):
    delete(section)
    assert titles() == {"Qalan"}
    assert len(Deleted.objects.get().things) == 4


def test_the_confirmation_names_every_page_and_language(section, admin_client):
    text = admin_client.get(reverse("wagtailadmin_pages:delete", args=[section.pk])).content.decode()
    for word in ["EN Bölmə", "EN Səhifə", "Azərbaycanca", "English", "30"]:
        assert word in text
    assert "Qalan" not in text
    translation = section.get_translation(locale("en"))
    text = admin_client.get(reverse("wagtailadmin_pages:delete", args=[translation.pk])).content.decode()
    assert "EN Səhifə" in text
    assert "Only this translation" in text


def test_the_confirmation_of_a_bulk_names_every_page_and_language(section, admin_client):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    text = admin_client.get(f"{address}?id={section.pk}&next=/admin/").content.decode()
    for word in ["EN Bölmə", "EN Səhifə", "Azərbaycanca", "English"]:
        assert word in text


def test_deleting_in_the_admin_goes_into_the_bin_and_says_so(section, admin_client, admin_user):
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[section.pk]))
    assert titles() == {"Qalan"}
    assert Deleted.objects.get().deleted_by == admin_user
    assert reverse("core_bin:index") in said(response)


def test_each_page_of_a_bulk_is_an_entry_of_its_own(section, admin_client, admin_user):
    other = StandardPage.objects.get(title="Qalan")
    child = StandardPage.objects.get(title="Səhifə")
    delete_in_bulk(admin_client, section, child, other)  # the child goes with its section
    assert titles() == set()
    assert set(Deleted.objects.values_list("title", "deleted_by")) == {
        ("Bölmə", admin_user.pk),
        ("Qalan", admin_user.pk),
    }
    assert sound()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_delete_the_translation_deletes_nothing(section, client, writes_the_source_only, method):
    client.force_login(writes_the_source_only)
    before = titles()
    response = getattr(client, method)(reverse("wagtailadmin_pages:delete", args=[section.pk]))
    assert response.status_code == 302
    assert "English" in said(response) and "Azərbaycanca" not in said(response)
    assert titles() == before
    assert not Deleted.objects.exists()


def test_who_may_not_delete_one_translation_of_a_bulk_deletes_nothing(section, client, writes_the_source_only):
    client.force_login(writes_the_source_only)
    before = titles()
    response = delete_in_bulk(client, section, StandardPage.objects.get(title="Qalan"))
    assert "English" in said(response)
    assert titles() == before


def test_who_may_not_delete_the_translation_does_not_get_round_it_in_code(section, writes_the_source_only):
    with pytest.raises(DeletePagePermissionError, match="English"):
        section.delete(user=writes_the_source_only)
    assert "Bölmə" in titles()


def test_who_writes_the_source_deletes_what_was_never_translated(home, client, writes_the_source_only):
    page = make_page(StandardPage, home, title="Tək")
    client.force_login(writes_the_source_only)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert titles() == set()


def test_a_deletion_that_fails_leaves_nothing_half(section, monkeypatch):
    before = titles()

    def fail(*args, **kwargs):
        raise RuntimeError

    section_in_english = section.get_translation(locale("en"))
    monkeypatch.setattr("core.bin.deleting.total", lambda deletions: fail([next(deletions)]))
    with pytest.raises(RuntimeError):
        section.delete()
    assert titles() == before
    assert Page.objects.filter(pk=section_in_english.pk).exists()
    assert not Deleted.objects.exists()


def place(name="Bakı"):
    record = Place(name=name, kind="city")
    record.save()
    return record


def test_a_record_takes_its_copies_with_it():
    place().delete()
    assert not Place.objects.exists()
    assert Deleted.objects.get().languages == ["Azərbaycanca", "English", "Türkçe"]


def test_records_deleted_in_bulk_are_an_entry_each(admin_client, admin_user):
    delete_in_bulk(admin_client, place("Bakı"), place("Gəncə"))
    assert not Place.objects.exists()
    assert set(Deleted.objects.values_list("title", "deleted_by")) == {
        ("Bakı", admin_user.pk),
        ("Gəncə", admin_user.pk),
    }


def test_deleting_every_record_of_a_table_is_an_entry_for_each_source():
    place("Bakı")
    place("Gəncə")
    Place.objects.all().delete()
    assert not Place.objects.exists()
    assert set(Deleted.objects.values_list("title", flat=True)) == {"Bakı", "Gəncə"}


@pytest.mark.parametrize("kind", ["one", "bulk"])
def test_the_confirmation_of_a_record_names_its_languages(admin_client, kind):
    record = place()
    if kind == "one":
        address = reverse("wagtailsnippets_projects_place:delete", args=[record.pk])
    else:
        address = reverse("wagtail_bulk_action", args=["projects", "place", "delete"]) + f"?id={record.pk}"
    text = admin_client.get(address).content.decode()
    for word in ["Azərbaycanca", "English", "Türkçe", "30"]:
        assert word in text


@pytest.mark.parametrize("kind", ["one", "bulk"])
def test_who_does_not_write_the_other_languages_deletes_no_record(client, writes_the_source_only, kind):
    record = place()
    client.force_login(writes_the_source_only)
    if kind == "one":
        response = client.post(reverse("wagtailsnippets_projects_place:delete", args=[record.pk]))
    else:
        response = delete_in_bulk(client, record)
    assert Place.objects.count() == 3
    assert "English" in said(response) and "Türkçe" in said(response)


def test_a_record_that_something_needs_stays_and_nothing_lies_in_the_bin():
    record = place()
    Organisation(name="Agentlik", kind="state", place=record).save()
    with pytest.raises(ProtectedError):
        record.delete()
    assert Place.objects.count() == 3
    assert not Deleted.objects.exists()


def test_a_copy_that_a_page_still_needs_stays(home):
    record = place()
    copy = record.get_translation(locale("en"))
    Organisation(name="Office", kind="ngo", place=copy, locale=copy.locale).save()
    record.delete()
    assert list(Place.objects.values_list("locale__language_code", flat=True)) == ["en"]
    assert Deleted.objects.get().languages == ["Azərbaycanca", "Türkçe"]


def test_a_translation_may_be_made_anew(home):
    translate(home, "en", in_english)
    index = make_page(NewsIndexPage, home, title="Xəbərlər")
    translate(index, "en", in_english)
    page = make_page(NewsPage, index, title="Xəbər", date="2026-01-01")
    translate(page, "en", in_english).delete()
    assert translate(page, "en", {}).title == "EN Xəbər"
