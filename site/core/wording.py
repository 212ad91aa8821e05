"""What Django and Wagtail say in English only, or put together in a way that is right in English only.

- The first letter of a label: Django makes “Iş axını” of “iş axını”.
- The label of a field or column nobody gave one, which is made of its name.
- “12 səhifələr”: some languages keep the singular after a number (``core.languages``).
- The names of permissions, which are stored in English.
- The choosers of records and pages, which translate “Choose …” once, when the site starts.
"""

import inspect
from functools import wraps

from django.contrib.auth.models import Permission
from django.forms import boundfield
from django.template import defaultfilters
from django.utils import text
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui import tables
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Locale
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail_localize.models import Translation

from core.languages import counted
from core.patching import wrap

NAMES = (  # of fields and columns, and of permissions
    gettext_noop("Body"),
    gettext_noop("Can add page"),
    gettext_noop("Can change page"),
    gettext_noop("Can publish any page"),
    gettext_noop("Email address"),
    gettext_noop("Include descendants"),
    gettext_noop("Link text"),
    gettext_noop("Phone number"),
    gettext_noop("Subject"),
)


def apply():
    for function in (text.capfirst, defaultfilters.capfirst):
        # Labels hold this function from long before this module is loaded: what it does is changed, not its name.
        inspect.unwrap(function).__code__ = _capitalise.__code__
    wrap(boundfield, "pretty_name", _translated)
    wrap(tables, "capfirst", _translated_later)
    Permission.__str__ = _permission
    WagtailPaginator.items_count_label = property(_items_count_label)
    wrap(AdminSnippetChooser, "__init__", _names_the_record)
    wrap(AdminPageChooser, "__init__", _names_the_page)
    for model, singular, plural in (
        (Locale, gettext_lazy("locale"), gettext_lazy("locales")),
        (Translation, gettext_lazy("translation"), gettext_lazy("translations")),
    ):
        model._meta.verbose_name, model._meta.verbose_name_plural = singular, plural
    SearchPromotion._meta.get_field("external_link_text").verbose_name = gettext_lazy("external link text")


def _capitalise(x):  # runs among the names of another module, so it may use none of this one
    from core.languages import capitalise

    return capitalise(str(x)) if x else x


def _translated(original):
    return wraps(original)(lambda name: gettext(original(name)))


def _translated_later(original):
    """Of a column, with its name in small letters, as models have them."""
    return wraps(original)(lazy(lambda name: original(gettext(name)), str))


def _permission(permission):
    return f"{permission.content_type} | {gettext(permission.name)}"


def _items_count_label(paginator):
    return counted(paginator.count, paginator.verbose_name, paginator.verbose_name_plural)


def _names_the_record(original):
    @wraps(original)
    def __init__(self, *args, **kwargs):
        given = {name for name in kwargs if name.endswith("_text")}
        original(self, *args, **kwargs)
        for name, message in (
            ("choose_one_text", "Choose %(object)s"),
            ("choose_another_text", "Choose another %(object)s"),
            ("link_to_chosen_text", "Edit this %(object)s"),
        ):
            if name not in given:
                setattr(self, name, _with_object(message, self.model))

    return __init__


_with_object = lazy(lambda message, model: gettext(message) % {"object": model._meta.verbose_name}, str)


def _names_the_page(original):
    @wraps(original)
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        if len(self.target_models) == 1 and self.choose_one_text != type(self).choose_one_text:
            name = text.capfirst(self.model._meta.verbose_name)
            self.choose_one_text = format_lazy(
                "{} ({})", kwargs.get("choose_one_text", type(self).choose_one_text), name
            )

    return __init__
