"""Pages unpublished, moved or deleted, one or many at once: where one is held by somebody nothing is done, and what is
left out is named.

Wagtail looks at no lock when it publishes, moves or deletes, and passes over in silence what may not be unpublished or is
gone since the pages were chosen.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from core.localize.locks import Locked, refuse_if_locked
from core.wagtail_hooks.life import explained

FIRST = -100
OF_TEXTS = {"publish": False, "unpublish": True}  # those below that are affected, by whether they are live
OF_PLACES = {"move", "delete"}  # a page that waits for approval or its time may be moved, one that somebody holds not


@hooks.register("before_bulk_action", order=FIRST)
def refuse_where_one_is_locked(request, action_type, objects, action):
    if action.model is not Page or action_type not in {*OF_TEXTS, *OF_PLACES}:
        return None
    chosen = chosen_pages(request, action)
    try:
        for page in held(action_type, chosen, action.cleaned_form.cleaned_data):
            refuse_if_locked(page, request.user)
    except Locked as refusal:
        refusal.tell(request)
        return redirect(action.next_url)
    done = {page.pk for page in objects}
    action.left_out = [page for page in chosen if page.pk not in done]
    action.gone = len({*request.GET.getlist("id")} - {"all"} - {str(page.pk) for page in chosen})
    return None


def refuse_alone(action_type):
    """The same for one page."""

    @explained
    def refuse_where_it_is_locked(request, page, *_destination):
        for one in held(action_type, [page], {"include_descendants": "include_descendants" in request.POST}):
            refuse_if_locked(one, request.user)

    hooks.register(f"before_{action_type}_page", refuse_where_it_is_locked, order=FIRST)


for action_type in ("unpublish", "move", "delete"):
    refuse_alone(action_type)


def chosen_pages(request, action):
    numbers = request.GET.getlist("id")
    if "all" in numbers:
        numbers = action.get_all_objects_in_listing_query(request.GET.get("childOf"))
    return list(Page.objects.filter(pk__in=numbers).order_by("path"))


def held(action_type, chosen, wanted):
    """Those that may be locked, of all that would be touched."""
    locked = Page.objects.filter(locked=True).order_by("path")
    below = [one for one in locked if any(one.is_descendant_of(page) for page in chosen)]
    if action_type in OF_TEXTS:
        below = [one for one in below if wanted["include_descendants"] and one.live == OF_TEXTS[action_type]]
        return [*chosen, *below]
    return [*(page for page in chosen if page.locked), *below]


@hooks.register("after_bulk_action")
def tell_what_was_left_out(request, action_type, objects, action):
    if left_out := getattr(action, "left_out", []):
        titles = ", ".join(page.get_admin_display_title() for page in left_out)
        messages.warning(
            request, _("You may not do this with: %(titles)s. Nothing was changed there.") % {"titles": titles}
        )
    if gone := getattr(action, "gone", 0):
        said = ngettext(
            "%(count)s of the pages you chose is not there any more.",
            "%(count)s of the pages you chose are not there any more.",
            gone,
        )
        messages.warning(request, said % {"count": gone})
