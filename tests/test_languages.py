"""The language rules: slugs, casing, folding, dates."""

from datetime import UTC, date, datetime

import pytest

from core.languages import fold, format_date, lower, open_graph_locale, slugify, upper

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Təhsildə İdarəetmənin İctimailəşdirilməsinə Dəstək", "tehsilde-idareetmenin-ictimailesdirilmesine-destek"),
        ("IŞIQ, Şəki və Gəncə", "isiq-seki-ve-gence"),
        ("Gençlik katılımı: ışığın çağrısı", "genclik-katilimi-isigin-cagrisi"),
        ("  “Ümid” SİD  ", "umid-sid"),
    ],
)
def test_slug_keeps_every_letter(text, slug):
    assert slugify(text) == slug


def test_turkic_casing_knows_both_letters_i():
    assert lower("İŞTİRAK IŞIQ", "az") == "iştirak ışıq"
    assert upper("iştirak ışıq", "tr") == "İŞTİRAK IŞIQ"
    assert upper("in title", "en") == "IN TITLE"


@pytest.mark.parametrize("typed", ["gənclər", "GƏNCLƏR", "gencler", " Gənclər  ", "Gencler"])
def test_folding_makes_one_word_of_every_spelling(typed):
    assert fold(typed) == "gencler"


def test_months_are_lower_case_in_azerbaijani():
    day = date(2022, 11, 29)
    assert format_date(day, "az") == "29 noyabr 2022"
    assert format_date(day, "en") == "29 November 2022"
    assert format_date(day, "tr") == "29 Kasım 2022"
    assert format_date(day, "az", form="day_month") == "29 noyabr"


def test_every_azerbaijani_month_is_right():
    months = [format_date(date(2022, month, 1), "az").split()[1] for month in range(1, 13)]
    assert months == (
        [
            "yanvar",
            "fevral",
            "mart",
            "aprel",
            "may",
            "iyun",
            "iyul",
            "avqust",
            "sentyabr",
            "oktyabr",
            "noyabr",
            "dekabr",
        ]
    )


def test_a_moment_is_dated_where_the_site_is():
    assert format_date(datetime(2022, 11, 28, 21, 0, tzinfo=UTC), "az") == "29 noyabr 2022"


def test_a_language_the_rules_do_not_know_still_has_dates():
    assert format_date(date(2022, 11, 29), "ru") == "29 ноября 2022 г."
    assert format_date(date(2022, 11, 29), "ru", form="day_month") == "29 ноября"
    assert format_date(date(2022, 11, 29), "fr", form="day_month") == "29 novembre"
    assert open_graph_locale("ru") == "ru"
