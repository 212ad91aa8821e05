"""What a machine translated, for a person to read and confirm."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.localize.access import translation_for
from translation.work.origin import confirm, unread


class MachineTexts(WagtailAdminTemplateMixin, ListView):
    page_title = gettext_lazy("Translated by a machine")
    header_icon = "view"
    template_name = "translation/machine_texts.html"
    context_object_name = "texts"

    @cached_property
    def translation(self):
        return translation_for(self.request.user, self.kwargs["translation_id"])

    @property
    def editor(self):
        return AdminURLFinder(self.request.user).get_edit_url(self.translation.get_target_instance())

    def get_queryset(self):
        return unread(self.translation).select_related("translation_of").order_by("pk")

    def post(self, request, *args, **kwargs):
        confirm(self.translation, request.user)
        messages.success(request, _("Thank you. It can be published now."))
        return redirect(self.editor)

    def get_page_subtitle(self):
        return self.translation.source.object_repr

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(translation=self.translation, editor=self.editor, **kwargs)
