from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from core.open_data import Column, Dataset, Table, column, label_column
from core.open_data.datasets import ABOUT_PAGE, LANGUAGE, PROJECT, SUMMARY
from core.open_data.loading import about, choice, day, name_of, pages_of, rows_of, visible
from core.sites import root_url
from news.models import PublicationPage
from news.models.publication import PublicationFile, PublicationKind
from projects.models import ProjectPage

CATEGORIES = {  # IATI codelist DocumentCategory: annual report; objectives; results, outcomes and outputs
    PublicationKind.ANNUAL: "B01",
    PublicationKind.ONE_PAGE: "A02",
    PublicationKind.GUIDE: "A08",
    PublicationKind.REPORT: "A08",
}


def load(language):
    with override(language):
        pages = pages_of(PublicationPage, language, "publisher")
        files = rows_of(PublicationFile, pages, "document")
        projects = visible(ProjectPage, language)
        return [
            {
                **about(page),
                "project": projects.get(page.project_id),
                "kind": choice(page, "kind"),
                "iati_category": CATEGORIES[page.kind],
                "date": day(page.date),
                "publisher": name_of(page.publisher),
                "files": [file_of(row.document) for row in files[page.pk]],
            }
            for page in pages
        ]


def file_of(document):
    return {
        "url": root_url(document.url),
        "title": document.title,
        "language": document.language,
        "format": document.content_type,
        "bytes": document.file_size,
        "pages": document.pages,
        "version": document.version,
    }


PUBLICATIONS = Dataset(
    name="publications",
    title=_("Publications"),
    about=_("Every publication with its files in each language."),
    load=load,
    has_documents=True,
    tables=(
        Table(
            name="publications",
            about=_("A row for each publication."),
            columns=(
                *ABOUT_PAGE,
                PROJECT,
                column(PublicationPage, "kind"),
                label_column(PublicationPage, "kind"),
                column(PublicationPage, "date"),
                Column("publisher", _("Publisher"), "publisher.name"),
                SUMMARY,
            ),
        ),
        Table(
            name="files",
            about=_("A row for each file of a publication."),
            rows="files",
            columns=(
                Column("publication", _("Identifier of the publication"), "id"),
                LANGUAGE,
                Column("url", _("Address of the file"), "files.url"),
                Column("file_language", _("Language of the file"), "files.language"),
                Column("format", _("Format"), "files.format"),
                Column("bytes", _("Size in bytes"), "files.bytes"),
                Column("pages", _("Number of pages"), "files.pages"),
                Column("version", pgettext_lazy("of a document", "Version"), "files.version"),
            ),
        ),
    ),
)
