"""The workbench in the admin. One file a concern; Wagtail finds this package, and it brings them in."""

from translation.wagtail_hooks import checks, origin, review, submissions, talk  # noqa: F401
