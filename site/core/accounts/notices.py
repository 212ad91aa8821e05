"""Mails to the owner of an account about what has happened to it, in their language."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task
from wagtail.users.models import UserProfile

from core.languages import source_language
from core.mailing import tried_again
from core.sites import identity

REMOVED = gettext_noop("Two-step verification was switched off for your account “%(name)s”.")
CODE_USED = gettext_noop("Somebody signed in to your account “%(name)s” with a recovery code.")
ADDRESS_CHANGED = gettext_noop("The e-mail address of your account “%(name)s” was changed.")


def notify(user, what):
    if user.email:
        transaction.on_commit(lambda: send_notice.enqueue(user.pk, what))


@task(priority=50)
def send_notice(user_id, what, attempt=1):
    user = get_user_model().objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None:
        return
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        said = _(what) % {"name": user.get_username()}
        advice = _("If it was not you, reset your password now, and tell an administrator of the site: %(address)s")
        address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset")
        text = f"{said}\n\n{advice % {'address': address}}"
    with tried_again(send_notice, user_id, what, attempt=attempt):
        send_mail(said, text, settings.DEFAULT_FROM_EMAIL, [user.email])


@task(priority=50)
def tell_former_address(user_id, address, attempt=1):
    """A new password would be sent to the new one: only people can help."""
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return
    language = UserProfile.get_for_user(user).get_preferred_language()
    with translation.override(language):
        said = _(ADDRESS_CHANGED) % {"name": user.get_username()}
        advice = _(
            "Mails to your account, those with a new password too, do not go to this address any more. If it was not you "
            "who changed it, tell an administrator of the site at once: somebody else may be using your account. %(contact)s"
        )
        contact = identity(source_language()).email or settings.WAGTAILADMIN_BASE_URL
        text = f"{said}\n\n{advice % {'contact': contact}}"
    with tried_again(tell_former_address, user_id, address, attempt=attempt):
        send_mail(said, text, settings.DEFAULT_FROM_EMAIL, [address])
