from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.privacy.retention import Of, rules

register = template.Library()


@register.filter
def period(days):
    """``(least, most)`` in words."""
    if days is None:
        return "–"
    least, most = days
    if least != most:
        return _("%(least)d to %(most)d days, as each form says") % {"least": least, "most": most}
    return ngettext("%(number)d day", "%(number)d days", most) % {"number": most}


@register.simple_tag
def kept():
    """``[(whose data, [rule])]``: what the site keeps, as readers are told."""
    found = [rule for rule in rules() if rule.period]
    return [(of, [rule for rule in found if rule.of == of]) for of in Of]
