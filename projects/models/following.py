"""What belongs to a project for those who follow it: the pages below it and those about it."""

from django.db.models import Q
from wagtail.models import Page

from core.following import InCalendar
from projects.models.dated import DatedPage


def pages_about(project):
    about = Q(pk__in=Page.objects.child_of(project).values("pk"))
    for model in DatedPage.kinds():
        about |= Q(pk__in=model.for_project(project).order_by().values("pk"))
    return Page.objects.filter(about)


def calendar_pages(project, limit):
    """Of the kinds that take place, the latest ``limit``."""
    found = []
    for model in DatedPage.kinds():
        if issubclass(model, InCalendar):
            found += model.for_calendar(model.for_project(project))[:limit]
    return found


def objectives(project):
    return sorted(project.objectives.all(), key=lambda row: row.number or 0)
