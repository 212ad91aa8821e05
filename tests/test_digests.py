"""Mail about translations: to whom it concerns, as often as they want it, in their language, each thing once."""

import datetime
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.users.models import UserProfile

from home.models import StandardPage
from tests.factories import committed, make_page, translate, user_in
from tests.following import again, edit, in_english
from tests.translating import translation_of
from tests.worlds import made_once
from translation.models import MailPreference
from translation.talk import conversation, digest
from translation.talk.digest import Frequency

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def nothing_is_held_back(monkeypatch):
    monkeypatch.setattr(digest, "SETTLED", datetime.timedelta(0))


def person(group, language="en", frequency=None):
    user = user_in(group)
    user.email = f"{user.username}@example.org"
    user.save()
    UserProfile.objects.create(user=user, preferred_language=language)
    if frequency:
        MailPreference.objects.create(user=user, frequency=frequency, told_at=timezone.now())
    return user


@made_once
def page(home):
    translate(home, "en", in_english)
    translate(home, "tr", in_english)
    return make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik")


def send():
    call_command("send_digests")
    sent, mail.outbox = mail.outbox, []
    return {message.to[0]: message for message in sent}


def test_new_work_goes_to_the_translators_of_its_language(page):
    one, other = person("translators-en"), person("translators-tr")
    send()
    translate(page, "en", in_english, publish=False)
    sent = send()
    assert "Haqqımızda" in sent[one.email].body
    assert other.email not in sent


def test_an_original_that_changed_is_told(page):
    translate(page, "en", in_english)
    one = person("translators-en")
    send()
    edit(page, lambda draft: setattr(draft, "summary", "Başqa"))
    message = send()[one.email]
    assert "has changed" in message.body
    assert "Haqqımızda" in message.body


def test_each_thing_is_told_once(page):
    one = person("translators-en")
    translate(page, "en", in_english, publish=False)
    assert one.email in send()
    assert send() == {}


def test_in_the_language_of_the_interface(page):
    one = person("translators-tr", language="tr")
    translate(page, "tr", in_english, publish=False)
    assert "Çevrilecek yeni" in send()[one.email].body


def test_who_wants_none_gets_none(page):
    person("translators-en", frequency=Frequency.NEVER)
    translate(page, "en", in_english, publish=False)
    assert send() == {}


def test_at_once_is_at_once(page):
    one = person("translators-en", frequency=Frequency.IMMEDIATE)
    with committed():
        translate(page, "en", in_english, publish=False)
    assert [message.to for message in mail.outbox] == [[one.email]]


def test_what_could_not_be_sent_comes_with_the_next(page, monkeypatch):
    one = person("translators-en")
    translate(page, "en", in_english, publish=False)

    def fail(*args, **kwargs):
        raise SMTPException("away")

    with monkeypatch.context() as broken:
        broken.setattr(digest, "send_mail", fail)
        assert send() == {}
    assert one.email in send()


def test_a_question_goes_to_the_author_and_the_answer_to_who_asked(page):
    author, asker, other = person("editors"), person("translators-en"), person("translators-en")
    page = again(page)
    page.owner = author
    page.save()
    translate(page, "en", in_english, publish=False)
    send()
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.get(context__path="summary")
    question = conversation.ask(translation, segment, asker, "Kim nəzərdə tutulur?")
    sent = send()
    assert list(sent) == [author.email]
    assert "Kim nəzərdə tutulur?" in sent[author.email].body
    conversation.answer(question, author, "Bütün komanda")
    sent = send()
    assert list(sent) == [asker.email]
    assert other.email not in sent


def test_nobody_is_mailed_about_nothing(page):
    person("translators-en")
    send()
    assert send() == {}


def test_the_choice_stands_in_the_account_settings(client, home):
    one = person("translators-en")
    client.force_login(one)
    answer = client.get("/admin/account/")
    assert "translation_mail-frequency" in answer.content.decode()
