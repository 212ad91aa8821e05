"""Who may write in which language: whoever may change the first page of that language's tree.

wagtail-localize asks for one right for all languages, and Wagtail's snippets know no language at all.
"""

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, TranslatableMixin, get_translatable_models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, policy_registry, register_permission_policy

from core import generation
from core.locales import source_locale, target_locales

HOME_DEPTH = 2
ANY = ("add", "change", "delete", "view")


def homes():
    """The first page of each language's tree, asked for once a generation: each page of the admin needs them."""
    return generation.remember("homes", lambda: list(Page.objects.filter(depth=HOME_DEPTH)))


@receiver(post_save)
def look_again_for_homes(instance, created, raw=False, **kwargs):
    if isinstance(instance, Page) and created and instance.depth == HOME_DEPTH:
        generation.advance()


def writable_locales(user):
    """The ids of the locales in which ``user`` may write."""
    may = page_permission_policy.user_has_permission_for_instance
    return {home.locale_id for home in homes() if may(user, "change", home)}


def writes_source(user):
    return source_locale().pk in writable_locales(user)


def visible_targets(user):
    """The languages of which ``user`` sees how far their translation is: all for who writes the original, else the own."""
    return [one for one in target_locales() if writes_source(user) or one.pk in writable_locales(user)]


def writes_every_language(user):
    return user.is_superuser or not Locale.objects.exclude(pk__in=writable_locales(user)).exists()


def works_on(user, page):
    """Has ``user`` any right at ``page``, or a task to do there? Whoever has none is shown nothing of its drafts."""
    tester = page.permissions_for_user(user)
    return user.is_superuser or bool(getattr(tester, "permissions", ())) or tester.can_edit()


def may_see(user, instance):
    """Has ``user`` to do with ``instance``, a page or a record? What has no language is for others to guard."""
    if isinstance(instance, Page):
        return works_on(user, instance)
    if isinstance(instance, TranslatableMixin):
        return policy_registry.get(instance).user_has_any_permission_for_instance(user, ANY, instance)
    return True


class OwnLanguagesPolicy(ModelPermissionPolicy):
    """Records are for those who write their language, and have the right to their model."""

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action) and instance.locale_id in writable_locales(user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions) and instance.locale_id in writable_locales(user)

    def instances_user_has_any_permission_for(self, user, actions):
        instances = super().instances_user_has_any_permission_for(user, actions)
        return instances.filter(locale__in=writable_locales(user))


def record_models():
    """Translatable models that are neither pages nor rows of something."""
    return [
        model
        for model in get_translatable_models(include_subclasses=True)
        if not issubclass(model, Page) and not any(isinstance(field, ParentalKey) for field in model._meta.fields)
    ]


def register_policies():
    for model in record_models():
        register_permission_policy(model, OwnLanguagesPolicy(model), exact_class=True)


def refuse_new_record(user, model, language):
    """A record begins in the source language; its copies are made by themselves (``core.localize.registry``)."""
    source = source_locale()
    is_allowed = language in {None, source.language_code} and source.pk in writable_locales(user)
    if issubclass(model, TranslatableMixin) and not is_allowed:
        raise PermissionDenied
