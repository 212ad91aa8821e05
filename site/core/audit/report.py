"""The audit log as administrators read it. Nobody changes or deletes an entry."""

import json

import django_filters
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core.models import AuditAction, AuditEntry
from core.privacy.accounts import shown

VIEW = "view"


def account_choices():
    names = [(user.pk, shown(user)) for user in get_user_model().objects.all()]
    return sorted(names, key=lambda pair: pair[1])


class AuditFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    account = django_filters.ChoiceFilter(label=_("Who"), choices=account_choices)
    action = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("of an entry", "What"), choices=AuditAction.choices
    )
    label = django_filters.CharFilter(label=_("Object"), lookup_expr="icontains")
    object_id = django_filters.CharFilter(label=pgettext_lazy("of an object", "Its number"))

    class Meta:
        model = AuditEntry
        fields = []


class MomentColumn(Column):
    def get_value(self, instance):
        return date_format(localtime(instance.at), "SHORT_DATETIME_FORMAT")


class AuditReport(ReportView):
    model = AuditEntry
    any_permission_required = [VIEW]
    page_title = _("Audit log")
    header_icon = "key"
    index_url_name = "core_audit:index"
    index_results_url_name = "core_audit:index_results"
    results_template_name = "core_admin/audit/results.html"
    filterset_class = AuditFilterSet
    columns = [
        MomentColumn("at", label=_("When")),
        Column("who", label=_("Who")),
        Column("get_action_display", label=pgettext_lazy("of an entry", "What")),
        Column("thing", label=_("Object")),
        Column("told", label=_("Details")),
    ]
    list_export = ["number", "at", "account", "action", "kind", "object_id", "label", "details", "hash"]
    export_headings = {
        "number": pgettext_lazy("of an entry", "Number"),
        "account": _("Who"),
        "kind": _("Kind"),
        "hash": _("Hash"),
    }

    def get_queryset(self):
        return AuditEntry.objects.all()

    def decorate_paginated_queryset(self, object_list):
        entries = list(object_list)
        names = names_of(entries)
        for entry in entries:
            entry.who = names.get(entry.account) or account_of(entry.account)
            entry.thing = thing_of(entry, names)
            entry.told = as_code(entry.details)
        return entries


def as_code(details):
    return format_html("<code>{}</code>", json.dumps(details, ensure_ascii=False)) if details else ""


def names_of(entries):
    user_model = get_user_model()
    numbers = {entry.account for entry in entries} | {
        int(entry.object_id) for entry in entries if entry.kind == user_model._meta.label_lower
    }
    return {user.pk: shown(user) for user in user_model.objects.filter(pk__in=numbers - {None})}


def account_of(number):
    """One that is no more, or none at all."""
    return gettext("Former account %(number)s") % {"number": number} if number else gettext("The server")


def thing_of(entry, names):
    if not entry.kind:
        return entry.label
    if entry.kind == get_user_model()._meta.label_lower:
        return names.get(int(entry.object_id)) or account_of(entry.object_id)
    try:
        kind = apps.get_model(entry.kind)._meta.verbose_name
    except LookupError:
        kind = entry.kind
    return f"{entry.label or entry.object_id} ({kind})"
