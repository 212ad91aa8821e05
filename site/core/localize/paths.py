"""What a wagtail-localize context stands for: the model field or the block at the end of its path."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource


def definition_of(context):
    """The model field or block whose content ``context`` names, or ``None`` if there is none any more."""
    return at(model_of(context), context.field_path)


def at(model, path):
    """The field or block to which a field path leads (``body.picture.image``), or ``None``; also for no model."""
    chain = definitions(model, path)
    return chain[-1] if chain else None


def label_of(context):
    return label_at(model_of(context), context.field_path) or context.path


def label_at(model, path):
    return label(definitions(model, path))


def label(chain):
    """What a person calls it: the field's, or the outermost block's, name in the editor. “” if it has gone."""
    field = next((one for one in chain if isinstance(one, models.Field) and not isinstance(one, StreamField)), None)
    block = next((one for one in chain if isinstance(one, blocks.Block)), None)
    return str(field.verbose_name if field else block.label if block else "")


def model_of(context):
    found = TranslationSource.objects.filter(object_id=context.object_id).values_list(
        "specific_content_type", flat=True
    )
    content_type = found.first()
    return ContentType.objects.get_for_id(content_type).model_class() if content_type else None


def definitions(model, path):
    """Every field and block from the model down to the end of ``path``; nothing if a part of it is gone."""
    name, _dot, rest = path.partition(".")
    try:
        field = model and model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if field is None:
        return []
    if isinstance(field, StreamField):
        found = blocks_along(field.stream_block, rest.split("."))
        return [field, *found] if found else []
    if isinstance(field, models.ManyToOneRel):
        found = definitions(field.related_model, rest)
        return [field, *found] if found else []
    return [field]


def blocks_along(block, names):
    found = []
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
            block = block.child_blocks.get(name)
            if block is None:
                return []
        else:
            break  # inside a block that keeps its own paths
        found.append(block)
    return found
