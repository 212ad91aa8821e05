"""What machines that watch the site are told, with each of the things it leans on really broken."""

import json
import threading
import time
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from core.health import probes, queue
from core.health.answers import ANSWERS
from tests.factories import make_page

TOKEN = "a-token-of-more-than-thirty-two-characters"
DEAD_REDIS = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.3, "IGNORE_EXCEPTIONS": True},
    }
}


@pytest.fixture(autouse=True)
def nothing_remembered():
    probes.examination.forget()
    yield
    probes.examination.forget()


def ready(client, **headers):
    """Asked anew: nothing of what was found a moment ago."""
    probes.examination.at = 0
    response = client.get("/readyz", **headers)
    return response, response.json()


# Alive


def test_a_process_is_alive_without_a_database(client):
    """There is no django_db mark here: a query would be an error."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.1.2.3:8000", "evil.example", "a_b", ""])
@pytest.mark.django_db
def test_any_host_is_answered_and_none_of_it_comes_back(client, settings, address, host):
    settings.ALLOWED_HOSTS = ["example.org"]
    response = client.get(address, headers={"host": host})
    assert response.status_code == 200
    assert client.get("/", headers={"host": host}).status_code == 400
    said = response.content.decode() + repr(response.headers)
    assert host == "" or host not in said


@pytest.mark.django_db
def test_answers_are_not_stored_set_no_cookie_and_need_no_tls(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.METRICS_TOKEN = True, TOKEN
    for address in ANSWERS:
        response = client.get(address, headers={"authorization": f"Bearer {TOKEN}"})
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies
    assert client.get("/healthz/").status_code == 301  # only these exactly
    assert client.get("/").headers["Location"].startswith("https://")


@pytest.mark.django_db
def test_only_reading_is_answered(client):
    assert client.post("/healthz").status_code != 200
    assert client.head("/readyz").status_code == 200


# Ready


@pytest.mark.django_db
def test_all_is_well(client):
    response, said = ready(client)
    assert response.status_code == 200
    assert {name for name, state in said["checks"].items() if state == "ok"} >= set(probes.PROBES) - {"backup"}


@pytest.mark.django_db
def test_a_pending_migration_takes_the_process_out_of_service(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0003%'")
        assert cursor.rowcount == 1
    response, said = ready(client)
    assert response.status_code == 503
    assert (said["status"], said["checks"]["migrations"], said["checks"]["database"]) == ("unavailable", "failed", "ok")


@pytest.mark.django_db
def test_a_cache_out_of_reach_is_seen_and_the_site_stays_in_service(client, settings):
    settings.CACHES = DEAD_REDIS
    response, said = ready(client)
    assert response.status_code == 200
    assert (said["status"], said["checks"]["cache"]) == ("degraded", "failed")


@pytest.mark.django_db
def test_a_queue_that_stands_still_is_seen(client, settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    queue.sign_of_life.enqueue()
    assert ready(client)[1]["checks"]["queue"] == "ok"
    long_ago = timezone.now() - timedelta(seconds=queue.PATIENCE + 60)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    response, said = ready(client)
    assert response.status_code == 200
    assert (said["status"], said["checks"]["queue"]) == ("degraded", "failed")


@pytest.mark.django_db
def test_a_task_for_later_does_not_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    later = timezone.now() + timedelta(hours=1)
    queue.sign_of_life.using(run_after=later).enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(days=3))
    assert queue.look().waiting == 0
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(minutes=2))
    found = queue.look()
    assert (found.waiting, round(found.oldest / 60)) == (1, 2)


@pytest.mark.django_db
def test_a_storage_that_can_not_be_written_to_is_seen(client, settings, tmp_path):
    (tmp_path / "file").write_text("where a folder should be")
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path / "media"
    assert ready(client)[1]["checks"]["storage"] == "ok"
    settings.MEDIA_ROOT = tmp_path / "file"
    response, said = ready(client)
    assert response.status_code == 200
    assert (said["status"], said["checks"]["storage"]) == ("degraded", "failed")


@pytest.mark.django_db
def test_the_probe_of_the_storage_leaves_no_file():
    probes.storage()
    assert default_storage.listdir("health")[1] == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_gone_takes_the_process_out_of_service_and_it_comes_back(client, monkeypatch):
    """PostgreSQL at a port where nobody listens; SQLite in a folder that is not there."""
    broken = (
        {"HOST": "127.0.0.1", "PORT": "1"} if connection.vendor == "postgresql" else {"NAME": "/nowhere/db.sqlite3"}
    )
    seen = {}

    def ask():  # a thread has a connection of its own, as each of the server's has
        with monkeypatch.context() as patch:
            for key, value in broken.items():
                patch.setitem(connections["default"].settings_dict, key, value)
            seen["answer"], seen["said"] = ready(client)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen["answer"].status_code == 503
    assert seen["said"]["checks"]["database"] == "failed"
    assert {seen["said"]["checks"][name] for name in probes.IN_DATABASE} == {"unknown"}
    assert seen["said"]["checks"]["cache"] == "ok"
    assert "nowhere" not in str(seen["said"])
    assert ready(client)[0].status_code == 200


def test_an_examination_that_hangs_does_not_take_other_threads_with_it(client, monkeypatch):
    monkeypatch.setattr(probes, "PATIENCE", 0.05)
    with probes.examination.lock:
        begun = time.monotonic()
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": {}})
    assert time.monotonic() - begun < 1


@pytest.mark.django_db
def test_who_asks_again_and_again_costs_nothing(client, django_assert_num_queries):
    ready(client)
    with django_assert_num_queries(0):
        assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_the_log_says_once_what_went_wrong_and_once_that_it_is_well(client, settings, caplog):
    before, settings.CACHES = settings.CACHES, DEAD_REDIS
    ready(client)
    ready(client)
    settings.CACHES = before
    ready(client)
    ready(client)
    said = [record.getMessage() for record in caplog.records if record.name == "core.health.probes"]
    assert [line for line in said if line.startswith("cache")] == [
        "cache: does not keep what it is given",
        "cache: well again",
    ]


@pytest.mark.django_db
def test_a_backup_that_is_missing_or_old_is_seen(client):
    from core.models import BackupRun

    assert ready(client)[1]["checks"]["backup"] == "failed"
    run = BackupRun.objects.create(kind=BackupRun.Kind.MADE, at=timezone.now() - timedelta(hours=30))
    assert ready(client)[1]["checks"]["backup"] == "ok"
    run.at -= timedelta(hours=24)
    run.save()
    response, said = ready(client)
    assert (response.status_code, said["status"], said["checks"]["backup"]) == (200, "degraded", "failed")


# Metrics


@pytest.mark.django_db
def test_without_a_token_in_the_settings_there_are_no_metrics(client):
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code in (301, 404)


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer ə"])
@pytest.mark.django_db
def test_metrics_are_for_those_who_know_the_token(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"authorization": given})
    assert response.status_code == 401
    assert b"outreach" not in response.content


@pytest.mark.django_db
def test_metrics_are_numbers_about_the_site(client, settings, home):
    from home.models import StandardPage

    settings.METRICS_TOKEN = TOKEN
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    before = measured(client)
    make_page(StandardPage, home, title="Səhifə")
    queue.sign_of_life.enqueue()
    after = measured(client)
    language = (("language", home.locale.language_code),)
    assert after["outreach_pages_live", language] == before["outreach_pages_live", language] + 1
    assert after["outreach_generation", ()] > before["outreach_generation", ()]
    assert (before["outreach_tasks_waiting", ()], after["outreach_tasks_waiting", ()]) == (0, 1)
    assert after["outreach_check_ok", (("check", "database"),)] == 1
    assert after["outreach_migrations_pending", ()] == 0


def measured(client):
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    families = text_string_to_metric_families(response.content.decode())
    return {
        (sample.name, tuple(sample.labels.items())): sample.value for family in families for sample in family.samples
    }


@pytest.mark.django_db
def test_metrics_know_no_person(client, settings, admin_user):
    settings.METRICS_TOKEN = TOKEN
    text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert admin_user.username not in text
    assert "@" not in text
    assert json.dumps(settings.SECRET_KEY) not in text
