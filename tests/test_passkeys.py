"""Passkeys: what is no answer to the site's own question lets nobody in. The good one is asked of a browser's own
(``tests.browser.test_accounts``).
"""

import json

import pytest
from bs4 import BeautifulSoup
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData

from core.accounts.second_factor import passkeys, rules, signing_in
from core.models import CodeApp, Passkey, RecoveryCode
from tests.factories import user_in
from tests.second_factor import CODE, browser, code_of, log_in, type_code, with_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english"), pytest.mark.once]
ADD = "/admin/account/two-step/passkeys/add/"
KEY = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
NONSENSE = ["", "null", "[]", "{", '"x"', "7", "{}", '{"id": "x", "rawId": "eA", "response": {}}', "\x01", "[" * 5000]


@pytest.fixture
def person():
    return user_in("editors", "aynur")


def with_passkey(user, name="Telephone"):
    credential = AttestedCredentialData.create(b"\0" * 16, name.encode(), KEY)
    return Passkey.objects.create(user=user, name=name, credential=bytes(credential))


def question_on(response):
    script = BeautifulSoup(response.content, "html.parser").find("script", id="passkey-question")
    return json.loads(script.string)["publicKey"]


def test_who_has_a_passkey_is_asked_for_it_after_the_password(person):
    with_passkey(person)
    client = browser()
    assert log_in(client, person).headers["Location"] == CODE
    asked = question_on(client.get(CODE))
    assert [one["type"] for one in asked["allowCredentials"]] == ["public-key"]
    assert asked["rpId"] == "testserver"


@pytest.mark.parametrize("answer", NONSENSE)
def test_what_is_no_answer_lets_nobody_in(person, answer):
    with_passkey(person)
    client = browser()
    log_in(client, person)
    client.get(CODE)
    assert client.post(CODE, {"answer": answer}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_question_is_good_for_one_answer(person):
    with_passkey(person)
    client = browser()
    log_in(client, person)
    first = question_on(client.get(CODE))["challenge"]
    second = question_on(client.post(CODE, {"answer": "{}"}))["challenge"]
    assert first != second


def test_answers_are_limited_as_codes_are(person):
    with_passkey(person)
    client = browser()
    log_in(client, person)
    for _time in range(signing_in.SOON.most):
        client.post(CODE, {"answer": "{}"})
    assert client.post(CODE, {"answer": "{}"}).status_code == 429


def test_who_has_both_may_choose(person):
    with_passkey(person)
    secret = with_second_factor(person)
    client = browser()
    log_in(client, person)
    page = client.get(CODE).content.decode()
    assert "?app" in page and "?recovery" in page
    assert type_code(client, code_of(secret), "?app").status_code == 302


def test_who_has_no_app_is_not_asked_for_its_code(person):
    with_passkey(person)
    client = browser()
    log_in(client, person)
    assert client.get(f"{CODE}?app").context["way"] == "passkey"


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_adds_no_passkey(person, answer):
    client = browser()
    log_in(client, person)
    client.get(ADD)
    response = client.post(ADD, {"name": "Telephone", "answer": answer})
    assert "That did not work" in response.content.decode()
    assert not Passkey.objects.exists()


def test_the_first_passkey_brings_recovery_codes_and_another_one_none(person):
    client = browser()
    log_in(client, person)
    session = client.session
    codes = rules.add_passkey(with_passkey(person), session)
    assert len(codes) == RecoveryCode.objects.count() == 10
    assert rules.add_passkey(with_passkey(person, "Computer"), session) is None


def test_one_passkey_is_removed_and_the_only_second_step_is_not(person):
    one, other = with_passkey(person), with_passkey(person, "Computer")
    theirs = with_passkey(user_in("editors"))
    client = browser()
    log_in(client, person)
    session = client.session  # as after the code
    client.force_login(person)
    session = client.session
    session[rules.STATE] = rules.GIVEN
    session.save()
    for passkey in (one, other, theirs):
        client.post(f"/admin/account/two-step/passkeys/{passkey.pk}/remove/")
    assert set(Passkey.objects.all()) == {other, theirs}
    rules.take_away(person)
    assert not rules.has_one(person) and not CodeApp.objects.exists()


def test_an_answer_to_another_site_is_none_of_ours(rf):
    request = rf.get("/", HTTP_HOST="example.org")
    verify = passkeys.server(request)._verify
    assert verify("http://example.org")
    assert not verify("https://example.org.evil.example") and not verify("http://sub.example.org")
