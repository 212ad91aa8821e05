"""What is typed into a field for a day or an hour stays, in whichever form: the server reads several.

Wagtail's picker puts today in place of what is not in its own form, without a word, when the field is left.
"""

from functools import wraps

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from core.patching import wrap


def apply():
    for widget in (AdminDateInput, AdminTimeInput, AdminDateTimeInput):
        wrap(widget, "get_config", _left_as_typed)


def _left_as_typed(original):
    @wraps(original)
    def get_config(self):
        return {**original(self), "validateOnBlur": False}

    return get_config
