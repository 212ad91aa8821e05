"""Who presses “Confirm” twice in Wagtail's import of redirects is told what has happened."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("speaks_english", "home")]


def upload(client, text):
    return client.post(
        reverse("wagtailredirects:start_import"), {"import_file": SimpleUploadedFile("old.csv", text.encode())}
    )


def test_the_second_time_leads_to_the_list_and_says_why(admin_client):
    html = upload(admin_client, "from,to\n/kohne,http://localhost:8000/\n").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(import_file_name|input_format)" value="([^"]+)"', html))
    data = {**hidden, "from_index": "0", "to_index": "1", "permanent": "on", "site": ""}
    address = reverse("wagtailredirects:process_import")
    admin_client.post(address, data)
    assert Redirect.objects.get().old_path == "/kohne"
    answer = admin_client.post(address, data, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailredirects:index")
    assert "it has been imported" in answer.content.decode()
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize("text", ["\n", "a", "a,b\n", "\x00", ",\n,,,\n", "from,to\n/x\n", '"'])
def test_any_file_is_answered(admin_client, text):
    assert upload(admin_client, text).status_code < 500
