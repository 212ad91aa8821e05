"""Where a translation is reviewed, for mails."""

from django import template

from translation.review.waiting import address_for

register = template.Library()
register.simple_tag(address_for, name="review_address")
