"""Machine translation that may fail: the service, its answer, its package. Then nothing is changed and a person is told.

None is configured. Upstream's editor fails where the package is missing, and every view where the service does not answer
as expected.
"""

import logging
from collections import defaultdict

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue
from wagtail_localize.views import edit_translation, update_translations

logger = logging.getLogger(__name__)

AT_ONCE = 50  # texts a request: DeepL takes no more
known = []  # functions (locale, texts) -> {text: translation}: what no service is asked for


class MachineTranslationFailed(Exception):
    """Its text is for a person."""


class Translator:
    """One of wagtail-localize's, at arm's length."""

    def __init__(self, inner):
        self.inner = inner
        self.display_name = str(inner.display_name)

    def can_translate(self, source_locale, target_locale):
        try:
            return bool(self.inner.can_translate(source_locale, target_locale))
        except Exception:  # anybody's code
            logger.exception("%s does not say whether it can translate", self.display_name)
            return False

    def translate(self, source_locale, target_locale, strings):
        """``{string: text}``; a text the service does not know is left out."""
        texts = {}
        for start in range(0, len(strings), AT_ONCE):
            texts |= self.ask(source_locale, target_locale, strings[start : start + AT_ONCE])
        return texts

    def ask(self, source_locale, target_locale, strings):
        try:
            answer = self.inner.translate(source_locale, target_locale, strings)
            texts = {string: answer[string].data for string in strings if answer.get(string) is not None}
        except Exception as error:  # anybody's code: whatever it raises, a person asked for a translation
            logger.exception("%s failed", self.display_name)
            raise MachineTranslationFailed(self.no_answer()) from error
        if not all(isinstance(text, str | None) for text in texts.values()):
            logger.error("%s answered with something else than texts", self.display_name)
            raise MachineTranslationFailed(self.no_answer())
        return {string: text for string, text in texts.items() if text and text.strip()}

    def no_answer(self):
        return _(
            "%(service)s did not translate the texts. Nothing was changed: try again later, or do it yourself."
        ) % {"service": self.display_name}


def apply():
    for views in (edit_translation, update_translations):
        views.get_machine_translator = configured_translator
        views.apply_machine_translation = translate_by_machine


def configured_translator():
    """The translator of the settings, or ``None``: none is set, or it can't be loaded."""
    try:
        inner = get_machine_translator()
    except Exception:  # whatever happens when anybody's module is imported
        logger.exception("The machine translator of the settings can't be loaded")
        return None
    return inner and Translator(inner)


def translate_by_machine(translation_id, user, translator):
    """Fill what has no translation; returns what was filled in. Slugs are left out: they follow the title."""
    translation = get_object_or_404(Translation, id=translation_id)
    if not edit_translation.user_can_edit_instance(user, translation.get_target_instance()):
        raise edit_translation.PermissionDenied
    if not translator.can_translate(translation.source.locale, translation.target_locale):
        message = _("%(service)s does not translate between these languages.")
        raise MachineTranslationFailed(message % {"service": translator.display_name})
    places = waiting(translation)
    if not places:
        return []
    texts = {}
    for words in known:
        texts |= words(translation.target_locale, list(places))
    asked = [string for string in places if string not in texts]
    texts |= translator.translate(translation.source.locale, translation.target_locale, asked)
    with transaction.atomic():
        return [
            save(translation, segment, text, user, translator)
            for string, text in texts.items()
            for segment in places[string]
        ]


def waiting(translation):
    """``{text: its segments}`` of what has no translation, be it one with an error."""
    segments = (
        translation.source.stringsegment_set.order_by("order")
        .annotate_translation(translation.target_locale, include_errors=True)
        .filter(translation__isnull=True)
        .exclude(context__path="slug")
        .select_related("string")
    )
    places = defaultdict(list)
    for segment in segments:
        places[StringValue(segment.string.data)].append(segment)
    return places


def save(translation, segment, text, user, translator):
    found, _created = StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        locale=translation.target_locale,
        context_id=segment.context_id,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
            "tool_name": translator.display_name,
            "last_translated_by": user,
        },
    )
    return found
