"""A page stands among pages of its own language: what is copied or moved below another language's would be read there.
And it stands below live ones: readers would find no way to it.
"""

from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.signals import pre_page_move

from core.locales import source_locale
from core.validation import PublicationRefused

ROOT_DEPTH = 1


def refuse_other_language(page, parent=None):
    """Raise ``PublicationRefused`` if ``parent``, or where the page stands, belongs to another language than it."""
    if parent is None and (page.path or getattr(page, "_cached_parent_obj", None)):
        parent = page.get_parent()
    if parent is not None and parent.depth > ROOT_DEPTH and parent.locale_id != page.locale_id:
        raise PublicationRefused({"__all__": [written_in_source_language()]})


def written_in_source_language():
    return _(
        "New pages are written in the first language of the site: %(language)s. Write the page there, then translate it."
    ) % {"language": source_locale().language_name_local}


def refuse_below_draft(page):
    """Raise ``PublicationRefused`` if a page above is not live. One that is scheduled is asked again when it goes live."""
    if page.go_live_at and page.go_live_at > timezone.now():
        return
    above = page.get_ancestors().filter(depth__gt=ROOT_DEPTH, live=False).first()
    if above is not None:
        title = above.get_admin_display_title()
        message = _("“%(title)s” stands below “%(above)s”, which is not live. Publish that page first.")
        edit = (reverse("wagtailadmin_pages:edit", args=[above.pk]), _("Edit “%(title)s”") % {"title": title})
        raise PublicationRefused({"__all__": [message % {"title": page.title, "above": title}]}, ways=[edit])


@receiver(pre_page_move)
def refuse_move(instance, parent_page_after, **kwargs):
    refuse_other_language(instance, parent_page_after)
