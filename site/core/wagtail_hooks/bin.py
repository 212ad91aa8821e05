"""Deleting asks for every language and leads to the bin, which stands in the menu (``core.bin``)."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from core.bin import views
from core.bin.permissions import explain_refusal, may_delete_anything, refused_pages, refused_records
from core.models import RegistryRecord


@hooks.register("register_admin_urls")
def bin_urls():
    urls = [
        path("", views.BinView.as_view(), name="index"),
        path("results/", views.BinView.as_view(results_only=True), name="index_results"),
        path("<int:pk>/", views.EntryView.as_view(), name="entry"),
        path("<int:pk>/delete/", views.ForgetView.as_view(), name="forget"),
    ]
    return [path("bin/", include((urls, "core_bin"), namespace="core_bin"))]


class BinMenuItem(MenuItem):
    def is_shown(self, request):
        return may_delete_anything(request.user)


@hooks.register("register_admin_menu_item")
def bin_menu_item():
    return BinMenuItem(_("Bin"), reverse("core_bin:index"), name="bin", icon_name="bin", order=950)


@hooks.register("register_permissions")
def permission_to_delete_for_good():
    return Permission.objects.filter(content_type__app_label="core", codename="delete_deleted")


@hooks.register("register_log_actions")
def log_restoring(actions):
    actions.register_action("core.restore", _("Bring back from the bin"), _("Brought back from the bin"))


@hooks.register("before_delete_page")
def refuse_page_in_other_languages(request, page):
    """Upstream asks for the permission on this page alone, and for none on what its cascade hook adds."""
    refused = refused_pages(request.user, page)
    if refused:
        messages.error(request, explain_refusal(page, refused))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def refuse_pages_in_other_languages(request, action_type, objects, action):
    if action_type != "delete":
        return None
    check = refused_pages if issubclass(action.model, Page) else refused_records
    return refuse(request, objects, check) and redirect(action.next_url)


@hooks.register("before_delete_snippet")
def refuse_copies_in_other_languages(request, instances):
    return refuse(request, instances, refused_records) and redirect(
        type(instances[0]).snippet_viewset.get_url_name("list")
    )


def refuse(request, objects, check):
    """Tell the person of each object that may not be deleted in all its languages; nothing is deleted then."""
    is_refused = False
    for instance in objects:
        refused = check(request.user, instance)
        if refused:
            messages.error(request, explain_refusal(instance, refused))
            is_refused = True
    return is_refused or None


@hooks.register("after_delete_page")
def tell_where_the_page_lies(request, page):
    tell_of_the_bin(request)


@hooks.register("after_delete_snippet")
def tell_where_the_records_lie(request, instances):
    if any(isinstance(instance, RegistryRecord) for instance in instances):
        tell_of_the_bin(request)


@hooks.register("after_bulk_action")
def tell_where_the_pages_lie(request, action_type, objects, action):
    if action_type == "delete" and issubclass(action.model, Page):
        tell_of_the_bin(request)


def tell_of_the_bin(request):
    days = settings.BIN_DAYS
    messages.success(
        request,
        ngettext(
            "What was deleted lies in the bin for %(days)s day and can be brought back from there.",
            "What was deleted lies in the bin for %(days)s days and can be brought back from there.",
            days,
        )
        % {"days": days},
        buttons=[messages.button(reverse("core_bin:index"), _("Open the bin"))],
    )
