"""Somebody with a telephone, for tests."""

import re
import time

from django.test import Client

from core.accounts.second_factor import app
from core.accounts.second_factor.views import NEW_SECRET
from core.models import CodeApp

PASSWORD = "a password of some length"
LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/account/two-step/set-up/"


def browser(**options):
    return Client(headers={"accept-language": "en"}, **options)


def log_in(client, user, **data):
    return client.post(LOGIN, {"username": user.username, "password": PASSWORD, **data})


def code_of(secret, steps=0):
    return app.totp(secret).generate(int(time.time()) + steps * app.STEP).decode()


def type_code(client, code, query=""):
    return client.post(CODE + query, {"code": code})


def set_up(client):
    """On the page for it, by who is logged in. The recovery codes, as they are shown."""
    client.get(SET_UP)
    response = client.post(SET_UP, {"code": code_of(client.session[NEW_SECRET])})
    return re.findall(r"<code>(\S+)</code>", response.content.decode())


def with_second_factor(user):
    """The secret of a telephone that makes codes for ``user`` from now on."""
    secret = app.new_secret()
    CodeApp.objects.create(user=user, secret=secret)
    return secret
