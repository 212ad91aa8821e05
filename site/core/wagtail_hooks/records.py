"""Records of the registries are written by those who write their language.

Whether a record may be opened at all is asked by ``core.localize.guard``, what may be done to several at once by the
policy in ``core.localize.permissions``.
"""

from wagtail import hooks

from core.localize.permissions import refuse_new_record

FIRST = -100  # before wagtail-localize's own


@hooks.register("before_create_snippet", order=FIRST)
def create_records_in_source_language_only(request, model):
    refuse_new_record(request.user, model, request.GET.get("locale"))
