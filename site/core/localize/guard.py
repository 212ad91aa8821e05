"""A second lock on the admin: an address that names a page or a record opens for those who work on its language.

Wagtail asks in each view, and some don't: the confirmation of a move shows the title of any page, usage and history
of a record ask for the right to its model only. Most of Wagtail's security advisories are of this kind, so what is
asked here is asked once, for addresses there are and addresses to come.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from core.localize.permissions import may_see
from core.middleware import AdminAware

PAGES = "wagtailadmin_pages"
NAMES_OF_PAGES = {"page_id", "page_to_move_id", "destination_id", "parent_page_id", "pk"}


class GuardAddresses(AdminAware):
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if self.is_admin(request) and request.user.has_perm("wagtailadmin.access_admin"):
            namespaces = request.resolver_match.namespaces
            if not all(may_see(request.user, one) for one in named(namespaces[-1] if namespaces else "", kwargs)):
                return permission_denied(request)
        return None


def named(namespace, kwargs):
    """The pages and records that an address names."""
    if namespace == PAGES:
        return Page.objects.filter(pk__in=[kwargs[name] for name in NAMES_OF_PAGES & kwargs.keys()])
    model = record_models_by_namespace().get(namespace)
    if model is None or "pk" not in kwargs:
        return []
    try:
        return model.objects.filter(pk=unquote(str(kwargs["pk"])))
    except (ValueError, ValidationError):
        return []


def record_models_by_namespace():
    return {model.snippet_viewset.url_namespace: model for model in get_snippet_models()}
