"""What is written down by itself: log-ins, accounts, groups, permissions, and what Wagtail's own log tells of."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Site,
    Task,
    Workflow,
)

from core.accounts.second_factor import rules
from core.audit.recording import is_a_person, record
from core.models import RegistryRecord, SiteDocument, SiteImage
from core.models.audit import AuditAction as Action

OF_PAGES = {
    "wagtail.publish": Action.PUBLISHED,
    "wagtail.publish.scheduled": Action.PUBLISHED,
    "wagtail.unpublish": Action.UNPUBLISHED,
    "wagtail.unpublish.scheduled": Action.UNPUBLISHED,
    "wagtail.delete": Action.DELETED,
    "core.restore": Action.RESTORED,
    "wagtail.view_restriction.create": Action.RIGHTS,
    "wagtail.view_restriction.edit": Action.RIGHTS,
    "wagtail.view_restriction.delete": Action.RIGHTS,
}
OF_RECORDS = {  # which have no draft
    **OF_PAGES,
    "wagtail.create": Action.PUBLISHED,
    "wagtail.edit": Action.PUBLISHED,
}
OF_FILES = {"wagtail.delete": Action.DELETED}
OF_SETTINGS = dict.fromkeys(("wagtail.create", "wagtail.edit", "wagtail.delete"), Action.SETTINGS)
OF_ACCOUNTS = {
    rules.SET_UP: Action.SECOND_FACTOR_ON,
    rules.PASSKEY_ADDED: Action.SECOND_FACTOR_ON,
    rules.NEW_CODES: Action.SECOND_FACTOR_ON,
    rules.TAKEN_AWAY: Action.SECOND_FACTOR_OFF,
    rules.PASSKEY_REMOVED: Action.SECOND_FACTOR_OFF,
    rules.CODE_USED: Action.RECOVERY_CODE,
}
WITH_DETAILS = {Action.RIGHTS, Action.SETTINGS, Action.SECOND_FACTOR_ON, Action.SECOND_FACTOR_OFF}  # which of several
SETTINGS = (Collection, Locale, Site, Task, Workflow)


# Log-in. Of a name that nobody has nothing is kept: people type their password there.


@receiver(user_logged_in)
def logged_in(user, **kwargs):
    record(Action.LOGGED_IN, by=user, about=user)


@receiver(user_logged_out)
def logged_out(user, **kwargs):
    if user is not None:
        record(Action.LOGGED_OUT, by=user, about=user)


@receiver(user_login_failed)
def login_failed(credentials, **kwargs):
    name = credentials.get(get_user_model().USERNAME_FIELD) or credentials.get("username")
    users = get_user_model()._default_manager
    record(Action.LOGIN_FAILED, about=name and users.filter(**{users.model.USERNAME_FIELD: name}).first())


# Accounts


@receiver(pre_save, sender=settings.AUTH_USER_MODEL)
def remember_account(instance, update_fields=None, raw=False, **kwargs):
    watched = {"is_active", "is_superuser", "email", "password"}
    instance._before = None
    if instance.pk and not raw and (update_fields is None or watched & set(update_fields)):
        instance._before = type(instance)._base_manager.filter(pk=instance.pk).first()
    instance._types_password = instance._password is not None  # and it is not only stored in a newer way


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def account_saved(instance, created, raw=False, **kwargs):
    before = instance.__dict__.pop("_before", None)
    if created and not raw:
        record(Action.ACCOUNT_MADE, about=instance, details=rights_of(instance))
    if before is None:
        return
    if before.is_active != instance.is_active:
        record(Action.ACCOUNT_ON if instance.is_active else Action.ACCOUNT_OFF, about=instance)
    if before.is_superuser != instance.is_superuser:
        record(Action.RIGHTS, about=instance, details=rights_of(instance))
    if before.email != instance.email:
        record(Action.ACCOUNT_ADDRESS, about=instance)
    if instance.password != before.password and (instance._types_password or not instance.has_usable_password()):
        record(Action.PASSWORD, about=instance)


@receiver(post_delete, sender=settings.AUTH_USER_MODEL)
def account_deleted(instance, **kwargs):
    record(Action.ACCOUNT_GONE, about=instance)


def rights_of(account):
    return {"superuser": account.is_superuser}


# Groups and permissions


@receiver(post_save, sender=Group)
def group_saved(instance, created, raw=False, **kwargs):
    if created and not raw:
        record(Action.GROUP_MADE, about=instance)


@receiver(post_delete, sender=Group)
def group_deleted(instance, **kwargs):
    record(Action.GROUP_GONE, about=instance)


def rows_changed(kind):
    """A receiver for relations between accounts, groups and permissions: what was added or taken, by name."""

    def changed(instance, action, model, pk_set, **kwargs):
        if action == "post_clear":
            record(kind, about=instance, details={"clear": model._meta.label_lower})
        elif action in ("post_add", "post_remove") and pk_set:
            record(kind, about=instance, details={action.removeprefix("post_"): named(model, pk_set)})

    return changed


def named(model, numbers):
    """Permissions and groups by their names, accounts by their numbers."""
    if issubclass(model, get_user_model()):
        return sorted(numbers)
    return sorted(getattr(one, "codename", None) or one.name for one in model.objects.filter(pk__in=numbers))


membership_changed = rows_changed(Action.MEMBERSHIP)
permissions_changed = rows_changed(Action.RIGHTS)
m2m_changed.connect(membership_changed, sender=get_user_model().groups.through)
m2m_changed.connect(permissions_changed, sender=get_user_model().user_permissions.through)
m2m_changed.connect(permissions_changed, sender=Group.permissions.through)


@receiver(post_save, sender=GroupPagePermission)
@receiver(post_save, sender=GroupCollectionPermission)
@receiver(post_save, sender=GroupSitePermission)
def permission_given(instance, raw=False, **kwargs):
    if not raw:
        record(Action.RIGHTS, about=instance.group, details={"add": told(instance)})


@receiver(post_delete, sender=GroupPagePermission)
@receiver(post_delete, sender=GroupCollectionPermission)
@receiver(post_delete, sender=GroupSitePermission)
def permission_taken(instance, **kwargs):
    record(Action.RIGHTS, about=instance.group, details={"remove": told(instance)})


def told(row):
    """``["publish_page", "page", 12]``: may do what, where."""
    place = next(name for name in ("page", "collection", "site") if hasattr(row, f"{name}_id"))
    return [row.permission.codename, place, getattr(row, f"{place}_id")]


# What Wagtail's log tells of: one place that every way of publishing comes by


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def logged(instance, created, **kwargs):
    model = instance.content_type.model_class()
    if created and model is not None and (action := actions_of(model).get(instance.action)):
        record(
            action,
            by=instance.user,
            about=model(pk=instance.object_id),
            label="" if is_a_person(model) else instance.label,
            details={"logged": instance.action} if action in WITH_DETAILS else None,
        )


def actions_of(model):
    if issubclass(model, Page):
        return OF_PAGES
    if issubclass(model, get_user_model()):
        return OF_ACCOUNTS
    if issubclass(model, RegistryRecord) and not model.is_a_setting:
        return OF_RECORDS
    if issubclass(model, (RegistryRecord, *SETTINGS)):
        return OF_SETTINGS
    return OF_FILES if issubclass(model, SiteImage | SiteDocument) else {}
