"""Mail about what is new: work in one's language, originals that changed, questions and answers.

What somebody was told is not remembered piece by piece, only up to when (``MailPreference.told_at``): a mail that can't
be sent is told with the next one, and none is sent twice.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task
from wagtail_localize.models import Translation

from core.locales import source_locale
from core.localize.permissions import writable_locales
from core.mailing import again_later
from translation.mail import language_of
from translation.models import Comment, MailPreference, Work
from translation.talk.conversation import authors_of, titles_of

FIRST = timedelta(days=1)  # whoever is told for the first time is told of the last day
PAUSE = timedelta(minutes=5)  # “at once”: what happens within it comes in one mail
SETTLED = timedelta(seconds=30)  # what began before and is not committed yet would be passed over
SHOWN = 20  # of each kind in a mail; the queue has them all

Frequency = MailPreference.Frequency
logger = logging.getLogger(__name__)


@dataclass
class Digest:
    new: list = field(default_factory=list)  # Translation
    stale: list = field(default_factory=list)  # Translation
    questions: list = field(default_factory=list)  # Comment
    answers: list = field(default_factory=list)  # Comment

    def __len__(self):
        return len(self.new) + len(self.stale) + len(self.questions) + len(self.answers)


def digest_for(user, since, until):
    """What happened between the two moments that concerns ``user`` and was not done by ``user``."""
    languages = writable_locales(user)
    source = source_locale().pk
    digest = Digest()
    if source not in languages:  # a translator
        work = Translation.objects.filter(enabled=True, target_locale__in=languages).select_related(
            "source", "target_locale"
        )
        digest.new = list(work.filter(created_at__gt=since, created_at__lte=until).order_by("created_at"))
        stale = work.filter(work__stale_since__gt=since, work__stale_since__lte=until)
        digest.stale = list(stale.order_by("work__stale_since"))
    said = Comment.objects.filter(created_at__gt=since, created_at__lte=until).exclude(author=user)
    said = list(said.select_related("context", "author", "parent", "locale", "string"))
    if not said:
        return digest
    keys = {comment.context.object_id for comment in said}
    authors, titles = authors_of(keys), titles_of(keys)
    for comment in said:
        comment.title = titles.get(comment.context.object_id, "")
        if comment.parent is None:
            if user.pk in authors.get(comment.context.object_id, ()):
                digest.questions.append(comment)
        elif concerns(user, comment, authors):
            digest.answers.append(comment)
    return digest


def concerns(user, reply, authors):
    """An answer goes to who asked, and to the authors when it comes from the one who asked."""
    if reply.parent.author_id == user.pk:
        return True
    return reply.parent.author_id == reply.author_id and user.pk in authors.get(reply.context.object_id, ())


def readers(*frequencies):
    """Who gets mail so often; who never said anything gets it once a day."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    users = users.select_related("translation_mail", "wagtail_userprofile")
    return [user for user in users if frequency_of(user) in frequencies]


def frequency_of(user):
    preference = getattr(user, "translation_mail", None)
    return preference.frequency if preference else Frequency.DAILY


def tell_all(*frequencies):
    """One mail for each reader who has something to be told of; ``(sent, failed)``."""
    count = defaultdict(int)
    for user in readers(*frequencies):
        count[tell(user)] += 1
    return count["sent"], count["failed"]


def tell(user):
    now = timezone.now() - SETTLED
    preference, _created = MailPreference.objects.get_or_create(user=user)
    since = preference.told_at or now - FIRST
    digest = digest_for(user, since, now)
    # Taken before it is sent: two who send at the same time must not both do it.
    taken = MailPreference.objects.filter(pk=preference.pk, told_at=preference.told_at).update(told_at=now)
    if not digest or not taken:
        return "nothing"
    try:
        send(user, digest)
    except (SMTPException, OSError):
        logger.exception("The mail about translations could not be sent to %s: the next one will tell it", user.pk)
        MailPreference.objects.filter(pk=preference.pk, told_at=now).update(told_at=preference.told_at or since)
        return "failed"
    return "sent"


def send(user, digest):
    with translation.override(language_of(user)):
        subject = ngettext(
            "Translations: %(count)s thing is new", "Translations: %(count)s things are new", len(digest)
        ) % {"count": len(digest)}
        context = {
            "digest": digest,
            "shown": SHOWN,
            "desk": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
            "questions": settings.WAGTAILADMIN_BASE_URL + reverse("translation_talk:questions"),
            "preferences": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_account"),
        }
        send_mail(subject, render_to_string("translation/mail/digest.txt", context), None, [user.email])


# At once


@task()
def tell_at_once(attempt=1):
    _sent, failed = tell_all(Frequency.IMMEDIATE)
    if failed:
        again_later(tell_at_once, attempt=attempt)


@receiver(post_save, sender=Translation)
@receiver(post_save, sender=Comment)
def something_is_new(created, raw=False, **kwargs):
    if created and not raw:
        transaction.on_commit(soon)


@receiver(post_save, sender=Work)
def an_original_has_changed(instance, raw=False, update_fields=None, **kwargs):
    if not raw and instance.stale_since and update_fields and "stale_since" in update_fields:
        transaction.on_commit(soon)


def soon():
    """Nobody wants it at once: nothing is enqueued, so that a tree of 500 pages costs one question each."""
    if not MailPreference.objects.filter(frequency=Frequency.IMMEDIATE).exists():
        return
    backend = tell_at_once.get_backend()
    if backend.supports_defer:
        tell_at_once.using(run_after=timezone.now() + PAUSE).enqueue()
    else:
        tell_at_once.enqueue()
