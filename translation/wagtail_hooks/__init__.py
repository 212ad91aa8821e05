"""The workbench in the admin. One file a concern; Wagtail finds this package, and it brings them in."""

from translation.wagtail_hooks import checks, origin, submissions, talk, together  # noqa: F401
