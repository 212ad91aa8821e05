"""Whatever people do, in whatever order: no reader sees the wrong language, no reference leaves it, the tree is sound.

A few are tried in each run, more with ``-m fuzz``, a thousand with ``FULL_SIZE=1``.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core import generation
from tests.life import Life, faults
from tests.sizes import bounded

pytestmark = pytest.mark.django_db

STEP = st.tuples(st.sampled_from(Life.STEPS), st.integers(0, 11), st.integers(0, 11))


@pytest.fixture
def life(home):
    return Life(home)


def sequences(count):
    """A test that is played so many of them."""
    bounds = settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # making a failing sequence shorter takes minutes: each step is a dozen publications
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: bounds(given(steps=st.lists(STEP, min_size=3, max_size=12))(test))


@sequences(2)
def test_no_sequence_of_steps_breaks_the_rules(life, client, steps):
    play(life, client, steps)


@pytest.mark.fuzz
@sequences(bounded(8, full=1000))
def test_nor_does_any_of_many(life, client, steps):
    play(life, client, steps)


def play(life, client, steps):
    done = []
    with put_back(life):
        for step in steps:
            life.do(*step)
            done.append(step)
            assert faults() == [], done
        assert faults(client) == [], done


class put_back:
    """The site as it was before the sequence."""

    def __init__(self, life):
        self.life, self.count = life, life.count

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error):
        transaction.set_rollback(True)
        self.block.__exit__(*error)
        self.life.count = self.count
        generation.clear()
