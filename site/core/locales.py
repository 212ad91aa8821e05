from wagtail.models import Locale

from core import generation


def source_locale():
    """The locale in which content is written; asked for once a generation."""
    return generation.remember("source locale", Locale.get_default)
