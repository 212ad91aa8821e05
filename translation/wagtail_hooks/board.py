"""The board in the menu, the queue on the first page."""

from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.localize.permissions import visible_targets, writable_locales, writes_source
from translation.board import queue_views, views
from translation.board.columns import CSS
from translation.board.queue import Queue

BEFORE_UPSTREAM = -200
FIRST, AFTER_REVIEW = 50, 225  # before every panel of Wagtail's; after its “Awaiting your review”
ON_FIRST_PAGE = 10


@hooks.register("register_admin_urls", order=BEFORE_UPSTREAM)
def register_urls():
    board = [
        path("", views.Board.as_view(), name="index"),
        path("results/", views.Board.as_view(results_only=True), name="index_results"),
        path("<int:translation_id>/", views.open_text, name="open"),
        path("<int:translation_id>/original/", views.open_original, name="original"),
    ]
    queue = [
        path("", queue_views.QueueView.as_view(), name="index"),
        path("<int:translation_id>/take/", queue_views.take, name="take"),
        path("<int:translation_id>/give-back/", queue_views.give_back, name="give_back"),
        path("<int:translation_id>/plan/", queue_views.Plan.as_view(), name="plan"),
    ]
    report = [
        path("reports/translations/", views.to_board, name="translations_report"),
        path("reports/translations/results/", views.to_board, name="translations_report_results"),
    ]
    return [
        path("translation/board/", include((board, "translation_board"), namespace="translation_board")),
        path("translation/queue/", include((queue, "translation_queue"), namespace="translation_queue")),
        path("localize/", include((report, "translation_report"), namespace="translation_report")),
    ]


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(visible_targets(request.user))


@hooks.register("register_admin_menu_item")
def board_menu_item():
    address = reverse_lazy("translation_board:index")
    return BoardMenuItem(
        _("Translations"), address, name="translation-board", icon_name="wagtail-localize-language", order=110
    )


@hooks.register("construct_reports_menu")
def without_upstreams_report(request, menu_items):
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]


class QueuePanel(Component):
    name = "translation_queue"
    template_name = "translation/board/panel.html"

    def __init__(self, request):
        self.request = request
        self.order = AFTER_REVIEW if writes_source(request.user) else FIRST

    def get_context_data(self, parent_context):
        queue = Queue(self.request.user)
        return {
            **queue_views.shown(queue[:ON_FIRST_PAGE]),
            "count": len(queue),
            "request": self.request,
            "csrf_token": parent_context["csrf_token"],
            "next": reverse("wagtailadmin_home"),
        }

    class Media:
        css = {"all": [CSS]}


@hooks.register("construct_homepage_panels")
def show_queue_to_translators(request, panels):
    own = writable_locales(request.user)
    if any(locale.pk in own for locale in visible_targets(request.user)):
        panels.append(QueuePanel(request))
