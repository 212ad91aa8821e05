from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import shared_passwords
from core import views as core_views
from core.accounts import urls as account_urls
from core.cards import views as card_views
from core.citing import views as citing_views
from core.machines.llms import llms_txt
from core.machines.robots import robots_txt
from core.machines.security import security_txt
from core.machines.sitemap import sitemap
from core.offline import views as offline_views
from core.open_data import views as open_data_views
from core.sharing.views import shared_draft
from core.style_guide import views as style_guide_views
from home import views as home_views
from projects.open_data.routing import activities

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

OPEN_DATA = (  # ``(name of an address, text)``: what llms.txt says of open data
    ("open_data", _("Projects, events and proposals as data")),
    ("iati_activities", _("All activities as IATI 2.03")),
)

urlpatterns = [
    path("admin/", include(account_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),  # the one way in
    path("documents/<int:document_id>/<path:document_filename>", core_views.document),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        shared_passwords.DocumentView.as_view(),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("cards/<int:page_id>-<slug:digest>.png", card_views.card, name="card"),
    path("iati/activities.xml", activities, name="iati_activities"),
    path("robots.txt", robots_txt, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("llms.txt", llms_txt, {"data": OPEN_DATA}, name="llms"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap, name="sitemap_part"),
    path("sw.js", offline_views.service_worker, name="service_worker"),
    path("identity.css", home_views.identity_css, name="identity_css"),
    re_path(rf"^{settings.LANGUAGE_CODE}(?:/(?P<rest>.*))?$", core_views.without_source_prefix),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/images/<path:path>", core_views.picture))

for_developers = [path("style-guide/", style_guide_views.style_guide)] if settings.STYLE_GUIDE else []
urlpatterns += i18n_patterns(
    *for_developers,
    path("search/", home_views.search, name="search"),
    path("search/suggestions/", home_views.suggestions, name="search_suggestions"),
    path("data/", open_data_views.index, name="open_data"),
    re_path(r"^data/(?P<name>[a-z]+)\.(?P<extension>json|csv)$", open_data_views.file, name="open_data_file"),
    path("shared-draft/<str:token>/", shared_draft, name="shared_draft"),
    path("offline/", offline_views.offline, name="offline"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)cite\.(?P<form>bib|json)$", citing_views.citation, name="citation"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+\.(?:atom|csv|ics|json|pdf|xml))$", core_views.serve, name="file_of_page"),
    path(  # before addresses of pages, of which it could be one
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        shared_passwords.PageView.as_view(),
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(wagtail_urls.serve_pattern, core_views.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
