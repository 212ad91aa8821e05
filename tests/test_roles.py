"""Groups, their permissions and the workflow: set up from the locales, as often as one likes."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Workflow, WorkflowPage
from wagtail_localize.models import TranslationSource

from home.models import FourEyesTask, StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, set_up_roles, target_languages, translators_group
from home.site_setup import set_up_site
from projects.models import Place
from tests.factories import committed, locale, make_page, translate, user_in

pytestmark = pytest.mark.django_db


def snapshot():
    return (
        sorted(Group.objects.values_list("name", flat=True)),
        sorted(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")),
        sorted(Group.objects.values_list("name", "permissions__codename").exclude(permissions=None)),
        sorted(
            Group.objects.values_list(
                "name", "collection_permissions__permission__codename", "collection_permissions__collection"
            )
        ),
        list(WorkflowPage.objects.values_list("page", "workflow__name")),
        Page.objects.count(),
    )


def test_there_is_a_group_for_every_kind_of_work_and_every_target_language():
    names = {"editors", "chief-editors", "administrators", "translators-en", "translators-tr"}
    assert set(Group.objects.values_list("name", flat=True)) == names
    assert target_languages() == ["en", "tr"]


def test_setting_up_twice_changes_nothing():
    before = snapshot()
    set_up_site()
    assert snapshot() == before


def test_a_new_language_gets_its_translators(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("ru", "Русский")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES
    set_up_site()
    russian = Locale.objects.get(language_code="ru")
    permissions = GroupPagePermission.objects.filter(group__name=translators_group("ru"))
    assert {permission.page.locale for permission in permissions} == {russian}


def test_memberships_are_left_alone():
    user = user_in(EDITORS)
    set_up_roles()
    assert list(user.groups.values_list("name", flat=True)) == [EDITORS]


def allowed(user, page):
    tester = page.permissions_for_user(user)
    return {name for name in ("can_edit", "can_publish", "can_add_subpage") if getattr(tester, name)()}


def test_who_may_touch_which_tree(home):
    english = translate(home, "en", lambda text: f"EN {text}")
    editor, chief, translator = user_in(EDITORS), user_in(CHIEF_EDITORS), user_in(translators_group("en"))
    assert allowed(editor, home) == {"can_edit", "can_add_subpage"}
    assert allowed(editor, english) == set()
    assert allowed(chief, home) >= {"can_edit", "can_publish"}
    assert allowed(chief, english) >= {"can_edit", "can_publish"}
    assert allowed(translator, english) == {"can_edit"}
    assert allowed(translator, home) == set()
    assert allowed(translator, home.get_translation(locale("tr"))) == set()


def test_nobody_approves_their_own_text(home):
    author, reader = user_in(CHIEF_EDITORS, "author"), user_in(CHIEF_EDITORS, "reader")
    page = make_page(StandardPage, home, title="Səhifə")
    page.title = "Yeni ad"
    page.save_revision(user=author)
    assert page.get_workflow() == Workflow.objects.get()
    page.get_workflow().start(page, author)
    task = page.current_workflow_task.specific
    assert isinstance(task, FourEyesTask)
    assert task.get_actions(page, author) == []
    assert "approve" in [action[0] for action in task.get_actions(page, reader)]


@pytest.mark.parametrize(("group", "may"), [("editors", False), ("translators-en", False), ("chief-editors", True)])
def test_only_who_may_publish_publishes_translations_all_at_once(home, client, group, may):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Haqqımızda")
    target = translate(page, "en", lambda text: f"EN {text}")
    published_at = target.last_published_at
    client.force_login(user_in(group))
    source = TranslationSource.objects.get_for_instance(page)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    with committed():
        assert client.post(address, {"publish_translations": "on"}).status_code == 302
    target.refresh_from_db()
    assert (target.last_published_at != published_at) is may


@pytest.fixture
def as_member(client):
    def log_in(group):
        client.force_login(user_in(group))
        return client

    return log_in


def denied(response):
    return response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    ("group", "mine", "others"),
    [
        (translators_group("en"), ["en"], ["az", "tr"]),
        (translators_group("tr"), ["tr"], ["az", "en"]),
        (EDITORS, ["az"], ["en", "tr"]),
        (CHIEF_EDITORS, ["az", "en", "tr"], []),
    ],
)
def test_records_are_changed_by_those_who_write_their_language(as_member, group, mine, others):
    place = Place(name="Bakı", kind="city")
    place.save()
    client = as_member(group)
    for code in [*mine, *others]:
        record = place if code == "az" else place.get_translation(locale(code))
        response = client.get(reverse("wagtailsnippets_projects_place:edit", args=[record.pk]))
        assert denied(response) == (code in others), code


def test_a_record_begins_in_the_source_language(as_member):
    client = as_member(EDITORS)
    address = reverse("wagtailsnippets_projects_place:add")
    assert client.get(address).status_code == 200
    assert denied(client.get(address, {"locale": "en"}))


def test_a_translator_submits_into_their_own_language_only(as_member, home):
    page = make_page(StandardPage, home, title="Səhifə")
    client = as_member(translators_group("en"))
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    offered = client.get(address).context["form"].fields["locales"].queryset
    assert [one.language_code for one in offered] == ["en"]
    client.post(address, {"locales": [locale("tr").pk]})
    assert not page.has_translation(locale("tr"))
    client.post(address, {"locales": [locale("en").pk]})
    assert page.has_translation(locale("en"))


def test_an_editor_submits_into_every_language(as_member, home):
    page = make_page(StandardPage, home, title="Səhifə")
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    offered = as_member(EDITORS).get(address).context["form"].fields["locales"].queryset
    assert {one.language_code for one in offered} == {"en", "tr"}


def may_publish_in_english(home):
    user = user_in(translators_group("en"))
    return home.get_translation(locale("en")).permissions_for_user(user).can_publish()


def test_translators_publish_if_the_installation_says_so_and_no_longer(home, settings):
    assert not may_publish_in_english(home)
    settings.TRANSLATORS_MAY_PUBLISH = True
    set_up_roles()
    assert may_publish_in_english(home)
    settings.TRANSLATORS_MAY_PUBLISH = False
    set_up_roles()
    assert not may_publish_in_english(home)


def test_to_change_pages_is_not_to_delete_them(home):
    page = make_page(StandardPage, home, title="Qaralama", live=False)
    draft = translate(page, "en", {}, publish=False)
    assert page.permissions_for_user(user_in(EDITORS)).can_delete()
    assert draft.permissions_for_user(user_in(CHIEF_EDITORS)).can_delete()
    assert not draft.permissions_for_user(user_in(translators_group("en"))).can_delete()


def test_the_documentation_names_every_group(settings):
    text = (settings.BASE_DIR / "docs" / "roles.md").read_text("utf-8")
    missing = [name for name in Group.objects.values_list("name", flat=True) if f"`{name}`" not in text]
    assert missing == []
