"""Projects and what belongs to them; who, and where."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core.structured_data import describe, file, picture, text
from core.templatetags.links import localized
from projects.models import (
    Organisation,
    Person,
    Place,
    ProjectPage,
    ProposalPackagePage,
    SchoolCommunityPage,
    SurveyPage,
)
from projects.models.directory import OrganisationKind, PlaceKind
from projects.models.rows import PartnerRole

ORGANISATION_TYPES = {
    OrganisationKind.NGO: "NGO",
    OrganisationKind.STATE: "GovernmentOrganization",
    OrganisationKind.LOCAL_GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.SCHOOL: "School",
    OrganisationKind.ACADEMIC: "EducationalOrganization",
    OrganisationKind.MEDIA: "NewsMediaOrganization",
}
PLACE_TYPES = {
    PlaceKind.COUNTRY: "Country",
    PlaceKind.CITY: "City",
    PlaceKind.DISTRICT: "AdministrativeArea",
}
MAX_LEVELS = 6  # places within places
DESCRIPTION_OF_DATA = (50, 5000)  # letters that search engines for data ask for

DOWNLOADS = {"json": "application/json", "csv": "text/csv"}


# Who and where


def organisation_type(organisation):
    return ORGANISATION_TYPES.get(organisation.kind, "Organization")


@describe.register
def _(organisation: Organisation, frame):
    return {
        "@type": organisation_type(organisation),
        "@id": frame.id(organisation.translation_key),
        "name": organisation.name,
        "alternateName": organisation.short_name,
        "url": organisation.url,
        "identifier": organisation.iati_identifier,
    }


@describe.register
def _(person: Person, frame):
    """As the page names them: neither picture nor anything else of the record."""
    return {
        "@type": "Person",
        "@id": frame.id(person.translation_key),
        "name": person.display_name,
        "affiliation": person.organisation and describe(person.organisation, frame),
    }


@describe.register
def _(place: Place, frame):
    return {
        "@type": PLACE_TYPES.get(place.kind, "Place"),
        "@id": frame.id(place.translation_key),
        "name": place.name,
        "address": address_of(place),
        "geo": geo(place),
    }


def address_of(place, street=""):
    """The city a place lies in, and what lies between: the district of a settlement, say."""
    chain = within(place) if place else []
    country = next((one for one in chain if one.kind == PlaceKind.COUNTRY), None)
    chain = [one for one in chain if one is not country]
    city = next((one for one in chain if one.kind == PlaceKind.CITY), None) or (chain[0] if chain else None)
    region = next((one for one in chain if one.kind == PlaceKind.DISTRICT and one is not city), None)
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "addressLocality": city and city.name,
        "addressRegion": region and region.name,
        "addressCountry": country and country.name,
    }


def within(place):
    """The place, and those it lies in."""
    chain = []
    while place is not None and len(chain) < MAX_LEVELS:
        chain.append(place)
        place = place.parent
    return chain


def geo(place):
    if place.latitude is None or place.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(place.latitude), "longitude": float(place.longitude)}


# Projects


def project_named(project_id, frame):
    """A project that a page refers to, if there is something to read about it."""
    found = localized({"request": frame.request}, project_id)
    return found and {
        "@type": "Project",
        "@id": frame.id(found["key"]),
        "name": found["title"],
        "url": frame.address(found["url"]),
    }


def project_above(page, frame):
    """The project below whose page a survey or a package stands."""
    parent = page.get_parent()
    return parent.live and {
        "@type": "Project",
        "@id": frame.id(parent.translation_key),
        "name": parent.title,
        "url": parent.get_full_url(frame.request),
    }


@describe.register
def _(project: ProjectPage, frame):
    places = [row.place for row in project.places.select_related("place__parent__parent")]
    return {
        "@type": "Project",
        "@id": frame.id(project.translation_key),
        "url": project.get_full_url(frame.request),
        "mainEntityOfPage": {"@id": frame.id(project.translation_key, "page", frame.language)},
        "name": project.title,
        "description": project.goal or project.summary,
        "identifier": project.identifier,
        "startDate": project.starts_on and project.starts_on.isoformat(),
        "endDate": project.ends_on and project.ends_on.isoformat(),
        "location": [describe(place, frame) for place in places],
        "funder": [describe(row.organisation, frame) for row in project.funders],
        "funding": grant(project),
        "member": members(project, frame),
        "knowsAbout": [row.theme.name for row in project.themes.select_related("theme")],
        "image": picture(project.lead_image, frame, caption=project.lead_image_alt),
    }


def grant(project):
    if project.budget is None or not project.funders:
        return None
    return {
        "@type": "MonetaryGrant",
        "amount": {"@type": "MonetaryAmount", "currency": project.currency, "value": float(project.budget)},
    }


def members(project, frame):
    """Partners, each in its role, and whom to ask."""
    others = [row for row in project.partner_rows if row.role != PartnerRole.FUNDER]
    roles = [(row.get_role_display(), row.organisation) for row in others]
    if project.contact:
        roles.append((str(project._meta.get_field("contact").verbose_name), project.contact))
    return [
        {"@type": "OrganizationRole", "roleName": role, "member": describe(member, frame)} for role, member in roles
    ]


@describe.register
def _(community: SchoolCommunityPage, frame):
    return {
        "@type": "Organization",
        "@id": frame.id(community.translation_key),
        "url": community.get_full_url(frame.request),
        "mainEntityOfPage": {"@id": frame.id(community.translation_key, "page", frame.language)},
        "name": community.title,
        "description": community.summary,
        "slogan": community.motto,
        "foundingDate": community.since and community.since.isoformat(),
        "parentOrganization": community.school and describe(community.school, frame),
        "location": community.school and community.school.place and describe(community.school.place, frame),
        "image": picture(community.lead_image, frame, caption=community.lead_image_alt),
    }


@describe.register
def _(package: ProposalPackagePage, frame):
    return text(
        package,
        frame,
        "DigitalDocument",
        headline=package.title,
        datePublished=package.submitted_on and package.submitted_on.isoformat(),
        identifier=package.reference,
        author=frame.publisher,
        about=project_above(package, frame),
        encoding=[file(row.document, frame) for row in package.files.select_related("document")],
    )


@describe.register
def _(survey: SurveyPage, frame):
    """``None`` where too little is said for anybody to know what the figures are."""
    least, most = DESCRIPTION_OF_DATA
    questions = list(survey.questions.all())
    parts = [survey.summary, survey.method, survey.limitations, *[question.text for question in questions]]
    description = " ".join(part.strip() for part in parts[:3] if part.strip())
    if len(description) < least:
        description = " ".join(part.strip() for part in parts if part.strip())
    if len(description) < least:
        return None
    return text(
        survey,
        frame,
        "Dataset",
        description=description[:most],
        creator=frame.publisher,
        isAccessibleForFree=True,
        identifier=str(survey.translation_key),
        temporalCoverage=fieldwork(survey),
        spatialCoverage=places_of_survey(survey, frame),
        measurementTechnique=survey.method,
        variableMeasured=[question.text for question in questions],
        about=project_above(survey, frame),
        license=settings.DATA_LICENCE["url"],
        distribution=[download(frame, extension, kind) for extension, kind in DOWNLOADS.items()],
    )


def download(frame, extension, kind):
    """All surveys of that language in one file: a survey has none of its own."""
    with translation.override(frame.language):
        path = reverse("open_data_file", kwargs={"name": "surveys", "extension": extension})
    return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": frame.address(path)}


def fieldwork(survey):
    """ISO 8601: a day, or two with a slash between; “..” where the stretch is open."""
    first, last = survey.fieldwork_starts_on, survey.fieldwork_ends_on
    if not first and not last:
        return None
    if first == last:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def places_of_survey(survey, frame):
    project = survey.get_parent().specific
    rows = project.places.select_related("place__parent__parent") if isinstance(project, ProjectPage) else []
    return [describe(row.place, frame) for row in rows]
