"""Facts within blocks: pictures, people, numbers, order from the source; text from the translation.

Values are raw, as they are stored. Blocks and list items are told apart by their ids.
"""

from wagtail import blocks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.segments import StringSegmentValue

PROSE = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock, blocks.RichTextBlock, blocks.RawHTMLBlock)


def merged(block, source, live, into, path):
    """The value of ``block`` in the translation: ``live``, with the facts of ``source``."""
    if isinstance(block, blocks.StreamBlock):
        return merged_items(source or [], live or [], lambda item: block.child_blocks.get(item["type"]), into, path)
    if isinstance(block, blocks.ListBlock):
        if not all(is_item(item) for item in source or []):
            return live or []
        return merged_items(source or [], live or [], lambda item: block.child_block, into, path)
    if hasattr(block, "with_facts_of"):
        return block.with_facts_of(source, live, lambda place, text: into.translated(".".join((*path, place)), text))
    if isinstance(block, PROSE) or hasattr(block, "get_translatable_segments"):
        return "" if live is None else live
    if isinstance(block, blocks.StructBlock):
        return merged_struct(block, source, live, into, path)
    if refers_to_record(block):
        return into.reference(block.model_class, source)
    return live if ".".join(path) in into.overridden else source


def merged_struct(block, source, live, into, path):
    if not isinstance(source, dict):
        return source  # a picture that an importer left out
    live = live if isinstance(live, dict) else {}
    return {
        name: merged(child, source[name], live.get(name), into, (*path, name))
        for name, child in block.child_blocks.items()
        if name in source
    }


def merged_items(source, live, block_of, into, path):
    """In the order of the source. One that is new there comes only if it has no text."""
    theirs = {item["id"]: item for item in live if is_item(item)}
    items = []
    for item in source:
        block, mine = block_of(item), theirs.get(item.get("id"))
        is_new = mine is None or mine["type"] != item["type"]
        if block is None or (is_new and has_text(block, item["value"])):
            continue
        value = merged(block, item["value"], None if is_new else mine["value"], into, (*path, item["id"]))
        items.append({**item, "value": value})
    return items


def has_text(block, value):
    """Is there anything in the raw value that a translator would have to translate?"""
    if hasattr(block, "get_translatable_segments"):
        segments = block.get_translatable_segments(block.to_python(value))
        return any(isinstance(segment, StringSegmentValue) for segment in segments)
    if isinstance(block, PROSE):
        return bool(value and str(value).strip())
    if isinstance(block, blocks.StreamBlock):
        return any(has_text(block.child_blocks[item["type"]], item["value"]) for item in value or [])
    if isinstance(block, blocks.ListBlock):
        return any(has_text(block.child_block, item["value"] if is_item(item) else item) for item in value or [])
    if isinstance(block, blocks.StructBlock):
        return any(has_text(child, (value or {}).get(name)) for name, child in block.child_blocks.items())
    return False


def is_item(item):
    return isinstance(item, dict) and bool(item.get("id")) and "value" in item


def refers_to_record(block):
    is_chooser = isinstance(block, blocks.ChooserBlock)
    return is_chooser and issubclass(block.model_class, TranslatableMixin) and not issubclass(block.model_class, Page)
