from django import template
from django.urls import reverse
from wagtail.models import Page

from core.sharing.links import may_share

register = template.Library()


@register.simple_tag(takes_context=True)
def sharing_address(context, instance):
    """Where the draft of a page is shared, for who may; empty for the others and for records."""
    is_shared = isinstance(instance, Page) and may_share(context["request"].user, instance)
    return reverse("core_sharing:share", args=[instance.pk]) if is_shared else ""
