"""One rule for every slug, however it comes into being."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.forms import SlugField
from home.models import StandardPage
from tests.factories import locale, make_page, translate

pytestmark = pytest.mark.django_db

TITLE = "Təhsildə İdarəetmənin İctimailəşdirilməsinə Dəstək"
SLUG = "tehsilde-idareetmenin-ictimailesdirilmesine-destek"


def test_made_in_code(home):
    assert make_page(StandardPage, home, title=TITLE).slug == SLUG


def test_given_in_code_with_its_own_letters(home):
    assert make_page(StandardPage, home, title="x", slug="gənclər-üçün-ışıq").slug == "gencler-ucun-isiq"


def test_typed_in_the_form():
    assert SlugField().clean(TITLE) == SLUG


def test_typed_in_the_admin(admin_client, home):
    page = make_page(StandardPage, home, title="x")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {"title": "x", "slug": TITLE, "summary": "", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    form |= {"comments-INITIAL_FORMS": "0", "action-publish": "1", "lead_image": "", "lead_image_alt": ""}
    admin_client.post(address, form)
    page.refresh_from_db()
    assert page.slug == SLUG


def test_two_pages_of_one_title_get_two_slugs(home):
    first, second = (make_page(StandardPage, home, title="Əlaqə") for _ in range(2))
    assert (first.slug, second.slug) == ("elaqe", "elaqe-2")


def test_follows_the_translated_title(home):
    page = make_page(StandardPage, home, title="Yeni layihə")
    translate(home, "tr", lambda text: "Ana sayfa")
    target = translate(page, "tr", {"Yeni layihə": "Gençlik katılımının ışığı"})
    assert target.slug == "genclik-katiliminin-isigi"


def test_translated_by_hand_is_brought_under_the_rule(home):
    page = make_page(StandardPage, home, title="Yeni layihə")
    translate(page, "tr", {}, publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale("tr"))
    segment = translation.source.stringsegment_set.get(context__path="slug")
    by_hand = StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=locale("tr"), data="gençlik-katılım-ışığı"
    )
    assert by_hand.data == "genclik-katilim-isigi"


def test_stays_when_the_source_slug_changes(home):
    page = make_page(StandardPage, home, title="Köhnə ad")
    translate(home, "en", lambda text: "Home")
    translate(page, "en", {"Köhnə ad": "Old name"})
    page.slug = "yeni-unvan"
    page.save_revision().publish()
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale("en"))
    translation.source.update_from_db()
    assert translate(page, "en", {}).slug == "old-name"


def test_of_a_slug_without_a_letter_nothing_is_left_and_the_title_gives_another(home):
    assert make_page(StandardPage, home, title=TITLE, slug="!!!").slug == SLUG


def test_a_title_of_letters_that_become_four_is_not_too_long(home):
    pages = [make_page(StandardPage, home, title="щ" * 200) for _ in range(2)]
    assert all(len(page.slug) <= 255 for page in pages)


def test_two_titles_may_be_the_same_in_another_language(home):
    translate(home, "en", lambda text: f"EN {text}")
    slugs = []
    for title in ("Görüş", "İclas"):
        slugs.append(translate(make_page(StandardPage, home, title=title), "en", lambda text: "Meeting").slug)
    assert slugs == ["meeting", "meeting-1"]
