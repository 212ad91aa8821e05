"""Changes to a page that are no edit: as readers see it, and in every draft that may still go live."""

from wagtail.models import Revision

from core.localize.facts import still_to_be_published


def mend_page(page, change):
    """Apply ``change`` to the page and to its drafts. Nothing is published, nothing is asked: what is wrong elsewhere
    on the page must not keep this from being mended.
    """
    whole = page.specific_class.objects.get(pk=page.pk)
    change(whole)
    whole.save(clean=False)
    for revision in still_to_be_published(whole):
        draft = revision.as_object()
        change(draft)
        Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data())
    return whole
