"""A translation stands where its original stands: below the translation of the same parent, in the same order.

Menus and lists follow the order of the tree, so reordering counts as moving. Nobody moves a translation by itself;
one that stands elsewhere may be brought home.
"""

from functools import wraps

from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator

from core.localize.life.family import is_source, original_of, translations_of
from core.localize.life.permissions import refuse_move
from core.localize.slugs import keep_slug_free
from core.patching import wrap
from core.validation import PublicationRefused

BELOW = ("first-child", "last-child", "sorted-child")
TREE_FIELDS = ["path", "depth", "numchild", "url_path"]


class FollowOriginal(MovePageAction):
    """The move of a translation with its original: the one that needs no asking."""


def apply():
    wrap(MovePageAction, "execute", _with_translations)


def _with_translations(original):
    @wraps(original)
    def execute(self, skip_permission_checks=False):
        if isinstance(self, FollowOriginal):
            return original(self, skip_permission_checks=skip_permission_checks)
        destination = self.target if self.pos in BELOW else self.target.get_parent()
        if not is_source(self.page):
            refuse_move_alone(self.page, destination)
        elif self.user and not skip_permission_checks:
            refuse_move(self.user, self.page, destination)
        with transaction.atomic():
            result = original(self, skip_permission_checks=skip_permission_checks)
            for translation in translations_of(self.page):
                put_in_place(translation, self.user)
        return result

    return execute


def refuse_move_alone(page, destination):
    original = original_of(page)
    if original is None or (parent := original.get_parent()).is_root():
        return
    is_coming_home = destination.translation_key == parent.translation_key and not page.is_child_of(destination)
    if not is_coming_home:
        raise PublicationRefused({"__all__": [moves_with_original(page, original)]})


def moves_with_original(page, original):
    return _(
        "“%(title)s” stands where its original stands. Move the original (%(language)s): this page then moves with it."
    ) % {"title": page.title, "language": original.locale.language_name_local}


@transaction.atomic
def put_in_place(page, user=None):
    """Move a translation to where its original stands, unless it is there already."""
    page, original = Page.objects.get(pk=page.pk), original_of(page)
    if original is None or (parent := original.get_parent()).is_root():
        return
    place = parent.get_translation_or_none(page.locale) or draft_of(parent, page.locale, user)
    if page.is_child_of(place) and is_in_order(page, original, parent, place):
        return
    has_new_slug = not page.is_child_of(place) and give_free_slug(page, place)
    after = following(page, original, parent, place)
    target, position = (after, "left") if after else (place, "last-child")
    FollowOriginal(page, target, pos=position, user=user).execute(skip_permission_checks=True)
    source = TranslationSource.objects.get_for_instance_or_none(original) if has_new_slug else None
    if source is not None:
        keep_slug_free(source, page.locale)  # where the translator sees it


def draft_of(parent, locale, user):
    """The translation of a parent that has none yet: a draft, like its own parents that are missing."""
    TranslationCreator(user, [locale]).create_translations(parent.specific)
    made = parent.get_translation_or_none(locale)
    if made is None:
        message = _("“%(title)s” could not be copied into %(language)s. Translate it first, then move pages below it.")
        raise PublicationRefused(
            {"__all__": [message % {"title": parent.title, "language": locale.language_name_local}]}
        )
    return made


def is_in_order(page, original, parent, place):
    """Is every sibling on the same side of the translation on which its original is of the original?"""
    siblings = Page.objects.child_of(parent)
    before = siblings.filter(path__lt=original.path).values("translation_key")
    after = siblings.filter(path__gt=original.path).values("translation_key")
    astray = Q(translation_key__in=after, path__lt=page.path) | Q(translation_key__in=before, path__gt=page.path)
    return not Page.objects.child_of(place).filter(astray).exists()


def following(page, original, parent, place):
    """The sibling before which the translation belongs."""
    there = Page.objects.child_of(place).exclude(pk=page.pk)
    after = Page.objects.child_of(parent).filter(path__gt=original.path).order_by("path")
    nearest = after.filter(translation_key__in=there.values("translation_key")).first()
    return nearest and there.get(translation_key=nearest.translation_key)


def give_free_slug(page, place):
    """Where another page has the slug already, a number is added, in the drafts too.

    The address is left as it was: the move changes it, and makes one redirect from the one that readers know.
    """
    slug = page.slug
    free = find_available_slug(place, slug, ignore_page_id=page.pk)
    if free == slug:
        return False
    Page.objects.filter(pk=page.pk).update(slug=free)
    for revision in page.revisions.filter(Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
        if revision.content.get("slug") == slug:
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "slug": free})
    return True


@receiver(copy_for_translation_done)
def stand_in_order(source_obj, target_obj, **kwargs):
    """A new translation is made below its parent as the last; wagtail-localize goes on with this very instance."""
    is_there = getattr(target_obj, "is_in_order", False)  # of many made one after the other each is the last
    if isinstance(target_obj, Page) and is_source(source_obj) and not is_there:
        put_in_place(target_obj)
        target_obj.refresh_from_db(fields=TREE_FIELDS)


def moved_with(pages):
    """The translations that move along with these pages."""
    found = [translation for page in pages for translation in translations_of(page)]
    chosen = {page.pk for page in pages}
    return [page for page in found if page.pk not in chosen]
