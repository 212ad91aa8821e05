"""The bin in the admin: what lies in it, bringing it back, deleting it for good."""

import django_filters
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from core.bin.emptying import forget
from core.bin.permissions import may_delete_anything, may_forget, may_handle, visible_entries
from core.bin.reach import by_language
from core.bin.refusal import NotRestored
from core.bin.restore import restore
from core.languages import fold
from core.models import Deleted


def kinds(request=None):
    found = Deleted.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, Deleted(kind=kind).kind_name) for kind in found if kind in known_kinds()]


def known_kinds():
    return {model._meta.label_lower for model in apps.get_models()}


class BinFilterSet(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(label=gettext_lazy("Kind"), choices=kinds)
    deleted_by = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Deleted by"),
        queryset=lambda request: get_user_model().objects.filter(pk__in=Deleted.objects.values("deleted_by")),
    )

    class Meta:
        model = Deleted
        fields = ["kind", "deleted_by"]


class BinView(IndexView):
    """People see what they could delete where it stood."""

    model = Deleted
    any_permission_required = None  # but see dispatch
    page_title = gettext_lazy("Bin")
    header_icon = "bin"
    index_url_name = "core_bin:index"
    index_results_url_name = "core_bin:index_results"
    results_template_name = "core_admin/bin/index_results.html"
    filterset_class = BinFilterSet
    is_searchable = True
    default_ordering = "-deleted_at"
    paginate_by = 50
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="core_bin:entry", sort_key="title"),
        Column("kind_name", label=gettext_lazy("Kind"), sort_key="kind"),
        Column(
            "languages",
            label=gettext_lazy("Languages"),
            accessor=lambda entry: get_text_list(entry.languages, _("and")),
        ),
        UserColumn("deleted_by", label=gettext_lazy("Deleted by")),
        DateColumn("deleted_at", label=gettext_lazy("Deleted"), sort_key="deleted_at"),
        NumberColumn("days_left", label=gettext_lazy("Days left")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_delete_anything(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return Deleted.objects.light().filter(pk__in=visible_entries(self.request.user)).select_related("deleted_by")

    def search_queryset(self, queryset):
        """By the title of anything an entry holds, in any language, with or without the letters' marks."""
        if not self.is_searching:
            return queryset
        wanted = fold(self.search_query)
        found = [e.pk for e in queryset if any(wanted in fold(thing["title"]) for thing in e.things)]
        return queryset.filter(pk__in=found)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"days": settings.BIN_DAYS}


class EntryView(WagtailAdminTemplateMixin, TemplateView):
    """What an entry holds, and the button that brings it back."""

    template_name = "core_admin/bin/entry.html"
    header_icon = "bin"
    _show_breadcrumbs = True

    @cached_property
    def entry(self):
        return get_object_or_404(Deleted.objects.light(), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self):
        return may_handle(self.request.user, self.entry)

    def get_page_title(self):
        return self.entry.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("core_bin:index"), "label": _("Bin")},
            {"url": "", "label": self.entry.title},
        ]

    def get_context_data(self, **kwargs):
        groups = by_language([(thing["language"], thing["title"]) for thing in self.entry.things])
        return super().get_context_data(**kwargs) | {
            "entry": self.entry,
            "groups": groups,
            "may_forget": may_forget(self.request.user, self.entry),
        }

    def post(self, request, pk):
        try:
            instance = restore(self.entry, request.user)
        except NotRestored as error:
            first = error.entry
            may_see = first is not None and may_handle(request.user, first)
            buttons = [messages.button(reverse("core_bin:entry", args=[first.pk]), first.title)] if may_see else None
            messages.error(request, str(error), buttons=buttons)
            return redirect("core_bin:index")
        address = AdminURLFinder(request.user).get_edit_url(instance)
        messages.success(
            request,
            _("“%(title)s” is back, as it was.") % {"title": self.entry.title},
            buttons=[messages.button(address, _("Edit"))] if address else None,
        )
        return redirect("core_bin:index")


class ForgetView(EntryView):
    """Deleting for good what would be deleted for good later."""

    template_name = "core_admin/bin/forget.html"

    def is_allowed(self):
        return may_forget(self.request.user, self.entry)

    def post(self, request, pk):
        forget(self.entry)
        messages.success(request, _("“%(title)s” is deleted for good.") % {"title": self.entry.title})
        return redirect("core_bin:index")
