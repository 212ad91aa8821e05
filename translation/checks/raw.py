"""The content of a StreamField as it is stored, and what is chosen in it."""

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField


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
