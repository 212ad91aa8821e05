"""Indicators as results: those of one level and objective together, under the objective's title."""

from projects.open_data.iati import codes
from projects.open_data.iati.elements import add, add_told, rows, told


def add_results(activity, records):
    objectives = {row["number"]: in_languages for row, in_languages in rows(records, "objectives")}
    groups = {}
    for row, in_languages in rows(records, "indicators"):
        under = row["objective"] if row["objective"] in objectives else row["id"]
        groups.setdefault((row["level"]["code"], under), []).append(in_languages)
    for (level, under), indicators in groups.items():
        result = add(activity, "result", type=codes.RESULT_TYPES[level])
        title = told(objectives[under], read("title")) if under in objectives else told(indicators[0], read("label"))
        add_told(result, "title", title)
        for in_languages in indicators:
            add_indicator(result, next(iter(records.values())), in_languages)


def read(name):
    return lambda record: record[name]


def add_indicator(result, record, in_languages):
    row = next(iter(in_languages.values()))
    indicator = add(result, "indicator", measure=codes.MEASURES[row["unit"]["code"]])
    add_told(indicator, "title", told(in_languages, read("label")))
    add_told(indicator, "description", told(in_languages, read("note")))
    starts_on, ends_on = period(record)
    if row["baseline"] is not None and starts_on:  # what there was when the project began
        add(indicator, "baseline", year=int(starts_on[:4]), value=row["baseline"])
    if starts_on and ends_on and (row["target"] is not None or row["actual"] is not None):
        element = add(indicator, "period")
        add(element, "period-start", iso_date=starts_on)
        add(element, "period-end", iso_date=ends_on)
        for name in ("target", "actual"):
            if row[name] is not None:
                add(element, name, value=row[name])


def period(record):
    """The first and the last day that are known."""
    return record["actual_start"] or record["planned_start"], record["actual_end"] or record["planned_end"]
