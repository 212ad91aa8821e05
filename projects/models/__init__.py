from projects.models.dated import DatedPage
from projects.models.directory import Organisation, Person, Place, Theme
from projects.models.project import ProjectPage
from projects.models.project_index import ProjectIndexPage
from projects.models.proposals import ProposalPackagePage
from projects.models.results import Distribution, Indicator
from projects.models.school import SchoolCommunityPage, SchoolPartnership
from projects.models.survey import SurveyPage

__all__ = [
    "DatedPage",
    "Distribution",
    "Indicator",
    "Organisation",
    "Person",
    "Place",
    "ProjectIndexPage",
    "ProjectPage",
    "ProposalPackagePage",
    "SchoolCommunityPage",
    "SchoolPartnership",
    "SurveyPage",
    "Theme",
]
