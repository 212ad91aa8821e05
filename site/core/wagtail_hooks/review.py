"""The translation editor's doors to the workflow: submit, withdraw; and what is said when a translation starts again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.localize import review
from core.localize.completeness import quoted, translation_of
from core.localize.handwork import without_counterpart
from core.validation import PublicationRefused

FIRST = -100  # before wagtail-localize's own, after the locks


@hooks.register("before_edit_page", order=FIRST)
def submit_or_withdraw(request, page):
    if request.method != "POST" or request.POST.get("action") not in {"submit-review", "withdraw-review"}:
        return None
    translation = translation_of(page)
    if translation is None or not translation.enabled:
        return None
    if request.POST["action"] == "submit-review":
        submit(request, page, translation)
    else:
        withdraw(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


def submit(request, page, translation):
    if not page.has_workflow:
        raise PermissionDenied
    try:
        review.submit(translation, request.user)
    except PublicationRefused as refusal:
        refusal.tell(request)
    else:
        messages.success(
            request,
            _("“%(title)s” has been submitted for approval.") % {"title": page.get_admin_display_title()},
        )


def withdraw(request, page):
    state = page.current_workflow_state
    if state is None or not state.user_can_cancel(request.user):
        raise PermissionDenied
    state.cancel(user=request.user)
    messages.success(
        request,
        _("“%(title)s” has been withdrawn: it can be changed again.") % {"title": page.get_admin_display_title()},
    )


@hooks.register("before_edit_page", order=FIRST)
def name_what_has_no_counterpart(request, page):
    """Before a translation starts again: which texts written by hand the source has no place for."""
    if request.method != "POST" or "localize-restart-translation" not in request.POST:
        return
    for translation in Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=False
    ):
        lost = without_counterpart(translation)
        if lost and isinstance(page, Page):
            messages.warning(
                request,
                _(
                    "The source has no place for these texts, and the next publication would leave them out: %(texts)s. "
                    "They stay in the history of the page."
                )
                % {"texts": quoted(lost)},
            )
