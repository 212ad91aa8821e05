from wagtail.models import Locale

from core import generation
from core.languages import content_languages


def source_locale():
    """The locale in which content is written; asked for once a generation."""
    return generation.remember("source locale", Locale.get_default)


def content_locales():
    """The locales of the languages in the settings. ``Locale.objects`` has those as well that were taken out of them."""
    return Locale.objects.filter(language_code__in=[code for code, _name in content_languages()])


def target_locales():
    """The languages that are translated into, in the order of the settings; asked for once a generation."""
    codes = [code for code, _name in content_languages()]

    def targets():
        others = content_locales().exclude(pk=source_locale().pk)
        return sorted(others, key=lambda locale: codes.index(locale.language_code))

    return generation.remember(("targets", *codes), targets)


def locale_by_id(pk):
    """``Locale.objects.get(pk=pk)``, once a generation."""
    return generation.remember(("locale", pk), lambda: Locale.objects.get(pk=pk))
