"""What the page of a project shows beyond its own fields."""

from django.apps import apps
from django.db.models import Value
from wagtail.models import Page

from core import generation
from core.restrictions import public
from projects.models.dated import DatedPage
from projects.models.school import SchoolPartnership


def project_context(project, request):
    objectives = sorted(project.objectives.all(), key=lambda row: row.number or 0)
    activities = list(project.activities.all())
    indicators = list(project.indicators.all())
    numbers = {row.number for row in objectives}
    return {
        "partners": project.partner_rows,
        "places": project.places.select_related("place__parent__parent"),
        "schools": project.schools.select_related("school__place"),
        "themes": project.themes.select_related("theme"),
        "objectives": [
            {"row": row, "activities": [a for a in activities if a.objective_number == row.number]}
            for row in objectives
        ],
        "other_activities": [a for a in activities if a.objective_number not in numbers],
        "indicators": indicators,
        "has_bars": any(indicator.bar for indicator in indicators),
        "has_baselines": any(indicator.baseline is not None for indicator in indicators),
        "distributions": project.distributions.select_related("organisation"),
        **generation.remember(("around project", project.pk), lambda: around(project, request)),
    }


def around(project, request):
    """What lies about a project but is not its own; looked up once a generation."""
    return {
        "partnerships": list(partnerships(project)),
        "subpages": list(public(project.get_children().live()).filter(locale_id=project.locale_id)),
        "timeline": timeline(project, request),
    }


def partnerships(project):
    return SchoolPartnership.objects.filter(
        project__translation_key=project.translation_key, locale_id=project.locale_id
    ).select_related("school_a__place__parent", "school_b__place__parent")


def timeline(project, request):
    """Everything dated about the project, oldest first: one query for all kinds. ``[{kind, date, title, url}]``"""
    parts = [
        model.for_project(project)
        .annotate(on=model.day(), model=Value(model._meta.label))
        .order_by()
        .values_list("on", "model", "title", "url_path", "pk")
        for model in DatedPage.kinds()
    ]
    if not parts:
        return []
    found = parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]
    rows = sorted((row for row in found if row[0]), key=lambda row: (row[0].isoformat(), row[4]))
    return [
        {
            "date": on,
            "kind": apps.get_model(label)._meta.verbose_name,
            "title": title,
            "url": url_of(pk, url_path, project.locale_id, request),
        }
        for on, label, title, url_path, pk in rows
    ]


def url_of(pk, url_path, locale_id, request):
    """The address of a page of which only these columns were loaded."""
    return Page(pk=pk, url_path=url_path, locale_id=locale_id).get_url(request)
