"""Which backups are kept, and that the last good one always is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.backup import retention
from core.backup.places import made_at, name_of

TODAY = datetime(2026, 11, 29, 2, tzinfo=UTC)


def names(*days_ago):
    return [name_of(TODAY - timedelta(days=days), "") for days in days_ago]


def kept(given, keep, needed=()):
    gone = retention.outdated(given, keep, needed)
    return [name for name in given if name not in gone]


def test_days_then_weeks_then_months():
    every_night = names(*range(400))
    left = kept(every_night, [7, 5, 12])
    assert left[:7] == every_night[:7]
    assert 7 + 4 + 10 <= len(left) <= 7 + 5 + 12
    assert made_at(left[-1]).month == 12 and made_at(left[-1]).year == 2025


def test_of_several_of_a_day_the_newest_is_kept():
    morning = name_of(TODAY, "")
    noon = name_of(TODAY + timedelta(hours=10), ".age")
    assert kept([noon, morning], [7, 0, 0]) == [noon]


def test_old_ones_are_no_reason_to_go_where_no_newer_ones_were_made():
    old = names(800, 801, 802)
    assert kept(old, [7, 5, 12]) == old


@pytest.mark.parametrize("keep", [[0, 0, 0], [1, 0, 0]])
def test_the_newest_never_goes(keep):
    assert kept(names(0, 1, 2), keep) == names(0)


def test_nor_does_the_last_that_was_tried_out():
    assert kept(names(0, 1, 2, 90), [1, 0, 0], needed=names(90)) == names(0, 90)


@pytest.mark.parametrize("words", ["", "7", "7,5", "a,b,c", "7,-1,3", "1,2,3,4"])
def test_a_setting_that_means_nothing_is_refused(settings, words):
    settings.BACKUP_KEEP = words
    with pytest.raises(ImproperlyConfigured, match="three numbers"):
        retention.limits()
