"""Two views of Wagtail that no hook reaches and that answer a script, which can't show a refusal sent elsewhere."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

from core.localize.life.display import touched
from core.localize.life.family import original_of, translations_of
from core.localize.life.permissions import refuse_restricting
from core.localize.life.restrictions import restricted_with_original
from core.validation import PublicationRefused


class SetPosition(SetPagePositionView):
    """Dragging a page to another place: the script must not report success, and the next page says why."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except PublicationRefused as refusal:
            refusal.tell(request)
            return HttpResponse(str(refusal), status=409, content_type="text/plain")


class SetPrivacy(SetPrivacyView):
    """The dialog “who may read this page”: for all languages at once, and on the original alone (``restrictions``)."""

    def dispatch(self, request, page_id, *args, **kwargs):
        page = get_object_or_404(Page, pk=page_id)
        if not page.permissions_for_user(request.user).can_set_view_restrictions():
            raise PermissionDenied
        if original := original_of(page):
            return explanation(request, touched(restricted_with_original(page, original), [original]))
        try:
            refuse_restricting(request.user, page)
        except PublicationRefused as refusal:
            return explanation(request, str(refusal))
        return super().dispatch(request, page_id, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        field = form.fields["restriction_type"]
        also = touched(_("The same then holds for these translations:"), translations_of(self.page))
        field.help_text = format_html("{} {}", field.help_text, also) if also else field.help_text
        return form


def explanation(request, text):
    return render_modal_workflow(request, "wagtailadmin/life/explanation.html", template_vars={"text": text})
