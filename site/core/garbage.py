"""Where Wagtail takes what an address says for a number, a day or a field, and fails when it is none: 400, not 500."""

from pathlib import Path
from traceback import walk_tb

import django
from django.core.exceptions import BadRequest, FieldError, ValidationError
from django.db import DataError
from django.utils.datastructures import MultiValueDictKeyError

from core.middleware import AdminAware

ALWAYS = (DataError, FieldError, MultiValueDictKeyError, OverflowError)
BY_FIELDS = (TypeError, ValidationError, ValueError)
FIELDS = Path(django.__file__).parent / "db" / "models" / "fields"


class RefuseGarbage(AdminAware):
    """The log has it with its traceback, as a warning."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if self.is_admin(request) and is_garbage(exception):
            raise BadRequest(str(exception)) from exception


def is_garbage(exception):
    """A value that no row has; or that a field of the database can't read."""
    if not isinstance(exception, BY_FIELDS):
        return isinstance(exception, ALWAYS)
    *_callers, frame = (frame for frame, _line in walk_tb(exception.__traceback__))
    return Path(frame.f_code.co_filename).is_relative_to(FIELDS)
