from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect

from core.middleware import AdminAware
from core.redirects.rules import target_of

AN_HOUR = "max-age=3600"  # browsers keep a permanent redirect for good, also when the page has moved back


class Redirects(AdminAware):
    """In place of Wagtail's: what can be read always comes first, chains are one step, nothing leads off the site or
    to a page that isn't public, and an address ending with ``*`` stands for all that begin like it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or self.is_admin(request):
            return response
        target, redirect = target_of(request.get_full_path(), request)
        if target is None:
            return response
        is_temporary = redirect is not None and not redirect.is_permanent
        answer = HttpResponseRedirect(target) if is_temporary else HttpResponsePermanentRedirect(target)
        answer.headers["Cache-Control"] = AN_HOUR
        return answer
