from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from core.localize.permissions import may_see
from translation.offline.forms import SelectedPagesForm
from translation.offline.selection import of_pages, takeable
from translation.offline.views import as_package


class TakeSelectionAlong(PageBulkAction):
    """The chosen pages, originals or translations, as files for a translator."""

    display_name = gettext_lazy("Translate offline")
    aria_label = gettext_lazy("Download the texts of the selected pages for translation")
    action_type = "translate_offline"
    action_priority = 60
    template_name = "translation/offline/selected.html"
    form_class = SelectedPagesForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    @cached_property
    def keys(self):
        return set(takeable(self.request.user).values_list("source__object_id", flat=True))

    def check_perm(self, page):
        return page.translation_key in self.keys and may_see(self.request.user, page)

    def prepare_action(self, objects, objects_without_access):
        asked = self.cleaned_form.cleaned_data
        pages = Page.objects.filter(pk__in=[page.pk for page in objects])
        if asked["include_descendants"]:
            for page in objects:
                pages |= Page.objects.descendant_of(page)
        translations = of_pages(takeable(self.request.user).filter(target_locale=asked["locale"]), pages)
        ids = list(translations.values_list("pk", flat=True))
        if not ids:
            messages.warning(
                self.request,
                _("None of these pages is being translated into this language: %(language)s.")
                % {"language": asked["locale"].language_name_local},
            )
            return redirect(self.next_url)
        return as_package(ids, asked["locale"], asked["format"])
