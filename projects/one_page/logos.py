"""Whose logos stand on the page: the NGO's own at its head, those of funders and partners at its foot.

A picture that readers may not see (``core.images.consent``) has no file, and so no place here.
"""

from core.images import prepare, renditions
from projects.one_page.budgets import LOGOS

KIND = "logo"


def own_logo(owner):
    return file_of(owner.logo)


def partner_logos(page, owner):
    """``[(organisation, file)]``, those who pay first, each picture once."""
    by_picture = {owner.logo_id: None, None: None}  # the NGO is often a partner of its own projects
    for row in [*page.funders, *page.partner_rows]:
        by_picture.setdefault(row.organisation.logo_id, row.organisation)
    organisations = list(filter(None, by_picture.values()))
    prepare([organisation.logo for organisation in organisations], KIND)
    found = ((organisation, file_of(organisation.logo)) for organisation in organisations)
    return [(organisation, file) for organisation, file in found if file][:LOGOS]


def file_of(image):
    """``{file, url, width, height, hash}`` or nothing. The hash, since a new picture may lie under an old name."""
    made = next(iter(renditions(image, KIND)), None) if image else None
    return made and {**made, "hash": image.file_hash}
