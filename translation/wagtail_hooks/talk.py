"""Where questions are asked and answered, and where the history of texts is read."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from translation.models import MailPreference
from translation.talk import views
from translation.talk.forms import MailPreferenceForm


@hooks.register("register_admin_urls")
def talk_urls():
    urls = [
        path("questions/", views.Questions.as_view(), name="questions"),
        path("questions/<int:pk>/answer/", views.answer, name="answer"),
        path("questions/<int:pk>/settle/", views.resolve, name="resolve"),
        path("texts/<int:translation_id>/<int:segment_id>/ask/", views.ask, name="ask"),
        path("texts/<int:translation_id>/history/", views.TextHistory.as_view(), name="history"),
        path("texts/<int:translation_id>/history/<int:pk>/undo/", views.undo, name="undo"),
    ]
    return [path("translation/", include((urls, "translation_talk"), namespace="translation_talk"))]


@hooks.register("register_reports_menu_item")
def questions_menu_item():
    return MenuItem(
        _("Questions about texts"),
        reverse_lazy("translation_talk:questions"),
        name="questions-about-texts",
        icon_name="comment",
        order=920,
    )


@hooks.register("register_account_settings_panel")
class MailPanel(BaseSettingsPanel):
    name = "translation_mail"
    title = _("Mail about translations")
    tab = notifications_tab
    order = 200
    form_class = MailPreferenceForm

    def get_form(self):
        preference = MailPreference.objects.filter(user=self.user).first() or MailPreference(user=self.user)
        data = (self.request.POST, self.request.FILES) if self.request.method == "POST" else ()
        return self.form_class(*data, instance=preference, prefix=self.name)
