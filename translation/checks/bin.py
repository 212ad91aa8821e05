"""What lies in the bin may come back, with its translations: it is gone, but it is no orphan."""

from uuid import UUID

from core.models import Deleted


def keys_in_bin():
    """The translation keys of all that lies there."""
    entries = Deleted.objects.values_list("things", flat=True)
    return {UUID(thing["key"]) for things in entries for thing in things}
