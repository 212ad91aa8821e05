from django.urls import include, path
from wagtail import hooks

from translation.work.views import MachineTexts


@hooks.register("register_admin_urls")
def origin_urls():
    urls = [path("texts/<int:translation_id>/machine/", MachineTexts.as_view(), name="reviewed")]
    return [path("translation/", include((urls, "translation_origin"), namespace="translation_origin"))]
