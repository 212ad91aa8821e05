"""How records of the registries are listed and edited in the admin."""

from django.utils.translation import gettext_lazy
from wagtail.models import TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.alphabet import in_alphabet
from core.conflicts.records import RecordEditView
from core.languages import source_language
from core.localize.offers import with_offers
from core.localize.permissions import ANY


class RecordIndexView(IndexView):
    """By the alphabet of the language whose records are listed."""

    def order_queryset(self, queryset):
        language = self.locale.language_code if self.locale else source_language()
        ordered = in_alphabet(super().order_queryset(queryset), language)
        return with_offers(ordered) if issubclass(self.model, TranslatableMixin) else ordered


class RecordViewSet(SnippetViewSet):
    """Lists the records of the languages one writes. A record can't be copied: it stands for one thing, once."""

    copy_view_enabled = False
    index_view_class = RecordIndexView
    edit_view_class = RecordEditView
    edit_template_name = "wagtailadmin/conflicts/record.html"

    def get_queryset(self, request):
        return policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(request.user, ANY)

    @property
    def breadcrumbs_items(self):
        """Upstream's are translated once, when the site starts, into whatever language that is."""
        return [{**item, "label": gettext_lazy(item["label"])} for item in super().breadcrumbs_items]
