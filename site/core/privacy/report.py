"""The rules of retention as administrators read them: what goes when, and how the last night went."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.models import RetentionRun
from core.privacy.retention import rules


class RetentionReport(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("What the site keeps, and for how long")
    header_icon = "time"
    template_name = "core_admin/privacy/retention.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("core.view_retentionrun"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        runs = {run.rule: run for run in RetentionRun.objects.all()}
        shown = [
            {"rule": rule, "run": runs.get(rule.name), "is_nightly": rule.carry_out is not None} for rule in rules()
        ]
        return {**super().get_context_data(**kwargs), "rules": shown}
