"""What a machine translated, for a person to read and confirm."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from translation.work.origin import confirm, unread


class MachineTexts(WagtailAdminTemplateMixin, ListView):
    page_title = gettext_lazy("Translated by a machine")
    header_icon = "view"
    template_name = "translation/machine_texts.html"
    context_object_name = "texts"

    @cached_property
    def translation(self):
        found = Translation.objects.select_related("source__locale", "target_locale")
        return get_object_or_404(found, pk=self.kwargs["translation_id"])

    @cached_property
    def target(self):
        return self.translation.get_target_instance()

    @property
    def editor(self):
        return AdminURLFinder(self.request.user).get_edit_url(self.target)

    def dispatch(self, request, *args, **kwargs):
        if not user_can_edit_instance(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

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
