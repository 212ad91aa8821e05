"""The style guide shows every component to developers, and to nobody else."""

import pytest
from bs4 import BeautifulSoup

from core.style_guide.components import states
from core.style_guide.views import components
from tests.test_settings import SECRET, production

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("language", ["", "en/", "tr/"])
def test_every_component_is_named_and_those_with_samples_are_shown(client, home, language):
    response = client.get(f"/{language}style-guide/")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    named = {code.get_text() for code in soup.find_all("code")}
    assert {f"{name}.html" for name in components()} <= named
    empty = [state for state in soup.find_all(class_="guide-state") if not state.get_text(strip=True)]
    assert not empty


def test_a_sample_of_a_component_that_is_gone_goes_too(home):
    assert set(states()) <= set(components())


def test_production_does_not_have_it(tmp_path):
    code = (
        "import django; django.setup(); from django.urls import resolve; "
        "print(resolve('/style-guide/').url_name, resolve('/en/style-guide/').url_name)"
    )
    result = production(tmp_path, code, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org")
    assert result.stdout.split() == ["wagtail_serve", "wagtail_serve"], result.stderr
