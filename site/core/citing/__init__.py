"""How a page is cited: as text for a list of references, and for programs that keep such lists.

The form is that of APA. The day on which the page was read is the reader's to add.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import pgettext

from core.languages import format_date
from core.sites import identity


@dataclass
class Citation:
    key: str
    kind: str
    title: str
    author: str
    site: str
    day: date | None
    address: str
    language: str

    @property
    def when(self):
        """As in APA, the year first: “2022, 29 November”."""
        if self.day is None:
            return pgettext("instead of a year, in a list of references", "n.d.")
        return f"{self.day.year}, {format_date(self.day, form='day_month')}"


def citation_of(page, address):
    """Of a page everybody can read at ``address``."""
    site = identity(page.language).name
    publisher = getattr(page, "publisher", None)
    day = getattr(page, "date", None) or (page.first_published_at and timezone.localdate(page.first_published_at))
    return Citation(
        key="-".join([page.slug, *([str(day.year)] if day else []), page.language]),
        kind=page.cited_as,
        title=page.title,
        author=str(publisher) if publisher else site,
        site=site,
        day=day,
        address=address,
        language=page.language,
    )
