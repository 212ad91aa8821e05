"""A mail server that is away costs nobody a mail: it is sent later."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from core.accounts.notices import REMOVED, send_notice
from core.accounts.tasks import send_reset_links
from core.mailing import ATTEMPTS
from home.roles import EDITORS
from home.tasks import send_submission
from tests.contact_form import contact_form
from tests.factories import make_page, user_in
from tests.submitted_trees import BACKGROUND, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def server(settings, monkeypatch):
    """Tasks wait as on a real site, and there is a mail server, which may be away."""
    settings.TASKS = BACKGROUND
    sent = EmailBackend.send_messages

    class Server:
        is_away = True

    def send_messages(self, messages):
        if Server.is_away:
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        return sent(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return Server


def account():
    user = user_in(EDITORS, "aynur")
    user.email = "aynur@example.org"
    user.save()
    return user


def of_a_form(home):
    page = make_page(contact_form(to_address="office@example.org"), home)
    submission = page.get_submission_class().objects.create(form_key=page.translation_key, form_data={})
    return send_submission, [submission.pk], "office@example.org"


def of_a_new_password(home):
    return send_reset_links, [[account().pk], "az"], "aynur@example.org"


def of_what_happened_to_an_account(home):
    return send_notice, [account().pk, REMOVED], "aynur@example.org"


@pytest.mark.parametrize("kind", [of_a_form, of_a_new_password, of_what_happened_to_an_account])
def test_it_is_sent_when_the_server_is_back(home, server, kind):
    task, args, address = kind(home)
    task.enqueue(*args)
    work_off()
    assert mail.outbox == []
    waiting = DBTaskResult.objects.filter(status="READY").get()
    assert waiting.run_after and waiting.args_kwargs["args"] == [*args, 2]
    server.is_away = False
    waiting.task.call(*waiting.args_kwargs["args"])
    assert [one.to for one in mail.outbox] == [[address]]


def test_in_the_end_it_has_failed_and_is_counted_as_that(home, server):
    task, args, _address = of_a_new_password(home)
    with pytest.raises(SMTPServerDisconnected):
        task.call(*args, ATTEMPTS)
    assert not DBTaskResult.objects.filter(status="READY").exists()
