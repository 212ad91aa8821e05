"""The demo: what a newcomer sees after the first start, and what tests may use as a well-filled site.

Written in Azerbaijani in the modules beside this one; ``en.po`` and ``tr.po`` hold its translations. It is loaded by
the same steps editors and translators take. What the site's sources don't tell is left out or marked as a sample.
"""

LANGUAGE = "az"


def load(say=lambda line: None):
    """Make whatever of the demo is not there yet. Returns how many things were made: 0 if it was all there."""
    from home.demo.loader import Loader

    return Loader(say).load()
