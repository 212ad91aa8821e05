"""An old revision that is published again finds the translations of its texts: they were never thrown away."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.localize.completeness import untranslated
from home.models import StandardPage
from tests.factories import locale, make_page, publish, translate

pytestmark = pytest.mark.django_db


def test_a_revision_that_is_restored_finds_its_translations_again(home):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Hesabat")
    english = translate(page, "en", lambda text: f"EN {text}")
    former = page.get_latest_revision()
    page = Page.objects.get(pk=page.pk).specific
    page.title = "Yeni hesabat"
    page.save_revision()
    publish(page)
    source = TranslationSource.objects.get_for_instance(page)
    source.update_from_db()
    translation = source.translations.get(target_locale=locale("en"))
    assert untranslated(translation) == ["Yeni hesabat"]
    restored = former.as_object()
    restored.save_revision(previous_revision=former).publish(previous_revision=former)
    source.update_from_db()
    assert untranslated(translation) == []
    assert page.get_translation(locale("en")).title == english.title
