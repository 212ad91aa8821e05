"""Pictures, from the upload to the page.

``intake`` takes away what nobody should know of them, ``places`` says in which sizes they are shown where, ``making``
makes these in the background, ``offer`` says which of them a page may show, ``consent`` whether it may show the picture.
"""

from core.images.intake import UNREADABLE, unreadable, without_metadata
from core.images.offer import content, prepare, renditions

__all__ = ["UNREADABLE", "content", "prepare", "renditions", "unreadable", "without_metadata"]
