"""Surveys: who was planned and reached, and how many chose each answer. Single answers are nowhere in the database."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.open_data import Column, Dataset, Table, column
from core.open_data.datasets import ABOUT_PAGE, LANGUAGE, PROJECT, SUMMARY, row_column
from core.open_data.loading import about, day, in_numbers, pages_of, row_id, rows_of
from projects.models import SurveyPage
from projects.models.survey import SurveyGroup, SurveyQuestion
from projects.open_data.parents import projects_above


def load(language):
    with override(language):
        pages = pages_of(SurveyPage, language)
        groups, questions = rows_of(SurveyGroup, pages), rows_of(SurveyQuestion, pages)
        project_of = projects_above(pages)
        return [
            {
                **about(page),
                "project": project_of(page),
                "fieldwork_starts_on": day(page.fieldwork_starts_on),
                "fieldwork_ends_on": day(page.fieldwork_ends_on),
                "method": page.method,
                "limitations": page.limitations,
                "groups": [
                    {**row_id(row), "label": row.label, "planned": row.planned, "reached": row.reached}
                    for row in groups[page.pk]
                ],
                "questions": [question(row) for row in in_numbers(questions[page.pk])],
            }
            for page in pages
        ]


def question(row):
    shown = ("label", "count", "percent")
    answers = [
        {"number": place, **{name: answer[name] for name in shown}} for place, answer in enumerate(row.answers, 1)
    ]
    return {**row_id(row), "number": row.number, "text": row.text, "base": row.base, "answers": answers}


OF_SURVEY = (Column("survey", _("Identifier of the survey"), "id"), LANGUAGE)

SURVEYS = Dataset(
    name="surveys",
    title=_("Surveys"),
    about=_("Every survey with its method, its groups of respondents and its answers, counted. Nobody is named."),
    load=load,
    tables=(
        Table(
            name="surveys",
            about=_("A row for each survey."),
            columns=(
                *ABOUT_PAGE,
                PROJECT,
                column(SurveyPage, "fieldwork_starts_on"),
                column(SurveyPage, "fieldwork_ends_on"),
                SUMMARY,
                column(SurveyPage, "method"),
                column(SurveyPage, "limitations"),
            ),
        ),
        Table(
            name="respondents",
            about=_("A row for each group of respondents of a survey."),
            rows="groups",
            columns=(
                row_column("groups"),
                *OF_SURVEY,
                column(SurveyGroup, "label", name="group", path="groups.label"),
                column(SurveyGroup, "planned", path="groups.planned"),
                column(SurveyGroup, "reached", path="groups.reached"),
            ),
        ),
        Table(
            name="answers",
            about=_("A row for each answer to each question of a survey."),
            rows="questions.answers",
            columns=(
                *OF_SURVEY,
                Column("question_id", _("Identifier of the question"), "questions.id"),
                Column("question_number", _("Number of the question"), "questions.number"),
                column(SurveyQuestion, "text", name="question", path="questions.text"),
                column(SurveyQuestion, "base", path="questions.base"),
                Column("answer_number", _("Number of the answer"), "questions.answers.number"),
                Column("answer", _("Answer"), "questions.answers.label"),
                Column("count", _("How many chose it"), "questions.answers.count"),
                Column("percent", _("The same as a percentage of those who answered"), "questions.answers.percent"),
            ),
        ),
    ),
)
