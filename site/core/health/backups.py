"""How old are the last good backup and the last one that was restored for trial?"""

from importlib.util import find_spec

MOST_DAYS = 2  # a night may be missed once


def standing():
    """``core.backup.record``'s: ``made`` and ``tested`` (moments or ``None``), ``age``, ``age_of_test``, ``problem``.
    ``None`` where backups are somebody else's business.
    """
    if find_spec("core.backup") is None:
        return None
    from core.backup.record import standing

    return standing()
