"""A page stands among pages of its own language: what is copied or moved below another language's would be read there."""

from django.dispatch import receiver
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


@receiver(pre_page_move)
def refuse_move(instance, parent_page_after, **kwargs):
    refuse_other_language(instance, parent_page_after)
