"""An address of the admin with something else where a number belongs is a bad request, and no fault of ours."""

import pytest

from core.garbage import is_garbage

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESSES = ["bulk/core/siteimage/add_tags/?id=*", "bulk/translation/glossaryterm/delete/?id=x"]
ADDRESSES += ["choose-page/chosen-multiple/?id=AND", "bulk/wagtailcore/page/move/?id=999999999999999999999"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_refused(admin_client, home, address):
    admin_client.raise_request_exception = False
    assert admin_client.get(f"/admin/{address}").status_code in {400, 404}


def test_a_fault_of_ours_is_still_one():
    with pytest.raises(ValueError) as raised:
        int("x")
    assert not is_garbage(raised.value)
