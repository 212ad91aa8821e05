"""The report on searches that found nothing. Whoever works in the admin may read it: it says nothing of who searched."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.search.report import MissReport


@hooks.register("register_admin_urls")
def miss_report_urls():
    urls = [
        path("", MissReport.as_view(), name="index"),
        path("results/", MissReport.as_view(results_only=True), name="index_results"),
    ]
    return [path("reports/searches/", include((urls, "core_search"), namespace="core_search"))]


@hooks.register("register_reports_menu_item")
def miss_report_menu_item():
    label = _("Searches that found nothing")
    return MenuItem(label, reverse("core_search:index"), name="searches", icon_name="search", order=1200)
