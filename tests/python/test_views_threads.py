"""Threads that use one view at the same time: nothing is lost, nothing fails."""

import sys
import threading

import pyo3_classes_fixture as fixture
import pytest

THREADS, ROUNDS = 8, 150


@pytest.fixture(autouse=True)
def _many_switches():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def together(work):
    """Runs ``work(number)`` in each thread, and raises what one of them raised."""
    start, errors = threading.Barrier(THREADS), []

    def run(number):
        try:
            start.wait()
            work(number)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        raise error


def test_a_list():
    owner, popped = fixture.Views(), [[] for _ in range(THREADS)]

    def work(number):
        for index in range(ROUNDS):
            item = number * ROUNDS + index
            owner.numbers.append(item)
            owner.numbers += [-item - 1]
            owner.numbers.insert(0, item)
            assert len(list(owner.numbers)) > 0
            assert repr(owner.numbers).startswith("[")
            popped[number].append(owner.numbers.pop())

    together(work)
    items = range(THREADS * ROUNDS)
    everything = sorted([*items, *items, *(-item - 1 for item in items)])
    assert sorted([*owner.numbers, *sum(popped, [])]) == everything


@pytest.mark.parametrize("make", [fixture.Views, fixture.CrateViews])
def test_a_map(make):
    owner, popped = make(), [[] for _ in range(THREADS)]

    def work(number):
        for index in range(ROUNDS):
            name = f"{number}-{index}"
            owner.hashed[name] = index
            owner.hashed |= {f"{name}a": 1, f"{name}b": 2}
            assert owner.hashed.get("missing") is None
            assert len(owner.hashed) > 0
            try:
                assert len([*owner.hashed]) > 0
            except RuntimeError as error:
                assert str(error) == "dictionary changed size during iteration"
            popped[number].append(owner.hashed.popitem())

    together(work)
    entries = dict(owner.hashed)
    entries.update(sum(popped, []))
    assert len(entries) == 3 * THREADS * ROUNDS
    assert len(owner.hashed) == 2 * THREADS * ROUNDS


def test_a_set():
    owner, popped = fixture.Views(), [[] for _ in range(THREADS)]

    def work(number):
        for index in range(ROUNDS):
            item = number * ROUNDS + index
            owner.ids.add(item)
            owner.ids |= {-item - 1}
            assert isinstance(item in owner.ids, bool)
            popped[number].append(owner.ids.pop())

    together(work)
    everything = sorted([*owner.ids, *sum(popped, [])])
    assert everything == [*range(-THREADS * ROUNDS, THREADS * ROUNDS)]
