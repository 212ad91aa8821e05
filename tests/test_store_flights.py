"""Many ask at the same time: one renders. Threads and processes, without a site: what is asked is a small application."""

import threading
import time

import pytest

from core.store import clock as clocks
from core.store import shared as tiers
from core.store.clock import Clock, Stamp
from core.store.entry import Entry, make
from core.store.memory import Memory
from core.store.shape import Shape
from core.store.shared import Folder, Guarded, Nowhere
from core.store.wsgi import MARK
from tests.store import Readers, ask

LONG = 3600


class Site:
    """An application whose only page says which generation it is of; and its database."""

    def __init__(self, takes=0.0):
        self.number, self.takes, self.rendered, self.is_there, self.looks = 1, takes, [], True, 0
        self.withdrawn = 0

    def look(self):
        self.looks += 1
        if not self.is_there:
            raise OSError("no answer")
        return Stamp(self.number, "token", 0, self.withdrawn, "version"), LONG

    def __call__(self, environ, start_response):
        number = self.number
        self.rendered.append((environ["PATH_INFO"], number))
        time.sleep(self.takes)
        environ[MARK] = "for-some" not in environ["PATH_INFO"]
        body = f"generation {number}".encode()
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]


def process(site, **parts):
    return Readers(site, **{"clock": Clock(site.look), "shared": Nowhere(), **parts})


def at_once(count, read):
    """What so many threads get that start together."""
    found, gate = [], threading.Barrier(count)

    def run(number):
        gate.wait()
        found.append(read(number))

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


@pytest.fixture(params=[Folder, "redis"])
def shared(request, tmp_path, settings):
    """A tier as a process opens it."""
    if request.param is Folder:
        return lambda: tiers.tier_of(str(tmp_path))
    if not settings.REDIS_URL:
        pytest.skip("needs REDIS_URL")
    address = settings.CACHES["default"]["LOCATION"]
    tiers.tier_of(address).tier.client.flushdb()
    return lambda: tiers.tier_of(address)


# One process


def test_a_thousand_readers_of_a_fresh_page_cause_one_rendering():
    site = Site(takes=0.3)
    readers = process(site)
    answers = at_once(1000, lambda _number: readers.read("/").text)
    assert answers == ["generation 1"] * 1000
    assert site.rendered == [("/", 1)]


def test_pages_do_not_wait_for_each_other():
    site = Site(takes=0.3)
    readers = process(site)
    started = time.monotonic()
    at_once(8, lambda number: readers.read(f"/{number}/"))
    assert time.monotonic() - started < 8 * 0.3


def test_what_is_not_kept_is_not_queued_for():
    site = Site(takes=0.2)
    readers = process(site)
    readers.read("/for-some/")
    started = time.monotonic()
    at_once(20, lambda _number: readers.read("/for-some/"))
    assert time.monotonic() - started < 20 * 0.2
    assert len(site.rendered) == 21


def changed_while_it_was_read(grace, monkeypatch, takes, **changed):
    """A site whose page was read before it changed, and takes so long to be rendered now."""
    monkeypatch.setattr(clocks, "GRACE", grace)
    site = Site()
    readers = process(site)
    readers.read("/")
    site.takes = takes
    vars(site).update(changed)
    readers.store.clock.expire()
    return site, readers


def test_while_one_renders_the_others_get_the_generation_before_for_a_moment(monkeypatch):
    site, readers = changed_while_it_was_read(10, monkeypatch, takes=0.5, number=2)
    answers = at_once(10, lambda _number: readers.read("/").text)
    assert sorted(answers) == ["generation 1"] * 9 + ["generation 2"]
    assert site.rendered == [("/", 1), ("/", 2)]


def test_after_that_moment_they_wait_for_the_present_one(monkeypatch):
    site, readers = changed_while_it_was_read(0, monkeypatch, takes=0.3, number=2)
    assert at_once(10, lambda _number: readers.read("/").text) == ["generation 2"] * 10
    assert site.rendered == [("/", 1), ("/", 2)]


def test_what_was_withdrawn_is_not_given_out_even_for_a_moment(monkeypatch):
    _site, readers = changed_while_it_was_read(10, monkeypatch, takes=0.3, number=2, withdrawn=2)
    assert at_once(10, lambda _number: readers.read("/").text) == ["generation 2"] * 10


def test_a_rendering_that_fails_leaves_nobody_waiting():
    def broken(environ, start_response):
        raise RuntimeError

    readers = process(broken_site := Site())
    readers.app = broken
    for _time in range(2):
        with pytest.raises(RuntimeError):
            readers.read("/")
    readers.app = broken_site
    assert readers.read("/").text == "generation 1"


def test_what_changes_faster_than_it_is_rendered_is_answered_and_not_kept():
    site = Site()
    readers = process(site, clock=Clock(lambda: (site.look()[0]._replace(number=site.looks), LONG)))
    assert readers.read("/").text == "generation 1"
    assert readers.store.memory.taken == 0


# Several processes


def test_what_one_process_has_rendered_the_others_have_too(shared):
    site = Site()
    one, other = process(site, shared=shared()), process(site, shared=shared())
    assert one.read("/", accept_encoding="br").text == other.read("/").text == "generation 1"
    assert len(site.rendered) == 1


def test_processes_render_a_page_once_between_them(shared):
    site = Site(takes=0.3)
    processes = [process(site, shared=shared()) for _process in range(4)]
    answers = at_once(40, lambda number: processes[number % 4].read("/").text)
    assert answers == ["generation 1"] * 40
    assert len(site.rendered) == 1


def test_a_process_that_died_while_rendering_is_not_waited_for_long(shared, monkeypatch):
    monkeypatch.setattr(tiers, "CLAIM_LASTS", 1)
    site = Site()
    shared().claim(Shape("http", "testserver", "/", ""), site.look()[0])
    started = time.monotonic()
    assert process(site, shared=shared()).read("/").text == "generation 1"
    assert time.monotonic() - started < 5


def test_what_another_process_does_not_keep_is_not_waited_for(shared):
    site = Site(takes=0.2)
    processes = [process(site, shared=shared()) for _process in range(3)]
    assert at_once(6, lambda number: processes[number % 3].read("/for-some/").text) == ["generation 1"] * 6


def test_an_entry_is_the_same_after_a_journey():
    headers = [("Content-Type", "text/html"), ("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT"), ("X-Ə", "ə")]
    entry = make(Site().look()[0], headers, "ə".encode() * 500, "no-cache")
    back = Entry.unpack(entry.pack())
    assert (back.stamp, back.variants, back.modified, back.size) == (
        entry.stamp,
        entry.variants,
        entry.modified,
        entry.size,
    )


@pytest.mark.parametrize("keep", [0, 3, 40, -1])
def test_half_an_entry_is_none(keep):
    packed = make(Site().look()[0], [("Content-Type", "text/html")], b"x" * 500, "no-cache").pack()
    with pytest.raises(ValueError):
        Entry.unpack(packed[:keep])


def test_a_tier_that_fails_is_left_alone_for_a_while_and_readers_notice_nothing():
    asked = []

    class Broken(Nowhere):
        def get(self, shape):
            asked.append(shape)
            raise OSError("no space left")

    readers = process(Site(), shared=Guarded(Broken(), OSError))
    assert {readers.read(f"/{number}/").text for number in range(5)} == {"generation 1"}
    assert len(asked) == 1


# Memory


def test_memory_keeps_within_its_bounds_and_what_is_read_often():
    site = Site()
    readers = process(site, memory=Memory(30_000))
    for number in range(100):
        readers.read("/often/")
        readers.read(f"/{number}/")
        assert readers.store.memory.taken <= 30_000
    assert site.rendered.count(("/often/", 1)) == 1
    assert readers.store.memory.taken == sum(one.size for one in readers.store.memory.entries.values())


def test_an_answer_that_would_fill_it_is_not_kept_there():
    memory = Memory(10_000)
    memory.put("shape", make(Site().look()[0], [("Content-Type", "image/png")], b"x" * 5_000, "no-cache"))
    assert memory.taken == 0


# The clock


def wait_until(condition, seconds=3):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()


def test_readers_cost_two_or_three_looks_a_second_however_many_they_are():
    site = Site()
    clock = Clock(site.look)
    until, calls = time.monotonic() + 1, 0
    while time.monotonic() < until:
        clock.current()
        calls += 1
    assert calls > 1000
    assert 2 <= site.looks <= 6


def test_a_change_is_seen_within_half_a_second_while_there_are_readers():
    site = Site()
    clock = Clock(site.look)
    clock.current()
    site.number, changed = 2, time.monotonic()
    assert wait_until(lambda: clock.current().number == 2)
    assert time.monotonic() - changed < 0.6


def test_after_a_quiet_hour_the_first_reader_gets_the_present_generation():
    site = Site()
    clock = Clock(site.look)
    clock.current()
    clock._looked_at -= LONG
    site.number = 2
    assert clock.current().number == 2


def test_a_change_in_this_process_is_seen_at_once():
    site = Site()
    clock = Clock(site.look)
    clock.current()
    site.number = 2
    clock.expire()
    assert clock.current().number == 2


def test_where_the_generation_cannot_be_reached_the_last_one_stays_until_it_can():
    site = Site()
    clock = Clock(site.look)
    clock.current()
    site.is_there, site.number = False, 2
    clock.expire()
    assert clock.current().number == 1
    assert clock.is_blind
    site.is_there = True
    assert wait_until(lambda: clock.current().number == 2)
    assert not clock.is_blind


def test_a_database_that_hangs_costs_one_wait(monkeypatch):
    monkeypatch.setattr(clocks, "PATIENCE", 0.3)
    site, gate = Site(), threading.Event()
    clock = Clock(site.look)
    clock.current()
    clock.look_at_database = lambda: gate.wait(20) and site.look()
    clock.expire()
    clock.current()
    started = time.monotonic()
    for _reader in range(100):
        assert clock.current().number == 1
    assert time.monotonic() - started < 0.1
    gate.set()
    assert wait_until(lambda: not clock.is_blind)


def test_who_comes_while_a_look_is_on_its_way_is_content_with_it():
    site = Site()
    clock = Clock(lambda: (time.sleep(0.05), site.look())[1])
    clock.current()
    for _round in range(3):
        time.sleep(clocks.TRUSTED)
        started = time.monotonic()
        at_once(20, lambda number: (time.sleep(number / 200), clock.current()))
        assert time.monotonic() - started < 1
        assert not clock.is_blind


def test_a_change_in_this_process_is_not_lost_on_a_look_that_is_on_its_way():
    site = Site()
    clock = Clock(lambda: (site.look(), time.sleep(0.2))[0])
    clock.current()
    clock._looked_at -= LONG
    early = threading.Thread(target=clock.current)
    looks = site.looks
    early.start()
    assert wait_until(lambda: site.looks > looks)
    site.number = 2
    clock.expire()
    early.join()
    assert clock.current().number == 2


def test_a_look_that_began_earlier_does_not_overrule_a_later_one():
    site = Site()
    clock = Clock(site.look)
    slow = threading.Event()

    def look_slowly():
        seen = site.look()
        slow.wait(5)
        return seen

    clock.look_at_database = look_slowly
    early = threading.Thread(target=clock.look)
    early.start()
    assert wait_until(lambda: site.looks == 1)
    site.number, clock.look_at_database = 2, site.look
    clock.look()
    slow.set()
    early.join()
    assert clock.stamp.number == 2


def test_a_request_for_which_the_first_look_fails_is_answered():
    site = Site()
    site.is_there = False
    assert ask(process(site).store, "/").text == "generation 1"
    assert len(site.rendered) == 1
