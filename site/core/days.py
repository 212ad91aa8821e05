from django.utils import timezone


def today():
    """The day it is where the site is at home, also for those whose account has another time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def has_hour(moment):
    """Midnight and the minute before it mean that the hour is not known."""
    return (moment.hour, moment.minute) not in {(0, 0), (23, 59)}
