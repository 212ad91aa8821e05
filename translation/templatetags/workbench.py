"""What public pages say of their translation."""

from django import template

from core import generation
from core.locales import source_locale
from translation.models import Work

register = template.Library()


@register.simple_tag
def original_changed_at(page):
    """When the original of a translation changed after it was published; ``None`` while it is up to date."""
    if page.locale_id == source_locale().id:
        return None

    def since():
        works = Work.objects.filter(
            translation__source__object_id=page.translation_key,
            translation__target_locale=page.locale_id,
            translation__enabled=True,
        )
        return works.values_list("stale_since", flat=True).first()

    return generation.remember(("original changed", page.pk), since)
