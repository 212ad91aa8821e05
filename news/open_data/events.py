"""Events and round tables. Who suggested or said something is on the pages, and not in the files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.open_data import Column, Dataset, Table, column, label_column
from core.open_data.datasets import ABOUT_PAGE, LANGUAGE, PROJECT, SUMMARY, row_column
from core.open_data.loading import about, choice, in_numbers, local_time, name_of, pages_of, row_id, rows_of, visible
from news.models import EventPage, RoundTablePage
from news.models.event import EventStatus
from news.models.round_table import Attendance, Suggestion, SuggestionsOutcome
from projects.models import ProjectPage, ProposalPackagePage, SurveyPage


def load(language):
    with override(language):
        pages = pages_of(EventPage, language, "place")
        round_tables = RoundTablePage.objects.filter(pk__in=[page.pk for page in pages]).defer_streamfields()
        reports = {page.pk: page for page in round_tables}
        attendance = rows_of(Attendance, reports.values(), "organisation")
        suggestions = rows_of(Suggestion, reports.values())
        return [
            {
                **event(page, language),
                **report(reports.get(page.pk), attendance[page.pk], suggestions[page.pk], language),
            }
            for page in pages
        ]


def event(page, language):
    return {
        **about(page),
        "kind": choice(page, "kind"),
        "status": choice(page, "status"),
        "starts_at": local_time(page.starts_at),
        "ends_at": local_time(page.ends_at),
        "place": name_of(page.place),
        "venue": page.venue,
        "audience": page.audience,
        "project": visible(ProjectPage, language).get(page.project_id),
    }


def report(page, attendance, suggestions, language):
    if page is None:
        return dict.fromkeys(("topic", "purpose", "suggestions_outcome", "survey", "package")) | {
            "attendance": [],
            "suggestions": [],
        }
    is_told = bool(suggestions) or page.suggestions_outcome != SuggestionsOutcome.LISTED
    is_listed = page.suggestions_outcome == SuggestionsOutcome.LISTED
    return {
        "topic": page.topic,
        "purpose": page.purpose,
        "suggestions_outcome": choice(page, "suggestions_outcome") if is_told else None,
        "survey": visible(SurveyPage, language).get(page.survey_id),
        "package": visible(ProposalPackagePage, language).get(page.package_id),
        "attendance": [
            {
                **row_id(row),
                "organisation": name_of(row.organisation),
                "label": row.label,
                "expected": row.expected,
                "came": row.came,
            }
            for row in attendance
        ],
        "suggestions": [
            {**row_id(row), "number": row.number, "text": row.text, "proposal": row.proposal_number}
            for row in in_numbers(suggestions)
            if is_listed
        ],
    }


OF_EVENT = (Column("event", _("Identifier of the event"), "id"), LANGUAGE)

EVENTS = Dataset(
    name="events",
    title=_("Events and round tables"),
    about=_("Every event with its time and place; of round tables also who came and what was suggested."),
    load=load,
    tables=(
        Table(
            name="events",
            about=_(
                "A row for each event. Times are those of the site’s zone; a day without an hour is all that is known."
            ),
            columns=(
                *ABOUT_PAGE,
                PROJECT,
                column(EventPage, "kind"),
                label_column(EventPage, "kind"),
                Column("status", _("Status"), "status.code", tuple(EventStatus.choices)),
                label_column(EventPage, "status"),
                column(EventPage, "starts_at"),
                column(EventPage, "ends_at"),
                Column("place", _("Place"), "place.name"),
                column(EventPage, "venue"),
                column(EventPage, "audience"),
                SUMMARY,
                column(RoundTablePage, "topic"),
                column(RoundTablePage, "purpose"),
                column(RoundTablePage, "suggestions_outcome"),
                Column("survey", _("Identifier of the survey"), "survey"),
                Column("package", _("Identifier of the package of proposals"), "package"),
            ),
        ),
        Table(
            name="attendance",
            about=_("A row for each organisation or group that was expected at a round table or came to it."),
            rows="attendance",
            columns=(
                row_column("attendance"),
                *OF_EVENT,
                Column("organisation", _("Organisation"), "attendance.organisation.name"),
                Column("group", _("Group"), "attendance.label"),
                column(Attendance, "expected", path="attendance.expected"),
                column(Attendance, "came", path="attendance.came"),
            ),
        ),
        Table(
            name="suggestions",
            about=_("A row for each suggestion made at a round table."),
            rows="suggestions",
            columns=(
                row_column("suggestions"),
                *OF_EVENT,
                column(Suggestion, "number", path="suggestions.number"),
                column(Suggestion, "text", name="suggestion", path="suggestions.text"),
                Column("package", _("Identifier of the package of proposals"), "package"),
                column(Suggestion, "proposal_number", path="suggestions.proposal"),
            ),
        ),
    ),
)
