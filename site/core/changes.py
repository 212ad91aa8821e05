"""When readers last got something else to see: a publication, or new facts of the original (``core.localize.facts``)."""

from django.db.models import Max
from wagtail.models import PageLogEntry


def last_change(page):
    """A moment, or ``None`` for a page that was never published."""
    facts = facts_brought().filter(page=page.pk).aggregate(last=Max("timestamp"))["last"]
    return latest(page.last_published_at, facts)


def last_facts():
    """``{pk of the page: moment}``, of all pages to which facts were brought."""
    return dict(facts_brought().values_list("page").annotate(last=Max("timestamp")).order_by())


def latest(*moments):
    return max((one for one in moments if one), default=None)


def facts_brought():
    from core.localize.facts import LOG_ACTION  # its models are loaded after ours

    return PageLogEntry.objects.filter(action=LOG_ACTION)
