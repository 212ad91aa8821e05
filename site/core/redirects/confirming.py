"""Wagtail's import of redirects, confirmed twice: by then the file is done with and gone."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views

from core.patching import wrap


def apply():
    wrap(views, "process_import", _once)


def _once(original):
    @wraps(original)
    def process_import(request):
        try:
            return original(request)
        except FileNotFoundError:
            explanation = _("This file is not here any more: it has been imported, or it waited for too long.")
            advice = _("Look at the list; if redirects are missing, upload the file again.")
            messages.warning(request, f"{explanation} {advice}")
            return redirect("wagtailredirects:index")

    return process_import
