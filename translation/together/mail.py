"""A release that was refused at its time: told to who scheduled it, in the language of their admin."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page

from core.locales import source_locale
from core.mailing import again_later
from translation.mail import language_of
from translation.models import Release

logger = logging.getLogger(__name__)


@task()
def tell(release_id, attempt=1):
    release = Release.objects.filter(pk=release_id, state=Release.State.FAILED).select_related("by").first()
    if release is None or release.by is None or not (release.by.is_active and release.by.email):
        return
    if not Release.objects.filter(pk=release_id, told_at=None).update(told_at=timezone.now()):
        return
    try:
        send(release)
    except (SMTPException, OSError):
        logger.exception("The mail about release %s could not be sent (attempt %s)", release_id, attempt)
        Release.objects.filter(pk=release_id).update(told_at=None)
        again_later(tell, release_id, attempt=attempt)


def send(release):
    page = Page.objects.filter(translation_key=release.translation_key, locale=source_locale()).first()
    with translation.override(language_of(release.by)):
        address = page and settings.WAGTAILADMIN_BASE_URL + reverse("translation_together:page", args=[page.pk])
        subject = _("Not published: %(title)s") % {"title": release.title}
        body = render_to_string("translation/mail/release_failed.txt", {"release": release, "address": address})
        send_mail(" ".join(subject.split()), body, None, [release.by.email])
