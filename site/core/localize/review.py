"""A translation on its way through the workflow: handed over, approved or sent back (wagtail/wagtail-localize#634, #655).

Wagtail's own workflow does the work; upstream's editor has no door to it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TranslatableMixin, WorkflowState
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.localize.completeness import refuse_if_incomplete, translation_of
from core.localize.patches import as_translated
from core.validation import PublicationRefused


class ChangedSinceSubmission(PublicationRefused):
    """What was submitted is no longer what the translation says."""

    def __init__(self, page):
        message = _(
            "“%(title)s” can't be approved: it has changed since it was submitted. "
            "Open it and look at the changes, then submit it once more or publish it from there."
        ) % {"title": get_latest_str(page)}
        super().__init__({"__all__": [message]})


class Unusable(PublicationRefused):
    """A translation that does not fit its field: too long, or in another way not valid."""

    def __init__(self, page, error):
        sentence = _("“%(title)s” can't be submitted: a translation is not valid, see below.") % {
            "title": get_latest_str(page)
        }
        super().__init__({"__all__": [sentence, *error.messages]})


def submit(translation, user):
    """Hand the translation over for approval: a draft of what it says now, at the start of the page's workflow.

    Also after changes were requested, and once more while it waits, by somebody who may change it then.
    """
    refuse_if_incomplete(as_translated(translation))
    make_draft(translation, user)
    ask_for_approval(translation.get_target_instance(), user)


def make_draft(translation, user):
    try:
        translation.save_target(user=user, publish=False)
    except ValidationError as error:
        name_errors(translation, error)
        raise Unusable(translation.get_target_instance(), error) from error


def name_errors(translation, error):
    """Beside the texts in the editor; upstream does so, but not for the draft of a live page (``patches.save_draft``)."""
    for field, errors in error.error_dict.items():
        for text in translation.source.stringsegment_set.filter(context__path=field).get_translations(
            translation.target_locale
        ):
            text.set_field_error(errors)


@transaction.atomic
def ask_for_approval(page, user):
    state = page.current_workflow_state
    if state is None:
        page.get_workflow().start(page, user)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        state.current_task_state.specific.cancel(user=user, resume=True)  # the same task, on the new draft


def prepare_approval(task_state):
    """Raise ``ChangedSinceSubmission`` if the prose that waits is not what would be submitted now.

    Facts are not reviewed: those that changed meanwhile have followed into the revision (``core.localize.facts``).
    """
    revision = task_state.revision
    page = revision.content_object
    translation = translation_of(page) if isinstance(page, Page) else None
    if translation is None or not translation.enabled:
        return
    if has_changed(translation, revision):
        raise ChangedSinceSubmission(page)


def has_changed(translation, revision):
    return prose(as_translated(translation)) != prose(revision.as_object())


def prose(instance):
    """What a reviewer has read: texts, and what stands in for the source's pictures and links. Facts follow by themselves."""
    found = []
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue) and segment.path != "slug":
            found.append((segment.path, segment.string.data))
        elif isinstance(segment, OverridableSegmentValue):
            found.append((segment.path, str(segment.data)))
    return sorted(found)


def has_typed(user, instance):
    """Has ``user`` translated a text of ``instance`` that is not published yet?"""
    if not isinstance(instance, TranslatableMixin):
        return False
    typed = StringTranslation.objects.filter(
        context__object_id=instance.translation_key, locale_id=instance.locale_id, last_translated_by=user
    )
    published_at = getattr(instance, "last_published_at", None)
    return (typed.filter(updated_at__gt=published_at) if published_at else typed).exists()
