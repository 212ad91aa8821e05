"""Every address of the admin, asked by every group, in every language: the tables are ``tests.admin_urls`` and its neighbour."""

import re
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from zlib import crc32

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern
from django.utils.http import urlencode
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from core import generation
from tests.admin_urls import ADMINS, ARGUMENTS, BULK, CHIEFS, GROUPS, KEYS, NEXT, WRITERS, At
from tests.admin_urls_translation import TABLE
from tests.admin_world import LANGUAGES, NONE, make_world, secret
from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
OF_THE_VISIT = {"core_session", "wagtailusers_userprofile", "wagtailadmin_editingsession", "core_siterendition"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
OPEN = ("wagtailadmin_login", "wagtailadmin_password_reset*", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")
FIRST_PAGE = re.compile(r"/admin/(login/.*)?$")
BULK_NAME = "wagtail_bulk_action"


def addresses(resolver=None, route="", namespaces=()):
    """``(name, parameters)`` of every pattern below ``admin/``."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            own = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from addresses(pattern, here, own)
        elif here.startswith("admin/"):
            parameters = [first or second for first, second in PARAMETER.findall(here)]
            yield ":".join([*namespaces, pattern.name]) if pattern.name else here, parameters


def lines():
    """``(name, parameters, At)`` of every address; fails for one that the table does not know."""
    bulk_action_registry._scan_for_bulk_actions()
    unknown = []
    for name, parameters in addresses():
        if name == BULK_NAME:
            yield from bulk_lines(unknown)
            continue
        if is_shadowed(name, parameters):
            continue
        found = TABLE.get(f"{name}({','.join(parameters)})") or line_for(TABLE, name)
        if found is None:
            unknown.append(name)
            continue
        for at in found if isinstance(found, list) else [found]:
            yield name, parameters, at
    assert unknown == [], "Say in tests/admin_urls.py who may use these addresses."


def bulk_lines(unknown):
    for app_label, models in bulk_action_registry.actions.items():
        for model_name, actions in models.items():
            for action in actions:
                key = f"{app_label}.{model_name}:{action}"
                at = line_for(BULK, key)
                if at is None:
                    unknown.append(key)
                    continue
                args = {"app_label": app_label, "model_name": model_name, "action": action}
                yield BULK_NAME, list(args), At(**{**vars(at), "args": args, "query": selection(model_name)})


def selection(model_name):
    """What is ticked for a bulk action."""
    common = {"siteimage": "image", "sitedocument": "document", "user": "user", "page": "page"}

    def ids(one):
        thing = getattr(one, common[model_name]) if model_name in common else record_of(one, model_name)
        return {"id": thing.pk, **NEXT}

    return ids


def record_of(one, model_name):
    return next(record for model, record in one.records.items() if model._meta.model_name == model_name)


def line_for(table, key):
    return next((line for pattern, line in table.items() if pattern == key or fnmatchcase(key, pattern)), None)


def is_shadowed(name, parameters):
    """Another view stands at this address, in front of this one, and has a line of its own."""
    try:
        path = reverse(name, kwargs=dict.fromkeys(parameters, 1))
    except NoReverseMatch:
        return False
    return resolve(path).view_name != name


def given(value, one):
    return value(one) if callable(value) else value


def path_of(name, parameters, at, one):
    """The address for the things of one language; raises ``AttributeError`` where that has no such thing."""
    arguments = {}
    for parameter in parameters:
        if parameter in at.args:
            value = at.args[parameter]
        elif parameter == "pk":
            value = key_of(name)
        elif parameter == "uploaded_file_id":
            value = lambda one: (one.uploaded_image if "images" in name else one.uploaded_document).pk  # noqa: E731
        else:
            value = ARGUMENTS[parameter]
        arguments[parameter] = given(value, one)
    query = given(at.query, one)
    path = reverse(name, kwargs=arguments) if not name.startswith("admin/") else unnamed(name)
    return f"{path}?{urlencode(query)}" if query else path


def unnamed(route):
    return "/" + route.replace("^.*/$", "nothing/")


def key_of(name):
    snippet = re.match(r"wagtailsnippet(?:s|choosers)_\w+?_(\w+):", name)
    if snippet:
        return lambda one: record_of(one, snippet[1]).pk
    return next(value for beginning, value in KEYS.items() if name.startswith(beginning))


@dataclass
class Question:
    name: str
    method: str
    language: str
    path: str
    at: At
    languages: tuple  # in which this address is asked

    @property
    def audience(self):
        return getattr(self.at, self.method)

    def may(self, group):
        return self.language in self.audience.get(group, ())

    def is_in_turn(self, group):
        """Who may everything is asked about one language of each address, in turn: rendering takes the time."""
        own = [code for code in self.languages if code in self.audience[group]]
        return group not in (CHIEFS, ADMINS) or own[crc32(self.name.encode()) % len(own)] == self.language

    def __str__(self):
        return f"{self.name} {self.method} {self.path}"


def questions(world):
    for name, parameters, at in lines():
        paths = {}
        for code in (NONE, *LANGUAGES):
            with suppress(AttributeError):
                paths[code] = path_of(name, parameters, at, world[code])
        if NONE in paths:
            paths = {NONE: paths[NONE]}
        assert paths, f"The test's world has nothing for {name}."
        for method in ("get", "post", "put"):
            if getattr(at, method) is not None:
                for code, path in paths.items():
                    yield Question(name, method, code, path, at, tuple(paths))


class Visitor:
    """Sends a request and takes back what it wrote; says what is wrong with the answer."""

    def __init__(self, group):
        self.group = group
        self.client = Client(raise_request_exception=False)
        if group:
            self.client.force_login(user_in(group))

    def ask(self, method, path, data=None):
        self.client.cookies.pop("messages", None)
        written = set()
        if method == "get":
            data = None  # it would take the place of the address's own query

        def note(execute, sql, *args):
            if found := WRITING.match(sql):
                written.add(found[1])
            return execute(sql, *args)

        if method == "put":
            data = {"data": urlencode(data or {}), "content_type": "application/x-www-form-urlencoded"}
        else:
            data = {"data": data or {}}
        with transaction.atomic(), connection.execute_wrapper(note):
            response = getattr(self.client, method)(path, **data)
            transaction.set_rollback(True)
        if written:
            generation.clear()
        return response, written - OF_THE_VISIT

    def mistakes(self, question, data):
        at, may = question.at, question.may(self.group)
        if may and (at.crashes or not question.is_in_turn(self.group)):
            return
        response, written = self.ask(question.method, question.path, data)
        status, target = response.status_code, response.headers.get("Location", "")
        if status >= 500:
            yield "breaks"
        elif may and (status >= 400 or FIRST_PAGE.match(target)):
            yield f"may, but is refused: {status} {target}"
        elif not may and status < 300 and not at.again:
            yield f"may not, but is answered: {status}"
        if not may and written:
            yield f"may not, but wrote {sorted(written)}"
        if not at.shared:
            shown, own = text_of(response), {*WRITERS[self.group], *at.shows.get(self.group, ())}
            yield from (f"is shown {secret(code)}" for code in LANGUAGES if code not in own and secret(code) in shown)


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    message = response.cookies.get("messages")
    return body.decode("utf-8", "replace") + (message.value if message else "")


@pytest.mark.walk
@pytest.mark.parametrize("group", GROUPS)
def test_every_group_may_what_the_table_says_and_nothing_else(group):
    world, visitor = make_world(), Visitor(group)
    wrong, asked = [], 0
    for question in questions(world):
        asked += 1
        found = visitor.mistakes(question, given(question.at.data, world[question.language]))
        wrong += [f"{question}: {mistake}" for mistake in found]
    assert not wrong, "\n" + "\n".join(wrong)
    assert asked > 500


def test_nobody_gets_in_without_logging_in():
    world, visitor = make_world(), Visitor(None)
    wrong = []
    for question in questions(world):
        if any(fnmatchcase(question.name, one) for one in OPEN):
            continue
        data = given(question.at.data, world[question.language])
        response, written = visitor.ask(question.method, question.path, data)
        if not 300 <= response.status_code < 500 or written:
            wrong.append(f"{question}: {response.status_code} {sorted(written)}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_an_address_without_a_line_is_noticed():
    assert line_for(TABLE, "someapp:new_address") is None
