"""By what IATI knows the organisation and its projects. An identifier once published must not change."""

import re
from urllib.parse import urlsplit

from django.apps import apps

from core import generation
from core.languages import source_language
from core.sites import identity, root_url

FORBIDDEN = re.compile(r"[\s/&|?:]+")


def organisation_ref():
    """The identifier of whose site it is; until one is entered, the host's name, which is nobody else's."""
    organisation = getattr(identity(source_language()), "organisation", None)
    entered = FORBIDDEN.sub("-", getattr(organisation, "iati_identifier", "")).strip("-")
    return entered or urlsplit(root_url("/")).hostname


def identifiers():
    """``{identifier of a project here: IATI identifier}``.

    Made of the project's own number, if it has one that no older project has, or else of what never changes.
    """
    return generation.remember("iati identifiers", _identifiers)


def _identifiers():
    ref, taken, found = organisation_ref(), set(), {}
    model = apps.get_model("projects", "ProjectPage")  # which needs the rules of this module
    projects = model.objects.filter(alias_of__isnull=True).order_by("pk")
    for key, own in projects.values_list("translation_key", "identifier"):
        suffix = FORBIDDEN.sub("-", own).strip("-")
        if str(key) not in found:
            found[str(key)] = f"{ref}-{suffix if suffix and suffix not in taken else key}"
            taken.add(suffix)
    return found


def may_be_activity(dates, roles):
    """Has the project what the schema can't do without: a date, and an organisation in a role that IATI knows?"""
    return any(dates) and any(roles)
