"""What is released together is published in no other way: neither one of the pages alone, nor one before its original."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.mail import Notifier
from wagtail.models import Page

from core.locales import source_locale
from core.localize.completeness import translation_of
from core.patching import wrap
from core.publication import may_be_published
from core.validation import PublicationRefused
from translation.models import Ahead, Release

_released = ContextVar("the page that is being published in several languages", default=None)
_only_approved = ContextVar("a workflow ends without publishing: that has its time", default=False)


@contextmanager
def releasing(translation_key):
    token = _released.set(translation_key)
    try:
        yield
    finally:
        _released.reset(token)


def is_releasing(translation_key):
    return _released.get() == translation_key


@contextmanager
def only_approving():
    token = _only_approved.set(True)
    try:
        yield
    finally:
        _only_approved.reset(token)


def apply():
    wrap(PublishPageRevisionAction, "execute", _unless_only_approved)
    wrap(Notifier, "__call__", _when_all_is_done)


def _unless_only_approved(original):
    @wraps(original)
    def execute(self, *args, **kwargs):
        return None if _only_approved.get() else original(self, *args, **kwargs)

    return execute


def _when_all_is_done(original):
    """A mail about an approval that is rolled back with the others would be a lie."""

    @wraps(original)
    def call(self, *args, **kwargs):
        if _released.get() is None:
            return original(self, *args, **kwargs)
        return transaction.on_commit(lambda: original(self, *args, **kwargs), robust=True)

    return call


@receiver(may_be_published)
def wait_for_the_others(page, **kwargs):
    if is_releasing(page.translation_key):
        return
    waiting = Release.objects.filter(translation_key=page.translation_key, state=Release.State.WAITING).first()
    if waiting and page.locale_id in waiting.locale_ids:
        message = _(
            "“%(title)s” is published in several languages at once on %(when)s. To publish it before, cancel that."
        )
        when = date_format(timezone.localtime(waiting.at), "DATETIME_FORMAT")
        raise PublicationRefused({"__all__": [message % {"title": page.title, "when": when}]}, ways=ways(page))
    if (
        page.locale_id == source_locale().id
        or not Ahead.objects.filter(source__object_id=page.translation_key).exists()
    ):
        return
    translation = translation_of(page)
    if translation is not None and translation.enabled:
        message = _("“%(title)s” waits for its original, whose new text is not live yet: publish them together.")
        raise PublicationRefused({"__all__": [message % {"title": page.title}]}, ways=ways(page))


def ways(page):
    original = Page.objects.filter(translation_key=page.translation_key, locale=source_locale()).first()
    if original is None:
        return ()
    return [(reverse("translation_together:page", args=[original.pk]), _("Publish in all languages"))]
