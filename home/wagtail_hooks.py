from functools import wraps

from django.urls import path
from wagtail import hooks
from wagtail.contrib.forms.wagtail_hooks import FormsMenuItem
from wagtail.snippets.models import register_snippet

from core.locales import source_locale
from core.localize.permissions import writes_source
from core.patching import wrap
from core.viewsets import RecordViewSet
from home.models import SiteIdentity
from home.submission_views import DeleteSubmissions

FIRST = -100  # before Wagtail's own


class SiteIdentityViewSet(RecordViewSet):
    model = SiteIdentity
    icon = "home"
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["name", "organisation"]


register_snippet(SiteIdentityViewSet)


def _for_who_writes_the_source(original):
    """Upstream looks for a form that the person may change, on every page of the admin."""

    @wraps(original)
    def is_shown(self, request):
        return writes_source(request.user)

    return is_shown


wrap(FormsMenuItem, "is_shown", _for_who_writes_the_source)


@hooks.register("filter_form_submissions_for_user")
def only_forms_of_the_source_language(user, forms):
    """They have the submissions of all languages. Translators, who may change their own page only, see none: what
    people sent is personal data.
    """
    return forms.filter(locale=source_locale())


@hooks.register("register_admin_urls", order=FIRST)
def shadow_views_of_wagtail_forms():
    address = "forms/submissions/<int:page_id>/delete/"
    return [path(address, DeleteSubmissions.as_view(), name="delete_form_submissions")]
