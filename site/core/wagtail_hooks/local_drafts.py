"""The script that keeps what is typed in an outage, on every page of the admin: signing out takes it away."""

import json

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


def words():
    return {
        "title": _("Kept in this browser"),
        "offer": _("This browser kept what you typed here on %(when)s and could not save."),
        "restore": _("Bring it back"),
        "drop": _("Throw it away"),
    }


@hooks.register("insert_global_admin_js")
def keep_local_drafts():
    return format_html(
        '<script src="{}" data-local-draft data-logout="{}" data-words="{}"></script>',
        versioned_static("admin/local-draft.js"),
        reverse("wagtailadmin_logout"),
        json.dumps(words()),
    )
