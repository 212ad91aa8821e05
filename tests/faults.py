"""What may happen to a translation: rows deleted, fields gone, data of another site. Each takes an ``Editor``."""

import json
import uuid

from django.db import connection
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from home.models import StandardPage
from projects.models import Person
from tests.factories import locale, make_document, make_image, make_page, translate
from tests.translating import in_english


def everything(home):
    """A live page, translated, with all that a translator may choose anew, and a person named in it."""
    document, picture, person = make_document(), make_image(), Person(name="Günel")
    person.save()
    body = [
        block("picture", {"image": {"image": picture.pk, "alt_text": "Nə", "decorative": False}, "caption": "Yazı"}),
        block("document", {"document": document.pk, "title": "Sənəd"}),
        block("call_to_action", {"text": "", "label": "Oxu", "page": home.pk, "url": ""}),
        block("video", {"url": "https://example.org/v", "title": "Film", "poster": None}),
        block("text", '<p>Bax: <a href="https://example.org/az">burada</a></p>'),
        block("quote", {"text": "Söz", "person": person.pk, "role": "", "language": ""}),
    ]
    one = make_page(StandardPage, home, title="Səhifə", body=body)
    translate(one, "en", in_english)
    return one


def picture_of(page):
    return page.body[0].value["image"]


def person_of(page):
    return page.body[-1].value["person"]


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def sql(statement, *parameters):
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def override(editor, path, value):
    segment = editor.translation.source.overridablesegment_set.get(context__path__contains=path)
    return SegmentOverride.objects.create(
        locale=editor.translation.target_locale, context=segment.context, data_json=json.dumps(str(value))
    )


def chosen_picture_deleted(editor):
    picture = make_image("Own", is_made=False)
    override(editor, "image.image", picture.pk)
    picture.delete()


def chosen_document_deleted(editor):
    document = make_document("Own")
    override(editor, ".document", document.pk)
    document.delete()


def chosen_page_deleted(editor):
    page = make_page(StandardPage, editor.page.get_parent(), title="Başqa")
    override(editor, ".page", page.pk)
    page.delete()


def chosen_picture_vanished(editor):
    picture = make_image("Own", is_made=False)
    override(editor, "image.image", picture.pk)
    sql("DELETE FROM core_siteimage WHERE id = %s", picture.pk)


def nonsense_chosen(editor):
    override(editor, "image.image", "abc")
    override(editor, ".document", "")


def picture_of_the_original_deleted(editor):
    override(editor, "image.image", make_image("Own").pk)
    picture_of(editor.page).delete()


def person_of_the_original_deleted(editor):
    person_of(editor.page).delete()


def person_of_the_translation_vanished(editor):
    copy = person_of(editor.page).get_translation(locale("en"))
    sql("DELETE FROM projects_person WHERE id = %s", copy.pk)


def renamed(editor, path, old, new):
    """As after a migration: what is stored has the old name, the models do not know it."""
    for context in TranslationContext.objects.filter(object_id=editor.page.translation_key, path__contains=path):
        context.path, context.path_id = context.path.replace(old, new), uuid.uuid4()
        context.field_path = context.field_path.replace(old, new)
        context.save()


def field_removed(editor):
    renamed(editor, "title", "title", "gone")


def part_of_a_block_removed(editor):
    renamed(editor, "caption", "caption", "gone")


def chosen_part_of_a_block_removed(editor):
    override(editor, ".document", make_document("Own").pk)
    renamed(editor, ".document", "document", "gone")


def relation_removed(editor):
    renamed(editor, "title", "title", f"gone.{uuid.uuid4()}.title")


def rows_of_a_relation_removed(editor):
    renamed(editor, "title", "title", f"view_restrictions.{uuid.uuid4()}.title")


def block_type_removed(editor):
    source = editor.translation.source
    content = json.loads(source.content_json)
    content["body"] = content["body"].replace('"type": "document"', '"type": "gone"')
    TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    TranslationContext.objects.filter(field_path__contains="document").update(field_path="body.gone.title")


def block_gone(editor):
    content = json.loads(editor.translation.source.content_json)
    content["body"] = "[]"
    TranslationSource.objects.filter(pk=editor.translation.source_id).update(content_json=json.dumps(content))
    TranslationContext.objects.filter(object_id=editor.page.translation_key).update(field_path="")


def content_of_another_time(editor):
    TranslationSource.objects.update(schema_version="0000_of_another_time")
    field_removed(editor)


def content_unreadable(editor):
    TranslationSource.objects.filter(pk=editor.translation.source_id).update(content_json="{}")


def original_deleted(editor):
    editor.page.delete()


def original_vanished(editor):
    sql("DELETE FROM home_standardpage WHERE page_ptr_id = %s", editor.page.pk)
    sql("DELETE FROM wagtailcore_page WHERE id = %s", editor.page.pk)


def place_of_a_text_gone(editor):
    text = editor.text("title")
    StringTranslation.objects.filter(pk=text.pk).update(context=None)


def second_source(editor):
    Translation.objects.bulk_create(
        [Translation(source=source_in("tr", editor.page), target_locale=locale("en"), enabled=True)]
    )


def second_source_stopped(editor):
    second_source(editor)
    Translation.objects.filter(source__object_id=editor.page.translation_key).update(enabled=False)


def second_source_of_a_person(editor):
    source = source_in("tr", person_of(editor.page))
    Translation.objects.bulk_create([Translation(source=source, target_locale=locale("en"), enabled=True)])


def source_in(code, instance):
    """As data of another site may have it: the translation into one language as source for the next."""
    original = TranslationSource.objects.get_for_instance(instance)
    original.pk, original.locale = None, locale(code)
    return TranslationSource.objects.bulk_create([original])[0]


FAULTS = [
    chosen_picture_deleted,
    chosen_document_deleted,
    chosen_page_deleted,
    chosen_picture_vanished,
    nonsense_chosen,
    picture_of_the_original_deleted,
    person_of_the_original_deleted,
    person_of_the_translation_vanished,
    field_removed,
    part_of_a_block_removed,
    chosen_part_of_a_block_removed,
    relation_removed,
    rows_of_a_relation_removed,
    block_type_removed,
    block_gone,
    content_of_another_time,
    content_unreadable,
    original_deleted,
    original_vanished,
    place_of_a_text_gone,
    second_source,
    second_source_stopped,
    second_source_of_a_person,
]
