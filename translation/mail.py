"""The one mail at the end of a submission, in the language its reader chose for the admin."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from core.mailing import again_later
from translation.models import Submission

logger = logging.getLogger(__name__)


@task()
def tell(submission_id, attempt=1):
    submission = Submission.objects.filter(pk=submission_id).select_related("user").first()
    if submission is None or submission.user is None or not (submission.user.is_active and submission.user.email):
        return
    if not Submission.objects.filter(pk=submission_id, told_at=None).update(told_at=timezone.now()):
        return
    try:
        send(submission)
    except (SMTPException, OSError):
        logger.exception("The mail about submission %s could not be sent (attempt %s)", submission_id, attempt)
        Submission.objects.filter(pk=submission_id).update(told_at=None)
        again_later(tell, submission_id, attempt=attempt)


def send(submission):
    with translation.override(language_of(submission.user)):
        address = reverse("translation_submissions:progress", args=[submission.pk])
        context = {
            "submission": submission,
            "skipped": submission.skipped.count(),
            "address": settings.WAGTAILADMIN_BASE_URL + address,
        }
        subject = _("Ready for translation: %(title)s") % {"title": submission.title}
        if not submission.page:
            subject = _("Not ready for translation: %(title)s") % {"title": submission.title}
        body = render_to_string("translation/mail/finished.txt", context)
        send_mail(" ".join(subject.split()), body, None, [submission.user.email])


def language_of(user):
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
