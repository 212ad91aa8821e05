from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core import locales
from core.localize import po
from core.localize.access import translation_for
from core.localize.intake import UnreadableFile
from core.localize.permissions import writable_locales
from core.localize.sources import settle
from translation.offline import xliff
from translation.offline.forms import Amount, BringBackForm, Format, TakeAlongForm
from translation.offline.packages import is_package, packed, unpacked
from translation.offline.rows import rows_of
from translation.offline.selection import of_section, still_open, takeable
from translation.offline.taking import FileReport, take_file

KINDS = {Format.PO: po, Format.XLIFF: xliff}


def may_work_offline(user):
    """Asked for the menu of every page: without a query of its own."""
    own = writable_locales(user)
    return any(one.pk in own for one in locales.target_locales())


class OfflineView(WagtailAdminTemplateMixin, TemplateView):
    """Taking along and bringing back; ``Download`` and ``Upload`` show it again with what was wrong."""

    page_title = gettext_lazy("Offline work")
    header_icon = "download"
    template_name = "translation/offline/index.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_work_offline(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        forms = {"take_along": TakeAlongForm(user=self.request.user), "bring_back": BringBackForm()}
        return {**super().get_context_data(**kwargs), **forms, **kwargs}


class Download(OfflineView):
    """A zip, by what the form asks for in the address."""

    def get(self, request, *args, **kwargs):
        form = TakeAlongForm(request.GET, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(take_along=form))
        asked = form.cleaned_data
        translations = of_section(takeable(request.user).filter(target_locale=asked["locale"]), asked["section"])
        if asked["amount"] == Amount.OPEN:
            translations = still_open(translations)
        ids = list(translations.values_list("pk", flat=True))
        if not ids:
            messages.info(request, _("There is nothing to translate there."))
            return self.render_to_response(self.get_context_data(take_along=form))
        return as_package(ids, asked["locale"], asked["format"])


def as_package(ids, locale, kind):
    name = f"{locale.language_code}-{localdate():%Y-%m-%d}-{kind}.zip"
    return StreamingHttpResponse(
        packed(ids, KINDS[kind].export, get_language()),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def download_xliff(request, translation_id):
    """PO of one translation has upstream's address."""
    translation = translation_for(request.user, translation_id)
    settle(translation.source)
    name, content = xliff.export(translation)
    return HttpResponse(
        content,
        content_type=xliff.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class Upload(OfflineView):
    """The report is the answer to the upload itself: to send a file once more changes nothing."""

    def get(self, request, *args, **kwargs):
        return redirect("translation_offline:index")

    def post(self, request, *args, **kwargs):
        form = BringBackForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(bring_back=form))
        try:
            reports = list(reports_of(form.cleaned_data["file"], request.user))
        except UnreadableFile as error:
            form.add_error("file", str(error))
            return self.render_to_response(self.get_context_data(bring_back=form))
        return self.response_class(request, "translation/offline/report.html", self.report_context(reports))

    def report_context(self, reports):
        home = {"url": reverse("translation_offline:index"), "label": self.page_title}
        title = _("What was taken")
        context = self.get_context_data(
            files=rows_of(reports),
            count=len(reports),
            taken=sum(report.taken for report in reports),
            not_taken=sum(report.not_taken for report in reports),
            unread=sum(bool(report.error) for report in reports),
        )
        items = [*self.breadcrumbs_items, home, {"url": "", "label": title}]
        return {**context, "breadcrumbs_items": items, "page_title": title, "header_title": title}


def reports_of(upload, user):
    if not is_package(upload):
        yield take_file(upload.name, upload.read(po.MAX_SIZE + 1), user)
        return
    for name, data, error in unpacked(upload):
        yield FileReport(name, error=error) if error else take_file(name, data, user)
