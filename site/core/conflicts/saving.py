"""What the editor of a page does with a save that is out of date: both are kept, and what readers see stays."""

from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.ui.editing_sessions import EditingSessionsList
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from core.conflicts.differences import Differences, panel_of
from core.conflicts.rows import with_posted_rows
from core.patching import wrap
from core.validation import PublicationRefused

KEPT = "core.kept_beside"  # what the log calls a version that came second


def keep_what_comes_second():
    wrap(EditView, "post", _one_after_the_other)
    EditingSessionsList.template_name = "wagtailadmin/conflicts/sessions.html"


def _one_after_the_other(original):
    """All of a save is done, or nothing; but what was typed stays, though its publication be refused."""

    @wraps(original)
    def post(view, request, *args, **kwargs):
        refusal = None
        with transaction.atomic():
            look_again(view)
            try:
                if view.expects_json_response or view.page.alias_of_id or not comes_second(view):
                    response = original(view, request, *args, **kwargs)
                else:
                    response = come_second(view) or shown_again(view, original)
            except PublicationRefused as error:
                refusal = error
        if refusal:
            raise refusal
        return response

    return post


def comes_second(view):
    """An automatic save writes over its own version. Where the form that follows it does not know so yet, both are of the
    same person, and what was saved by itself stays in the history.
    """
    latest = view.latest_revision
    if not view.is_out_of_date:
        return False
    return latest.user_id != view.request.user.pk or view.request.POST.get("loaded_revision_id") != str(latest.pk)


def look_again(view):
    """Two may have opened the page's last version at one and the same moment: the row lets one through at a time."""
    page = Page.objects.select_for_update().get(pk=view.page.pk)
    if page.latest_revision_id != getattr(view.latest_revision, "pk", None):
        view.latest_revision = page.latest_revision
    elif view.latest_revision:
        view.latest_revision.refresh_from_db(fields=["created_at", "user"])


class Seen:
    """What the person had before them when they began to type."""

    def __init__(self, view):
        posted = view.request.POST
        self.pk = posted.get("overwrite_revision_id") or posted.get("loaded_revision_id", "")
        self.created_at = posted.get("loaded_revision_created_at", "")
        found = view.real_page_record.revisions.filter(pk=self.pk).first() if self.pk.isdecimal() else None
        # An automatic save writes over its own revision: what had been seen of it is gone then.
        is_gone = found is None or found.pk == view.latest_revision.pk
        self.revision = None if is_gone else found


def come_second(view):
    """``None`` if what was typed can't be kept as a version: there are faults in it, or the page is locked."""
    theirs, seen = view.latest_revision, Seen(view)
    start = view.previous_revision if view.is_reverting else seen.revision or theirs
    view.page = with_posted_rows(start.as_object(), view.form_class, view.request.POST)
    form = view.form_class(
        view.request.POST,
        view.request.FILES,
        instance=view.page,
        subscription=view.subscription,
        parent_page=view.parent,
        for_user=view.request.user,
    )
    form.defer_required_fields()
    if view.locked_for_user or not form.is_valid():
        return None
    is_untouched = seen.revision and not view.is_reverting and not form.has_changed()
    mine = form.save(commit=False)
    base = seen.revision and seen.revision.as_object()
    if is_untouched or not len(Differences(panel_of(mine, view.request), theirs.as_object(), mine, base)):
        messages.warning(view.request, nothing_to_keep(theirs, view.request.user))
        return redirect("wagtailadmin_pages:edit", view.page.pk)
    revision = keep(mine, view.request.user, seen.revision)
    return redirect("core_conflicts:page", view.page.pk, revision.pk)


def keep(page, user, base):
    """A revision that is in the history only: the draft of the page is still the other person's."""
    for comment in getattr(page, COMMENTS_RELATION_NAME).filter(pk__isnull=True):
        comment.save()  # as ``Page.save_revision`` does, so that the revision knows it
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    data = {"base": base and base.pk}
    log(instance=page, action=KEPT, user=user, revision=revision, content_changed=True, data=data)
    return revision


def nothing_to_keep(theirs, user):
    if theirs.user_id == user.pk:
        return _(
            "You have saved a newer version meanwhile, in another window. It is shown here; nothing else was done."
        )
    return _(
        "%(person)s has saved a newer version meanwhile, and you had changed nothing that it does not have. "
        "It is shown here; nothing else was done."
    ) % {"person": who(theirs)}


def who(revision):
    return get_user_display_name(revision.user) if revision.user else _("Somebody else")


def shown_again(view, original):
    """With its faults. It still says which version was seen: put right, it comes second all the same."""
    seen = Seen(view)
    if seen.pk.isdecimal():
        view.page.latest_revision_id = int(seen.pk)
    view.latest_revision_created_at = seen.created_at
    return original(view, view.request)
