"""The privacy page that a site begins with. What is kept, and for how long, it says by itself: so it is true from the first day."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator

from core.catalogues.files import CODE_LANGUAGE
from core.languages import source_language
from core.locales import content_locales
from home.models import HomePage, PrivacyPage

TITLE = gettext_noop("Privacy")
SUMMARY = gettext_noop("What this site keeps of people, for how long, who sees it, and what you may ask for.")


@transaction.atomic
def make_privacy_page():
    """The page, live in the source language and a translated draft in each other; ``None`` where there is one already."""
    home = HomePage.objects.get(locale__language_code=source_language())
    if PrivacyPage.objects.filter(locale=home.locale).exists():
        return None
    said = texts(source_language())
    page = PrivacyPage(title=said[TITLE], summary=said[SUMMARY], locale=home.locale, live=False)
    home.add_child(instance=page)
    page.save_revision().publish()
    translate(page, {text: message for message, text in said.items()})
    return page


def translate(page, messages):
    """``messages``: of what message of ours a text of the page is."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    TranslationCreator(None, list(content_locales().exclude(pk=page.locale_id))).create_translations(page)
    for one in source.translations.select_related("source", "target_locale"):
        said = texts(one.target_locale.language_code)
        po = one.export_po()
        for entry in po:
            entry.msgstr = said.get(messages.get(entry.msgid), entry.msgstr)
        one.import_po(po)
        one.save_target(publish=False)


def texts(language):
    """``{message: text}``; without those that the catalogue of the language lacks, which would be in English."""
    with translation.override(language):
        found = {message: gettext(message) for message in (TITLE, SUMMARY)}
    is_ours = language in (CODE_LANGUAGE, source_language())
    return {message: text for message, text in found.items() if is_ours or text != message}
