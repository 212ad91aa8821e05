"""The database or Redis gone or frozen: readers go on reading, what is not kept says so, and it comes back by itself.

``OUTAGE_SECONDS`` says for how long each is away.
"""

import json
import os
import re
import time

import pytest

from tests import clusters, services

pytestmark = [
    pytest.mark.fault,
    pytest.mark.once,
    pytest.mark.skipif(not services.are_here(), reason="needs the programs of PostgreSQL and Redis"),
]

AWAY = float(os.environ.get("OUTAGE_SECONDS", "5"))
KEPT = 0.999  # of the answers to readers of pages that were kept
BACK = 5  # seconds
QUICK = 0.3  # seconds, for which one question to Redis waits, and less than one to the database
SLOWEST = 1.5  # seconds


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The demo on a PostgreSQL of its own, served with a Redis of its own."""
    folder = tmp_path_factory.mktemp("outage")
    postgresql, site = clusters.demo_site(folder)
    redis = services.Redis(folder)
    server = services.Server(site.folder, postgresql.url, redis.url)
    try:
        yield server, postgresql, redis
    finally:
        server.stop()
        for service in (postgresql, redis):
            try:
                service.stop()
            except Exception as error:
                print(error)


@pytest.fixture
def paths(world):
    """Of pages that both processes have given out."""
    server, *_services = world
    services.wait_for(lambda: server.get("/")[0] == 200)
    locations = re.findall(r'href="(/[^"?#]*)"', server.get("/")[2] + server.get("/en/")[2])
    found = [path for path in dict.fromkeys(locations) if path.endswith("/") and "search" not in path][:15]
    for path in found * 6:
        server.get(path)
    return [path for path in found if server.get(path)[0] == 200]


def told(what, readers, **figures):
    figures |= {"slowest": round(readers.slowest, 2), "quick": round(readers.share_within(QUICK), 3)}
    print(json.dumps({what: dict(readers.statuses), **figures}))


def is_back(server):
    began = time.monotonic()
    services.wait_for(lambda: server.get("/search/?q=a")[0] == 200, BACK + 5)
    return time.monotonic() - began


@pytest.mark.parametrize("way", ["stop", "freeze"])
def test_while_postgresql_is_away_readers_read_on(world, paths, way):
    server, postgresql, _redis = world
    with services.Readers(server, paths) as readers:
        time.sleep(1)
        getattr(postgresql, way)()
        time.sleep(6)  # what is frozen is noticed when somebody in each process has waited for it
        readers_since = services.Readers(server, paths)
        with readers_since:
            answers = [server.get(path) for path in ("/en/no-such-page/", "/tr/search/?q=a", "/admin/")]
            time.sleep(max(1, AWAY - 6))
        {"stop": postgresql.start, "freeze": postgresql.thaw}[way]()
        seconds = is_back(server)
    told(way, readers, back=round(seconds, 2))
    assert readers.share >= KEPT
    assert seconds < BACK
    assert readers_since.share_within(QUICK) > 0.97 and readers_since.slowest < SLOWEST
    for (status, headers, text, lasted), language in zip(answers, ("en", "tr", "az"), strict=True):
        assert status == 503 and headers["Retry-After"] and lasted < 1.5
        assert f'lang="{language}"' in text and "Traceback" not in text


@pytest.mark.parametrize("way", ["stop", "freeze"])
def test_while_redis_is_away_nothing_is_slow_after_the_first(world, paths, way):
    server, _postgresql, redis = world
    getattr(redis, way)()
    try:
        for number in range(12):  # in each process some
            server.get(f"/search/?q={way}{number}")
            server.get("/admin/login/")
        with services.Readers(server, [*paths, "/search/?q=layih%C9%99", "/admin/login/"]) as readers:
            time.sleep(AWAY)
    finally:
        {"stop": redis.start, "freeze": redis.thaw}[way]()
    told(f"redis {way}", readers)
    assert set(readers.statuses) == {200}
    assert readers.share_within(QUICK) > 0.97 and readers.slowest < SLOWEST
