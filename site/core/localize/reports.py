"""What wagtail-localize offers of records, for the languages of whoever asks."""

from wagtail.permissions import policy_registry
from wagtail_localize.views.snippets_api import SnippetViewSet

from core.localize.permissions import ANY


class SnippetsAPI(SnippetViewSet):
    """Upstream's is open to everybody in the admin, for every model and language."""

    http_method_names = ["get", "head", "options"]

    def get_queryset(self):
        policy = policy_registry.get_by_type(self.get_model())
        return policy.instances_user_has_any_permission_for(self.request.user, ANY)
