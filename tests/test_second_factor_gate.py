"""Where it is required, the admin is closed to who may publish and has no second factor, at every address."""

from fnmatch import fnmatchcase

import pytest
from django.conf import settings as of_this_process
from django.contrib.auth import get_user_model

from core.accounts.second_factor.gate import OPEN, TO_SET_IT_UP
from core.accounts.second_factor.rules import needs_one
from tests.factories import user_in
from tests.second_factor import CODE, SET_UP, browser, code_of, log_in, set_up, type_code, with_second_factor
from tests.test_admin_matrix import Visitor, given, make_world, questions

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAMPLE = (
    *["wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_explore", "wagtailadmin_pages:edit"],
    *["wagtailadmin_pages:preview_on_edit", "wagtailadmin_pages:delete", "wagtailadmin_choose_page"],
    *["wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:action", "wagtailimages_chooser:choose"],
    *["wagtaildocs:index", "wagtailusers_users:edit", "core_account:take_away", "core_account:recovery_codes"],
    *["translation_board:index", "core_sharing:share", "wagtail_bulk_action", "wagtailadmin_pages:view_draft"],
)


@pytest.fixture
def required(settings):
    settings.TWO_FACTOR_REQUIRED = True


def test_it_is_required_in_production_and_a_newcomer_is_not_stopped():
    from settings import production

    assert production.TWO_FACTOR_REQUIRED
    assert not of_this_process.TWO_FACTOR_REQUIRED


@pytest.mark.parametrize(
    ("group", "needs"),
    [("editors", False), ("translators-en", False), ("chief-editors", True), ("administrators", True)],
)
def test_who_may_publish_needs_it(required, group, needs):
    assert needs_one(user_in(group)) is needs


def test_who_may_everything_needs_it(required):
    assert needs_one(get_user_model().objects.create_superuser("root"))


def test_who_needs_none_works_on(required):
    client = browser()
    log_in(client, user_in("editors"))
    assert client.get("/admin/").status_code == 200


def test_after_the_password_it_has_to_be_set_up_and_then_one_is_where_one_wanted_to_go(required):
    client, chief = browser(), user_in("chief-editors")
    log_in(client, chief)
    response = client.get("/admin/pages/?q=1")
    assert response.headers["Location"] == f"{SET_UP}?next=%2Fadmin%2Fpages%2F%3Fq%3D1"
    page = client.get(response.headers["Location"]).content.decode()
    assert "data-wagtail-sidebar" not in page and "wagtail-sidebar" not in page
    assert set_up(client)
    assert client.get("/admin/pages/").status_code == 200
    other = browser()
    assert log_in(other, chief).headers["Location"] == CODE


def test_who_has_it_goes_through(required):
    chief, client = user_in("chief-editors"), browser()
    secret = with_second_factor(chief)
    log_in(client, chief)
    type_code(client, code_of(secret))
    assert client.get("/admin/").status_code == 200


def test_who_needs_it_can_not_switch_it_off(required):
    client = browser()
    log_in(client, user_in("chief-editors"))
    set_up(client)
    assert client.post("/admin/account/two-step/off/").headers["Location"] == "/admin/account/two-step/"
    assert client.get("/admin/").status_code == 200


def test_who_is_logged_in_by_a_way_that_asks_for_no_code_is_logged_out(client):
    chief = user_in("chief-editors")
    with_second_factor(chief)
    client.force_login(chief)
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert "_auth_user_id" not in client.session


def test_who_gets_the_right_to_publish_while_logged_in_has_to_set_it_up(required):
    client, person = browser(), user_in("editors")
    log_in(client, person)
    assert client.get("/admin/").status_code == 200
    person.groups.set(user_in("chief-editors").groups.all())
    assert client.get("/admin/").headers["Location"].startswith(SET_UP)


def let_through(names):
    """Addresses that answer somebody who has given the password and no code."""
    world, visitor = make_world(), Visitor("chief-editors")
    found, asked = [], set()
    for question in questions(world):
        is_open = question.name in OPEN | TO_SET_IT_UP or question.at.crashes
        if is_open or not any(fnmatchcase(question.name, one) for one in names):
            continue
        asked.add(question.name)
        response, written = visitor.ask(
            question.method, question.path, given(question.at.data, world[question.language])
        )
        is_refused = response.status_code == 403 or response.headers.get("Location", "").startswith(SET_UP)
        if not is_refused or written:
            found.append(f"{question}: {response.status_code} {sorted(written)}")
    return found, asked


def test_a_sample_of_the_admin_is_behind_it(required):
    found, asked = let_through(SAMPLE)
    assert found == []
    assert asked == set(SAMPLE) - TO_SET_IT_UP


@pytest.mark.walk
def test_all_of_the_admin_is_behind_it(required):
    found, asked = let_through(["*"])
    assert found == []
    assert len(asked) > 250
