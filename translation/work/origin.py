"""Who translated what readers see: a person, a machine and a person who read it, or a machine alone.

The last never goes live unless the installation says so (``UNREVIEWED_MACHINE_TRANSLATION``). A page that is approved in
its workflow has been read; so has one whose translator says so.
"""

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState
from wagtail_localize.models import StringTranslation

from core.locales import source_locale
from core.localize.completeness import translation_of
from core.publication import may_be_published
from core.validation import PublicationRefused
from translation.models import Origin, Work
from translation.work.amounts import SLUG


class NobodyHasReadIt(PublicationRefused):
    def __init__(self, translation, count):
        message = ngettext(
            "It can't be published yet: %(count)s text was translated by a machine, and nobody has read it since.",
            "It can't be published yet: %(count)s texts were translated by a machine, and nobody has read them since.",
            count,
        ) % {"count": count}
        way = reverse("translation_origin:reviewed", args=[translation.pk]), _("Read and confirm")
        super().__init__({"__all__": [message]}, ways=[way])


def by_machine(translation):
    """The present texts that nobody has typed or changed after a machine."""
    return StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        translation_of__in=translation.source.stringsegment_set.values("string"),
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    ).exclude(context__path=SLUG)


def unread(translation):
    work = Work.objects.filter(translation=translation).first()
    found = by_machine(translation)
    return found.filter(updated_at__gt=work.reviewed_at) if work and work.reviewed_at else found


def origin_of(translation):
    if not by_machine(translation).exists():
        return Origin.PERSON
    return Origin.MACHINE if unread(translation).exists() else Origin.REVIEWED


def confirm(translation, user, at=None):
    """``user`` has read what a machine translated."""
    review = {"reviewed_by": user, "reviewed_at": at or timezone.now()}
    Work.objects.update_or_create(translation=translation, defaults=review)


@receiver(may_be_published)
def refuse_what_nobody_has_read(page, **kwargs):
    if page.locale_id == source_locale().id:
        return
    translation = translation_of(page)
    if translation is None or not translation.enabled:
        return
    count = unread(translation).count()
    if not count:
        return
    approval = approval_of(page)
    if approval:
        confirm(translation, approval.finished_by, approval.finished_at)
    elif not settings.UNREVIEWED_MACHINE_TRANSLATION:
        raise NobodyHasReadIt(translation, count)


def approval_of(page):
    """Of the revision that is about to be published."""
    approved = TaskState.objects.filter(revision=page.latest_revision_id, status=TaskState.STATUS_APPROVED)
    return approved.exclude(finished_by=None).order_by("-finished_at").first()
