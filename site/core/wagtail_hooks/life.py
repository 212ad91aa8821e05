"""Before a page is unpublished, moved or restricted: may this person do that to the translations it touches?

What follows is done by ``core.localize.life``; here it is refused beforehand, with nothing done and a way back.
"""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.localize.life.family import is_source
from core.localize.life.moving import refuse_move_alone
from core.localize.life.permissions import refuse_move, refuse_unpublishing
from core.localize.life.scheduling import goes_live_with_original
from core.localize.life.unpublishing import unpublished_with
from core.localize.life.views import SetPosition, SetPrivacy
from core.validation import PublicationRefused

LAST = -1  # just before wagtail-localize's own
PageViewSet.set_privacy_view_class = SetPrivacy  # from where every page type takes its views
PageViewSet.set_page_position_view_class = SetPosition


def explained(check):
    """A hook that refuses: a message and the way back to the page."""

    @wraps(check)
    def hook(request, page, *args):
        try:
            check(request, page, *args)
        except PublicationRefused as refusal:
            refusal.tell(request)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        return None

    return hook


@hooks.register("before_unpublish_page")
@explained
def ask_before_unpublishing(request, page):
    below = bool(request.POST.get("include_descendants"))
    refuse_unpublishing(request.user, unpublished_with([page], include_descendants=below))


@hooks.register("before_move_page")
@explained
def ask_before_moving(request, page, destination):
    if is_source(page):
        refuse_move(request.user, page, destination)
    else:
        refuse_move_alone(page, destination)


@hooks.register("before_bulk_action")
def ask_before_bulk_action(request, action_type, objects, action):
    """Within the transaction of the whole selection: one page that may not be touched, and nothing is done."""
    if action.model is not Page:
        return None
    chosen = action.cleaned_form.cleaned_data
    try:
        if action_type == "unpublish":
            touched = unpublished_with(objects, include_descendants=chosen["include_descendants"])
            refuse_unpublishing(request.user, touched)
        elif action_type == "move":
            for page in objects:
                if is_source(page):
                    refuse_move(request.user, page, chosen["chooser"])
                else:
                    refuse_move_alone(page, chosen["chooser"])
    except PublicationRefused as refusal:
        refusal.tell(request)
        return redirect(action.next_url)
    return None


@hooks.register("before_edit_page", order=LAST)
def publish_with_original(request, page):
    """The translation editor's “publish”, while the original is not live: refused, or scheduled with it."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None or not page.permissions_for_user(request.user).can_publish():
        return None
    try:
        moment = goes_live_with_original(page)
        if moment is None:
            return None
        translation.save_target(user=request.user, publish=True)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        date = formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
        message = _("“%(title)s” goes live together with its original: %(date)s")
        messages.success(request, message % {"title": page.get_admin_display_title(), "date": date})
    return redirect("wagtailadmin_pages:edit", page.pk)
