"""The demo is what ``check_translations`` calls a site in order."""

from io import StringIO

from django.core.management import call_command


def test_nothing_is_wrong_with_the_demo(demo):
    output = StringIO()
    call_command("check_translations", stdout=output)
    assert output.getvalue() == "Nothing to repair.\n"
