"""The file of one project and that of all. Every language in which a project is live is in it."""

from xml.etree.ElementTree import Comment, Element, indent, tostring

from django.conf import settings

from core import generation
from core.languages import content_languages, source_language
from core.open_data.datasets import datasets, find
from core.open_data.writing import updated
from projects.open_data.iati.activity import add_activity
from projects.open_data.iati.elements import clean

VERSION = "2.03"


def whole_file():
    return generation.remember("iati activities", lambda: written(activities().values()))


def file_of(project_id):
    """The file of one project, or ``None`` if it can't be an activity."""
    found = activities().get(project_id)
    return found and written([found])


def activities():
    """``{identifier: {language: record}}`` of the projects that can be activities, the source language first."""

    def load():
        codes = sorted((code for code, _name in content_languages()), key=lambda code: code != source_language())
        found = {}
        for code in codes:
            for record in find("projects").records(code):
                if record["iati_identifier"]:
                    found.setdefault(record["id"], {})[code] = record
        return found

    return generation.remember("iati projects", load)


def documents():
    """``{identifier of a project: {language: records about it}}``"""

    def load():
        found = {}
        for dataset in datasets():
            if dataset.has_documents:
                for code, _name in content_languages():
                    for record in dataset.records(code):
                        if record["project"]:
                            found.setdefault(record["project"], {}).setdefault(code, []).append(record)
        return found

    return generation.remember("iati documents", load)


def written(activities):
    """``None`` without any: a file has to hold one at least."""
    activities = list(activities)
    if not activities:
        return None
    latest = updated(record for records in activities for record in records.values())
    root = Element("iati-activities", {"version": VERSION} | ({"generated-datetime": latest} if latest else {}))
    licence = settings.DATA_LICENCE
    root.append(Comment(clean(f" {licence['name']}: {licence['url']} ").replace("--", "- -")))
    for records in activities:
        project_id = next(iter(records.values()))["id"]
        add_activity(root, records, documents().get(project_id, {}))
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
