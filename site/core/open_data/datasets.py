"""Sets of records, and the tables they make: the files, and what the page about them says, are drawn from the same."""

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import generation
from core.languages import capitalise

_floors = []  # of the house, in the order in which their sets are shown


@dataclass(frozen=True)
class Column:
    """``path`` leads through a record: “status.code”; through a list it gives all values, with semicolons between."""

    name: str
    meaning: str
    path: str
    codes: tuple = ()


@dataclass(frozen=True)
class Table:
    """One CSV file: a row for each record, or for each entry of the lists named in ``rows`` (“questions.answers”)."""

    name: str
    about: str
    columns: tuple
    rows: str = ""


@dataclass(frozen=True)
class Dataset:
    """``load(language)`` gives the records of live, public pages of that language, in the same order each time.

    Each has ``id`` (the same in all languages), ``language``, ``title``, ``url`` and ``updated``; what belongs to a
    project has its id as ``project``.
    """

    name: str
    title: str
    about: str
    load: object
    tables: tuple
    has_documents: bool = False  # its records are documents about their project

    def records(self, language):
        return generation.remember(("open data", self.name, language), lambda: self.load(language))


def register(*sets):
    """Apps are made ready from the top of the house down; what lies lower is shown first."""
    _floors.insert(0, sets)


def datasets():
    return [one for sets in _floors for one in sets]


def find(name):
    return next((one for one in datasets() if one.name == name), None)


def find_table(name):
    return next(((one, table) for one in datasets() for table in one.tables if table.name == name), None)


def column(model, field_name, *, name="", path=""):
    """A column that is a field of a model: it means what the admin calls it, and has the codes of its choices."""
    field = model._meta.get_field(field_name)
    codes = tuple(field.flatchoices)
    path = path or field_name
    return Column(name or field_name, capitalised(field.verbose_name), f"{path}.code" if codes else path, codes)


def label_column(model, field_name, *, name="", path=""):
    """The same in words, in the language of the file."""
    words = capitalised(model._meta.get_field(field_name).verbose_name)
    return Column(f"{name or field_name}_label", words, f"{path or field_name}.label")


capitalised = lazy(lambda text: capitalise(str(text)), str)

ID = Column("id", _("Identifier: the same in every language, and it never changes"), "id")
LANGUAGE = Column("language", _("Language of the texts"), "language")
TITLE = Column("title", _("Title"), "title")
URL = Column("url", _("Address of the page"), "url")
UPDATED = Column("updated", _("When the page was last published"), "updated")
PROJECT = Column("project", _("Identifier of the project"), "project")
SUMMARY = Column("summary", pgettext_lazy("of a page", "Summary"), "summary")


def row_column(path):
    """What a row of a page is known by."""
    return Column("id", ID.meaning, f"{path}.id")


ABOUT_PAGE = (ID, LANGUAGE, TITLE, URL, UPDATED)
