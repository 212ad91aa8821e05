"""Which translations somebody may take along, and which they mean."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, Translation

from core.locales import content_locales, source_locale
from core.localize.permissions import record_models, writable_locales
from translation.work.amounts import SLUG, amounts

SECTION_DEPTH = 3  # of the pages right below the home page
RECORDS = "records"


def target_locales(user):
    """The languages translated into that ``user`` writes."""
    own = content_locales().filter(pk__in=writable_locales(user)).exclude(pk=source_locale().pk)
    return Locale.objects.filter(pk__in=own.values("pk"))


def takeable(user):
    """What has texts to translate into languages that ``user`` writes: pages, and those records they may change."""
    hidden = [
        model for model in record_models() if not policy_registry.get_by_type(model).user_has_permission(user, "change")
    ]
    types = [one.pk for one in ContentType.objects.get_for_models(*hidden).values()] if hidden else []
    found = Translation.objects.filter(target_locale__in=target_locales(user), enabled=True)
    found = found.exclude(source__locale=F("target_locale")).exclude(source__specific_content_type__in=types)
    texts = StringSegment.objects.filter(source=OuterRef("source")).exclude(context__path=SLUG)
    return found.filter(Exists(texts)).order_by("source__specific_content_type", "source__object_repr", "pk")


def of_pages(translations, pages):
    """Those of pages in whatever language."""
    return translations.filter(source__object_id__in=pages.values("translation_key"))


def of_section(translations, section):
    """``RECORDS``, or the id of a section's first page; “” for everything."""
    if section == RECORDS:
        types = ContentType.objects.get_for_models(*record_models()).values()
        return translations.filter(source__specific_content_type__in=[one.pk for one in types])
    if section:
        page = Page.objects.get(pk=section)
        return of_pages(translations, Page.objects.descendant_of(page, inclusive=True))
    return translations


def still_open(translations):
    found = amounts(translations)
    return translations.filter(pk__in=[pk for pk, amount in found.items() if amount.open_texts])


def sections():
    """``[(id, title)]``, in the order of the site."""
    pages = Page.objects.live().filter(locale=source_locale(), depth=SECTION_DEPTH).order_by("path")
    return [(str(page.pk), page.title) for page in pages]
