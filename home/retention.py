"""What readers leave on the site, and how long it stays. See ``core.privacy.retention``."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from core.locales import source_locale
from core.models import SearchMiss
from core.privacy.retention import Of, Outcome, Rule, register
from home.models import FormPage, Submission

WITHOUT_FORM = 30  # days after which submissions follow the form that was deleted


def forms():
    return FormPage.objects.filter(locale=source_locale())


def delete_submissions(now, days=None):
    count = 0
    for key, keep_days in forms().values_list("translation_key", "keep_days"):
        old = now - timedelta(days=keep_days if days is None else days)
        count += Submission.objects.filter(form_key=key, submit_time__lt=old).delete()[0]
    return count + delete_without_form(now)


def delete_without_form(now):
    """A form may be brought back for a while after it was deleted, and then finds what was sent with it."""
    keys = forms().values("translation_key")
    Submission.objects.filter(form_key__in=keys, form_gone_since__isnull=False).update(form_gone_since=None)
    gone = Submission.objects.exclude(form_key__in=keys)
    gone.filter(form_gone_since=None).update(form_gone_since=now)
    return gone.filter(form_gone_since__lt=now - timedelta(days=WITHOUT_FORM)).delete()[0]


def form_days():
    found = forms().live().aggregate(Min("keep_days"), Max("keep_days"))
    return None if found["keep_days__max"] is None else (found["keep_days__min"], found["keep_days__max"])


def delete_misses(now):
    return SearchMiss.objects.filter(day__lt=(now - timedelta(days=settings.SEARCH_DAYS)).date()).delete()[0]


def register_all():
    for rule in RULES:
        register(rule)


RULES = (
    Rule(
        "submissions",
        Of.READERS,
        _("What you send with a form: your answers, the day and the language"),
        _("to answer you, or to prepare what you registered for"),
        Outcome.DELETED,
        form_days,
        delete_submissions,
    ),
    Rule(
        "searches",
        Of.READERS,
        _("Words that were searched and not found, without who searched them"),
        _("to learn what the site lacks"),
        Outcome.DELETED,
        lambda: (settings.SEARCH_DAYS,) * 2,
        delete_misses,
        "SEARCH_DAYS",
    ),
)
