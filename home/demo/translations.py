"""The translator's part: a catalogue a language, and the steps from a submitted page to a published translation."""

from functools import cache
from pathlib import Path

import polib
from django.contrib.auth import get_user_model
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator

HERE = Path(__file__).parent


class MissingText(Exception):
    """A text of the demo has no translation in a catalogue that should have it."""


@cache
def catalogue(language):
    """``{text: translation}``, or ``None`` for a language in which the demo is not written."""
    path = HERE / f"{language}.po"
    if not path.exists():
        return None
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}


def translate_page(page, locales, user, left_untranslated_in=()):
    """Submit the page, then fill in and publish every translation that is not meant to be left untranslated."""
    TranslationSource.update_or_create_from_instance(page)
    TranslationCreator(user, locales).create_translations(page, include_related_objects=False)
    translate(page, left_untranslated_in)


def translate(instance, left_untranslated_in=()):
    source = TranslationSource.objects.get_for_instance(instance)
    for translation in source.translations.select_related("source", "target_locale"):
        language = translation.target_locale.language_code
        if catalogue(language) is not None and language not in left_untranslated_in:
            translator = get_user_model().objects.filter(username=f"translator-{language}").first()
            if fill(translation, catalogue(language), translator):
                translation.save_target(user=translator, publish=True)


def fill(translation, texts, user):
    """As a translator does who exports the PO file, fills it in and imports it. Says whether it held any text."""
    ""
    po = translation.export_po()
    entries = [entry for entry in po if not entry.obsolete]
    for entry in entries:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    missing = [entry.msgid for entry in entries if not entry.msgstr and entry.msgctxt != "slug"]
    if missing:
        raise MissingText(f"{translation.target_locale.language_code}.po lacks: " + " | ".join(missing))
    translation.import_po(po, user=user)
    return bool(entries)
