"""Whose work a translation is, and until when it is wanted. One person at a time: each change asks who had it."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.alphabet import in_alphabet
from core.localize.permissions import HOME_DEPTH, writable_locales, writes_source
from core.localize.submission import may_edit
from core.validation import PublicationRefused
from translation.board.changed import note
from translation.models import Work


class Held(PublicationRefused):
    """Somebody else has it, and nothing was changed."""

    def __init__(self, holder):
        if holder is None:
            message = _("It has been given back meanwhile: it is nobody's now. Look at it once more.")
        else:
            message = _("%(person)s has taken it already. Ask them to hand it over, or take something else.") % {
                "person": get_user_display_name(holder)
            }
        super().__init__({"__all__": [message]})


def work_on(translation):
    work, _created = Work.objects.select_related("taken_by").get_or_create(translation=translation)
    return work


def may_translate(user, translation):
    return translation.target_locale_id in writable_locales(user) and may_edit(user, translation.get_target_instance())


def refuse_planning(user, translation, work):
    """Who writes the original plans for everybody, a translator what is her own or nobody's."""
    if writes_source(user):
        return
    if not may_translate(user, translation):
        raise PermissionDenied
    if work.taken_by_id not in {None, user.pk}:
        raise Held(work.taken_by)


def take(translation, user):
    work = work_on(translation)
    if work.taken_by_id != user.pk:
        hold(work, former=None, holder=user)


def give_back(translation, user):
    work = work_on(translation)
    if work.taken_by_id is not None:
        hold(work, former=user, holder=None)


def hold(work, *, former, holder, **values):
    """One conditional UPDATE: of two people at once, the second is told of the first."""
    if former != holder:
        values |= {"taken_by": holder, "taken_at": holder and timezone.now()}
    if not Work.objects.filter(pk=work.pk, taken_by=former).update(**values):
        work.refresh_from_db()
        raise Held(work.taken_by)
    note(work.translation.source.object_id)


def translators_into(locale):
    """Who can translate into that language: whoever may change the first page of its tree."""
    home = Page.objects.filter(depth=HOME_DEPTH, locale=locale).first()
    people = get_user_model().objects.none()
    if home is not None:
        people = page_permission_policy.users_with_permission_for_instance("change", home)
    return in_alphabet(people.filter(is_active=True).order_by("first_name", "last_name", "username"))
