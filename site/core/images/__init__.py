"""Pictures, from the upload to the page.

``measuring`` asks what a file costs, ``intake`` takes away what nobody should know of it, ``places`` says in which sizes
pictures are shown where, ``making`` makes these in the background, ``offer`` says which of them a page may show,
``consent`` whether it may show the picture.
"""

from core.images.intake import without_metadata
from core.images.offer import content, prepare, renditions

__all__ = ["content", "prepare", "renditions", "without_metadata"]
