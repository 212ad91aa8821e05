"""Every kind of damage that ``check_translations`` knows.

Each is a story: what happens up to ``yield`` is the damage, what comes after it has to hold once it is repaired.
"""

from tests.damage import content, links  # noqa: F401
from tests.damage.site import STORIES, Site, raw, raw_body

__all__ = ["STORIES", "Site", "raw", "raw_body"]
