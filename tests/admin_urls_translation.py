"""Who may what at the addresses of the translators' workbench and of wagtail-localize: see ``tests.admin_urls``."""

from tests import admin_urls
from tests.admin_urls import (
    ALL,
    APPROVAL,
    EDITORS,
    EVERYBODY,
    FREE,
    GROUPS,
    INTO_ENGLISH,
    NEXT,
    NOBODY,
    ORIGINALS,
    PLANNERS,
    PUBLISHERS,
    RECORD,
    RECORD_TRANSLATION,
    REVIEW,
    SOURCE,
    SOURCE_PUBLISHERS,
    SOURCE_WRITERS,
    SUBMISSION,
    TEXT,
    TEXT_OF_RECORD,
    TRANSLATING,
    WRITERS,
    At,
    english,
    po_file,
)

TRANSLATION = {
    "translation_submissions:list": At(get=EVERYBODY),
    "translation_submissions:progress": At(get=PUBLISHERS, args=SUBMISSION),
    "translation_submissions:*": At(post=PUBLISHERS, args=SUBMISSION),
    "*:convert_to_alias": At(get=NOBODY, post=NOBODY),
    "*:submit_page_translation": [
        At(
            get=EVERYBODY, post=INTO_ENGLISH, args={"page_id": lambda one: one.submittable.pk}, data=english, again=True
        ),
        At(get=SOURCE_WRITERS, post=SOURCE_WRITERS, args={"page_id": lambda one: one.private.pk}, data=english),
        At(get=dict.fromkeys(GROUPS, (SOURCE,)), args={"page_id": lambda one: one.page.pk}),  # submitted already
    ],
    "*:submit_snippet_translation": At(get=SOURCE_WRITERS, post=SOURCE_WRITERS, args=RECORD),
    "*:update_translations": At(get=SOURCE_WRITERS, post=SOURCE_WRITERS),
    "*:source_page": At(get=WRITERS),
    "*:translations_report*": At(get=EVERYBODY),  # leads to the board
    "translation_board:index*": At(get=EVERYBODY),
    "translation_board:open": [At(get=WRITERS), At(get=WRITERS, args=RECORD_TRANSLATION)],
    "translation_board:original": [At(get=ORIGINALS), At(get=ORIGINALS, args=RECORD_TRANSLATION)],
    "translation_queue:index": At(get=EVERYBODY),
    "translation_queue:plan": At(get=PLANNERS, post=PLANNERS),
    "translation_queue:give_back": At(post=WRITERS, data=NEXT),
    "translation_queue:take": [
        At(post=WRITERS, data=NEXT),
        At(post=WRITERS, data=NEXT, args=RECORD_TRANSLATION),
    ],
    "*:snippets_api_listing": At(get=EVERYBODY, args=RECORD),
    "*:snippets_api_detail": At(get=WRITERS, args=RECORD),
    "*:edit_string_translation": [
        At(put=WRITERS, args={**FREE, "string_segment_id": lambda one: one.free_string.pk}, data={"value": "Ad"}),
        At(
            put=WRITERS,
            args={
                "translation_id": lambda one: one.record_translation.pk,
                "string_segment_id": lambda one: one.record_string.pk,
            },
            data={"value": "Ad"},
        ),
    ],
    "*:edit_override": At(
        put=WRITERS,
        args={**FREE, "overridable_segment_id": lambda one: one.free_override.pk},
        data={"value": "https://example.org/"},
    ),
    "translation_texts:help": [At(get=WRITERS, args=TEXT), At(get=WRITERS, args=TEXT_OF_RECORD)],
    "translation_texts:check": [
        At(post=WRITERS, args=TEXT, data={"value": "Ad"}),
        At(post=WRITERS, args=TEXT_OF_RECORD, data={"value": "Ad"}),
    ],
    "*:download_pofile": [
        At(get=WRITERS),
        At(get=WRITERS, args={"translation_id": lambda one: one.record_translation.pk}),
    ],
    "*:upload_pofile": At(post=WRITERS, args=FREE, data=po_file),
    "*:machine_translate": At(post=NOBODY),
    "wagtail_localize:preview_translation(translation_id,mode)": At(get=NOBODY, args={"mode": "none"}),
    "*:preview_translation": At(get=WRITERS),
    "*:stop_translation": At(post=WRITERS, args=FREE, data=NEXT),
    "translation_offline:index": At(get=TRANSLATING),
    "translation_offline:download": At(get=TRANSLATING, query={"format": "po", "amount": "all"}),
    "translation_offline:upload": At(post=TRANSLATING, data=po_file),
    "translation_offline:xliff": [
        At(get=WRITERS),
        At(get=WRITERS, args={"translation_id": lambda one: one.record_translation.pk}),
    ],
    "translation_checks:index": At(get=PUBLISHERS),
    "translation_checks:repair*": At(get=PUBLISHERS, post=PUBLISHERS, args={"kind": "slugs"}),
    "translation_talk:questions": At(get=EVERYBODY),
    "translation_talk:ask": At(
        post=WRITERS, args={**FREE, "segment_id": lambda one: one.free_string.pk}, data={"text": "Kim?"}
    ),
    "translation_talk:history": At(get=WRITERS),
    "translation_origin:reviewed": [At(get=WRITERS), At(post=WRITERS, args=FREE)],
    "translation_review:review": [At(get=WRITERS, args=REVIEW), At(post=PUBLISHERS, args=REVIEW, data=APPROVAL)],
    "translation_together:page": At(get=SOURCE_WRITERS, post=SOURCE_PUBLISHERS),
    "translation_together:hand_over": At(post=SOURCE_WRITERS),
    "translation_together:take_back": At(post=SOURCE_WRITERS),
    "translation_together:*": At(post=SOURCE_PUBLISHERS),
    "translation_talk:undo": At(post=WRITERS, args={**FREE, "pk": lambda one: one.change.pk}),
    "translation_talk:*": At(
        post={**WRITERS, EDITORS: ALL}, args={"pk": lambda one: one.question.pk}, data={"text": "Hamı."}
    ),
}

TABLE = {**TRANSLATION, **admin_urls.TABLE}
