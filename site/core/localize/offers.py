"""The buttons that lead from a page or a record to its translation, in lists and headers.

wagtail-localize 1.14.5 asks four queries for each row of a list. Here a list is annotated with what its buttons need
(``with_offers``), and what stands alone takes one query.
"""

from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as said  # by wagtail-localize: not extracted from here
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import TranslationSource

from core.locales import source_locale

ICON = "wagtail-localize-language"
MAY_SUBMIT = "wagtail_localize.submit_translation"


def with_offers(queryset):
    """Each with ``_lacks_language``, and the number of its source if there are translations to update."""
    present = queryset.model.get_translation_model()._base_manager.filter(
        translation_key=OuterRef(OuterRef("translation_key")), locale_id=OuterRef("pk")
    )
    if issubclass(queryset.model, Page):
        present = present.filter(alias_of__isnull=True)
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"), translations__enabled=True
    )
    return queryset.annotate(
        _lacks_language=Exists(Locale.objects.filter(~Exists(present))),
        _translated_source=Subquery(sources.values("pk")[:1]),
    )


def offers_for(instance):
    if not hasattr(instance, "_lacks_language"):
        instance = with_offers(type(instance)._base_manager.filter(pk=instance.pk)).first()
    return (instance._lacks_language, instance._translated_source) if instance else (False, None)


def page_buttons(page, user, view_name=None, next_url=None):
    """A translation is never a source: nothing is offered on it (``core.localize.submission``)."""
    if page.is_root() or page.locale_id != source_locale().id or not user.has_perm(MAY_SUBMIT):
        return
    lacks_language, source = offers_for(page)
    if lacks_language:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(said("Translate this page"), address, priority=60, icon_name=ICON)
    if source:
        yield Button(said("Sync translated pages"), update_address(source, next_url), priority=60, icon_name="resubmit")


def record_buttons(record, user, next_url=None):
    if not isinstance(record, TranslatableMixin) or not user.has_perm(MAY_SUBMIT):
        return
    lacks_language, source = offers_for(record)
    if lacks_language:
        names = [record._meta.app_label, record._meta.model_name, quote(record.pk)]
        address = reverse("wagtail_localize:submit_snippet_translation", args=names)
        label = said("Translate '%(title)s'") % {"title": record}
        yield Button(said("Translate"), address, attrs={"aria-label": label}, icon_name=ICON, priority=100)
    if source:
        address, label = update_address(source, next_url), said("Sync translations of '%(title)s'") % {"title": record}
        yield Button(
            said("Sync translated snippets"),
            address,
            attrs={"aria-label": label},
            icon_name="resubmit",
            priority=106,
        )


def update_address(source, next_url):
    address = reverse("wagtail_localize:update_translations", args=[source])
    return f"{address}?{urlencode({'next': next_url})}" if next_url else address
