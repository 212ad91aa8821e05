"""The content of a StreamField as it is stored: what is chosen in it, and items without an id."""

import uuid

from django.db import models
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField

NAMESPACE = uuid.UUID("0b6fd4ce-7f39-4f3c-9a6a-1f3f6b8f2d53")


def bodies(instance):
    """``(field, raw value)`` of every StreamField of a page, a row or a record."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield field, list(field.value_from_object(instance).raw_data)


def put(instance, field, raw):
    setattr(instance, field.name, StreamValue(field.stream_block, raw, is_lazy=True))


def children(block, raw):
    """``(block, holder, key)`` of what is directly within ``raw``: ``holder[key]`` is the child's raw value."""
    if isinstance(block, blocks.StreamBlock) and isinstance(raw, list):
        for item in raw:
            child = block.child_blocks.get(item.get("type")) if isinstance(item, dict) else None
            if child is not None:
                yield child, item, "value"
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for index, item in enumerate(raw):
            yield (block.child_block, item, "value") if is_item(item) else (block.child_block, raw, index)
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            if name in raw:
                yield child, raw, name


def is_item(item):
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def choices(block, raw):
    """``(chooser block, holder, key)`` wherever something is chosen; ``holder[key]`` is its id."""
    for child, holder, key in children(block, raw):
        if isinstance(child, blocks.ChooserBlock):
            if holder[key] is not None:
                yield child, holder, key
        else:
            yield from choices(child, holder[key])


def at(model, field_path):
    """The field or block to which a field path of wagtail-localize leads (``body.picture.image``), or ``None``."""
    names = field_path.split(".")
    while names:
        field = next((one for one in model._meta.get_fields() if one.name == names[0]), None)
        names = names[1:]
        if isinstance(field, StreamField):
            return block_at(field.stream_block, names)
        if not isinstance(field, models.ManyToOneRel):
            return field
        model = field.related_model
    return None


def block_at(block, names):
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
            block = block.child_blocks.get(name)
        else:
            break  # within a block that keeps its own paths
        if block is None:
            return None
    return block
