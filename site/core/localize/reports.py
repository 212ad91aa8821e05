"""What wagtail-localize lists, for the languages of whoever asks."""

from django.db.models import Q
from wagtail.permissions import policy_registry
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from core.localize.permissions import ANY, writable_locales


class TranslationsReport(TranslationsReportView):
    """Translations into the languages one writes, and of sources one writes."""

    def get_queryset(self):
        own = writable_locales(self.request.user)
        found = super().get_queryset().filter(Q(target_locale__in=own) | Q(source__locale__in=own))
        return found.order_by("-source__last_updated_at", "pk")


class SnippetsAPI(SnippetViewSet):
    """Upstream's is open to everybody in the admin, for every model and language."""

    http_method_names = ["get", "head", "options"]

    def get_queryset(self):
        policy = policy_registry.get_by_type(self.get_model())
        return policy.instances_user_has_any_permission_for(self.request.user, ANY)
