from django_tasks import task

from core.made import StillBeingMade


@task()
def make_card(page_id):
    """The card of a page that was just published, before anybody shares it."""
    from wagtail.models import Page

    from core.cards import card_of

    page = Page.objects.live().filter(pk=page_id).first()
    if page is not None:
        try:
            card_of(page.specific)
        except StillBeingMade:
            return  # by a reader
