"""An editor before a server of its own process: a session, and what a browser sends."""

import time
from http.client import HTTPConnection
from types import SimpleNamespace
from uuid import uuid4

from bs4 import BeautifulSoup

TOKEN = "a" * 32
SIGNED_IN = """
from django.contrib.auth import get_user_model
from django.test import Client
from django.conf import settings
from wagtail.users.models import UserProfile
user = get_user_model().objects.get(username={name!r})
UserProfile.objects.update_or_create(user=user, defaults={{"preferred_language": {language!r}}})
client = Client()
client.force_login(user)
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


class Editor:
    def __init__(self, site, server, name="chief-editor", language="tr", **environment):
        self.server, self.language = server, language
        command = SIGNED_IN.format(name=name, language=language)
        said = site.run("shell", "--no-imports", "-c", command, **environment)
        self.cookie = f"session={said.split()[-1]}; csrf={TOKEN}"

    def ask(self, method, path, body=None, timeout=60, **headers):
        headers = {"Cookie": self.cookie, "X-CSRFToken": TOKEN, "Accept": "text/html", **headers}
        connection, began = HTTPConnection("127.0.0.1", self.server.port, timeout=timeout), time.monotonic()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            seconds = time.monotonic() - began
            return SimpleNamespace(status=answer.status, headers=answer.headers, text=text, seconds=seconds)
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, fields, files=(), **headers):
        """``fields``: pairs; ``files``: ``(field, name, content)``."""
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields
        ]
        for field, name, content in files:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        return self.ask("POST", path, body, **{"Content-Type": f"multipart/form-data; boundary={boundary}"}, **headers)

    def form(self, path):
        """What the form of a page would send as it is, in pairs."""
        page = BeautifulSoup(self.get(path).text, "lxml").select_one("[data-edit-form]")
        return [(name, value) for field in page.select("[name]") for name, value in sent(field)]


def sent(field):
    name = field["name"]
    if field.name == "select":
        return [(name, one.get("value", one.get_text())) for one in field.select("option[selected]")]
    if field.name == "textarea":
        return [(name, field.get_text())]
    if field.name != "input" or field.get("type") in {"submit", "file", "button"}:
        return []
    if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
        return []
    return [(name, field.get("value", ""))]
