"""Addresses below a project's own: ``…/iati.xml``, ``…/data.json`` and ``…/data.csv``; and the file of all activities."""

from urllib.parse import urljoin

from django.http import Http404
from django.views.decorators.http import require_safe

from core import generation
from core.below import AddressesBelow
from core.open_data.answers import answer
from core.open_data.datasets import datasets
from core.open_data.writing import as_json, facts_csv, updated
from core.store import kept
from projects.open_data.iati.file import file_of, whole_file
from projects.open_data.iati.identifiers import may_be_activity

FILES = ("iati.xml", "data.json", "data.csv")


def file(name):
    def view(page, request):
        content = content_of(name, str(page.translation_key), page.language)
        if content is None:
            raise Http404
        return answer(request, content, file_name(page, name))

    return view


class OpenData(AddressesBelow):
    """A page whose facts are files, too. They are open to everybody or to nobody: a page for some has none."""

    views_below = {name: file(name) for name in FILES}

    @property
    def data_files(self):
        """``[(address, kind)]``"""
        names = [name for name in FILES if name != "iati.xml" or self.is_activity]
        return [(urljoin(self.url or "", name), name) for name in names]

    @property
    def is_activity(self):
        dates = [self.planned_start, self.planned_end, self.actual_start, self.actual_end]
        return may_be_activity(dates, [row.iati_role for row in self.partner_rows])


def file_name(page, view):
    stem, extension = view.split(".")
    return f"{page.slug[:60]}-{stem}-{page.language}.{extension}"


def content_of(name, project_id, language):
    return generation.remember(("open data file", name, project_id, language), lambda: made(name, project_id, language))


def made(name, project_id, language):
    if name == "iati.xml":
        return file_of(project_id)
    parts = parts_of(language).get(project_id)
    if parts is None:
        return None
    if name == "data.csv":
        return facts_csv(parts)
    [project], *others = parts.values()
    records = [project, *[record for some in others for record in some]]
    rest = {name: some for name, some in parts.items() if name != "projects"}
    return as_json(language, dataset="project", updated=updated(records), project=project, **rest)


def parts_of(language):
    """``{project: {set: its records}}``; the project itself first."""

    def load():
        found = {}
        sets = {one.name: one.records(language) for one in datasets()}
        for record in sets.pop("projects"):
            found[record["id"]] = {"projects": [record], **{name: [] for name in sets}}
        for name, records in sets.items():
            for record in records:
                if record["project"] in found:
                    found[record["project"]][name].append(record)
        return found

    return generation.remember(("open data of projects", language), load)


@require_safe
@kept
def activities(request):
    content = whole_file()
    if content is None:
        raise Http404
    return answer(request, content, "activities.xml")
