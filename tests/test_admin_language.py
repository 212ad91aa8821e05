"""Which language the admin speaks to whom: the profile's, else the browser's; mail in that of its reader."""

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from home.models import HomePage, StandardPage
from home.roles import CHIEF_EDITORS, EDITORS
from tests.factories import committed, locale, make_page, user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGES = settings.LANGUAGE_CODES
BEFORE_LOGIN = ("wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done")


def prefers(user, language):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BEFORE_LOGIN)
def test_before_login_the_browser_decides(client, name, language):
    response = client.get(reverse(name), headers={"accept-language": f"fr, {language};q=0.8"})
    assert f'<html lang="{language}"' in response.content.decode()
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_a_browser_of_another_language_gets_the_sites_first(client):
    response = client.get(reverse("wagtailadmin_login"), headers={"accept-language": "fr"})
    assert response.headers["Content-Language"] == LANGUAGES[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_login_the_profile_decides(client, language):
    client.force_login(prefers(user_in(EDITORS), language))
    response = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"})
    with translation.override(language):
        assert gettext("Dashboard") in response.content.decode()


def test_every_language_of_the_site_can_be_chosen(client):
    client.force_login(user_in(EDITORS))
    form = client.get(reverse("wagtailadmin_account")).content.decode()
    for code, name in settings.LANGUAGES:
        assert f'<option value="{code}"' in form
        assert name in form


@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_is_in_the_language_of_its_reader(language):
    prefers(user_in(CHIEF_EDITORS, "reader"), language)
    reader = UserProfile.objects.get(user__username="reader").user
    reader.email = "reader@example.org"
    reader.save()
    page = make_page(StandardPage, HomePage.objects.get(locale=locale("az")), title="Səhifə", live=False)
    with committed(), translation.override("en"):
        page.get_workflow().start(page, user_in(EDITORS, "writer"))
    (message,) = [one for one in mail.outbox if "reader@example.org" in one.to]
    with translation.override(language):
        said = gettext('The page "%(title)s" has been submitted for approval to moderation stage "%(task)s".')
    assert said % {"title": "Səhifə", "task": page.current_workflow_task.name} in message.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forgotten_password_is_told_in_the_language_of_the_browser(client, language):
    user = user_in(EDITORS)
    user.email = "editor@example.org"
    user.save()
    address = reverse("wagtailadmin_password_reset")
    client.post(address, {"email": user.email}, headers={"accept-language": language})
    with translation.override(language):
        assert gettext("Please follow the link below to reset your password:") in mail.outbox[0].body
