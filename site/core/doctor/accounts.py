"""Who may get in, and how."""

from django.conf import settings
from django.contrib.auth import get_user_model

from core.accounts.second_factor import app
from core.accounts.second_factor.rules import is_powerful, may_let_others_in
from core.doctor.configuration import in_production
from core.doctor.finding import advice, good, wrong
from core.models import CodeApp


def second_factors():
    if in_production() and not settings.TWO_FACTOR_REQUIRED:
        yield advice("Who may publish gets in with a password alone.", "Take TWO_FACTOR_REQUIRED=0 out.")
    lost = [one.user.get_username() for one in CodeApp.objects.select_related("user") if not app.can_be_read(one)]
    if lost:
        yield wrong(
            f"The codes of {len(lost)} accounts can't be checked, since SECRET_KEY has changed: {', '.join(lost)}.",
            "Put the former key into SECRET_KEY_FALLBACKS. If it is lost: recovery codes are still good; for who has "
            "none, manage.py reset_second_factor NAME.",
        )
    people = get_user_model().objects.filter(is_active=True)
    without = [user.get_username() for user in people.filter(code_app=None, passkeys=None) if is_powerful(user)]
    if in_production() and without:
        yield advice(
            f"No second factor yet: {', '.join(without)}.",
            "They set it up when they sign in next, if they still need the account.",
        )
    elif not lost:
        yield good("Second factors are there and can be checked.")


def administrators():
    people = [user for user in get_user_model().objects.filter(is_active=True) if may_let_others_in(user)]
    if not people:
        yield wrong("Nobody can let people in.", "Run: manage.py createsuperuser")
    elif len(people) == 1:
        yield advice("One person alone can let others in again.", "Make a second administrator.")
