"""Who may delete what, in all its languages; who sees it in the bin; who may forget it for good."""

from django.apps import apps
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry

from core.bin.reach import records_of, roots_of
from core.localize.permissions import writable_locales
from core.models import Deleted, RegistryRecord
from core.models.bin import language_name


def refused_pages(user, page):
    """The pages that would go with this one, and that ``user`` may not delete."""
    return [root for root in roots_of(page) if not root.permissions_for_user(user).can_delete()]


def refused_records(user, record):
    """The record and its copies, as far as ``user`` does not write their language."""
    if not isinstance(record, TranslatableMixin):
        return []
    going = records_of(record) if isinstance(record, RegistryRecord) else [record]
    own = writable_locales(user)
    return [one for one in going if one.locale_id not in own]


def explain_refusal(instance, refused):
    languages = dict.fromkeys(language_name(one.locale.language_code) for one in refused)
    return _(
        "“%(title)s” was not deleted: its translations would be deleted with it, and you may not delete pages or"
        " records in these languages: %(languages)s. Ask somebody who may, for example a chief editor."
    ) % {"title": instance, "languages": get_text_list(list(languages), _("and"))}


def visible_entries(user):
    """The numbers of the entries in the bin that hold what this person could delete."""
    entries = list(Deleted.objects.light())
    places = Places(entries)
    own = writable_locales(user)
    return [entry.pk for entry in entries if may_handle(user, entry, places, own)]


def may_handle(user, entry, places=None, own=None):
    """Could this person delete it where it would stand now?"""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    if entry.things[0]["table"] != Page._meta.label_lower:
        return may_handle_record(user, entry, writable_locales(user) if own is None else own)
    places = places or Places([entry])
    return all(may_handle_root(user, entry, root, places) for root in entry.roots)


def may_handle_record(user, entry, own):
    try:
        policy = policy_registry.get_by_type(apps.get_model(entry.kind))
    except LookupError:
        return False
    codes = set(Locale.objects.filter(pk__in=own).values_list("language_code", flat=True))
    return policy.user_has_permission(user, "delete") and all(thing["language"] in codes for thing in entry.things)


def may_handle_root(user, entry, root, places):
    """By the rules of Wagtail's ``PagePermissionTester.can_delete`` and ours, asked of the place instead of the page."""
    place = places.nearest(root)
    if place is None:
        return False
    may = place.permissions_for_user(user).permissions
    if "add" not in may:  # to change is not to delete (``core.localize.permission_patches``)
        return False
    pages = pages_below(entry, root)
    if "bulk_delete" not in may and len(pages) > 1:
        return False
    is_draft = not any(page["live"] for page in pages)
    if "change" in may:
        return "publish" in may or is_draft
    is_own = all(page["owner"] == user.pk for page in pages)
    return is_own and ("publish" in may or is_draft)


def pages_below(entry, root):
    """The things of an entry that stand in the tree of this one: those after it, up to the next root."""
    start = entry.things.index(root)
    pages = [root]
    for thing in entry.things[start + 1 :]:
        if thing["root"]:
            break
        pages.append(thing)
    return pages


class Places:
    """Where what was deleted would stand: its parent, or the nearest page above it that is still there."""

    def __init__(self, entries):
        numbers = {pk for entry in entries for root in entry.roots for pk in root.get("above", [])}
        self.pages = Page.objects.in_bulk(numbers)

    def nearest(self, root):
        return next((self.pages[pk] for pk in root["above"] if pk in self.pages), None)


def may_delete_anything(user):
    """Is there anything in the site that this person could delete? For whom there is not, there is no bin."""
    if policy_registry.get_by_type(Page).user_has_permission(user, "add"):
        return True
    records = [model for model in apps.get_models() if issubclass(model, RegistryRecord)]
    return any(policy_registry.get_by_type(model).user_has_permission(user, "delete") for model in records)


def may_forget(user, entry):
    return user.has_perm("core.delete_deleted") and may_handle(user, entry)
