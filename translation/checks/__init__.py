"""What an upgrade, an import or an accident may have left behind in a site of several languages, and how to mend it.

One file a subject, one class a kind of problem. Their order is that of repair: the tree first, since the others find
their way by it, then what exists at all, then what it says.
"""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from translation.board.changed import PLACES, note
from translation.checks import (
    blocks,
    fields,
    freshness,
    languages,
    lifecycle,
    places,
    records,
    references,
    slugs,
    sources,
    texts,
    tree,
)
from translation.checks.base import Problem
from translation.checks.site import Site

CHECKS = [
    tree.LostContent(),
    tree.LostParent(),
    tree.Counts(),
    tree.Addresses(),
    sources.SecondSource(),
    sources.LostSource(),
    records.MissingCopies(),
    sources.LostTarget(),
    places.ForeignTree(),
    places.ForeignRows(),
    places.Aliases(),
    references.ForeignRecords(),
    references.PagesOfOtherLanguages(),
    blocks.ForeignChoices(),
    blocks.LostChoices(),
    fields.RemovedFields(),
    freshness.OutdatedSources(),
    records.DifferentFacts(),
    freshness.DifferentPages(),
    texts.TextsWithoutPlace(),
    texts.Overrides(),
    slugs.BadSlugs(),
    slugs.MissingSlugs(),
    lifecycle.LiveWithoutOriginal(),
    languages.SourceText(),
    lifecycle.Restrictions(),
]
logger = logging.getLogger(__name__)
BY_NAME = {check.name: check for check in CHECKS}


def find(checks=CHECKS):
    """``[(check, problems)]``, each check once, in their order."""
    site = Site()
    return [(check, look(check, site)) for check in checks]


def look(check, site):
    """What one check finds. Damage may be such that it can't even look: then that is what it found."""
    try:
        with transaction.atomic():
            return list(check.find(site))
    except Exception as error:
        logger.exception("The check “%s” broke off", check.name)
        text = _("This could not be looked at: %(error)s")
        return [Problem(text % {"error": str(error) or type(error).__name__}, is_repairable=False)]


def repair(checks=CHECKS, user=None):
    """Mend what can be mended, kind by kind: yields ``(check, problem, error)``, ``error`` empty where all went well."""
    site = Site()
    for check in checks:
        problems = [problem for problem in look(check, site) if problem.is_repairable]
        for problem in problems:
            yield check, problem, attempt(check, problem, user)
        if problems:
            note(PLACES)
            site = Site()  # the next check looks at what is left


def attempt(check, problem, user=None):
    try:
        check.mend(problem, user)
    except Exception as error:  # whatever it is, the others are to be mended
        logger.exception("Could not be repaired: %s", problem.text)
        return str(error) or type(error).__name__
    return ""
