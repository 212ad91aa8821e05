"""The pages of one's account, and what administrators do for others (``core.accounts``)."""

from django.conf import settings
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button

from core.accounts.confirming import ConfirmView
from core.accounts.devices import ENDED, Devices
from core.accounts.second_factor import resetting, rules, views
from core.accounts.second_factor.passkey_views import AddPasskey, RemovePasskey
from core.accounts.unused import DEACTIVATED


@hooks.register("register_admin_urls")
def account_urls():
    urls = [
        path("confirm/", ConfirmView.as_view(), name="confirm"),
        path("devices/", Devices.as_view(), name="devices"),
        path("two-step/", views.Overview.as_view(), name="second_factor"),
        path("two-step/set-up/", views.SetUp.as_view(), name="set_up"),
        path("two-step/qr.svg", views.QRCode.as_view(), name="qr"),
        path("two-step/recovery-codes/", views.RecoveryCodes.as_view(), name="recovery_codes"),
        path("two-step/recovery-codes.txt", views.DownloadCodes.as_view(), name="download"),
        path("two-step/passkeys/add/", AddPasskey.as_view(), name="add_passkey"),
        path("two-step/passkeys/<int:pk>/remove/", RemovePasskey.as_view(), name="remove_passkey"),
        path("two-step/off/", views.TakeAway.as_view(), name="take_away"),
        path("two-step/reset/<int:user_id>/", resetting.Reset.as_view(), name="reset"),
    ]
    return [path("account/", include((urls, "core_account"), namespace="core_account"))]


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("core_account:second_factor"),
        "label": _("Two-step verification"),
        "help_text": _("A code of your telephone after the password: who learns your password can't get in."),
    }


@hooks.register("register_account_menu_item")
def devices(request):
    return {
        "url": reverse("core_account:devices"),
        "label": _("Where you are signed in"),
        "help_text": _("Which browsers are signed in to your account, and signing out there."),
    }


@hooks.register("insert_editor_js")
def signed_out():
    return format_html(
        '<script src="{}" data-cookie="{}" data-said="{}" defer></script>',
        versioned_static("admin/signed-out.js"),
        settings.CSRF_COOKIE_NAME,
        _("You have been signed out. What you typed is still here: sign in in another tab, then go on in this one."),
    )


@hooks.register("register_user_listing_buttons")
def reset_button(user, request_user):
    if resetting.may_reset(request_user, user):
        yield Button(
            _("Reset two-step verification"),
            reverse("core_account:reset", args=[user.pk]),
            icon_name="key",
            priority=40,
        )


@hooks.register("register_log_actions")
def log_second_factor(actions):
    actions.register_action(
        rules.SET_UP, gettext_lazy("Set up two-step verification"), gettext_lazy("Two-step verification set up")
    )
    actions.register_action(
        rules.TAKEN_AWAY,
        gettext_lazy("Switch off two-step verification"),
        gettext_lazy("Two-step verification switched off"),
    )
    actions.register_action(
        rules.NEW_CODES, gettext_lazy("Make new recovery codes"), gettext_lazy("New recovery codes made")
    )
    actions.register_action(
        rules.CODE_USED, gettext_lazy("Sign in with a recovery code"), gettext_lazy("Signed in with a recovery code")
    )
    actions.register_action(ENDED, gettext_lazy("Sign out elsewhere"), gettext_lazy("Signed out elsewhere"))
    actions.register_action(
        DEACTIVATED,
        gettext_lazy("Deactivate an unused account"),
        gettext_lazy("Account deactivated, since nobody used it"),
    )
    actions.register_action(rules.PASSKEY_ADDED, gettext_lazy("Add a passkey"), gettext_lazy("Passkey added"))
    actions.register_action(rules.PASSKEY_REMOVED, gettext_lazy("Delete a passkey"), gettext_lazy("Passkey deleted"))
