"""Who may do something to a page must be allowed to do it to every translation that it touches.

Otherwise nothing happens, and the person is told which page it is, in which language, and whom to ask.

**Drafts are different.** Moving and copying follow structure: an editor may move a page of the source language that
nobody has published, and its drafts in other languages go along, although the editor may not write in them. Nothing
that readers see changes, and a page must not be tied to its place by a draft. The right to publish is asked for only
where a live page would be moved. Copying touches nothing that is there: the copies of translations are drafts, and
whoever writes the source may submit it into every language anyway.
"""

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.localize.life.family import translations_of
from core.validation import PublicationRefused

NAMED = 3  # people that a message names


def refuse_unpublishing(user, translations):
    """Raise ``PublicationRefused`` unless ``user`` may unpublish every one of these live pages."""
    for page in translations:
        permissions = page.permissions_for_user(user)
        if not permissions.can_unpublish():
            if permissions.can_publish():
                message = _("“%(title)s” (%(language)s) would be unpublished too, but it is locked. Unlock it first.")
            else:
                message = _("“%(title)s” (%(language)s) would be unpublished too, and you may not do that.")
            refuse(page, message)


def refuse_move(user, source, destination):
    """Raise ``PublicationRefused`` if a live translation would move and ``user`` may not move it there."""
    for page in translations_of(source):
        if not page.get_descendants(inclusive=True).live().exists():
            continue
        place = nearest_translation(destination, page.locale)
        may_place = place is None or place.permissions_for_user(user).can_publish()
        if not (may_place and page.permissions_for_user(user).can_move()):
            refuse(page, _("“%(title)s” (%(language)s) is live and would move too, and you may not do that."))


def refuse_restricting(user, source):
    """Raise ``PublicationRefused`` unless ``user`` may say who reads each translation of ``source``."""
    for page in translations_of(source):
        if not page.permissions_for_user(user).can_set_view_restrictions():
            refuse(page, _("The same would hold for “%(title)s” (%(language)s), and you may not change who reads it."))


def nearest_translation(page, locale):
    """The translation below which a page is put: that of ``page``, or of the nearest page above it that has one."""
    while page is not None and not page.is_root():
        found = page.get_translation_or_none(locale)
        if found is not None:
            return found
        page = page.get_parent()
    return None


def refuse(page, message):
    title, language = page.get_admin_display_title(), page.locale.language_name_local
    raise PublicationRefused({"__all__": [message % {"title": title, "language": language}, whom_to_ask(page)]})


def whom_to_ask(page):
    people = PagePermissionPolicy(Page).users_with_permission_for_instance("publish", page).filter(is_active=True)
    names = ", ".join(user.get_full_name() or user.get_username() for user in people.order_by("pk")[:NAMED])
    if not names:
        return _("Ask an administrator.")
    return _("Who may: %(people)s.") % {"people": names}
