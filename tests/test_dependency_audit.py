"""Known vulnerabilities in what is locked stop a merge; what could not be asked about is not called sound."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from django.conf import settings

pytestmark = pytest.mark.once
SOUND = {"name": "wagtail", "version": "8.0.1", "vulns": []}
WEAK = {"name": "pillow", "version": "13.0.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["13.0.1"]}]}
UNKNOWN = {"name": "polib", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture(scope="module")
def audit():
    loader = SourceFileLoader("dependency_audit", str(settings.BASE_DIR / ".ci" / "audit"))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("dependencies", "status"),
    [([SOUND], 0), ([SOUND, WEAK], 1), ([SOUND, UNKNOWN], 75), ([WEAK, UNKNOWN], 1)],
)
def test_the_status_says_what_was_found(audit, dependencies, status):
    assert audit.verdict(dependencies)[0] == status


def test_it_says_what_to_install(audit):
    assert audit.verdict([WEAK])[1] == ["pillow 13.0.0: PYSEC-2026-1, mended in 13.0.1"]


def test_an_answer_that_is_none_is_no_good_news(audit, monkeypatch):
    monkeypatch.setattr(audit, "answer_of", lambda lock: None)
    assert audit.main() == audit.NOT_ASKED
