"""Records as JSON and as CSV."""

import csv
import json
from io import StringIO

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.sites import identity, root_url
from core.spreadsheets import as_text

BOM = "\ufeff"  # by which spreadsheets know that it is UTF-8
BETWEEN = "; "


def as_json(language, **content):
    """``content`` with what whoever takes the file along has to know."""
    return json.dumps({**envelope(language), **content}, ensure_ascii=False, indent=1).encode()


def envelope(language):
    with override(language):
        about = root_url(reverse("open_data"))
    return {
        "language": language,
        "publisher": str(publisher(language)),
        "licence": settings.DATA_LICENCE,
        "documentation": about,
    }


def publisher(language):
    """The record of whose data it is: its name may be in another language."""
    owner = identity(language)
    return getattr(owner, "organisation", None) or owner


def dataset_json(dataset, language):
    records = dataset.records(language)
    with override(language):
        title, about = str(dataset.title), str(dataset.about)
    head = {"dataset": dataset.name, "title": title, "description": about, "updated": updated(records)}
    return as_json(language, **head, records=records)


def table_csv(dataset, table, language):
    lines = [[column.name for column in table.columns]]
    for record in dataset.records(language):
        for entries in rows_of(record, table.rows):
            lines.append([look_up(record, column.path, entries) for column in table.columns])
    return as_csv(lines)


def as_csv(lines):
    output = StringIO()
    writer = csv.writer(output)
    writer.writerows([[as_text(cell) for cell in line] for line in lines])
    return (BOM + output.getvalue()).encode()


def updated(records):
    return max((record["updated"] for record in records if record["updated"]), default=None)


def rows_of(record, rows):
    """``[{path: entry}]``: for each row of the table, the entries of the record's lists that it is about."""
    found = [{}]
    path = ""
    for part in filter(None, rows.split(".")):
        parent, path = path, f"{path}.{part}".lstrip(".")
        found = [
            {**entries, path: entry}
            for entries in found
            for entry in (entries[parent] if parent else record).get(part) or []
        ]
    return found


def look_up(record, path, entries):
    value, walked = record, ""
    for part in path.split("."):
        walked = f"{walked}.{part}".lstrip(".")
        value = entries[walked] if walked in entries else _within(value, part)
    return BETWEEN.join(str(one) for one in value if one is not None) if isinstance(value, list) else value


def _within(value, part):
    if isinstance(value, list):
        return [_within(one, part) for one in value]
    return value.get(part) if value else None


def facts_csv(parts):
    """Everything about one thing, a fact a line: ``parts`` is ``{name of a set: records}``."""
    lines = [["dataset", "id", "field", "value"]]
    for name, records in parts.items():
        for record in records:
            lines += [[name, record["id"], field, value] for field, value in flat(record) if field != "id"]
    return as_csv(lines)


def flat(value, path=""):
    """``[(path, value)]`` of what is known: “indicators.1.target”; lists count from one."""
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value, 1)
    else:
        return [] if value in (None, "") else [(path, value)]
    return [found for key, one in pairs for found in flat(one, f"{path}.{key}".lstrip("."))]
