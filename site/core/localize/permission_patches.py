"""Where Wagtail 8.0 and wagtail-localize 1.14.5 ask for too little, or offer what the site has not. One patch each."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.admin.api.serializers import PageTranslationsField
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page, PagePermissionTester
from wagtail.models.audit_log import BaseLogEntryManager
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.views import edit_translation

from core.localize.permissions import may_see, record_models, writable_locales, writes_every_language
from core.patching import wrap
from core.validation import PublicationRefused


def apply():
    wrap(PagePermissionTester, "can_delete", _who_may_add)
    wrap(BulkAction, "get_actionable_objects", _of_own_languages)
    wrap(BaseLogEntryManager, "viewable_by_user", _about_own_records)
    wrap(PageTypesUsageReportView, "decorate_paginated_queryset", _naming_own_pages)
    wrap(PageTranslationsField, "to_representation", _of_own_pages)
    wrap(edit_translation, "user_can_edit_instance", _in_own_languages)
    # Aliases, and translations nobody submitted: what the first shows and what the second knows of its source is lost.
    for action in ("create_alias", "copy_for_translation"):
        PagesAdminAPIViewSet.actions.pop(action, None)
    # “Sync from” fills a language with live aliases: source text at the address of another language.
    LOCALE_COMPONENTS[:] = [one for one in LOCALE_COMPONENTS if one["model"] is not LocaleSynchronization]
    pre_save.connect(refuse_aliases, sender=LocaleSynchronization)


def refuse_aliases(**kwargs):
    raise PublicationRefused(
        _("A language can't be filled with copies of another: submit the pages for translation instead.")
    )


def _who_may_add(original):
    """Wagtail lets whoever may change pages delete drafts: a translator would delete translations."""

    @wraps(original)
    def can_delete(self, *args, **kwargs):
        return (self.user.is_superuser or "add" in self.permissions) and original(self, *args, **kwargs)

    return can_delete


def _of_own_languages(original):
    """A bulk action lists by their titles what one may not act on: drafts of other languages are not for reading."""

    @wraps(original)
    def get_actionable_objects(self):
        objects, others = original(self)
        visible = [one for one in others["items_with_no_access"] if may_see(self.request.user, one)]
        if not objects and not visible:
            raise PermissionDenied
        return objects, {**others, "items_with_no_access": visible}

    return get_actionable_objects


def _about_own_records(original):
    """The site's history asks for any right to the model of a record, and a model has records in all languages."""

    @wraps(original)
    def viewable_by_user(self, user):
        entries = original(self, user)
        if writes_every_language(user):
            return entries
        own = writable_locales(user)
        others = Q()
        for model in record_models():
            mine = model.objects.filter(locale__in=own).annotate(key=Cast("pk", CharField())).values("key")
            others |= Q(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name) & ~Q(
                object_id__in=mine
            )
        return entries.exclude(others)

    return viewable_by_user


def _naming_own_pages(original):
    """The report of page types names the page of each that was edited last, whoever may see it."""

    @wraps(original)
    def decorate_paginated_queryset(self, page_types):
        page_types = original(self, page_types)
        for one in page_types:
            if one.last_edited_page and not may_see(self.request.user, one.last_edited_page):
                one.last_edited_page = None
        return page_types

    return decorate_paginated_queryset


def _of_own_pages(original):
    """The admin's own API names the translations of a page, with the titles of their drafts."""

    @wraps(original)
    def to_representation(self, page):
        user = self.context["request"].user
        visible = {one.pk for one in page.get_translations() if may_see(user, one)}
        return [one for one in original(self, page) if one["id"] in visible]

    return to_representation


def _in_own_languages(original):
    """Asked by every view of a translation; for records, upstream forgets the language."""

    @wraps(original)
    def user_can_edit_instance(user, instance):
        return original(user, instance) and (isinstance(instance, Page) or may_see(user, instance))

    return user_can_edit_instance
