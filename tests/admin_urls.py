"""The table of who may what at every address of the admin: the matrix is walked by ``test_admin_matrix``.

A new address needs a line in ``TABLE`` (a bulk action one in ``BULK``, a registry a record in ``tests.admin_world``):
the test fails until it has one. The key is the address's name with its namespaces; ``*`` stands for anything, and the
first line that fits counts. With its parameters, ``name(one,two)``, it is meant exactly. A view that stands in front
of another needs no line, if the other's fits its name too. ``At`` says who may ``get``, ``post`` …: an audience,
``{group: languages}``, where a language is that of what the address names (``NONE`` without one). Who is not of the
audience has to be refused, with nothing written and no draft shown. ``None``, the default: not asked. A list of ``At``
asks the same address about several things.

- ``args``: arguments that ``ARGUMENTS`` does not give rightly, each a function of the world's things in a language
  (``tests.admin_world``) or a value. An address is asked in every language that has the things it names.
- ``data`` and ``query``: what is sent, the same way.
- ``shared``: it shows titles of every language, drafts too: choosers.
- ``shows``: ``{group: languages}`` of which it shows titles of drafts besides the group's own.
- ``crashes``: those who may are not asked, since the view breaks on what the test can send, or refuses it.
- ``again``: who may not gets the form once more, and nothing is written.
"""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from projects.models import Organisation, Place
from tests.admin_world import LANGUAGES, NONE, SOURCE, TARGETS
from tests.factories import locale

EDITORS, CHIEFS, ADMINS = "editors", "chief-editors", "administrators"
ENGLISH, TURKISH = "translators-en", "translators-tr"
GROUPS = (EDITORS, CHIEFS, ENGLISH, TURKISH, ADMINS)
ALL = (*LANGUAGES, NONE)

NOBODY = {}
EVERYBODY = dict.fromkeys(GROUPS, ALL)
ADMINISTRATION = {ADMINS: ALL}
PUBLISHERS = {CHIEFS: ALL, ADMINS: ALL}
WRITERS = {**PUBLISHERS, EDITORS: (SOURCE,), ENGLISH: ("en",), TURKISH: ("tr",)}
ADDERS = {**PUBLISHERS, EDITORS: (SOURCE,)}  # of pages: a translation is added by submitting its source
SOURCE_WRITERS = dict.fromkeys((EDITORS, CHIEFS, ADMINS), (SOURCE,))
SOURCE_PUBLISHERS = dict.fromkeys((CHIEFS, ADMINS), (SOURCE,))
MEDIA = dict.fromkeys((EDITORS, CHIEFS, ADMINS), ALL)
TRANSLATING = {**PUBLISHERS, ENGLISH: ALL, TURKISH: ALL}
TARGET_WRITERS = {**PUBLISHERS, ENGLISH: ("en",), TURKISH: ("tr",)}
INTO_ENGLISH = dict.fromkeys((EDITORS, CHIEFS, ADMINS, ENGLISH), (SOURCE,))


@dataclass
class At:
    get: dict | None = None
    post: dict | None = None
    put: dict | None = None
    args: dict = field(default_factory=dict)
    data: object = None
    query: object = None
    shared: bool = False
    shows: dict = field(default_factory=dict)
    crashes: bool = False
    again: bool = False


def page_form(one):
    texts = {"title": "Ad", "slug": "ad", "summary": "", "lead_image": "", "lead_image_alt": "", "seo_title": ""}
    forms = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "body-count": "0"}
    return {**texts, **forms, "search_description": ""}


def copy_form(one):
    return {"new_title": "Surət", "new_slug": "suret", "new_parent_page": one.home.pk}


def moving(one):
    return {"destination_page_id": one.home.pk, "position": "last-child"}


def po_file(one):
    return {"file": SimpleUploadedFile("a.po", b"?"), "next": ELSEWHERE}


def offline_form(one):
    """The texts of a page in its own language, of an original in the first that it is translated into."""
    return {"locale": locale(TARGETS[0] if one.code == SOURCE else one.code).pk, "format": "po"}


def english(one):
    return {"locales": [locale("en").pk]}


ELSEWHERE = "/admin/account/"  # where a view leads back to that would go to the admin's first page, as refusals do
NEXT = {"next": ELSEWHERE}
WAITING = {"page_id": lambda one: one.waiting.pk}  # a draft that was never live
BELOW = {"page_id": lambda one: one.below.pk}  # which nobody is asked to approve
COPIED_TOO = {EDITORS: TARGETS}  # whoever touches an original is told which translations go with it
FREE = {"translation_id": lambda one: one.free_translation.pk}  # of a page that waits for nobody's approval
TEXT = {**FREE, "segment_id": lambda one: one.free_string.pk}
TEXT_OF_RECORD = {
    "translation_id": lambda one: one.record_translation.pk,
    "segment_id": lambda one: one.record_string.pk,
}
DELETED = {"pk": lambda one: one.deleted.pk}  # a draft
FORM = {"page_id": lambda one: one.form.pk}
SUBMISSION = {"pk": lambda one: one.submission.pk}  # of the author
REVIEW = {"task_state_id": lambda one: one.translation and one.task_state.pk}  # only translations have one
APPROVAL = {"action": "reject", "comment": "Qısa"}
RECORD = {"app_label": "projects", "model_name": "place", "pk": lambda one: one.records[Place].pk}

RECORD_TRANSLATION = {"translation_id": lambda one: one.record_translation.pk}
PLANNERS = {**WRITERS, EDITORS: TARGETS}  # of translations
ORIGINALS = dict.fromkeys((EDITORS, CHIEFS, ADMINS), TARGETS)  # the original of a translation into each

ARGUMENTS = {
    "page_id": lambda one: one.page.pk,
    "parent_page_id": lambda one: one.home.pk,
    "page_to_move_id": lambda one: one.below.pk,
    "destination_id": lambda one: one.home.pk,
    "page_pk": lambda one: one.home.pk,
    "revision_id": lambda one: one.revision.pk,
    "revision_id_a": "live",
    "revision_id_b": "latest",
    "task_id": lambda one: one.task.pk,
    "task_state_id": lambda one: one.task_state.pk,
    "workflow_pk": lambda one: one.workflow.pk,
    "workflow_state_id": lambda one: one.workflow_state.pk,
    "translation_id": lambda one: one.translation.pk,
    "translation_source_id": lambda one: one.source.pk,
    "string_segment_id": lambda one: one.string.pk,
    "overridable_segment_id": lambda one: one.override.pk,
    "content_type_app_name": "home",
    "content_type_model_name": "standardpage",
    "app_label": "home",
    "model_name": "standardpage",
    "image_id": lambda one: one.image.pk,
    "document_id": lambda one: one.document.pk,
    "doc_id": lambda one: one.document.pk,
    "filter_spec": "width-30",
    "collection_id": lambda one: one.collection.pk,
    "redirect_id": lambda one: one.redirect.pk,
    "query_id": lambda one: one.query.pk,
    "session_id": lambda one: one.session.pk,
}
KEYS = {  # what ``pk`` is, by the beginning of the address's name
    "wagtailadmin_api:pages": lambda one: one.page.pk,
    "wagtailadmin_api:images": lambda one: one.image.pk,
    "wagtailadmin_api:documents": lambda one: one.document.pk,
    "wagtailadmin_pages": lambda one: one.page.pk,
    "wagtailadmin_collections": lambda one: one.collection.pk,
    "wagtailadmin_workflows": lambda one: one.workflow.pk,
    "wagtaillocales": lambda one: one.locale.pk,
    "wagtailsites": lambda one: one.site.pk,
    "wagtailusers_users": lambda one: one.user.pk,
    "wagtailusers_groups": lambda one: one.group.pk,
    "wagtaildocs": lambda one: one.document.pk,
    "wagtailimages": lambda one: one.image.pk,
    "school_chooser": lambda one: one.records[Organisation].pk,
}


def selected(thing):
    return lambda one: {"id": thing(one).pk}


BULK = {  # by model and action
    "wagtailcore.page:move": At(get=WRITERS, post=NOBODY, again=True),  # where to is asked first
    "wagtailcore.page:translate_offline": At(get=WRITERS, post=TARGET_WRITERS, data=offline_form, again=True),
    "wagtailcore.page:*": At(get=WRITERS, post=PUBLISHERS),
    "core.siteimage:*": At(get=EVERYBODY),
    "core.sitedocument:*": At(get=EVERYBODY),
    "projects.theme:delete": At(get=WRITERS, post=PUBLISHERS),
    "projects.*:delete": At(get=WRITERS),
    "translation.glossaryterm:delete": At(get=WRITERS, post=PUBLISHERS),
    "home.siteidentity:delete": At(get=PUBLISHERS, post=PUBLISHERS),
    "auth.user:*": At(get=ADMINISTRATION),
}

TABLE = {
    "guide:index": At(get=EVERYBODY),
    "guide:chapter": At(get=EVERYBODY, args={"slug": "news"}),
    # The first page, the account, and what is open before login
    "wagtailadmin_home": At(get=EVERYBODY),
    "core_profile_picture": At(get=EVERYBODY, args={"user_id": lambda one: one.user.pk}),
    "wagtailadmin_account": At(get=EVERYBODY, post=EVERYBODY),
    "core_account:download": At(post=EVERYBODY),
    "core_account:reset": At(get=ADMINISTRATION, post=ADMINISTRATION, args={"user_id": lambda one: one.user.pk}),
    "core_account:remove_passkey": At(post=NOBODY, args={"pk": 0}),  # there is none
    "core_account:*": At(get=EVERYBODY),
    "wagtailadmin_login_code": At(),  # for who is about to log in
    "wagtailadmin_logout": At(),  # ends the session of the test
    "wagtailadmin_login": At(),  # leads who is logged in to the first page
    "wagtailadmin_password_reset_confirm": At(get=EVERYBODY, args={"uidb64": "x", "token": "x"}),
    "wagtailadmin_password_reset*": At(get=EVERYBODY),
    "wagtailadmin_sprite": At(get=EVERYBODY),
    "*javascript_catalog": At(get=EVERYBODY),
    "wagtailadmin_dismissibles": At(get=EVERYBODY),
    "wagtailadmin_block_preview": At(get=NOBODY),
    "wagtailadmin_error_test": At(),  # Wagtail's own: it breaks on purpose
    "admin/test404/": At(get=EVERYBODY),
    "admin/^.*/$": At(get=NOBODY),
    # Pages: looking
    "wagtailadmin_explore_root": At(get=EVERYBODY),
    "wagtailadmin_explore*": At(get=WRITERS, args={"parent_page_id": lambda one: one.page.pk}),
    "wagtailadmin_pages:search*": At(get=EVERYBODY, query={"q": "qaralama"}),
    "wagtailadmin_pages:type_use*": At(get=EVERYBODY),
    "wagtailadmin_pages:usage": At(get=WRITERS),
    "wagtailadmin_pages:view_draft": At(get=WRITERS),
    "wagtailadmin_pages:history*": At(get=WRITERS),
    "wagtailadmin_pages:workflow_history*": At(get=WRITERS),
    "wagtailadmin_pages:revisions_index": At(get=WRITERS),
    "wagtailadmin_pages:revisions_view": At(get=WRITERS),
    "wagtailadmin_pages:revisions_compare": At(get=WRITERS),
    "wagtailadmin_api:pages:listing": At(get=EVERYBODY),
    "wagtailadmin_api:pages:detail": At(get=WRITERS),
    "wagtailadmin_api:pages:find": At(get=WRITERS, query=selected(lambda one: one.page)),
    # Pages: writing
    "wagtailadmin_pages:choose_parent": At(get=EVERYBODY),
    "wagtailadmin_pages:add_subpage": At(get=ADDERS),
    "wagtailadmin_pages:add": At(get=SOURCE_WRITERS, post=SOURCE_WRITERS, data=page_form),
    "wagtailadmin_pages:preview_on_add": At(get=ADDERS, post=ADDERS, data=page_form),
    "wagtailadmin_pages:edit": At(get=WRITERS, post=WRITERS, data=page_form),
    "wagtailadmin_pages:preview_on_edit": At(get=WRITERS, post=WRITERS, data=page_form),
    "core_conflicts:page": At(get=WRITERS, args={"revision_id": lambda one: one.kept.pk}),
    "wagtailadmin_pages:revisions_revert": At(get=WRITERS, post=WRITERS, data=page_form),
    "wagtailadmin_pages:copy": At(get=WRITERS, post=ADDERS, data=copy_form, again=True, shows=COPIED_TOO),
    "wagtailadmin_editing_sessions:ping": [
        At(post=WRITERS, args={**RECORD, "object_id": RECORD["pk"]}),
        At(post=WRITERS, args={"object_id": lambda one: one.page.pk}),
    ],
    "wagtailadmin_editing_sessions:release": At(post=EVERYBODY),
    # Pages: publishing, deleting, approving
    "wagtailadmin_pages:delete": [At(get=PUBLISHERS, post=PUBLISHERS), At(get=ADDERS, post=ADDERS, args=WAITING)],
    "wagtailadmin_pages:unpublish": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailadmin_pages:move": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailadmin_pages:move_confirm": At(get=WRITERS, post=PUBLISHERS),
    "wagtailadmin_pages:set_page_position": At(post=SOURCE_PUBLISHERS, args={"page_to_move_id": WAITING["page_id"]}),
    "wagtailadmin_pages:set_privacy": At(get=PUBLISHERS, post=PUBLISHERS, data={"restriction_type": "login"}),
    "wagtailadmin_pages:revisions_unschedule": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailadmin_pages:*lock": At(post=PUBLISHERS, args=BELOW, data=NEXT),
    "wagtailadmin_pages:workflow_action": At(get=PUBLISHERS, post=PUBLISHERS, args={"action_name": "approve"}),
    "wagtailadmin_pages:collect_workflow_action_data": At(get=PUBLISHERS, args={"action_name": "approve"}),
    "wagtailadmin_pages:workflow_preview": At(get=PUBLISHERS),
    "wagtailadmin_pages:confirm_workflow_cancellation": At(get=WRITERS),
    "wagtailadmin_api:pages:action": [
        At(post=PUBLISHERS, args={"action_name": "publish"}),
        At(post=PUBLISHERS, args={"action_name": "unpublish"}),
        At(post=PUBLISHERS, args={"action_name": "delete"}),
        At(post=PUBLISHERS, args={"action_name": "move"}, data=moving, shows=COPIED_TOO),
        At(post=ADDERS, args={"action_name": "copy"}, data={"slug": "suret", "keep_live": False}),
        At(
            post=WRITERS,
            args={"action_name": "revert_to_page_revision"},
            data=lambda one: {"revision_id": one.revision.pk},
        ),
        At(post=NOBODY, args={"action_name": "convert_alias"}),
        At(post=NOBODY, args={"action_name": "create_alias"}, data=lambda one: {"destination_page_id": one.home.pk}),
        At(post=NOBODY, args={"action_name": "copy_for_translation"}, data={"locale": "en"}),
    ],
    "wagtailadmin_pages:convert_alias": At(get=NOBODY, post=NOBODY),
    # Drafts for people without an account
    "core_sharing:share": At(get=WRITERS, post=WRITERS),
    # The bin
    "core_bin:index*": At(get=MEDIA),
    "core_bin:entry": At(get=ADDERS, post=ADDERS, args=DELETED),
    "core_bin:forget": At(get=PUBLISHERS, post=PUBLISHERS, args=DELETED),
    # Forms: what people sent, in all languages, with the form's source page
    "wagtailforms:index*": At(get=EVERYBODY),
    "wagtailforms:list_submissions*": At(get=SOURCE_WRITERS, args=FORM),
    "delete_form_submissions": At(get=SOURCE_PUBLISHERS, args=FORM),
    # Records
    "wagtailsnippets:index": At(get=NOBODY),
    "wagtailsnippets_home_siteidentity:list*": At(get=PUBLISHERS),
    "wagtailsnippets_home_siteidentity:add": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailsnippets_home_siteidentity:*": At(get=PUBLISHERS),
    "wagtailsnippets_*:list*": At(get=EVERYBODY),
    "wagtailsnippets_*:add": At(get=MEDIA, post=MEDIA),
    "wagtailsnippets_*:edit": At(get=WRITERS, post=WRITERS),
    "wagtailsnippets_projects_theme:delete": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailsnippets_translation_glossaryterm:delete": At(get=PUBLISHERS, post=PUBLISHERS),
    "wagtailsnippets_*:delete": At(get=PUBLISHERS),
    "wagtailsnippets_*:usage": At(get=WRITERS),
    "wagtailsnippets_*:history*": At(get=WRITERS),
    # Choosers, which all share
    "wagtailsnippetchoosers_home_siteidentity:create": At(get=PUBLISHERS, post=PUBLISHERS, crashes=True),
    "wagtailsnippetchoosers_projects_schoolpartnership:create": At(get=MEDIA, post=MEDIA, crashes=True),
    "wagtailsnippetchoosers_*:create": At(get=MEDIA, post=MEDIA),
    "wagtailsnippetchoosers_*": At(get=EVERYBODY, shared=True),
    "school_chooser:create": At(get=MEDIA, post=MEDIA, crashes=True),
    "school_chooser:*": At(get=EVERYBODY, shared=True),
    "wagtailadmin_choose_page*": At(get=EVERYBODY, shared=True),
    "wagtailadmin_tag_*": At(get=EVERYBODY, args={"app_name": "taggit", "model_name": "tag"}, query={"term": "a"}),
    "wagtailembeds:chooser*": At(get=EVERYBODY),
    "wagtailsearchpromotions:chooser*": At(get=EVERYBODY),
    "wagtailadmin_workflows:task_chooser_create": At(get=EVERYBODY, post=NOBODY),
    "wagtailadmin_workflows:task_chooser*": At(get=EVERYBODY),
    "wagtailadmin_workflows:task_chosen": At(get=EVERYBODY),
    "wagtailimages_chooser:create": At(get=MEDIA, post=MEDIA),
    "wagtailimages_chooser:*": At(get=EVERYBODY),
    "wagtaildocs_chooser:create": At(get=MEDIA, post=MEDIA),
    "wagtaildocs_chooser:*": At(get=EVERYBODY),
    # Pictures and documents
    "wagtailadmin_api:*:find": At(get=EVERYBODY, query=selected(lambda one: one.image)),
    "wagtailadmin_api:*": At(get=EVERYBODY),
    "wagtailimages:url_generator*": At(get=NOBODY),
    "wagtail*:create_multiple_from_*": At(post=NOBODY),  # a file that somebody else sent
    "wagtail*:delete_upload_multiple": At(post=NOBODY),
    "wagtailimages:add_multiple": At(get=MEDIA, post=MEDIA, crashes=True),
    "wagtaildocs:add_multiple": At(get=MEDIA, post=MEDIA, crashes=True),
    "wagtailimages:*_multiple": At(post=MEDIA),
    "wagtaildocs:*_multiple": At(post=MEDIA),
    "wagtailimages:delete": At(get=MEDIA, post=MEDIA),
    "wagtaildocs:delete": At(get=MEDIA, post=MEDIA),
    "core_images:edit": At(get=MEDIA),
    "wagtailimages:*": At(get=MEDIA),
    "wagtaildocs:*": At(get=MEDIA),
    # Reports
    "core_consent:*": At(get=MEDIA),
    "core_search:*": At(get=EVERYBODY),
    "core_audit:*": At(get=ADMINISTRATION),
    "core_privacy:retention": At(get=ADMINISTRATION),
    "core_personal_data:index": At(get=ADMINISTRATION, post=ADMINISTRATION, data={"who": "nobody@example.org"}),
    "core_personal_data:own": At(get=EVERYBODY),
    "wagtailadmin_reports:locked_pages*": At(get=PUBLISHERS),
    "wagtailadmin_reports:*": At(get=EVERYBODY),
    "wagtailsearchpromotions:search_terms*": At(get=NOBODY),  # superusers only
    # Redirects
    "wagtailredirects:process_import": At(post=PUBLISHERS, crashes=True),
    "wagtailredirects:index*": At(get=PUBLISHERS),
    "wagtailredirects:*": At(get=PUBLISHERS, post=PUBLISHERS),
    # Settings
    "wagtailadmin_workflows:enable*": At(post=ADMINISTRATION),
    "wagtailadmin_workflows:remove*": At(post=ADMINISTRATION, data=NEXT),
    "wagtailadmin_workflows:*index*": At(get=ADMINISTRATION),
    "wagtailadmin_workflows:usage*": At(get=ADMINISTRATION),
    "wagtailadmin_workflows:edit_task": At(
        get=ADMINISTRATION, post=ADMINISTRATION, args={"pk": lambda one: one.task.pk}
    ),
    "wagtailadmin_workflows:disable_task": At(  # crashes: it approves what waits, and a translation there refuses that
        get=ADMINISTRATION, post=ADMINISTRATION, args={"pk": lambda one: one.task.pk}, crashes=True
    ),
    "wagtailadmin_workflows:add_task": At(
        get=ADMINISTRATION, post=ADMINISTRATION, args={"app_label": "home", "model_name": "foureyestask"}
    ),
    "wagtailadmin_workflows:*": At(get=ADMINISTRATION, post=ADMINISTRATION),
    "wagtailadmin_collections:index": At(get=ADMINISTRATION),
    "wagtailadmin_collections:*": At(get=ADMINISTRATION, post=ADMINISTRATION),
    "wagtailsearchpromotions:index*": At(get=ADMINISTRATION),
    "wagtailsearchpromotions:*": At(get=ADMINISTRATION, post=ADMINISTRATION),
    "wagtail[lsu]*:index*": At(get=ADMINISTRATION),
    "wagtail[lsu]*:history*": At(get=ADMINISTRATION),
    "wagtail[lsu]*:usage": At(get=ADMINISTRATION),
    "wagtaillocales:*": At(get=ADMINISTRATION, post=ADMINISTRATION),
    "wagtailsites:*": At(get=ADMINISTRATION, post=ADMINISTRATION),
    "wagtailusers_*": At(get=ADMINISTRATION, post=ADMINISTRATION),
}
