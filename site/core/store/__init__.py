"""Readers' pages, rendered once a generation and then given out before Django is entered.

Nothing is kept unless its view says so with :func:`keep`; ``core.store.wsgi`` has the conditions beside that. What is
kept is made from the address alone (``core.store.shape``), so it can't hold anything of whoever asked first.
"""

from functools import wraps

MARK = "outreach.keep"  # in the WSGI environment, where no header of a request can put it


def keep(request):
    """The answer to this request is the same for every reader until the next generation."""
    request.META[MARK] = True


def kept(view):
    """For a view whose answers follow from the path alone."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        if not request.META.get("QUERY_STRING"):
            keep(request)
        return view(request, *args, **kwargs)

    return keeping
