"""Our codes as those of IATI's lists. Codes that are the same here (status, role, sector, goal) need no entry."""

from projects.models.directory import OrganisationKind, PlaceKind
from projects.models.results import ResultLevel, Unit

ORGANISATION_TYPES = {  # OrganisationType; of an NGO that is a partner we don't know which of three it is
    OrganisationKind.STATE: "10",
    OrganisationKind.LOCAL_GOVERNMENT: "11",
    OrganisationKind.INTERNATIONAL: "40",
    OrganisationKind.BUSINESS: "70",
    OrganisationKind.ACADEMIC: "80",
    OrganisationKind.SCHOOL: "80",
    OrganisationKind.MEDIA: "90",
}
NGO_OF_THE_COUNTRY, OTHER_ORGANISATION = "24", "90"
LOCATION_CLASSES = {  # GeographicLocationClass: administrative region, populated place
    PlaceKind.COUNTRY: "1",
    PlaceKind.CITY: "2",
    PlaceKind.DISTRICT: "1",
    PlaceKind.SETTLEMENT: "2",
}
RESULT_TYPES = {ResultLevel.OUTPUT: "1", ResultLevel.OUTCOME: "2", ResultLevel.IMPACT: "3"}
MEASURES = {  # IndicatorMeasure: unit, percentage, nominal
    Unit.COUNT: "1",
    Unit.MONEY: "1",
    Unit.PERCENT: "2",
    Unit.YES_NO: "3",
}
DATE_TYPES = {"planned_start": "1", "actual_start": "2", "planned_end": "3", "actual_end": "4"}
DAC_SECTORS, SDG_GOALS = "1", "2"
GENERAL, OBJECTIVES, TARGET_GROUPS, OTHER = "1", "2", "3", "4"  # DescriptionType
PROJECT_PAGE, SUMMARY = "A12", "A02"  # DocumentCategory
OWN_IDENTIFIER = "A1"  # OtherIdentifierType
WGS_84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
