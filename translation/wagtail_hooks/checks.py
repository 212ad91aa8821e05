from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from translation.checks.base import LOG_ACTION
from translation.checks.views import RepairView, StateView, may_repair


class StateMenuItem(MenuItem):
    def is_shown(self, request):
        return may_repair(request.user)


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", StateView.as_view(), name="index"),
        path("repair/", RepairView.as_view(), name="repair_all"),
        path("repair/<slug:kind>/", RepairView.as_view(), name="repair"),
    ]
    return [path("reports/translations/state/", include((urls, "translation_checks"), namespace="translation_checks"))]


@hooks.register("register_reports_menu_item")
def register_menu_item():
    return StateMenuItem(
        _("State of translations"),
        reverse_lazy("translation_checks:index"),
        name="state-of-translations",
        icon_name="wagtail-localize-language",
        order=1200,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(LOG_ACTION)
    class Repaired(LogFormatter):
        label = _("Repair")

        def format_message(self, entry):
            return gettext("Repaired: %(problem)s") % {"problem": entry.data.get("problem", "")}
