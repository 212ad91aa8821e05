from django.urls import include, path
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from translation.review.views import Review
from translation.review.waiting import AwaitingReviewPanel


@hooks.register("register_admin_urls")
def review_urls():
    urls = [path("review/<int:task_state_id>/", Review.as_view(), name="review")]
    return [path("translation/", include((urls, "translation_review"), namespace="translation_review"))]


@hooks.register("construct_homepage_panels")
def lead_to_reviews(request, panels):
    for place, panel in enumerate(panels):
        if type(panel) is WorkflowObjectsToModeratePanel:
            panels[place] = AwaitingReviewPanel()
