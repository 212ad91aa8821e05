"""What pages say to machines."""

from django import template

from core import generation, staticfiles
from core.structured_data import Frame, as_script, graph
from core.templatetags.links import breadcrumb
from core.templatetags.shown import current_language

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context):
    """JSON-LD of a page as everybody reads it; nothing of a draft, of a list that is narrowed, of what is no page."""
    page, request, canonical = context.get("page"), context.get("request"), context["meta"].get("canonical")
    is_draft = getattr(request, "is_preview", False) or getattr(request, "shared_until", None)
    if page is None or not canonical or request is None or is_draft or context.get("is_filtered") or not page.live:
        return ""

    def load():
        frame = Frame(page.get_url_parts(request)[1], current_language(), request)
        return as_script(graph(page, frame, context["meta"], breadcrumb(context)))

    return generation.remember(("structured data", page.pk, canonical), load)


@register.simple_tag
def integrity(name):
    return staticfiles.integrity(name)
