"""Who may do what: groups, their permissions, the four-eyes workflow. Names no language: it reads the locales.

Idempotent: permissions of these groups are set to what stands here, memberships are never touched.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.languages import source_language
from core.locales import content_locales
from core.localize.registry import registry_models
from core.models import Deleted
from home.models import FourEyesTask, HomePage, SiteIdentity

EDITORS = "editors"
CHIEF_EDITORS = "chief-editors"
ADMINISTRATORS = "administrators"


NAMES = {EDITORS: _("Editors"), CHIEF_EDITORS: _("Chief editors"), ADMINISTRATORS: _("Administrators")}
TRANSLATORS = "translators-"


def translators_group(language):
    return f"{TRANSLATORS}{language}"


def shown_name(group):
    """The name of a group of ours in the language of who reads it; another group's as it stands."""
    languages = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    code = group.name.removeprefix(TRANSLATORS)
    if code != group.name and code in languages:
        return gettext("Translators: %(language)s") % {"language": languages[code]}
    return str(NAMES.get(group.name, group.name))


def target_languages():
    """Codes of the content languages that are translated into, in the order of the settings."""
    codes = [locale.language_code for locale in content_locales()]
    return [code for code in codes if code != source_language()]


def set_up_roles():
    editors, chiefs, administrators = (
        Group.objects.get_or_create(name=name)[0] for name in (EDITORS, CHIEF_EDITORS, ADMINISTRATORS)
    )
    registries = [model for model in registry_models() if model is not SiteIdentity]
    writing = [*permissions(registries, "add", "change"), submit_translation(), access_admin()]
    editors.permissions.set(writing)
    chiefs.permissions.set(
        [
            *writing,
            *permissions([*registries, SiteIdentity], "add", "change", "delete"),
            *permissions([Deleted], "delete"),
            *redirects(),
        ]
    )
    administrators.permissions.set(Permission.objects.all())
    writing_pages = ("add", "change")
    publishing_pages = (*writing_pages, "publish", "lock", "unlock", "bulk_delete")
    translating_pages = ("change", "publish") if settings.TRANSLATORS_MAY_PUBLISH else ("change",)
    source_homes = HomePage.objects.filter(locale__language_code=source_language())
    set_page_permissions(editors, source_homes, writing_pages)
    for group in (chiefs, administrators):
        set_page_permissions(group, HomePage.objects.all(), publishing_pages)
    for group in (editors, chiefs, administrators):
        set_collection_permissions(group, ("add", "change", "choose"))
    for code in target_languages():
        translators, _created = Group.objects.get_or_create(name=translators_group(code))
        translators.permissions.set([access_admin(), submit_translation(), *permissions(registries, "change")])
        set_page_permissions(translators, HomePage.objects.filter(locale__language_code=code), translating_pages)
        set_collection_permissions(translators, ("choose",))
    set_collection_management(administrators)
    set_up_workflow([chiefs, administrators], HomePage.objects.all())


def set_up_workflow(approvers, homes):
    with translation.override(source_language()):  # a name is content
        name = gettext("Approval by a second person")
    task = FourEyesTask.objects.order_by("pk").first() or FourEyesTask.objects.create(name=name)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first() or Workflow.objects.create(name=name)
    task.groups.set(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    for home in homes:
        WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})


def set_page_permissions(group, pages, actions):
    wanted = {
        (page.pk, permission.pk)
        for page in pages
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=[f"{action}_page" for action in actions]
        )
    }
    for existing in GroupPagePermission.objects.filter(group=group):
        if (existing.page_id, existing.permission_id) in wanted:
            wanted.discard((existing.page_id, existing.permission_id))
        else:
            existing.delete()
    for page_id, permission_id in wanted:
        GroupPagePermission.objects.create(group=group, page_id=page_id, permission_id=permission_id)


def set_collection_permissions(group, actions):
    root = Collection.get_first_root_node()
    codenames = [f"{action}_{model}" for action in actions for model in ("image", "document")]
    media = (
        "wagtailimages",
        "wagtaildocs",
    )  # Wagtail asks for the permissions of its own models, also with ours in place
    for permission in Permission.objects.filter(content_type__app_label__in=media, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def set_collection_management(group):
    """Collections themselves: whoever may add one at the root may do so everywhere."""
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=("add_collection", "change_collection", "delete_collection")
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def permissions(models, *actions):
    codenames = [f"{action}_{model._meta.model_name}" for model in models for action in actions]
    return list(Permission.objects.filter(codename__in=codenames))


def redirects():
    return list(Permission.objects.filter(content_type__app_label="wagtailredirects"))


def access_admin():
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def submit_translation():
    return Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")
