from django.utils import timezone


def today():
    """The day it is where the site is at home, also for those whose account has another time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())
