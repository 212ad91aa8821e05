"""What can be read about a project: its page and its one-page summary in each language, and its publications."""

from urllib.parse import urljoin

from django.utils.translation import gettext, override

from projects.open_data.iati import codes
from projects.open_data.iati.elements import add, add_told

DEFAULT_FORMAT = "application/octet-stream"


def add_documents(activity, records, documents):
    """``documents`` is ``{language: publications about the project}``."""
    for language, record in records.items():
        titles = {language: record["title"]}
        add_document(activity, record["url"], "text/html", titles, codes.PROJECT_PAGE, language)
    for language, record in records.items():
        with override(language):
            titles = {language: gettext("One-page summary")}
        url = urljoin(record["url"], "one-page.pdf")
        add_document(activity, url, "application/pdf", titles, codes.SUMMARY, language)
    for publication, titles in publications(documents):
        for file in publication["files"]:
            kind, code = file["format"] or DEFAULT_FORMAT, publication["iati_category"]
            add_document(activity, file["url"], kind, titles, code, file["language"], publication["date"])


def publications(documents):
    """``[(publication, {language: title})]``, each once."""
    found = {}
    for language, some in documents.items():
        for publication in some:
            found.setdefault(publication["id"], (publication, {}))[1][language] = publication["title"]
    return found.values()


def add_document(activity, url, kind, titles, category, language, date=None):
    link = add(activity, "document-link", url=url, format=kind)
    add_told(link, "title", titles)
    add(link, "category", code=category)
    add(link, "language", code=language)
    if date:
        add(link, "document-date", iso_date=date)
