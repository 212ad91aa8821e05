"""What is kept, for how long, and what is done for who asks: for administrators."""

from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.privacy.report import RetentionReport
from core.privacy.views import PersonalData, own_data


@hooks.register("register_admin_urls")
def privacy_urls():
    urls = [path("retention/", RetentionReport.as_view(), name="retention")]
    of_somebody = [
        path("personal-data/", PersonalData.as_view(), name="index"),
        path("account/personal-data/", own_data, name="own"),
    ]
    return [
        path("reports/privacy/", include((urls, "core_privacy"), namespace="core_privacy")),
        path("", include((of_somebody, "core_personal_data"), namespace="core_personal_data")),
    ]


class PersonalDataMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("core.handle_personal_data")


@hooks.register("register_settings_menu_item")
def personal_data_menu_item():
    label, address = _("Personal data of somebody"), reverse("core_personal_data:index")
    return PersonalDataMenuItem(label, address, name="personal-data", icon_name="user", order=1000)


@hooks.register("register_account_menu_item")
def own_data_menu_item(request):
    return {
        "url": reverse("core_personal_data:own"),
        "label": gettext("Take along what the site has about me"),
        "help_text": gettext("Your account, and what you did with it, as a file."),
    }


class RetentionMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("core.view_retentionrun")


@hooks.register("register_reports_menu_item")
def retention_menu_item():
    label = _("What the site keeps, and for how long")
    return RetentionMenuItem(label, reverse("core_privacy:retention"), name="retention", icon_name="time", order=1310)
