from datetime import date, datetime
from zoneinfo import ZoneInfo

WRITTEN_ON = date(2026, 11, 21)  # of what has no day of its own: the day on which it was written for this site


def baku(year, month, day, hour=0, minute=0):
    """A moment in Baku. Midnight stands for “the hour is not known”."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Baku"))
