"""Where wagtail-localize 1.14.5 answers 500: one door to the modules that close it, and what a person is told."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail_localize.models import SourceDeletedError, Translation
from wagtail_localize.views import submit_translations
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.localize import machine, overrides, sources, texts
from core.localize.machine import MachineTranslationFailed
from core.middleware import way_back
from core.patching import wrap
from core.validation import PublicationRefused

_errors = ContextVar("what kept a translation from being made", default=None)
FOLDER = "localize/"  # of upstream's views, and of ours that stand in for them


def apply():
    for module in (machine, overrides, sources, texts):
        module.apply()
    wrap(Translation, "save_target", _remembering)
    wrap(submit_translations, "translate_object", _saying_why_not)
    wrap(UpdateTranslationsView, "form_valid", _saying_what_not)


@contextmanager
def remembered():
    """What keeps translations from being saved within; upstream goes on as if nothing had been."""
    errors = []
    token = _errors.set(errors)
    try:
        yield errors
    finally:
        _errors.reset(token)


def _remembering(original):
    @wraps(original)
    def save_target(self, *args, **kwargs):
        try:
            return original(self, *args, **kwargs)
        except ValidationError as error:
            if (errors := _errors.get()) is not None:
                errors.append(error)
            raise

    return save_target


def _saying_why_not(original):
    """Upstream swallows why a translation could not be made, says that it was, or fails when it looks for it (#669)."""

    @wraps(original)
    def translate_object(instance, locales, components=None, user=None):
        with remembered() as errors:
            original(instance, locales, components, user)
        if errors:
            message = _("“%(title)s” could not be submitted for translation: %(reason)s")
            reason = " ".join(errors[0].messages)
            raise PublicationRefused({"__all__": [message % {"title": instance, "reason": reason}]})

    return translate_object


def _saying_what_not(original):
    """Synchronising and publishing says it was done, also of a translation that was refused."""

    @wraps(original)
    def form_valid(self, form):
        with remembered() as errors:
            response = original(self, form)
        for error in errors:
            messages.warning(self.request, " ".join(error.messages))
        return response

    return form_valid


def no_longer_translated():
    return _(
        "This is no longer a translation: it was stopped, or its original was deleted. It can be written freely now."
    )


class ExplainFaults:
    """What views of wagtail-localize don't expect: a row that has gone in the meantime, a form without its value."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if match is None or not match.route.startswith(reverse("wagtailadmin_home").lstrip("/") + FOLDER):
            return None
        if isinstance(exception, SourceDeletedError | MachineTranslationFailed):
            is_gone = isinstance(exception, SourceDeletedError)
            messages.error(request, no_longer_translated() if is_gone else str(exception))
            return redirect(way_back(request))
        is_no_key = "pk" in match.kwargs and isinstance(exception, ValueError | NoReverseMatch)  # of a record
        if is_no_key or isinstance(exception, ObjectDoesNotExist):
            raise Http404 from exception
        if isinstance(exception, MultiValueDictKeyError | OverflowError | DataError):
            raise BadRequest from exception
        return None
