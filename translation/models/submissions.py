"""A tree of pages that is being prepared for translation in the background, and the pages it had to leave out."""

import os
import secrets
import socket
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

SILENT = timedelta(seconds=60)  # whoever works on a submission gives a sign with each page; after this it is abandoned


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Stopped by an error")


OPEN = (State.WAITING, State.RUNNING)


def lacking(locale):
    """Of which pages there is no translation into that language; an alias is none."""
    translated = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale, alias_of=None)
    return ~Exists(translated)


class SubmissionManager(models.Manager):
    def begin(self, page_id, locales, user):
        """To be called in the transaction that submits the page; the task is stored in the same transaction."""
        from translation.tasks import start

        page = Page.objects.get(pk=page_id)
        with transaction.atomic():
            submission = self.create(page=page, title=page.get_admin_display_title(), user=user, sign_at=timezone.now())
            submission.locales.set(locales)
            submission.total = submission.remaining().count()
            submission.save(update_fields=["total"])
            start(submission)
        return submission

    def visible_to(self, user):
        """One's own, and those of pages that one may publish."""
        publishable = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        seen = Q(user=user) | Q(page__in=publishable)
        return self.all() if user.is_superuser else self.filter(seen)


class Submission(models.Model):
    page = models.ForeignKey(Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    locales = models.ManyToManyField(Locale, verbose_name=_("languages"), related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(pgettext_lazy("how many", "pages"), default=0)
    done = models.PositiveIntegerField(_("pages done"), default=0)
    submitted_at = models.DateTimeField(_("submitted"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    sign_at = models.DateTimeField(null=True)  # the last sign of life
    runner = models.CharField(max_length=100, blank=True)  # who works on it: see ``new_runner``
    told_at = models.DateTimeField(null=True)  # when the mail was sent

    objects = SubmissionManager()

    class Meta:
        verbose_name = _("submission for translation")
        verbose_name_plural = _("submissions for translation")
        ordering = ["-submitted_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.title

    # What there is to do

    def remaining(self):
        """Pages of the tree that lack a translation, parents first. Read from the tree itself: pages that are added,
        moved or deleted meanwhile need no care, and who begins anew does nothing twice.
        """
        if self.page is None:
            return Page.objects.none()
        wanted = Q(pk__in=[])
        for locale in self.locales.all():
            wanted |= lacking(locale)
        tree = Page.objects.descendant_of(self.page, inclusive=True).filter(locale_id=self.page.locale_id)
        return tree.filter(wanted).exclude(Exists(self.skipped.filter(page=OuterRef("pk")))).order_by("path")

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_abandoned(self):
        return self.is_open and abs(timezone.now() - self.sign_at) > SILENT

    @property
    def can_resume(self):
        has_rest = self.state == State.DONE and self.skipped.exists()
        return self.page is not None and (
            self.state in (State.CANCELLED, State.FAILED) or has_rest or self.is_abandoned
        )

    # Who works on it. One at a time: each of these is one conditional UPDATE.

    def claim(self, runner):
        now = timezone.now()
        free = Q(runner="") | Q(sign_at__lt=now - SILENT) | Q(sign_at__gt=now + SILENT)  # by a clock that was ahead
        return self._update(Q(state__in=OPEN) & free, state=State.RUNNING, runner=runner, sign_at=now)

    def give_sign(self, runner, done=0):
        """False if it has been cancelled or taken over: stop then. In the transaction of the page that is done."""
        return self._update(self._held_by(runner), sign_at=timezone.now(), done=F("done") + done)

    def release(self, runner):
        return self._update(self._held_by(runner), runner="", sign_at=timezone.now())

    def finish(self, runner, state):
        return self._update(
            self._held_by(runner),
            state=state,
            runner="",
            finished_at=timezone.now(),
            total=F("done") + self.skipped.count(),
        )

    def cancel(self):
        return self._update(Q(state__in=OPEN), state=State.CANCELLED, runner="", finished_at=timezone.now())

    def resume(self):
        """Go on; what was left out is tried once more."""
        from translation.tasks import start

        unchanged = Q(state=self.state, runner=self.runner)
        again = {"state": State.WAITING, "runner": "", "sign_at": timezone.now(), "finished_at": None, "told_at": None}
        with transaction.atomic():
            if not self.can_resume or not self._update(unchanged, **again):
                return False
            self.skipped.all().delete()
            self._update(Q(), total=F("done") + self.remaining().count())
            start(self)
        return True

    def _held_by(self, runner):
        return Q(state=State.RUNNING, runner=runner)

    def _update(self, condition, **values):
        return bool(Submission.objects.filter(condition, pk=self.pk).update(**values))


class SkippedPage(models.Model):
    """A page that could not be prepared, and why. The others went on."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="skipped")
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    reason = models.TextField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        unique_together = [("submission", "page")]

    def __str__(self):
        return self.title


def new_runner():
    """Names a piece of work by the process that does it: whether that one still lives can be asked on its own host."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(6)}"


def is_dead(runner):
    """Is the process behind it known to be gone? No, if it runs elsewhere: then its silence will say so."""
    host, pid, _token = runner.rsplit(":", 2)
    if host != socket.gethostname()[:60] or os.name != "posix":
        return False
    if int(pid) == os.getpid():
        return True  # asked before this process begins to work: it is a former one's, of the same number
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
