"""Fields every model uses: facts, the language of an address, a StreamField whose blocks stay out of migrations."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField as WagtailStreamField
from wagtail_localize.fields import SynchronizedField

from core.languages import content_languages
from core.localize.ids import with_ids


def facts(*names):
    """Fields entered once and the same in every language: no translator sees or overrides them.

    ``override_translatable_fields`` does not merge along the class tree, so always
    ``[*Base.override_translatable_fields, *facts(…)]``.
    """
    return [SynchronizedField(name, overridable=False) for name in names]


class AddressLanguageField(models.CharField):
    """The language of what an address beside it leads to: a fact. Empty: nobody has said it."""

    def __init__(self, *args, **kwargs):
        kwargs = {
            "verbose_name": _("Language of what is at that address"),
            "help_text": _("Readers are told before they open it."),
            "max_length": 10,
            "choices": content_languages,
            "blank": True,
            **kwargs,
        }
        super().__init__(*args, **kwargs)


class StreamField(WagtailStreamField):
    """Wagtail's StreamField without its block definitions in migrations: they grow with every block otherwise.

    A model's state in a migration has no blocks, so its values stay raw: a data migration that saves such a model
    keeps what it does not understand, instead of writing an empty body back.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def clone(self):
        _name, _path, args, kwargs = self.deconstruct()
        return self.__class__(self.block_types_arg, *args, **kwargs)

    def to_python(self, value):
        if isinstance(value, StreamValue):
            return super().to_python(value)
        if self.stream_block.child_blocks:
            return super().to_python(with_ids(self.stream_block, unpacked(value)))
        raw = json.loads(value) if isinstance(value, str) and value else value or []
        result = StreamValue(self.stream_block, raw, is_lazy=True)
        result._stream_field = self
        return result


def unpacked(value):
    """A revision keeps the stored form as text. What is no JSON is left to Wagtail, which keeps it for a migration."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
