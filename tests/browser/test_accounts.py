"""Getting in with two steps, and going on where a session has ended, in a real browser."""

import pytest
from django.contrib.auth import get_user_model

from core.accounts.sessions import end_sessions
from core.models import Session
from home.accounts import DEMO_PASSWORD
from home.models import StandardPage
from tests.browser.waiting import write, write_until
from tests.factories import locale
from tests.second_factor import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(tab, username):
    tab.goto("/admin/login/")
    tab.fill("[name=username]", username)
    tab.fill("[name=password]", DEMO_PASSWORD)
    tab.click("button[type=submit]")


def give(tab, code):
    tab.fill("[name=code]", code)
    tab.click("form:has([name=code]) button[type=submit]")


def test_two_step_verification_from_setting_it_up_to_a_code_on_paper(open_tab, settings):
    settings.TWO_FACTOR_REQUIRED = True
    tab = open_tab()
    sign_in(tab, "chief-editor")
    tab.wait_for_url("**/two-step/set-up/?next=*")
    picture = tab.locator(".account-qr")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    tab.click("summary")
    key = tab.inner_text(".account-key").replace(" ", "")
    secret = secret_with(key)
    give(tab, code_of(secret))
    tab.wait_for_selector(".account-codes")
    codes = tab.locator(".account-codes code").all_inner_texts()
    with tab.expect_download() as download:
        tab.click(".account-actions button")
    assert set(codes) <= set(download.value.path().read_text("utf-8").split())
    tab.click(".account-actions a")
    tab.wait_for_url("**/admin/")
    sign_out(tab)
    sign_in(tab, "chief-editor")
    tab.wait_for_url("**/login/code/")
    give(tab, code_of(secret, steps=1))
    tab.wait_for_url("**/admin/")
    sign_out(tab)
    sign_in(tab, "chief-editor")
    tab.click("text=Use a recovery code")
    give(tab, codes[0])
    tab.wait_for_url("**/admin/")


def test_a_passkey_instead_of_a_code(open_tab, settings):
    settings.TWO_FACTOR_REQUIRED = True
    tab = open_tab()
    device = tab.context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    abilities = dict.fromkeys(["hasUserVerification", "isUserVerified", "automaticPresenceSimulation"], True)
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, **abilities}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(tab, "chief-editor")
    tab.click("text=Use a passkey instead")
    tab.click("[data-passkey] button")
    tab.wait_for_selector(".account-codes")
    tab.click(".account-actions a")
    tab.wait_for_url("**/admin/")
    sign_out(tab)
    sign_in(tab, "chief-editor")
    tab.wait_for_url("**/login/code/")
    assert "_auth_user_id" not in Session.objects.latest("started_at").get_decoded()
    tab.click("text=Sign in with a passkey")
    tab.wait_for_url("**/admin/")


def sign_out(tab):
    tab.context.clear_cookies()


def secret_with(key):
    import base64

    from core.accounts.second_factor import app

    return app.encrypt(base64.b32decode(key))


def test_nothing_typed_is_lost_when_a_session_ends(log_in):
    tab = log_in("chief-editor")
    page = StandardPage.objects.filter(locale=locale("az"), live=True).first()
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    loaded = tab.input_value("[name=loaded_revision_id]")
    write_until(tab, lambda: tab.input_value("[name=loaded_revision_id]") != loaded)  # saved by itself, and known to be
    end_sessions(get_user_model().objects.get(username="chief-editor"))
    write_until(tab, lambda: "You have been signed out" in tab.inner_text(".messages"))
    other = tab.context.new_page()
    sign_in(other, "chief-editor")
    other.wait_for_url("**/admin/")
    tab.bring_to_front()
    write(tab, "Bir, iki, üç")
    tab.click("footer [data-w-dropdown-target=toggle]")
    with tab.expect_navigation():
        tab.click("[name=action-publish]")
    page.refresh_from_db()
    assert page.summary == "Bir, iki, üç"
