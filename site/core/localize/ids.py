"""Every block and every list item has an id: wagtail-localize finds texts by it, and passes over an item without one.

Importers and API clients leave ids out. One is given from what an item holds, not from where it stands or by chance: the
table, a revision and a frozen source agree on it without having been saved together, and a body that is imported anew
keeps its translations.
"""

import json
import uuid

from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks

NAMESPACE = uuid.UUID("5ed2a0bd-3b35-45c2-8a3e-6a4f1d4f6f0c")


def with_ids(block, value, path=""):
    """The raw ``value`` of ``block``, as it is stored, with ids where they were missing; what was given is not changed."""
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list) and all(is_block(item) for item in value):
        return list(children(value, lambda item: block.child_blocks.get(item["type"]), path))
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        items = [item if is_item(item) else {"type": "item", "value": item} for item in value]
        return list(children(items, lambda item: block.child_block, path))
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        known = block.child_blocks
        return {
            name: with_ids(known[name], child, f"{path}.{name}") if name in known else child
            for name, child in value.items()
        }
    return value


def children(items, block_of, path):
    for place, item in enumerate(items):
        key = item.get("id") or made_from(item, path, items[:place].count(item))
        block = block_of(item)
        yield {**item, "value": with_ids(block, item["value"], key) if block else item["value"], "id": key}


def made_from(item, path, count):
    """Of two that hold the same, the second gets another: ``count`` is how many came before."""
    content = json.dumps([item["type"], item["value"]], cls=DjangoJSONEncoder, sort_keys=True)
    return str(uuid.uuid5(NAMESPACE, f"{path}/{count}/{content}"))


def is_block(item):
    return isinstance(item, dict) and {"type", "value"} <= item.keys()


def is_item(item):
    """Is it written as a block already, be it without its id?"""
    return is_block(item) and item["type"] == "item" and item.keys() <= {"type", "value", "id"}
