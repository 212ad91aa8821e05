"""The life of a page reaches its translations: unpublishing, schedules, moves, copies, view restrictions.

What happens to a source page happens to its pages in the other languages, whatever way it came: single view, bulk
action, workflow, scheduled command or code. So it is tied to Wagtail's actions and to signals, never to a view; the
admin's views only say beforehand which pages are touched (``core.wagtail_hooks.life``) and who may touch them
(``permissions``). Upstream leaves all of it to a hook that only three single views ask, and that skips every
permission check (wagtail/wagtail#13487, wagtail/wagtail-localize#469, #551).

A page without an original in the source language stands on its own and leads its own life.
"""


def follow():
    from core.localize.life import copying, moving, restrictions, scheduling, unpublishing  # noqa: F401

    for part in (unpublishing, scheduling, moving, copying):
        part.apply()
