"""The addresses at which the editor asks for help with a text."""

from django.urls import include, path
from wagtail import hooks

from translation.aids import views


@hooks.register("register_admin_urls")
def register_urls():
    urls = [
        path("<int:translation_id>/<int:segment_id>/help/", views.give_help, name="help"),
        path("<int:translation_id>/<int:segment_id>/check/", views.check, name="check"),
    ]
    return [path("translation/texts/", include((urls, "translation_texts"), namespace="translation_texts"))]
