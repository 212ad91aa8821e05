from urllib.parse import urljoin

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Site

from core import generation


def site_of(request):
    """Wagtail's answer to whose host this is, remembered; addresses made for this request need no query for it."""
    key = ("site", request.get_host())
    request._wagtail_site = generation.remember(key, lambda: Site.find_for_request(request))
    return request._wagtail_site


def site_root_keys():
    """The translation keys of the pages with which a site begins, in whatever language."""
    keys = Site.objects.values_list("root_page__translation_key", flat=True)
    return generation.remember("site root keys", lambda: set(keys))


def identity(language):
    """Whose site it is, in that language; the floor that stores it is named in the settings."""
    return import_string(settings.SITE_IDENTITY)(language)


def root_url(path):
    """The full address of a path on the site whose content this is, whoever asks."""
    return urljoin(f"{generation.remember('root url', _root_url)}/", path)


def _root_url():
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else settings.WAGTAILADMIN_BASE_URL
