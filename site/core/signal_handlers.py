"""What raises the site's generation: every change a reader could see, in the transaction of the change."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished

from core import generation, made
from core.cards.tasks import make_card
from core.models import BasePage, SiteDocument, SiteImage, SiteRendition
from core.search.indexing import drop

WATCHED = (
    Collection,
    CollectionViewRestriction,
    Locale,
    PageViewRestriction,
    Redirect,
    SearchPromotion,
    Site,
    SiteDocument,
    SiteImage,
)
DRAFT_FIELDS = {  # what saving a draft, locking and scheduling write on the page itself
    "draft_title",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


@receiver(post_save)
def advance_on_save(sender, instance, created=False, update_fields=None, raw=False, **kwargs):
    if isinstance(instance, Page):
        is_draft = (created and not instance.live) or (update_fields and set(update_fields) <= DRAFT_FIELDS)
        if not is_draft:
            generation.advance(withdraws=not instance.live)
    elif is_seen_by_readers(instance):
        generation.advance(withdraws=withdraws(instance))


@receiver(post_delete)
def advance_on_delete(sender, instance, **kwargs):
    if isinstance(instance, Page | SiteRendition) or is_seen_by_readers(instance):
        generation.advance(withdraws=True)


def withdraws(instance):
    """May this save take something from readers? A picture's may: consent has ended."""
    is_hidden = isinstance(instance, SiteImage) and not instance.may_be_shown
    return is_hidden or isinstance(instance, PageViewRestriction | CollectionViewRestriction)


@receiver(post_save)
def make_card_ahead(sender, instance, update_fields=None, raw=False, **kwargs):
    wants_one = isinstance(instance, BasePage) and instance.lead_image_id is None
    if wants_one and not raw and is_for_readers(instance, update_fields):
        made.ahead(make_card, instance.pk)


def is_for_readers(page, update_fields):
    """Does this save change what readers of the page see? Also facts that come to a translation do."""
    return page.live and not (update_fields and set(update_fields) <= DRAFT_FIELDS)


@receiver(page_unpublished)
def forget_what_was_made(instance, **kwargs):
    made.forget(instance.pk)


@receiver(post_delete)
def forget_what_was_made_of_deleted(sender, instance, **kwargs):
    if sender is Page:
        made.forget(instance.pk)
        drop([instance.pk])


def is_seen_by_readers(instance):
    return isinstance(instance, WATCHED) or getattr(instance, "changes_what_readers_see", False)
