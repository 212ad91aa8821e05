"""The tables of the style guide: with and without bars, with what is not known yet, narrow and too wide for a phone."""

from datetime import date

from django.utils.translation import gettext as _

from core.style_guide import samples
from core.style_guide.samples import Sample

HALF = {"planned": "100%", "actual": "50%"}


def tables(text):
    return {
        "indicator_table": [
            ("with bars, baselines and a value not known yet", indicators()),
            ("without bars and baselines", {"indicators": [samples.indicator(), samples.indicator(actual=None)]}),
        ],
        "respondent_table": respondents(text),
        "attendance_table": attendance(text),
        "partnership_table": [("", {"partnerships": partnerships(text)})],
        "question": [
            ("shares of all who answered", {"question": samples.question(bar=HALF)}),
            ("numbers alone", {"question": samples.question(base=None, bar={"actual": "50%"})}),
            ("no answers yet", {"question": samples.question(base=None, answers=[])}),
        ],
    }


def indicators():
    rows = [
        samples.indicator(baseline=40, bar={**HALF, "baseline": "20%"}),
        samples.indicator(actual=None, unit="percent", baseline=10, note=samples.texts()["summary"]),
    ]
    return {"indicators": rows, "has_bars": True, "has_baselines": True}


def respondents(text):
    groups = [Sample(label=label, planned=10, reached=5, bar=HALF) for label in (text["group"], text["role"])]
    planned = [Sample(label=text["group"], planned=10, reached=None, bar={"planned": "100%"})]
    return [
        ("held", {"groups": groups, "planned_in_all": 20, "reached_in_all": 10, "is_reached_known": True}),
        ("planned", {"groups": planned, "planned_in_all": 10}),
    ]


def attendance(text):
    group = Sample(organisation=None, label=text["group"], expected=10, came=8)
    host = Sample(organisation=Sample(text["organisation"]), label="", expected=None, came=2)
    rows = [group, host]
    numbers = {"is_expected_known": True, "is_came_known": True, "expected_in_all": 10, "came_in_all": 10}
    return [("with numbers", {"attendance": rows, **numbers}), ("names alone", {"attendance": rows})]


def partnerships(text):
    school = Sample(text["organisation"], place=Sample(text["place"]))
    pair = {"school_a": school, "school_b": school, "get_state_display": _("Planned")}
    return [
        Sample(
            starts_on=date(2024, 9, 1),
            ends_on=date(2028, 8, 31),
            topic_list=[text["short"], text["role"], text["group"]],
            **pair,
        ),
        Sample(starts_on=None, ends_on=None, topic_list=[], **pair),
    ]


def block_tables(text):
    words, number = Sample(block=Sample("text"), heading=text["group"]), Sample(block=Sample("number"), heading="2022")

    def cell(column, value):
        return Sample(block=column.block, value=value)

    row = [cell(words, text["short"]), cell(number, 1250)]
    wide = [cell(words, text["summary"]), cell(words, text["role"]), cell(words, ""), *[cell(number, 1250.5)] * 3]
    return [
        ("", {"caption": text["short"], "columns": [words, number], "rows": [row, row]}),
        (
            "wider than a phone",
            {"caption": text["title"], "columns": [words] * 3 + [number] * 3, "rows": [wide, wide]},
        ),
    ]
