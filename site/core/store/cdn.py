"""A cache in front that is told what has changed, where the settings name one (``FRONTEND_CACHE``).

Wagtail tells it of the page; this of what the page appears on: the pages above it, with their feeds and files. What else
changes is seen when ``CDN_SECONDS`` have passed.
"""

from wagtail.signals import page_published, page_unpublished

from core.models import BasePage


def connect():
    for signal in (page_published, page_unpublished):
        signal.connect(tell_of_pages_above)


def tell_of_pages_above(instance, **kwargs):
    from wagtail.contrib.frontend_cache.utils import purge_pages_from_cache

    above = instance.get_ancestors().live().filter(depth__gt=1).specific()
    purge_pages_from_cache([page for page in above if isinstance(page, BasePage)])
