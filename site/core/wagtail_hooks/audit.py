"""The audit log among the reports, for who may read it."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.audit.report import AuditReport


@hooks.register("register_admin_urls")
def audit_urls():
    urls = [
        path("", AuditReport.as_view(), name="index"),
        path("results/", AuditReport.as_view(results_only=True), name="index_results"),
    ]
    return [path("reports/audit/", include((urls, "core_audit"), namespace="core_audit"))]


class AuditMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("core.view_auditentry")


@hooks.register("register_reports_menu_item")
def audit_menu_item():
    return AuditMenuItem(_("Audit log"), reverse("core_audit:index"), name="audit", icon_name="key", order=1300)
