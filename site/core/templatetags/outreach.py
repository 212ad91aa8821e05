"""``{% load outreach %}``: everything our templates ask for, from the modules beside this one."""

from django import template

from core.templatetags import following, links, machines, passing_on, pictures, remembered, shown

register = template.Library()

for part in (shown, links, passing_on, pictures, following, machines, remembered):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
