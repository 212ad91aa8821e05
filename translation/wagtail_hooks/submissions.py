"""Where trees are submitted, and where one sees how far they are."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

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


class SubmissionsMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_submit(request.user)


@hooks.register("register_reports_menu_item")
def submissions_menu_item():
    address = reverse("translation_submissions:list")
    return SubmissionsMenuItem(
        _("Submissions for translation"), address, icon_name="wagtail-localize-language", order=910
    )
