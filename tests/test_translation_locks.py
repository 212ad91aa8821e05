"""What locks a page locks its translation editor: nothing typed there gets through, and nobody loses what they typed."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from core.localize.locks import holds_locks
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, translators_group
from tests.factories import committed, locale, make_image, make_page, translate, user_in
from tests.factories import put_text as send_text
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

TEXT = "Haqqımızda"


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})


@made_once
def page(home):
    """A live page in English, whose picture may be another one there."""
    translate(home, "en", lambda text: f"EN {text}")
    picture = {"image": make_image().pk, "alt_text": "", "decorative": True}
    body = [{"type": "picture", "id": "b1", "value": {"image": picture, "caption": ""}}]
    return translate(make_page(StandardPage, home, title=TEXT, body=body), "en", {TEXT: "About us"})


@made_once
def translation(page):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


@pytest.fixture
def translator(client, page):
    user = user_in(translators_group("en"))
    client.force_login(user)
    return user


@made_once
def chief(page):
    return user_in(CHIEF_EDITORS, "chief")


def lock(page, by):
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=by, locked_at=timezone.now())


def wait_for_approval(page, by):
    page.save_revision(user=by)
    page.get_workflow().start(page, by)


def schedule(page, by):
    revision = page.save_revision(user=by)
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision.save()


LOCKS = {
    "locked by somebody": (lock, "chief"),
    "waiting for approval": (wait_for_approval, "waits for approval"),
    "scheduled": (schedule, "scheduled"),
}


def form(**fields):
    return {"data": encode_multipart(BOUNDARY, fields), "content_type": MULTIPART_CONTENT}


def text_address(translation, path="title"):
    segment = translation.source.stringsegment_set.get(context__path=path)
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def override_address(translation):
    segment = translation.source.overridablesegment_set.first()
    return reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])


def put_text(client, translation):
    return send_text(client, translation, "title", "Typed")


def delete_text(client, translation):
    return client.delete(text_address(translation))


def put_override(client, translation):
    return client.put(override_address(translation), **form(value="99"))


def delete_override(client, translation):
    return client.delete(override_address(translation))


def everything(page):
    return (
        Page.objects.filter(pk=page.pk).values().get(),
        list(StringTranslation.objects.order_by("pk").values("pk", "data")),
        list(SegmentOverride.objects.order_by("pk").values("pk", "data_json")),
        list(Translation.objects.order_by("pk").values("pk", "enabled")),
        page.revisions.count(),
    )


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("kind", LOCKS)
@pytest.mark.parametrize("change", [put_text, delete_text, put_override, delete_override])
def test_the_editors_own_requests_are_answered_with_who_holds_the_page(
    client, page, translation, translator, chief, kind, change
):
    context = translation.source.overridablesegment_set.first().context
    SegmentOverride.objects.create(locale=page.locale, context=context, data_json="1")
    make, word = LOCKS[kind]
    make(page, chief)
    before = everything(page)
    response = change(client, translation)
    assert response.status_code == 403
    assert word in response.json()["detail"]
    assert everything(page) == before


@pytest.mark.parametrize("change", [put_text, delete_text, put_override])
def test_without_a_lock_they_change_what_they_should(client, page, translation, translator, change):
    before = everything(page)
    assert change(client, translation).status_code in {200, 201}
    assert everything(page) != before


def publish(client, page, translation):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


def submit(client, page, translation):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "submit-review"})


def stop(client, page, translation):
    return client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))


def restart(client, page, translation):
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"localize-restart-translation": "1"})


@pytest.mark.parametrize("kind", LOCKS)
@pytest.mark.parametrize("change", [publish, submit, stop, restart])
def test_a_form_is_answered_with_who_holds_the_page(client, page, translation, translator, chief, kind, change):
    if change is restart:
        Translation.objects.filter(pk=translation.pk).update(enabled=False)
    make, word = LOCKS[kind]
    make(page, chief)
    before = everything(page)
    response = change(client, page, translation)
    assert response.status_code == 302
    assert word in told(response)
    assert everything(page) == before


def test_who_may_publish_can_not_either_while_somebody_else_holds_the_page(client, page, translation, chief):
    lock(page, chief)
    client.force_login(user_in(CHIEF_EDITORS))
    published_at = page.last_published_at
    with committed():
        response = publish(client, page, translation)
    page.refresh_from_db()
    assert "chief" in told(response)
    assert page.last_published_at == published_at


@pytest.mark.parametrize("publishes", [True, False])
def test_publishing_all_translations_at_once_is_refused_while_one_is_locked(client, page, chief, publishes):
    lock(page, chief)
    client.force_login(user_in(CHIEF_EDITORS))
    source = TranslationSource.objects.get(object_id=page.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    before = everything(page)
    with committed():
        response = client.post(address, {"publish_translations": "on"} if publishes else {})
    assert ("chief" in told(response)) is publishes
    assert everything(page) == before


def test_who_locked_the_page_works_on(client, page, translation, translator):
    lock(page, translator)
    assert put_text(client, translation).status_code == 200
    assert "Unlock" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_who_approves_works_on_while_a_page_waits(client, page, translation, translator, chief):
    wait_for_approval(page, translator)
    client.force_login(chief)
    assert put_text(client, translation).status_code == 200


def test_a_locked_source_locks_no_translation(client, home, page, translation, translator, chief):
    lock(translation.source.get_source_instance(), chief)
    assert put_text(client, translation).status_code == 200


def test_a_page_that_one_may_not_see_tells_nothing_of_its_lock(client, page, translation, chief):
    lock(page, chief)
    client.force_login(user_in(translators_group("tr")))
    response = put_text(client, translation)
    assert response.status_code == 403
    assert "chief" not in response.content.decode()


@pytest.mark.parametrize("group", [translators_group("en"), CHIEF_EDITORS])
def test_locking_and_unlocking_follow_the_permissions(client, page, chief, group):
    client.force_login(user_in(group))
    address = reverse("wagtailadmin_pages:lock", args=[page.pk])
    client.post(address)
    page.refresh_from_db()
    assert page.locked is (group == CHIEF_EDITORS)
    lock(page, chief)
    client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    page.refresh_from_db()
    assert page.locked is (group != CHIEF_EDITORS)


@pytest.mark.parametrize("kind", LOCKS)
def test_the_editor_says_who_holds_the_page_and_offers_no_field(client, page, translator, chief, kind):
    make, word = LOCKS[kind]
    make(page, chief)
    shown = BeautifulSoup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    assert word in shown.select_one("main").text
    assert [one for one in shown.select("[data-text] textarea") if not one.has_attr("readonly")] == []
    assert shown.select('[value="submit-review"], [value="publish"], [value="save-texts"] ~ button') == []


def test_any_other_view_of_a_translation_can_hold_locks_too(rf, page, translation, translator, chief):
    """A file that is uploaded, say."""
    lock(page, chief)
    request = rf.post("/", {"file": SimpleUploadedFile("a.po", b"")})
    request.user = translator
    with pytest.raises(Exception, match="chief"):
        holds_locks(lambda request, translation_id: "changed")(request, translation.pk)
    Page.objects.filter(pk=page.pk).update(locked=False)
    assert holds_locks(lambda request, translation_id: "changed")(request, translation_id=translation.pk) == "changed"


def test_the_other_language_is_not_locked(client, home, page, translator, chief):
    turkish = translate(page.get_translation(locale("az")), "tr", {TEXT: "Hakkımızda"}, publish=False)
    lock(turkish, chief)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    assert put_text(client, translation).status_code == 200
