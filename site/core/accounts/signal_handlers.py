"""What every log-in, by whatever way, leaves in the session."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from core.accounts.confirming import confirmed_now
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
