"""Results in figures for the home page: counted from what everybody may read, never typed."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from core.languages import source_language
from core.restrictions import public
from news.models import RoundTablePage
from news.models.event import EventStatus
from projects.models import ProjectPage, ProposalPackagePage, SurveyPage
from projects.models.proposals import Proposal
from projects.models.rows import ProjectSchool
from projects.models.survey import SurveyGroup


def figures():
    """``[(label, number)]`` without those that are not known.

    Counted in the source language: what was done does not grow or shrink with its translations.
    """
    counted = [
        (_("Projects"), live(ProjectPage).count()),
        (_("Target schools"), rows(ProjectSchool, ProjectPage).values("school").distinct().count()),
        (_("Round tables held"), live(RoundTablePage).filter(status=EventStatus.HELD).count()),
        (_("People who answered a survey"), rows(SurveyGroup, SurveyPage).aggregate(sum=Sum("reached"))["sum"]),
        (
            _("Proposals submitted"),
            rows(Proposal, ProposalPackagePage).filter(page__submitted_on__isnull=False).count(),
        ),
    ]
    return [(label, amount) for label, amount in counted if amount]


def live(model):
    return public(model.objects.live().filter(locale__language_code=source_language()))


def rows(model, parent):
    return model.objects.filter(page__in=live(parent).values("pk"))
