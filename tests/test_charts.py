"""The bars beside the figures: their widths at every edge, and what readers, seeing or not, are given."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from core.templatetags import shown
from projects import charts
from projects.models import Indicator, ProjectIndexPage, ProjectPage, SurveyPage
from projects.models.results import Unit
from projects.models.survey import SurveyGroup, SurveyQuestion
from tests.factories import make_page
from tests.worlds import made_once

pytestmark = pytest.mark.once


def drawn(**values):
    bar = charts.bar(**values)
    return bar and (bar.planned, bar.actual, bar.baseline)


@pytest.mark.parametrize(
    ("values", "widths"),
    [
        ({"planned": 200, "actual": 125}, ("100%", "62.5%", None)),
        ({"planned": 100, "actual": 150}, ("66.67%", "100%", None)),
        ({"planned": 3, "actual": 1}, ("100%", "33.33%", None)),
        ({"planned": 40, "actual": 10, "baseline": 20}, ("100%", "25%", "50%")),
        ({"planned": None, "actual": 10, "baseline": 20}, (None, "50%", "100%")),
        ({"planned": Decimal("12.50"), "actual": Decimal("6.25")}, ("100%", "50%", None)),
        ({"planned": Decimal("9999999999.99"), "actual": Decimal("9999999999.98")}, ("100%", "100%", None)),
    ],
)
def test_the_largest_value_fills_the_width(values, widths):
    assert drawn(**values) == widths


def test_rows_that_are_compared_share_a_scale():
    assert drawn(planned=50, actual=25, full=100) == ("50%", "25%", None)
    assert drawn(planned=50, full=100) == ("50%", None, None)


def test_a_value_beyond_the_scale_stretches_it():
    assert drawn(planned=80, actual=200, full=100) == ("40%", "100%", None)


def test_what_is_not_zero_can_be_seen_and_what_is_zero_can_not():
    assert drawn(planned=1_000_000, actual=1) == ("100%", "0.5%", None)
    assert drawn(planned=1_000_000, actual=0) == ("100%", "0%", None)
    assert drawn(planned=0, actual=3) == ("0%", "100%", None)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"planned": 10},
        {"actual": 10},
        {"planned": 0, "actual": 0},
        {"planned": 10, "actual": -1},
        {"full": 100},
        {"planned": None, "actual": 5, "full": None},
    ],
)
def test_nothing_is_drawn_where_nothing_can_be_compared(values):
    assert charts.bar(**values) is None


def test_the_scale_of_rows_is_the_largest_value_that_is_known():
    assert charts.largest([None, 5, 0]) == 5
    assert charts.largest([None, None]) is None
    assert charts.largest([]) is None


def test_an_indicator_has_a_bar_as_soon_as_its_result_is_known():
    assert Indicator(target=30).bar is None
    assert Indicator(target=30, actual=0).bar == charts.Bar(planned="100%", actual="0%")
    assert Indicator(actual=54).bar is None  # nothing to compare it with


def test_per_cent_is_drawn_of_a_hundred_and_yes_or_no_not_at_all():
    assert Indicator(unit=Unit.PERCENT, target=80, actual=60).bar == charts.Bar(planned="80%", actual="60%")
    assert Indicator(unit=Unit.PERCENT, actual=60).bar == charts.Bar(actual="60%")
    assert Indicator(unit=Unit.YES_NO, target=1, actual=1).bar is None


def question(base, *counts):
    options = [("option", {"label": f"Cavab {number}", "count": count}) for number, count in enumerate(counts)]
    return SurveyQuestion(number=1, text="Sual?", base=base, options=options)


def bars(one):
    return [answer["bar"] and answer["bar"].actual for answer in one.answers]


def test_answers_are_shares_of_all_who_answered():
    assert bars(question(50, 12, 20, 0)) == ["24%", "40%", "0%"]
    assert bars(question(50, 50)) == ["100%"]
    assert bars(question(50, None)) == [None]


@pytest.mark.parametrize("base", [None, 0])
def test_answers_without_a_base_are_drawn_beside_each_other(base):
    one = question(base, 10, 20)
    assert bars(one) == ["50%", "100%"]
    assert [answer["percent"] for answer in one.answers] == [None, None]


@pytest.mark.parametrize(("language", "text"), [("az", "62,5%"), ("en", "62.5%"), ("tr", "%62,5")])
def test_per_cent_is_written_as_the_language_does(language, text):
    with translation.override(language):
        assert shown.percent(Decimal("62.5")) == shown.measured(Decimal("62.50"), "percent") == text
        assert shown.percent(None) == ""


@pytest.mark.parametrize("language", ["az", "en", "tr"])
def test_a_drawing_has_its_widths_in_attributes_whatever_the_language(language):
    with translation.override(language):
        html = render_to_string("components/chart_bar.html", {"bar": charts.bar(planned=200, actual=125, baseline=1)})
    svg = BeautifulSoup(html, "html.parser").svg
    assert svg["aria-hidden"] == "true"  # the cells beside it say it
    assert [rect["width"] for rect in svg.find_all("rect")] == ["100%", "62.5%"]
    assert svg.line["x1"] == svg.line["x2"] == "0.5%"


def test_without_a_bar_there_is_no_drawing():
    assert render_to_string("components/chart_bar.html", {"bar": None}).strip() == ""


def soup_of(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def table_with(soup, text):
    return next(table for table in soup.find_all("table") if text in table.stripped_strings)


def cells(row):
    return [" ".join(cell.stripped_strings) for cell in row.find_all(["th", "td"])]


@made_once
def project(home):
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    page = ProjectPage(title="Layihə")
    page.indicators = [
        Indicator(label="Görüşlər", target=4, actual=5),
        Indicator(label="Payı", unit=Unit.PERCENT, target=80, actual=Decimal("62.5"), baseline=10),
        Indicator(label="Hələ yox", target=10),
    ]
    return make_page(page, section)


@pytest.mark.django_db
def test_every_figure_of_a_drawing_stands_in_its_row(client, project):
    table = table_with(soup_of(client, project), "Görüşlər")
    rows = table.tbody.find_all("tr")
    assert [cells(row)[1:4] for row in rows] == [
        ["4", "5", "–"],
        ["80%", "62,5%", "10%"],
        ["10", "hələ məlum deyil", "–"],
    ]
    assert [bool(row.svg) for row in rows] == [True, True, False]
    assert [th.find("svg")["class"] for th in table.thead.find_all("th")[1:4]] == [["chart-key"]] * 3


@pytest.mark.django_db
def test_a_survey_shows_planned_beside_reached_and_answers_with_their_shares(client, project):
    page = SurveyPage(title="Sorğu")
    page.groups = [
        SurveyGroup(label="Müəllimlər", planned=50, reached=47),
        SurveyGroup(label="Valideynlər", planned=100),
    ]
    page.questions = [question(50, 12, 38)]
    soup = soup_of(client, make_page(page, project))
    respondents, answers = table_with(soup, "Müəllimlər"), table_with(soup, "Cavab 0")
    assert cells(respondents.tbody.tr) == ["Müəllimlər", "50", "47"]
    assert [rect["width"] for rect in respondents.tbody.find_all("rect")] == ["50%", "47%", "100%"]
    assert cells(answers.tbody.tr) == ["Cavab 0", "24%", "12"]
    assert answers["aria-labelledby"] == "question-1"
