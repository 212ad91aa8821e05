from django.http import Http404, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from core.citing import citation_of
from core.citing.forms import FORMS, file_name
from core.models import BasePage
from core.store import kept
from core.views import route


@require_safe
@conditional_page
@kept
def citation(request, path, form):
    """How to cite the page at ``path``, for a reference manager."""
    found = route(request, path)
    page = found and not found.args and found.page
    if not isinstance(page, BasePage) or page.get_view_restrictions():
        raise Http404
    cited = citation_of(page, page.get_full_url(request))
    write, content_type = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{file_name(cited, form)}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(write(cited), content_type=content_type, headers=headers)
