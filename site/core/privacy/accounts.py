"""An account without its person: what was published stays, by “former member of staff”."""

from functools import wraps

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from core.patching import wrap

FORMER = "former-"
SAID = ("wagtailcore.Comment", "wagtailcore.CommentReply")  # part of the conversation about a text


def is_anonymous(user):
    return user.get_username() == f"{FORMER}{user.pk}"


@transaction.atomic
def make_anonymous(user):
    """The number stays, so that what it did stays one person's. Rows that are its own go: profile, keys, drafts of forms."""
    for model, field in own_rows():
        for row in model._base_manager.filter(**{field: user.pk}):
            delete_files(row)
            row.delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.first_name = user.last_name = user.email = ""
    setattr(user, user.USERNAME_FIELD, f"{FORMER}{user.pk}")
    user.is_active = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    of_account = ContentType.objects.get_for_model(user)
    ModelLogEntry.objects.filter(content_type=of_account, object_id=str(user.pk)).update(label=user.get_username())


def own_rows():
    """``(model, field)`` of the rows that would go with the account, but for what it said to others."""
    account = get_user_model()
    for model in account._meta.apps.get_models():
        for field in model._meta.local_fields:
            refers = field.remote_field and field.related_model is account
            if refers and field.remote_field.on_delete is models.CASCADE and model._meta.label not in SAID:
                yield model, field.name


def delete_files(row):
    for field in row._meta.local_fields:
        file = getattr(row, field.name) if isinstance(field, models.FileField) else None
        if file:
            transaction.on_commit(lambda file=file: file.storage.delete(file.name))


def apply():
    wrap(get_user_model(), "get_full_name", _former)


def _former(original):
    """What the admin calls an account, wherever it does."""

    @wraps(original)
    def get_full_name(self):
        return f"{gettext('former member of staff')} {self.pk}" if is_anonymous(self) else original(self)

    return get_full_name


def shown(user):
    return user.get_full_name() or user.get_username()
