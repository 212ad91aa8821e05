"""Where trees are submitted, and where one sees how far they are."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale

from core.locales import source_locale
from translation import views

BEFORE_CORE = -200  # whose view is the base of ours


@hooks.register("register_admin_urls", order=BEFORE_CORE)
def submission_urls():
    submit = [path("submit/page/<int:page_id>/", views.SubmitTree.as_view(), name="submit_page_translation")]
    submissions = [
        path("", views.SubmissionList.as_view(), name="list"),
        path("<int:pk>/", views.Progress.as_view(), name="progress"),
        path("<int:pk>/cancel/", views.cancel, name="cancel"),
        path("<int:pk>/resume/", views.resume, name="resume"),
    ]
    return [
        path("localize/", include((submit, "translation_submit"), namespace="translation_submit")),
        path("submissions/", include((submissions, "translation_submissions"), namespace="translation_submissions")),
    ]


@hooks.register("register_page_header_buttons")
def button_for_what_is_below(page, user, view_name=None, next_url=None):
    """Upstream has a button only where the page itself is not translated yet."""
    if page.locale_id != source_locale().pk or page.numchild == 0 or not views.may_submit(user):
        return
    if page.permissions_for_user(user).can_edit() and not page_lacks(page) and views.languages_below(page):
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield Button(_("Translate the pages below"), address, priority=60, icon_name="wagtail-localize-language")


def page_lacks(page):
    """A language of its own; then upstream's button leads to the same form."""
    present = page.get_translations(inclusive=True).filter(alias_of=None).values("locale")
    return Locale.objects.exclude(pk__in=present).exists()


class SubmissionsMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_submit(request.user)


@hooks.register("register_reports_menu_item")
def submissions_menu_item():
    address = reverse("translation_submissions:list")
    return SubmissionsMenuItem(
        _("Submissions for translation"), address, icon_name="wagtail-localize-language", order=910
    )
