from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.open_data import Column, Dataset, Table, column, label_column
from core.open_data.datasets import LANGUAGE, PROJECT, TITLE, UPDATED, URL, row_column
from core.open_data.loading import about, choice, day, in_numbers, name_of, pages_of, row_id, rows_of
from projects.models import ProposalPackagePage
from projects.models.proposals import Proposal
from projects.open_data.parents import projects_above


def load(language):
    with override(language):
        pages = pages_of(ProposalPackagePage, language, "addressee")
        proposals = rows_of(Proposal, pages)
        project_of = projects_above(pages)
        return [
            {
                **about(page),
                "project": project_of(page),
                "addressee": name_of(page.addressee),
                "submitted_on": day(page.submitted_on),
                "reference": page.reference,
                "proposals": [proposal(row) for row in in_numbers(proposals[page.pk])],
            }
            for page in pages
        ]


def proposal(row):
    return {
        **row_id(row),
        "number": row.number,
        "text": row.text,
        "status": choice(row, "status"),
        "since": day(row.since),
        "answer": row.answer,
        "evidence_url": row.evidence_url,
    }


PROPOSALS = Dataset(
    name="proposals",
    title=_("Proposals"),
    about=_("What was proposed to whom, and what became of each proposal, by packages."),
    load=load,
    tables=(
        Table(
            name="proposals",
            about=_("A row for each proposal."),
            rows="proposals",
            columns=(
                row_column("proposals"),
                Column("package", _("Identifier of the package"), "id"),
                LANGUAGE,
                TITLE,
                URL,
                UPDATED,
                PROJECT,
                Column("addressee", _("Addressee"), "addressee.name"),
                column(ProposalPackagePage, "submitted_on"),
                column(ProposalPackagePage, "reference"),
                column(Proposal, "number", path="proposals.number"),
                column(Proposal, "text", name="proposal", path="proposals.text"),
                column(Proposal, "status", path="proposals.status"),
                label_column(Proposal, "status", path="proposals.status"),
                column(Proposal, "since", path="proposals.since"),
                column(Proposal, "answer", path="proposals.answer"),
                column(Proposal, "evidence_url", path="proposals.evidence_url"),
            ),
        ),
    ),
)
