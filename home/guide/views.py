"""The chapters as pages of the admin."""

from functools import cache

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.catalogues.files import CODE_LANGUAGE
from home.guide.chapters import CHAPTERS


class Guide(WagtailAdminTemplateMixin, TemplateView):
    template_name = "guide/index.html"
    page_title = _("Guide for editors")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": reverse("guide:index"), "label": _("Guide for editors")}]
        return items

    def get_context_data(self, **kwargs):
        return super().get_context_data(chapters=CHAPTERS.values(), **kwargs)


class ChapterView(Guide):
    template_name = "guide/chapter.html"

    def dispatch(self, request, slug):
        if slug not in CHAPTERS:
            raise Http404
        self.chapter = CHAPTERS[slug]
        return super().dispatch(request)

    def get_page_title(self):
        return self.chapter.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.chapter.title}]

    def get_context_data(self, **kwargs):
        steps = [(step, picture(step.picture, get_language()) if step.picture else "") for step in self.chapter.steps]
        return super().get_context_data(chapter=self.chapter, steps=steps, **kwargs)


@cache
def picture(name, language):
    """Below ``static/``; of the first language that has it."""
    for code in (language, CODE_LANGUAGE):
        path = f"guide/{code}/{name}.webp"
        if (settings.BASE_DIR / "static" / path).exists():
            return path
    return ""
