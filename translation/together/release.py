"""Publishing a page in several languages in one transaction. Whatever stands in the way of one rolls all of them back.

First everything is prepared: ``[(locale id, revision id)]``, the original first. Then it is published, now or at its
time (``schedule``).
"""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision

from core import generation
from core.content_checks import refuse_undescribed_pictures
from core.locales import source_locale
from core.localize.completeness import refuse_if_incomplete
from core.localize.patches import as_translated
from core.tasks import indexing_once, without_indexing
from core.validation import PublicationRefused
from translation.models import Release
from translation.together.guard import releasing
from translation.together.readiness import Family, look_at
from translation.work.ahead import hand_over

PUBLISHED = "translation.publish_together"


class NothingToPublish(PublicationRefused):
    def __init__(self):
        message = _("There is nothing to publish in these languages: somebody may have done it a moment ago.")
        super().__init__({"__all__": [message]})


class NotTogether(PublicationRefused):
    """``problems`` is ``{locale id: [sentence]}``, ``ways`` the same of what leads on."""

    def __init__(self, problems, ways):
        self.problems, self.ways_of = problems, ways
        names = {locale.pk: locale.language_name_local for locale in Locale.objects.filter(pk__in=problems)}
        sentences = [f"{names[pk]}: {sentence}" for pk, found in problems.items() for sentence in found]
        super().__init__({"__all__": sentences}, ways=[way for found in ways.values() for way in found])


class Problems:
    """Collected language by language, so that a person is told of all at once."""

    def __init__(self):
        self.found, self.ways = {}, {}

    @contextmanager
    def of(self, locale_id):
        """What fails within is undone and put down; the next language is tried as well."""
        try:
            with transaction.atomic():
                yield
        except ValidationError as error:
            self.found.setdefault(locale_id, []).extend(error.messages)
            self.ways.setdefault(locale_id, []).extend(getattr(error, "ways", ()))
        except PermissionDenied:
            self.found.setdefault(locale_id, []).append(_("You may not publish in this language."))

    def refuse(self):
        if self.found:
            raise NotTogether(self.found, self.ways)


def release_now(page, locale_ids, user):
    """Publish what is new of the original and of its translations into these languages. Returns the locales."""
    with indexing_once(), transaction.atomic():
        drafts = prepare(page, locale_ids, user)
        publish_all(page.translation_key, drafts, user)
        put_aside(page.translation_key)
        return note(drafts, PUBLISHED, user)


def hold(translation_key):
    """Whoever else wants to publish the page in whichever language waits until the end of this transaction."""
    list(Page.objects.select_for_update(of=("self",)).filter(translation_key=translation_key).order_by("pk"))


def prepare(page, locale_ids, user):
    hold(page.translation_key)
    family = Family(page)
    if family.has_news:
        hand_over(family.page, user)  # the texts are others now, and what is missing of them is told
        family = Family(page)
    if not family.translations_chosen(locale_ids):
        raise NothingToPublish
    seen, drafts = Problems(), []
    for language in family.chosen(locale_ids):
        look_at(language, user)
        pk = language.locale.pk
        if language.problems:
            seen.found[pk] = language.problems
        else:
            with seen.of(pk):
                drafts.append((pk, draft_of(language, user).pk))
    seen.refuse()
    return drafts


def draft_of(language, user):
    """What waits for approval, what the translators' texts say, or the newest draft of what is written by hand."""
    page = language.page
    if language.translation is not None and page.current_workflow_task_state is None:
        translated = as_translated(language.translation)
        refuse_if_incomplete(translated)
        translated.clean_fields()  # a draft is saved unseen, and PostgreSQL has no place for what is too long
        language.translation.save_target(user=user, publish=False)
        page = Page.objects.get(pk=page.pk)
    revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    refuse_undescribed_pictures(revision.as_object())
    return revision


def publish_all(translation_key, drafts, user, *, is_due=False):
    """All problems are told, unless it is the original's: without it there is nothing to say of the others.

    What was scheduled is due now: it was looked at, and the right to publish it asked, when it was scheduled.
    """
    seen = Problems()
    with releasing(translation_key):
        for locale_id, revision_id in drafts:
            with seen.of(locale_id):
                publish_one(revision_id, user, is_due)
            if locale_id == source_locale().pk:
                seen.refuse()
    seen.refuse()


def publish_one(revision_id, user, is_due):
    revision = Revision.objects.filter(pk=revision_id).first()  # anew: facts of the original have come to it
    page = revision and Page.objects.filter(pk=revision.object_id).first()
    if page and page.live_revision_id == revision_id:
        return  # approved before its original was live, and gone live with it
    if page is None or (is_due and revision.approved_go_live_at is None):
        raise PublicationRefused(
            {"__all__": [_("The page was unpublished, deleted or taken out of the schedule meanwhile.")]}
        )
    if not approve(page.specific, user):
        revision.publish(user=user, skip_permission_checks=is_due)


def approve(page, user):
    """If ``user`` may approve what waits: that is to publish it. Was it done?"""
    state = page.current_workflow_task_state
    task = state and state.task.specific
    if not task or "approve" not in {name for name, *_rest in task.get_actions(page, user)}:
        return False
    task.on_action(state, user, "approve")
    if page.current_workflow_state:
        raise PublicationRefused({"__all__": [_("Somebody else has to approve it, too.")]})
    return True


def rehearse(translation_key, drafts, user):
    """Publish all of it and take it back: raises what stands in the way."""
    with without_indexing(), transaction.atomic():
        publish_all(translation_key, drafts, user)
        transaction.set_rollback(True)
    generation.forget()


def put_aside(translation_key):
    """A refusal has been seen."""
    Release.objects.filter(translation_key=translation_key, state=Release.State.FAILED).update(
        state=Release.State.CANCELLED
    )


def note(drafts, action, user, **data):
    """In the history of each page: in which languages. Returns their locales."""
    present = {locale.pk: locale for locale in Locale.objects.all()}
    locales = [present[locale_id] for locale_id, _revision in drafts if locale_id in present]
    names = [locale.language_name_local for locale in locales]
    for revision in Revision.objects.filter(pk__in=[pk for _locale, pk in drafts]):
        page = Page.objects.filter(pk=revision.object_id).first()
        if page:
            log(instance=page.specific, action=action, user=user, revision=revision, data={"languages": names, **data})
    return locales
