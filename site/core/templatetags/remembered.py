"""``{% once "footer" %}…{% endonce %}``: what is the same on many pages, rendered once a generation."""

from django import template
from django.utils.safestring import mark_safe

from core import generation
from core.templatetags.shown import current_language

register = template.Library()


@register.tag
def once(parser, token):
    """The first argument names the part; the others are all it depends on, beside the language and the site. With an
    empty name it is rendered each time.
    """
    _tag, *arguments = token.split_contents()
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    return Once(nodes, [parser.compile_filter(argument) for argument in arguments])


class Once(template.Node):
    child_nodelists = ("nodes",)

    def __init__(self, nodes, arguments):
        self.nodes, self.arguments = nodes, arguments

    def render(self, context):
        name, *others = [argument.resolve(context) for argument in self.arguments]
        if not name:
            return self.nodes.render(context)
        request = context.get("request")
        key = ("once", name, current_language(), request.get_host() if request else "", *others)
        return mark_safe(generation.remember(key, lambda: self.nodes.render(context)))  # noqa: S308 (escaped within)
