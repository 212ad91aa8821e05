from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import facts
from core.models import BasePage
from core.restrictions import public


class WithinProject:
    """A page below its project's."""

    def search_project(self):
        return self.get_parent().translation_key


class DatedPage(BasePage):
    """A page about something that happened on a day, perhaps as part of a project.

    ``project`` is stored once, to the source page, in every language. Look for a project's pages with
    :meth:`for_project`, which knows the languages; the reverse manager does not.
    """

    date_field = None  # the field by which the pages of a section are ordered, newest first

    project = models.ForeignKey(
        "projects.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its page shows this one on the timeline."),
    )

    override_translatable_fields = [*BasePage.override_translatable_fields, *facts("project")]

    class Meta:
        abstract = True

    search_order = 2

    def search_project(self):
        return self.project and self.project.translation_key

    @classmethod
    def day(cls):
        """The day it happened, as a query expression."""
        return models.F(cls.date_field)

    @classmethod
    def for_project(cls, project):
        """Live pages about ``project``, in its language."""
        return public(cls.objects.live()).filter(
            project__translation_key=project.translation_key, locale_id=project.locale_id
        )

    @classmethod
    def kinds(cls):
        """The models of dated pages, each once: a subclass of another (a round table is an event) comes with it."""
        models_ = [model for model in apps.get_models() if issubclass(model, cls)]
        return [model for model in models_ if not any(parent in models_ for parent in model.__mro__[1:])]
