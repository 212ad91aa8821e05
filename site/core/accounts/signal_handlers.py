"""What every log-in, by whatever way, leaves in the session; and whoever changes an address, the former one is told."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from core.accounts.confirming import confirmed_now
from core.accounts.notices import tell_former_address
from core.accounts.second_factor import rules
from core.accounts.sessions import begin


@receiver(user_logged_in)
def begin_session(sender, request, user, **kwargs):
    begin(request)
    confirmed_now(request)
    request.session.pop(rules.STATE, None)
    if getattr(request, "second_factor_given", False):
        request.session[rules.STATE] = rules.GIVEN
    elif rules.has_one(user):
        request.session[rules.STATE] = rules.MISSING


@receiver(pre_save, sender=settings.AUTH_USER_MODEL)
def address_changed(instance, update_fields=None, raw=False, **kwargs):
    """To none it changes where an account becomes anonymous: that is what its owner wanted, or their time here is over."""
    may_change = update_fields is None or "email" in update_fields
    if raw or not (instance.pk and instance.email and instance.is_active and may_change):
        return
    former = type(instance)._base_manager.filter(pk=instance.pk).values_list("email", flat=True).first()
    if former and former.casefold() != instance.email.casefold():
        transaction.on_commit(lambda: tell_former_address.enqueue(instance.pk, former))
