"""What a redirect must be, in whatever way it is made; and which are of no more use."""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.signals import page_slug_changed, post_page_move

from core.patching import wrap
from core.redirects.rules import ANYTHING, is_ours, own_path, page_at


def apply():
    wrap(Redirect, "clean", _checked)
    wrap(signal_handlers, "autocreate_redirects_on_slug_change", _of_live_pages)


def _of_live_pages(original):
    """Readers never knew the address of a draft: each translation has another slug when it is published first."""

    @wraps(original)
    def autocreate(instance_before, instance, **kwargs):
        if instance_before.live or instance_before.first_published_at:
            original(instance_before=instance_before, instance=instance, **kwargs)

    return autocreate


def _checked(original):
    @wraps(original)
    def clean(self):
        original(self)
        problems = problems_of(self)
        if problems:
            raise ValidationError(problems)

    return clean


def problems_of(redirect):
    """``{field: message}``; empty for a redirect that readers can use."""
    old_path, link = redirect.old_path, redirect.redirect_link
    beginning = old_path.removesuffix(ANYTHING)
    if ANYTHING in beginning or not beginning.strip("/"):
        return {"old_path": _("“*” stands at the end, behind the beginning that all those addresses have.")}
    if page := page_at(old_path, redirect.site) if old_path == beginning else None:
        message = _("“%(title)s” has this address: readers get that page, and never the redirect.")
        return {"old_path": message % {"title": page.title}}
    if not (redirect.redirect_page_id or link):
        return {"redirect_page": _("Choose where the address leads.")}
    if redirect.redirect_page_id:
        return {}
    if not is_ours(link):
        return {"redirect_link": _("A redirect leads to this site only. For another one write a page with a link.")}
    if Redirect.normalise_path(own_path(link)) == old_path:
        return {"redirect_link": _("This address would lead to itself.")}
    return {}


@receiver([page_slug_changed, post_page_move])
def forget_ways_back(instance, **kwargs):
    """A page that has its former address again needs no redirect from it."""
    made = Redirect.objects.filter(automatically_created=True, redirect_page__path__startswith=instance.path)
    for redirect in made.select_related("redirect_page"):
        address = redirect.redirect_page.get_url()
        if address and Redirect.normalise_path(urlsplit(address).path) == redirect.old_path:
            redirect.delete()
