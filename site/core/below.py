"""Addresses below a page's own that are no pages of the tree: a summary, a feed, a calendar."""

from django.http import Http404, HttpResponseNotAllowed
from wagtail.url_routing import RouteResult

READING = ("GET", "HEAD")


class AddressesBelow:
    """``views_below`` of a class is ``{name: view(page, request)}``; a page has those of all its classes.

    Stands before the page class. Who may read the page may read what is below it, in the languages in which it is live.
    """

    views_below = {}
    own_addresses = ()  # no child of the page may take one as its slug: those names, and what else a class says

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.views_below = {
            name: view for base in reversed(cls.__mro__) for name, view in vars(base).get("views_below", {}).items()
        }
        cls.own_addresses = (*cls.views_below, *vars(cls).get("own_addresses", ()))

    def get_cached_paths(self):
        """What a cache in front keeps of this page, for Wagtail to tell it."""
        return [*super().get_cached_paths(), *(f"/{n}" if "." in n else f"/{n}/" for n in self.views_below)]

    def route(self, request, path_components):
        """A file has no address with a slash behind it: that one would be a second address of the same."""
        if len(path_components) == 1 and path_components[0] in self.views_below and self.live:
            if request.path.endswith("/") == ("." in path_components[0]):
                raise Http404
            return RouteResult(self, args=path_components)
        return super().route(request, path_components)

    def serve(self, request, view=None, **kwargs):
        if view is None:
            return super().serve(request, **kwargs)
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        return self.views_below[view](self, request)
