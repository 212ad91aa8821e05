"""What the checks find, for those who answer for every language: whoever may publish in each of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.localize.permissions import homes
from translation.checks import BY_NAME, CHECKS, find, repair

SHOWN = 50  # problems of a kind; the command lists them all
ERRORS_SHOWN = 5


def may_repair(user):
    return bool(homes()) and all(home.permissions_for_user(user).can_publish() for home in homes())


class ChecksView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not may_repair(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StateView(ChecksView):
    page_title = gettext_lazy("State of translations")
    template_name = "translation/checks.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = [(check, problems) for check, problems in find() if problems]
        kinds = [
            {
                "check": check,
                "count": len(problems),
                "shown": problems[:SHOWN],
                "more": max(len(problems) - SHOWN, 0),
                "repairable": sum(problem.is_repairable for problem in problems),
            }
            for check, problems in found
        ]
        return {**super().get_context_data(**kwargs), "kinds": kinds, "repairable": sum(k["repairable"] for k in kinds)}


class RepairView(ChecksView):
    """One kind of problem, or all of them: what will be done, and then done."""

    page_title = gettext_lazy("Repair")
    template_name = "translation/checks_repair.html"
    index = reverse_lazy("translation_checks:index")

    def dispatch(self, request, *args, kind="", **kwargs):
        if kind and kind not in BY_NAME:
            raise Http404
        self.checks = [BY_NAME[kind]] if kind else CHECKS
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        state = {"url": reverse("translation_checks:index"), "label": StateView.page_title}
        return [*self.breadcrumbs_items, state, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        kinds = [
            {"check": check, "problems": [problem for problem in problems if problem.is_repairable]}
            for check, problems in find(self.checks)
        ]
        return {**super().get_context_data(**kwargs), "kinds": [kind for kind in kinds if kind["problems"]]}

    def post(self, request, *args, **kwargs):
        done = list(repair(self.checks, request.user))
        failed = [(problem, error) for _check, problem, error in done if error]
        mended = len(done) - len(failed)
        if mended:
            text = ngettext("%(count)s problem is repaired.", "%(count)s problems are repaired.", mended)
            messages.success(request, text % {"count": mended})
        elif not failed:
            messages.info(request, _("There was nothing left to repair."))
        for problem, error in failed[:ERRORS_SHOWN]:
            text = _("This could not be repaired: %(problem)s The site answered: %(error)s")
            messages.error(request, text % {"problem": problem.text, "error": error})
        return redirect(self.index)
