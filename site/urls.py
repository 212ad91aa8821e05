from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import views as core_views
from core.cards import views as card_views
from core.sharing.views import shared_draft
from core.style_guide import views as style_guide_views
from home import views as home_views

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("cards/<int:page_id>-<slug:digest>.png", card_views.card, name="card"),
    path("identity.css", home_views.identity_css, name="identity_css"),
    re_path(rf"^{settings.LANGUAGE_CODE}(?:/(?P<rest>.*))?$", core_views.without_source_prefix),
]
if settings.SERVE_MEDIA:
    images = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns.append(path("media/images/<path:path>", core_views.serve_file, images))

for_developers = [path("style-guide/", style_guide_views.style_guide)] if settings.STYLE_GUIDE else []
urlpatterns += i18n_patterns(
    *for_developers,
    path("search/", home_views.search, name="search"),
    path("shared-draft/<str:token>/", shared_draft, name="shared_draft"),
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.pdf)$", core_views.serve, name="file_of_page"),
    re_path(wagtail_urls.serve_pattern, core_views.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
