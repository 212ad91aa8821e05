from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.offline import views
from translation.offline.bulk import TakeSelectionAlong


class OfflineMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_work_offline(request.user)


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("", views.OfflineView.as_view(), name="index"),
        path("download/", views.Download.as_view(), name="download"),
        path("upload/", views.Upload.as_view(), name="upload"),
        path("<int:translation_id>/xliff/", views.download_xliff, name="xliff"),
    ]
    return [path("translation/offline/", include((urls, "translation_offline"), namespace="translation_offline"))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return OfflineMenuItem(
        _("Offline work"), reverse_lazy("translation_offline:index"), name="offline", icon_name="download", order=800
    )


hooks.register("register_bulk_action", TakeSelectionAlong)
