"""The rules for what every site stores."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry

from core import audit
from core.audit import sealing
from core.backup import retention as backups
from core.bin.emptying import forget, outdated
from core.models import AuditAction, AuditEntry
from core.privacy.accounts import is_anonymous, make_anonymous
from core.privacy.retention import Of, Outcome, Rule, register

TASK_DAYS = 14
DAY = 86_400  # seconds


def of(setting):
    return lambda: (getattr(settings, setting),) * 2


def delete_tasks(now):
    return DBTaskResult.objects.filter(finished_at__lt=now - timedelta(days=TASK_DAYS)).delete()[0]


def empty_bin(now):
    entries = list(outdated(now=now))
    for entry in entries:
        forget(entry)
    return len(entries)


def forget_who_edited(now):
    old = {"timestamp__lt": now - timedelta(days=settings.HISTORY_DAYS), "user__isnull": False}
    return sum(model.objects.filter(**old).update(user=None) for model in (PageLogEntry, ModelLogEntry))


def forget_accounts(now):
    """Counted from the entry of the audit log; who was deactivated before there was one, from tonight on."""
    count = 0
    for user in get_user_model().objects.filter(is_active=False):
        if is_anonymous(user):
            continue
        told = AuditEntry.objects.filter(action=AuditAction.ACCOUNT_OFF, object_id=str(user.pk))
        since = told.order_by("-number").values_list("at", flat=True).first()
        if since is None:
            audit.record(AuditAction.ACCOUNT_OFF, about=user)
        elif since < now - timedelta(days=account_days()[0]):
            make_anonymous(user)
            count += 1
    return count


def account_days():
    days = min(settings.ACCOUNT_DAYS, settings.AUDIT_DAYS)  # its entry has to be there still
    return days, days


def backup_days():
    days, weeks, months = backups.limits()
    most = max(days, 7 * weeks, 31 * months)
    return most, most


def register_all():
    for rule in RULES:
        register(rule)


RULES = (
    Rule(
        "accounts",
        Of.STAFF,
        _("Accounts that were deactivated: name, e-mail address, picture"),
        _("so that somebody who comes back finds their work"),
        Outcome.ANONYMISED,
        account_days,
        forget_accounts,
        "ACCOUNT_DAYS",
    ),
    Rule(
        "sessions",
        Of.STAFF,
        _("Sessions of those who are logged in"),
        _("so that nobody has to log in on every page"),
        Outcome.DELETED,
        lambda: (settings.SESSION_COOKIE_AGE // DAY,) * 2,
        lambda now: Session.objects.filter(expire_date__lt=now).delete()[0],
    ),
    Rule(
        "form_states",
        Of.STAFF,
        _("What was typed in the admin and not saved"),
        _("for the preview"),
        Outcome.DELETED,
        lambda: (FormState.STALE_TIMEOUT.days,) * 2,
        lambda now: FormState.objects.filter(last_updated_at__lt=now - FormState.STALE_TIMEOUT).delete()[0],
    ),
    Rule(
        "history",
        Of.STAFF,
        _("Who edited a page or record, in its history"),
        _("so that questions about a text find who wrote it"),
        Outcome.ANONYMISED,
        of("HISTORY_DAYS"),
        forget_who_edited,
        "HISTORY_DAYS",
    ),
    Rule(
        "audit",
        Of.STAFF,
        _("The audit log: log-ins, publications, permissions and exports, by the number of the account"),
        _("so that misuse is found"),
        Outcome.DELETED,
        of("AUDIT_DAYS"),
        lambda now: sealing.delete_before(now - timedelta(days=settings.AUDIT_DAYS)),
        "AUDIT_DAYS",
    ),
    Rule(
        "bin",
        Of.STAFF,
        _("Pages and records that were deleted"),
        _("so that a mistake can be undone"),
        Outcome.DELETED,
        of("BIN_DAYS"),
        empty_bin,
        "BIN_DAYS",
    ),
    Rule(
        "tasks",
        Of.STAFF,
        _("Work done in the background: mails that were sent, pages that were prepared"),
        _("so that a fault is found"),
        Outcome.DELETED,
        lambda: (TASK_DAYS,) * 2,
        delete_tasks,
    ),
    Rule(
        "backups",
        Of.READERS,
        _("All of this in backups"),
        _("so that the site comes back after an accident"),
        Outcome.DELETED,
        backup_days,
        None,
        "BACKUP_KEEP",
    ),
)
