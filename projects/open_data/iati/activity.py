"""One project as an ``iati-activity``, its parts in the order of the schema."""

from datetime import date

from django.conf import settings

from core.languages import source_language
from core.open_data.loading import name_of
from core.open_data.writing import updated
from core.sites import identity, root_url
from projects.models.directory import OrganisationKind
from projects.open_data.iati import codes
from projects.open_data.iati.documents import add_documents
from projects.open_data.iati.elements import LANG, add, add_told, named, narrate, rows, told
from projects.open_data.iati.identifiers import identifiers, organisation_ref
from projects.open_data.iati.results import add_results, period

BUDGET_PERIOD = 366  # days; a longer budget has to be split, and the record does not say how


def add_activity(root, records, documents):
    """``records`` is the project in each language that has it, ``{language: record}``, the source language first."""
    record = next(iter(records.values()))
    activity = add(root, "iati-activity", last_updated_datetime=updated(records.values()))
    activity.set(LANG, next(iter(records)))
    add(activity, "iati-identifier", identifiers()[record["id"]])
    add_reporter(activity, records)
    add_told(activity, "title", told(records, lambda one: one["title"]))
    add_descriptions(activity, records)
    add_partners(activity, records)
    if record["identifier"]:
        add(activity, "other-identifier", ref=record["identifier"], type=codes.OWN_IDENTIFIER)
    add(activity, "activity-status", code=record["status"]["code"])
    for name, kind in codes.DATE_TYPES.items():
        if record[name]:
            add(activity, "activity-date", type=kind, iso_date=record[name])
    add_contact(activity, records)
    add(activity, "recipient-country", code=settings.IATI_RECIPIENT_COUNTRY)
    add_places(activity, records)
    sector = record["sector"]["code"] if record["sector"] else settings.IATI_DEFAULT_SECTOR
    add(activity, "sector", vocabulary=codes.DAC_SECTORS, code=sector)
    if record["sdg"]:
        add(activity, "tag", vocabulary=codes.SDG_GOALS, code=record["sdg"]["code"])
    add_budget(activity, record)
    add_documents(activity, records, documents)
    add_results(activity, records)


def add_reporter(activity, records):
    organisation = getattr(identity(source_language()), "organisation", None)
    kind = organisation.kind if organisation else None
    default = codes.NGO_OF_THE_COUNTRY if kind == OrganisationKind.NGO else codes.OTHER_ORGANISATION
    code = codes.ORGANISATION_TYPES.get(kind, default)
    names = owner_names(records) or {source_language(): organisation_ref()}
    narrate(add(activity, "reporting-org", ref=organisation_ref(), type=code), names)


def owner_names(records):
    """The name of whose site it is, in the languages of the project that it is written in."""
    owners = {code: identity(code) for code in records}
    names = {code: name_of(getattr(owner, "organisation", None)) for code, owner in owners.items()}
    found = {code: name["name"] for code, name in names.items() if name and name["language"] == code}
    return found or {code: owner.name for code, owner in owners.items() if owner.name and owner.text_language == code}


def add_descriptions(activity, records):
    objectives = told(records, lambda one: [one["goal"], *[row["title"] for row in one["objectives"]]])
    general = told(records, lambda one: together(one["summary"], one["main_idea"]) or one["title"])
    add_told(activity, "description", general, type=codes.GENERAL)
    add_told(
        activity, "description", {code: together(*texts) for code, texts in objectives.items()}, type=codes.OBJECTIVES
    )
    add_told(activity, "description", told(records, lambda one: one["beneficiaries"]), type=codes.TARGET_GROUPS)
    add_told(activity, "description", told(records, lambda one: one["expected_change"]), type=codes.OTHER)


def together(*texts):
    return "\n\n".join(filter(None, texts))


def add_partners(activity, records):
    """Those with a role that IATI knows; each organisation once for each role."""
    seen = set()
    for row, in_languages in rows(records, "partners"):
        organisation = row["organisation"]
        if row["iati_role"] and (organisation["id"], row["iati_role"]) not in seen:
            seen.add((organisation["id"], row["iati_role"]))
            kind = codes.ORGANISATION_TYPES.get(organisation["kind"]["code"])
            ref = organisation["iati_identifier"]
            element = add(activity, "participating-org", ref=ref, type=kind, role=row["iati_role"])
            narrate(element, names_of(in_languages, lambda one: one["organisation"]))


def names_of(records, read):
    """A name in the languages it is written in, or in the one it has, marked with that."""
    first = read(next(iter(records.values())))
    return named(records, read) or {first["language"]: first["name"]}


def add_contact(activity, records):
    owner = identity(source_language())
    owners = {code: identity(code) for code in records}
    addresses = {code: one.address for code, one in owners.items() if one.text_language == code}
    contact = add(activity, "contact-info", type="1")  # general enquiries
    add_told(contact, "organisation", owner_names(records))
    for tag in ("telephone", "email"):
        value = getattr(owner, "phone" if tag == "telephone" else tag)
        if value:
            add(contact, tag, value)
    add(contact, "website", root_url("/"))
    add_told(contact, "mailing-address", addresses)


def add_places(activity, records):
    for row, in_languages in rows(records, "places"):
        location = add(activity, "location")
        add_told(location, "name", names_of(in_languages, lambda one: one["place"]))
        if row["within"]:
            paths = {code: path_of(one["within"], code) for code, one in in_languages.items()}
            add_told(location, "description", paths)
        if row["latitude"] is not None and row["longitude"] is not None:
            add(add(location, "point", srsName=codes.WGS_84), "pos", f"{row['latitude']} {row['longitude']}")
        add(location, "location-class", code=codes.LOCATION_CLASSES[row["kind"]["code"]])


def path_of(places, code):
    """“Suraxanı, Bakı”, if every one of them has its name in that language."""
    return ", ".join(one["name"] for one in places) if all(one["language"] == code for one in places) else ""


def add_budget(activity, record):
    starts_on, ends_on = period(record)
    if record["budget"] is None or not (starts_on and ends_on):
        return
    if (date.fromisoformat(ends_on) - date.fromisoformat(starts_on)).days > BUDGET_PERIOD:
        return
    budget = add(activity, "budget")
    add(budget, "period-start", iso_date=starts_on)
    add(budget, "period-end", iso_date=ends_on)
    add(budget, "value", record["budget"], currency=record["currency"], value_date=starts_on)
