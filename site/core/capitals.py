"""The first letter of a label as a capital by the rules of the language: Django makes “Iş axını” of “iş axını”.

Wagtail and Django do so to every name of a field or a model, in forms that are made long before this module is
loaded; so it is what the function does that is changed, not its name.
"""

import inspect

from django.template import defaultfilters
from django.utils import text


def apply():
    for function in (text.capfirst, defaultfilters.capfirst):
        inspect.unwrap(function).__code__ = _capitalise.__code__


def _capitalise(x):  # runs among the names of another module, so it may use none of this one
    from core.languages import capitalise

    return capitalise(str(x)) if x else x
