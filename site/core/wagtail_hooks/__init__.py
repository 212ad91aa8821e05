"""The admin's own guards and additions. One file a concern; Wagtail finds this package, and it brings them in."""

from core.wagtail_hooks import (  # noqa: F401
    accounts,
    audit,
    bin,
    conflicts,
    content_checks,
    history,
    language_marks,
    life,
    local_drafts,
    locks,
    pictures,
    privacy,
    profile_pictures,
    publishing,
    records,
    review,
    search,
    sharing,
    translation_editor,
    translations,
)
