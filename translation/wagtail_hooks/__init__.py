"""The workbench in the admin. One file a concern; Wagtail finds this package, and it brings them in."""

from translation.wagtail_hooks import (  # noqa: F401
    aids,
    board,
    checks,
    editor,
    glossary,
    offline,
    origin,
    review,
    submissions,
    talk,
    together,
)
