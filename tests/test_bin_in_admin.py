"""Who sees what in the bin, brings it back, deletes it for good; and what time does."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, TranslationSource

from core.models import Deleted
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from projects.models import Place
from tests.bin import deleted, in_english, translated_section
from tests.factories import make_page, translate, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    return translated_section(home)


def age(entry, days):
    Deleted.objects.filter(pk=entry.pk).update(deleted_at=timezone.now() - datetime.timedelta(days=days))


def test_after_thirty_days_and_no_sooner_it_is_gone_for_good(section, capsys):
    page = deleted(StandardPage.objects.get(title="Səhifə"))
    age(page, 31)
    age(deleted(section), 29)
    call_command("empty_bin", "--dry-run")
    assert Deleted.objects.count() == 2
    call_command("empty_bin")
    assert [entry.title for entry in Deleted.objects.all()] == ["Bölmə"]
    call_command("empty_bin", "--days=20")
    assert not Deleted.objects.exists()
    assert "Səhifə" in capsys.readouterr().out


def test_stored_translations_go_for_good_with_the_last_that_could_use_them(section):
    page = StandardPage.objects.get(title="Səhifə")
    stored = StringTranslation.objects.filter(context__object_id=page.translation_key)
    translation = deleted(StandardPage.objects.get(title="EN Səhifə"))
    age(translation, 31)
    call_command("empty_bin")
    assert stored.exists()
    age(deleted(page), 31)
    call_command("empty_bin")
    assert not stored.exists()
    assert not TranslationSource.objects.filter(object_id=page.translation_key).exists()
    assert StringTranslation.objects.filter(context__object_id=section.translation_key).exists()


def listed(client):
    response = client.get(reverse("core_bin:index"))
    return [entry.title for entry in response.context["object_list"]]


def as_member(client, group):
    user = user_in(group)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("group", "sees"),
    [
        (EDITORS, {"Qaralama"}),
        (CHIEF_EDITORS, {"Qaralama", "Oxunan", "EN Draft", "Bölmə", "Bakı"}),
        ("administrators", {"Qaralama", "Oxunan", "EN Draft", "Bölmə", "Bakı"}),
    ],
)
def test_people_see_and_bring_back_what_they_could_delete(section, home, client, group, sees):
    record = Place(name="Bakı", kind="city")
    record.save()
    kept = make_page(StandardPage, home, title="Draft")
    entries = {
        "Bölmə": deleted(section),
        "Qaralama": deleted(make_page(StandardPage, home, title="Qaralama", live=False)),
        "Oxunan": deleted(make_page(StandardPage, home, title="Oxunan")),
        "EN Draft": deleted(translate(kept, "en", in_english, publish=False)),
        "Bakı": deleted(record),
    }
    as_member(client, group)
    assert set(listed(client)) == sees
    for title, entry in entries.items():
        client.post(reverse("core_bin:entry", args=[entry.pk]))
        assert Deleted.objects.filter(pk=entry.pk).exists() == (title not in sees)


def test_for_a_translator_there_is_no_bin(home, client):
    """Who may change a translation may not delete it."""
    kept = make_page(StandardPage, home, title="Draft")
    entry = deleted(translate(kept, "en", in_english, publish=False))
    as_member(client, translators_group("en"))
    assert client.get(reverse("core_bin:index")).status_code == 302
    client.post(reverse("core_bin:entry", args=[entry.pk]))
    assert Deleted.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(("group", "may"), [(EDITORS, False), (CHIEF_EDITORS, True), ("administrators", True)])
def test_chief_editors_and_administrators_delete_for_good(home, client, group, may):
    entry = deleted(make_page(StandardPage, home, title="Qaralama", live=False))
    as_member(client, group)
    address = reverse("core_bin:forget", args=[entry.pk])
    assert (client.get(address).status_code == 200) == may
    client.post(address)
    assert Deleted.objects.exists() != may


def test_a_parent_in_the_bin_is_offered(section, client):
    page = deleted(StandardPage.objects.get(title="Səhifə"))
    parent = deleted(section)
    as_member(client, CHIEF_EDITORS)
    assert set(listed(client)) == {"Səhifə", "Bölmə"}
    response = client.post(reverse("core_bin:entry", args=[page.pk]))
    said = str(next(iter(get_messages(response.wsgi_request))))
    assert reverse("core_bin:entry", args=[parent.pk]) in said


def test_an_entry_says_what_it_holds(section, client):
    entry = deleted(section)
    as_member(client, CHIEF_EDITORS)
    text = client.get(reverse("core_bin:entry", args=[entry.pk])).content.decode()
    for word in ["EN Səhifə", "English", "Azərbaycanca", "30"]:
        assert word in text


def test_the_bin_is_searched_by_any_title_in_it_and_filtered(section, client):
    deleted(section)
    as_member(client, CHIEF_EDITORS)
    address = reverse("core_bin:index_results")
    for query, found in [({"q": "sehife"}, True), ({"q": "?"}, False), ({"kind": "home.standardpage"}, True)]:
        assert ("Bölmə" in client.get(address, query).content.decode()) == found


def test_an_empty_bin_says_so_and_the_menu_leads_to_it(client):
    as_member(client, CHIEF_EDITORS)
    assert "The bin is empty" in client.get(reverse("core_bin:index")).content.decode()
    assert reverse("core_bin:index") in client.get(reverse("wagtailadmin_home")).content.decode()
