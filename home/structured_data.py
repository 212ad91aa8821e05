"""Whose site it is."""

from core.sites import identity
from core.structured_data import describe, lead_picture, page_type, picture
from home.models import FormPage, HomePage, SiteIdentity
from projects.structured_data import organisation_type


@page_type.register
def _(page: FormPage):
    return "ContactPage" if page.show_contacts else "WebPage"


@describe.register
def _(owner: SiteIdentity, frame):
    """In short, as every page has it."""
    organisation = owner.organisation
    return {
        "@type": organisation_type(organisation) if organisation else "NGO",
        "@id": frame.id((organisation or owner).translation_key),
        "name": owner.name,
        "url": frame.address("/"),
        "logo": picture(owner.logo or (organisation and organisation.logo), frame, "logo"),
    }


@describe.register
def _(page: HomePage, frame):
    """At length: the contacts that stand at the foot of every page."""
    owner = identity(frame.language)
    if not owner.name:
        return None
    organisation = owner.organisation
    place = organisation and organisation.place
    return {
        **describe(owner, frame),
        "legalName": organisation and organisation.name,
        "alternateName": organisation and organisation.short_name,
        "slogan": owner.tagline,
        "description": page.summary,
        "image": lead_picture(page, frame),
        "email": owner.email,
        "telephone": owner.phone,
        "address": owner.address
        and {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(line.strip() for line in owner.address.splitlines() if line.strip()),
        },
        "location": place and describe(place, frame),
        "sameAs": [*([organisation.url] if organisation and organisation.url else []), *owner.social_addresses],
    }
