"""A link shows a draft to somebody without an account: to nobody else, for some days, and without a trace."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction
from wagtail_localize.models import StringTranslation, Translation

from core import generation
from core.sharing import links
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import locale, make_image, make_page, publish, translate, user_in
from tests.translating import in_english
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    return make_page(StandardPage, home, title="Gizli qaralama", live=False)


@made_once
def editor(db):
    return user_in("editors")


def address_of(page, user):
    return links.address(links.share(page, user), page)


def write(page, **texts):
    """A newer draft."""
    page = page.get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision()


def text_of(response):
    return response.content.decode()


def test_a_link_shows_what_is_not_published(client, page, editor):
    response = client.get(address_of(page, editor))
    assert response.status_code == 200
    assert "Gizli qaralama" in text_of(response)
    assert client.get(page.url).status_code == 404


def test_it_shows_the_newest_draft_whenever_it_is_opened(client, page, editor):
    address = address_of(page, editor)
    write(page, title="Yeni ad", summary="Sonra yazılıb")
    assert "Sonra yazılıb" in text_of(client.get(address))


def test_it_shows_the_draft_of_a_page_that_is_live(client, home, editor):
    page = make_page(StandardPage, home, title="Elan", summary="Dərc olunub")
    write(page, summary="Hələ dərc olunmayıb")
    assert "Hələ dərc olunmayıb" in text_of(client.get(address_of(page, editor)))
    assert "Hələ dərc olunmayıb" not in text_of(client.get(page.url))


def test_the_draft_says_that_it_is_one_and_until_when(client, page, editor):
    html = text_of(client.get(address_of(page, editor), headers={"accept-language": "en"}))
    notice = re.search(r'<p class="notice draft-notice" role="note">(.*?)</p>', html, re.DOTALL)[1]
    assert str((timezone.localtime() + timedelta(days=7)).year) in notice
    assert 'role="note"' not in text_of(client.get("/"))


def test_nobody_keeps_finds_or_passes_on_what_it_shows(client, page, editor):
    response = client.get(address_of(page, editor))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not response.cookies


def test_not_even_a_person_who_is_logged_in_gets_the_bar_with_its_scripts(client, page, editor):
    client.force_login(editor)
    assert "userbar" not in text_of(client.get(address_of(page, editor)))


def test_it_is_for_reading_only(client, page, editor):
    address = address_of(page, editor)
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


# Languages


@made_once
def english(home, page):
    translate(home, "en", in_english)
    return translate(page, "en", {"Gizli qaralama": "Secret draft"}, publish=False)


def test_a_translation_is_shown_in_its_own_language(client, english):
    address = address_of(english, user_in("translators-en"))
    response = client.get(address)
    assert address.startswith("/en/")
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en">' in text_of(response)
    assert "Secret draft" in text_of(response)


def test_a_translation_is_shown_with_what_was_typed_and_not_saved_yet(client, page, english):
    StringTranslation.objects.filter(data="Secret draft").update(data="Typed just now")
    assert "Typed just now" in text_of(client.get(address_of(english, user_in("translators-en"))))


def test_a_translation_written_by_hand_is_shown_as_it_was_written(client, page, english):
    Translation.objects.update(enabled=False)
    write(english, title="By hand")
    assert "By hand" in text_of(client.get(address_of(english, user_in("translators-en"))))


def test_a_link_opens_at_the_address_of_its_language_only(client, page, editor, english):
    assert client.get(f"/en{address_of(page, editor)}").status_code == 410


# When it works no more


def gone(response, status):
    assert response.status_code == status
    assert "Gizli" not in text_of(response)
    assert response.headers["Cache-Control"] == "no-store, private"
    return True


def test_a_link_ends_after_its_days(client, page, editor, settings):
    settings.SHARED_DRAFT_DAYS = 0
    assert gone(client.get(address_of(page, editor)), 410)


def test_the_date_that_was_promised_stays_whatever_the_setting_becomes(page, editor, settings):
    link = links.share(page, editor)
    settings.SHARED_DRAFT_DAYS = 1
    assert links.read(link.token).ends_at - timezone.now() > timedelta(days=6)


def forged(page, editor):
    link = links.share(page, editor)
    payload, signature = link.token.split("~")
    other = links.Link(page.pk, editor.pk, link.made, link.until + 1_000_000).token.split("~")[0]
    return {
        "cut": link.token[:-1],
        "longer": link.token + "a",
        "another payload": f"{other}~{signature}",
        "no signature": payload,
        "nothing": "x",
        "very long": "x" * 5000,
        "signed for something else": Signer(sep="~").sign_object([page.pk, editor.pk, link.made, link.until]),
        "of another shape": links.signer.sign_object({"page": page.pk}),
    }


def test_a_link_that_we_did_not_make_opens_nothing(client, page, editor):
    for name, token in forged(page, editor).items():
        assert gone(client.get(reverse("shared_draft", args=[token])), 404), name


def test_who_has_a_dead_link_is_told_in_their_language_to_ask_for_another(client):
    for prefix, language in (("", "az"), ("/en", "en"), ("/tr", "tr")):
        response = client.get(f"{prefix}/shared-draft/x/")
        assert f'<html lang="{language}">' in text_of(response)
        assert response.status_code == 404


def test_a_link_ends_with_its_page(client, page, editor):
    address = address_of(page, editor)
    page.delete()
    assert gone(client.get(address), 410)


def leaves(editor):
    editor.is_active = False
    editor.save()


def may_no_longer_write(editor):
    editor.groups.set(Group.objects.filter(name="translators-en"))


@pytest.mark.parametrize("change", [leaves, may_no_longer_write, lambda editor: editor.delete()])
def test_a_link_ends_with_the_right_of_who_made_it(client, page, editor, change):
    address = address_of(page, editor)
    change(editor)
    assert gone(client.get(address), 410)


def test_all_links_can_be_ended_and_new_ones_made(client, page, editor):
    address = address_of(page, editor)
    client.force_login(user_in("chief-editors"))
    client.post(reverse("core_sharing:share", args=[page.pk]), {"end": "1"})
    assert gone(client.get(address), 410)
    assert client.get(address_of(page, editor)).status_code == 200


def test_a_link_leads_to_the_page_once_all_of_it_is_published(client, page, editor):
    address = address_of(page, editor)
    page = publish(page)
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, page.url)
    write(page, summary="Yenə qaralama")
    assert "Yenə qaralama" in text_of(client.get(address))


def test_the_link_is_the_permission_for_a_private_page(client, home, editor):
    page = make_page(StandardPage, home, title="Yalnız bizə")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.url).status_code == 302
    assert "Yalnız bizə" in text_of(client.get(address_of(page, editor)))


# What others get


def test_a_draft_leaves_no_trace_in_what_is_remembered(client, home, editor):
    section = make_page(NewsIndexPage, home, title="Xəbərlər")
    project = make_page(ProjectPage, make_page(ProjectIndexPage, home, title="Layihələr"), title="Layihə", live=False)
    page = make_page(NewsPage, section, title="Qaralama", lead_image=make_image(), project=project, live=False)
    addresses = [address_of(page, editor), address_of(project, editor)]
    client.get("/")
    before = dict(generation._memory["now"][1])
    for address in addresses:
        assert client.get(address).status_code == 200
    assert set(generation._memory["now"][1]) - set(before) <= {("root", "testserver", "az")}


def test_apart_is_over_also_after_an_error():
    with pytest.raises(ZeroDivisionError), generation.apart():
        generation.remember("one", lambda: 1 / 0)
    assert generation.remember("one", lambda: 1) == 1
    with generation.apart():
        assert generation.remember("one", lambda: 2) == 2
    assert generation.remember("one", lambda: 3) == 1


# In the admin


def test_who_may_edit_makes_a_link_and_sees_it_once(client, page, editor):
    client.force_login(editor)
    address = reverse("core_sharing:share", args=[page.pk])
    assert "shared-address" not in text_of(client.get(address))
    html = text_of(client.post(address))
    shown = re.search(r'value="http://testserver(/shared-draft/[^"]+)"', html)[1]
    client.logout()
    assert "Gizli qaralama" in text_of(client.get(shown))


@pytest.mark.parametrize("name", ["wagtailadmin_pages:edit", "wagtailadmin_explore"])
def test_the_way_to_it_stands_at_the_head_of_the_page(client, page, editor, name):
    client.force_login(editor)
    html = text_of(client.get(reverse(name, args=[page.pk])))
    assert reverse("core_sharing:share", args=[page.pk]) in html


def test_translators_have_it_too_in_their_language_only(client, page, english):
    client.force_login(user_in("translators-en"))
    assert client.get(reverse("core_sharing:share", args=[page.pk])).status_code == 302
    assert client.get(reverse("core_sharing:share", args=[english.pk])).status_code == 200
    html = text_of(client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])))
    assert reverse("core_sharing:share", args=[english.pk]) in html


def test_the_history_says_who_shared_and_who_ended_it(page, editor):
    links.share(page, editor)
    links.end_all(page, editor)
    assert set(PageLogEntry.objects.filter(page=page.pk, user=editor).values_list("action", flat=True)) == {
        links.SHARED,
        links.ENDED,
    }


def test_no_other_language_is_written_by_a_visit(page, editor, client, english):
    """A translation made for reading is not saved."""
    before = list(type(english).objects.filter(locale=locale("en")).values_list("pk", "latest_revision_id"))
    client.get(address_of(english, user_in("translators-en")))
    assert list(type(english).objects.filter(locale=locale("en")).values_list("pk", "latest_revision_id")) == before
