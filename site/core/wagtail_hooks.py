"""The admin's own guards: pages begin in the source language, and no source text goes live in another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import include, path
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.locales import source_locale
from core.localize.completeness import refuse_if_incomplete
from core.localize.permissions import (
    SubmitPageTranslation,
    SubmitSnippetTranslation,
    refuse_new_record,
    refuse_other_languages,
)
from core.localize.place import written_in_source_language
from core.validation import PublicationRefused

FIRST = -100  # before wagtail-localize's own


@hooks.register("before_create_page")
def create_in_source_language_only(request, parent_page, page_class):
    if parent_page.depth > 1 and parent_page.locale_id != source_locale().id:
        messages.error(request, written_in_source_language())
        return redirect("wagtailadmin_explore", parent_page.pk)
    return None


@hooks.register("before_publish_page")
def refuse_incomplete_page(request, page):
    try:
        refuse_if_incomplete(page)
    except PublicationRefused as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_edit_page", order=FIRST)
def refuse_incomplete_translation(request, page):
    """Publishing from the translation editor, refused with what is missing and nothing lost."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        return refuse_incomplete_page(request, page)
    return None


@hooks.register("before_create_snippet", order=FIRST)
def create_records_in_source_language_only(request, model):
    refuse_new_record(request.user, model, request.GET.get("locale"))


@hooks.register("before_edit_snippet", order=FIRST)
def edit_records_of_own_language_only(request, instance):
    refuse_other_languages(request.user, [instance])


@hooks.register("before_delete_snippet", order=FIRST)
def delete_records_of_own_language_only(request, instances):
    refuse_other_languages(request.user, instances)


def no_alias(request, page_id):
    """Converting a translation to an alias would put source text on a live page of another language."""
    raise Http404


class UpdateTranslations(UpdateTranslationsView):
    """Upstream asks only for the right to submit: whoever has it could publish every language."""

    def form_valid(self, form):
        if form.cleaned_data["publish_translations"]:
            for one in self.object.translations.filter(enabled=True):
                target = one.get_target_instance()
                if isinstance(target, Page) and not target.permissions_for_user(self.request.user).can_publish():
                    raise PermissionDenied
        return super().form_valid(form)


@hooks.register("register_admin_urls", order=FIRST)
def shadow_views_of_wagtail_localize():
    urls = [
        path("page/<int:page_id>/convert_to_alias/", no_alias, name="convert_to_alias"),
        path("submit/page/<int:page_id>/", SubmitPageTranslation.as_view(), name="submit_page_translation"),
        path(
            "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitSnippetTranslation.as_view(),
            name="submit_snippet_translation",
        ),
        path("update/<int:translation_source_id>/", UpdateTranslations.as_view(), name="update_translations"),
    ]
    return [path("localize/", include((urls, "core_localize"), namespace="core_localize"))]


@hooks.register("construct_page_action_menu")
def without_convert_to_alias(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
