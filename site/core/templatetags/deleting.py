"""What goes with a page or a record, for the person who is asked to confirm it."""

from django import template
from django.conf import settings
from wagtail.models import Page

from core.bin.reach import by_language, pages_of, records_of, roots_of
from core.models import RegistryRecord

register = template.Library()


@register.inclusion_tag("core_admin/bin/going.html")
def what_goes_with(instance):
    if isinstance(instance, Page):
        pages = pages_of(roots_of(instance))
        pages.sort(key=lambda page: page.locale_id != instance.locale_id)
        titles = [(page.locale.language_code, page.get_admin_display_title()) for page in pages]
    elif isinstance(instance, RegistryRecord):
        titles = [(record.locale.language_code, str(record)) for record in records_of(instance)]
    else:
        return {}
    return {
        "groups": by_language(titles),
        "days": settings.BIN_DAYS,
        "stays": len({code for code, _title in titles}) == 1 and instance.get_translations().exists(),
    }
