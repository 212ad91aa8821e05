from functools import wraps

from django.urls import include, path, reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.forms.wagtail_hooks import FormsMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.utils.version import get_main_version

from core.locales import source_locale
from core.localize.permissions import writes_source
from core.patching import wrap
from core.viewsets import RecordViewSet
from home.guide import views as guide
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


@hooks.register("register_admin_urls")
def guide_urls():
    chapters = [
        path("", guide.Guide.as_view(), name="index"),
        path("<slug:slug>/", guide.ChapterView.as_view(), name="chapter"),
    ]
    return [path("guide/", include((chapters, "guide"), namespace="guide"))]


@hooks.register("register_help_menu_item")
def guide_menu_item():
    return MenuItem(_("Guide for editors"), reverse_lazy("guide:index"), name="guide", icon_name="help", order=1)


@hooks.register("construct_help_menu")
def say_again_what_is_new(request, menu_items):
    """Upstream translates this label once, into the language of whoever comes first (``core.eager``)."""
    for item in menu_items:
        if item.name.startswith("whats-new-in-wagtail"):
            item.label = whats_new()


whats_new = lazy(
    lambda: gettext("What's new in Wagtail %(version)s") % {"version": get_main_version(include_patch=False)}, str
)
