"""Who may read a page may read its translations, live or draft, at once; it is said on the original alone.

wagtail-localize copies a restriction only when a translation is synchronised, and then without its groups.
"""

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done

from core import generation
from core.localize.life.family import is_source, original_of, translations_of
from core.validation import PublicationRefused

CHANGES_OF_GROUPS = ("post_add", "post_remove", "post_clear")


@receiver(post_save, sender=PageViewRestriction)
def restrict_translations(instance, raw=False, **kwargs):
    if not raw and is_source(instance.page):
        for page in translations_of(instance.page):
            restrict_like(instance, page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def change_groups_of_translations(instance, action, reverse, **kwargs):
    if action not in CHANGES_OF_GROUPS:
        return
    generation.advance()
    if not reverse and is_source(instance.page):
        for page in translations_of(instance.page):
            restrict_like(instance, page)


@receiver(post_delete, sender=PageViewRestriction)
def open_translations(instance, origin=None, **kwargs):
    if is_lifted_by_itself(origin) and is_source(instance.page):
        for page in translations_of(instance.page):
            for restriction in page.view_restrictions.all():
                restriction.delete()


@receiver(copy_for_translation_done)
def restrict_new_translation(source_obj, target_obj, **kwargs):
    if isinstance(target_obj, Page) and is_source(source_obj):
        for restriction in source_obj.view_restrictions.all():
            restrict_like(restriction, target_obj)


def restrict_like(original, page):
    restriction = page.view_restrictions.first() or PageViewRestriction(page=page)
    kind = (original.restriction_type, original.password)
    if restriction.pk is None or (restriction.restriction_type, restriction.password) != kind:
        restriction.restriction_type, restriction.password = kind
        restriction.save()
    restriction.groups.set(original.groups.all())


@receiver(pre_save, sender=PageViewRestriction)
def refuse_restriction_alone(instance, raw=False, **kwargs):
    original = None if raw else original_of(instance.page)
    if (
        original is not None
        and not original.view_restrictions.filter(
            restriction_type=instance.restriction_type, password=instance.password
        ).exists()
    ):
        raise PublicationRefused({"__all__": [restricted_with_original(instance.page, original)]})


@receiver(pre_delete, sender=PageViewRestriction)
def refuse_opening_alone(instance, origin=None, **kwargs):
    original = original_of(instance.page) if is_lifted_by_itself(origin) else None
    if original is not None and original.view_restrictions.exists():
        raise PublicationRefused({"__all__": [restricted_with_original(instance.page, original)]})


def is_lifted_by_itself(origin):
    """Is it the restriction that is deleted, and not the page with all that belongs to it?"""
    return isinstance(origin, PageViewRestriction) or (
        isinstance(origin, QuerySet) and origin.model is PageViewRestriction
    )


def restricted_with_original(page, original):
    return _(
        "Who may read “%(title)s” is set on its original (%(language)s), and holds for all languages. Change it there."
    ) % {"title": page.title, "language": original.locale.language_name_local}
