from wagtail.models import Site

from core import generation


def site_of(request):
    """Wagtail's answer to whose host this is, remembered; addresses made for this request need no query for it."""
    key = ("site", request.get_host())
    request._wagtail_site = generation.remember(key, lambda: Site.find_for_request(request))
    return request._wagtail_site
