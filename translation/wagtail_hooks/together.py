"""Where a page is published in all its languages at one moment, and what the history says of it."""

from django.urls import include, path, reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail_localize.models import Translation

from core.locales import source_locale
from translation.models import Release
from translation.together import release, schedule, views
from translation.work import ahead


@hooks.register("register_admin_urls")
def together_urls():
    urls = [
        path("<int:page_id>/", views.TogetherView.as_view(), name="page"),
        path("<int:page_id>/hand-over/", views.HandOver.as_view(), name="hand_over"),
        path("<int:page_id>/take-back/", views.TakeBack.as_view(), name="take_back"),
        path("<int:page_id>/time/", views.Move.as_view(), name="move"),
        path("<int:page_id>/cancel/", views.Cancel.as_view(), name="cancel"),
        path("<int:page_id>/put-aside/", views.PutAside.as_view(), name="put_aside"),
    ]
    return [path("translation/together/", include((urls, "translation_together"), namespace="translation_together"))]


@hooks.register("register_page_header_buttons")
def publish_in_all_languages(page, user, view_name=None, next_url=None):
    if page.locale_id != source_locale().pk or page.is_root() or not views.may_hand_over(user, page):
        return
    translations = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    if not translations.exists():
        return
    if views.may_publish(user, page):
        label = _("Publish in all languages")
    elif page.has_unpublished_changes:
        label = _("Hand this draft to the translators")
    else:
        return
    address = reverse("translation_together:page", args=[page.pk])
    yield Button(label, address, icon_name="wagtail-localize-language", priority=62)


@hooks.register("before_edit_page")
def say_that_it_was_refused(request, page):
    if request.method != "GET" or page.locale_id != source_locale().pk or not views.may_hand_over(request.user, page):
        return
    failed = Release.objects.filter(translation_key=page.translation_key, state=Release.State.FAILED).first()
    if failed:
        address = reverse("translation_together:page", args=[page.pk])
        messages.error(
            request,
            gettext("It could not be published in several languages on %(when)s.")
            % {"when": views.in_words(failed.at)},
            buttons=[messages.button(address, gettext("See why"))],
        )


def languages_of(entry):
    return ", ".join(entry.data.get("languages", []))


def moment_of(entry):
    moment = parse_datetime(entry.data.get("at") or "")
    return views.in_words(moment) if moment else ""


@hooks.register("register_log_actions")
def log_releases(actions):
    actions.register_action(
        ahead.HANDED_OVER, _("Hand the draft to the translators"), _("Draft handed to the translators")
    )
    actions.register_action(
        ahead.TAKEN_BACK, _("Take the draft back from the translators"), _("Draft taken back from the translators")
    )

    refused = _("Publication in several languages refused")
    actions.register_action(schedule.FAILED, refused, refused)

    @actions.register_action(release.PUBLISHED)
    class Published(LogFormatter):
        label = _("Publish in several languages")

        def format_message(self, entry):
            return gettext("Published at one moment: %(languages)s.") % {"languages": languages_of(entry)}

    @actions.register_action(schedule.SCHEDULED)
    class Scheduled(LogFormatter):
        label = _("Schedule in several languages")

        def format_message(self, entry):
            return gettext("To be published at one moment, %(when)s: %(languages)s") % {
                "when": moment_of(entry),
                "languages": languages_of(entry),
            }

    @actions.register_action(schedule.CANCELLED)
    class Cancelled(LogFormatter):
        label = _("Cancel publishing in several languages")

        def format_message(self, entry):
            return gettext("Not published at one moment any more: %(languages)s") % {"languages": languages_of(entry)}
