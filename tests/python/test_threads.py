"""One mutable instance, used by many threads at once."""

import concurrent.futures
import copy
import gc
import pickle
import sys
import threading
import time

import pyo3_classes_fixture as fixture
import pytest

import helpers

THREADS = 8
ROUNDS = 150


@pytest.fixture(autouse=True)
def switch_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def hammer(*actions):
    """Every thread runs every action, each from another start, all at the same time."""
    barrier = threading.Barrier(THREADS)

    def run(thread):
        barrier.wait()
        for index in range(ROUNDS):
            actions[(thread + index) % len(actions)](index)

    with concurrent.futures.ThreadPoolExecutor(THREADS) as executor:
        for future in [executor.submit(run, thread) for thread in range(THREADS)]:
            future.result()


def test_record():
    record = fixture.Record(1, "a", 1.0)
    other = fixture.Record(1, "a", 1.0)
    hammer(
        lambda index: setattr(record, "key", index),
        lambda index: setattr(record, "tags", [str(index)] * 5),
        lambda index: setattr(record, "name", "n" * index),
        lambda index: record.key + len(record.tags),
        lambda _: repr(record),
        lambda _: record == other,
        lambda _: copy.copy(record),
        lambda _: copy.deepcopy(record),
        lambda _: pickle.loads(pickle.dumps(record)),
        lambda _: record.__replace__(price=2.0),
    )
    assert 0 <= record.key < ROUNDS


class Slow:
    """An element whose methods let other threads run."""

    def __repr__(self):
        return "".join(str(digit) for digit in range(20))

    def __eq__(self, other):
        return sum(range(50)) > 0

    def __hash__(self):
        return sum(range(50))

    def __reduce__(self):
        return Slow, ()


def test_holder():
    holder, other = fixture.Holder(Slow()), fixture.Holder(Slow())
    hammer(
        lambda index: setattr(holder, "value", Slow()),
        lambda index: setattr(holder, "items", [Slow(), index]),
        lambda index: setattr(holder, "named", {"k": Slow()}),
        lambda index: setattr(holder, "maybe", holder if index % 2 else None),
        lambda _: repr(holder),
        lambda _: holder == other,
        lambda _: copy.copy(holder),
        lambda _: fixture.Holder(Slow(), [Slow()]) == fixture.Holder(Slow(), [Slow()]),
        lambda _: holder.items and holder.named and holder.value,
        lambda _: hash(other),
    )


def test_validated():
    interval = fixture.Interval(0, 1000)
    rejected = []

    def wrong(_):
        try:
            interval.low = 2000
        except fixture.ValidationError as error:
            rejected.append(error)

    hammer(
        wrong,
        lambda index: setattr(interval, "low", index + 100),
        lambda index: setattr(interval, "high", index + 1000),
        lambda _: repr(interval),
    )
    assert 100 <= interval.low <= 250
    assert len(rejected) == THREADS * ROUNDS // 4


class Letting:
    """Garbage, which lets other threads run when it is collected."""

    def __init__(self):
        self.cycle = self

    def __del__(self):
        time.sleep(0.0001)


def test_collector_runs_in_the_midst():
    # Up to Python 3.11 it runs while lists are made, if they are more than CPython keeps in stock.
    field = fixture.FieldVecVec([[1]] * 200)
    threshold = gc.get_threshold()
    # Without what the tests before have left to look through.
    gc.freeze()
    gc.set_threshold(1)
    try:
        hammer(
            lambda index: (index % 50 == 0 and Letting(), field.value),
            lambda index: setattr(field, "value", [[index]] * 100),
            lambda index: setattr(field, "value", []),
            lambda index: setattr(field, "value", [[]] * index),
        )
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()


def test_open_instance():
    instance = fixture.Open(1)
    hammer(
        lambda index: setattr(instance, "extra", index),
        lambda index: setattr(instance, "x", index),
        lambda _: copy.copy(instance),
        lambda _: pickle.loads(pickle.dumps(instance)),
    )


def test_first_use_of_a_class_by_many_threads():
    code = """
import sys, threading
sys.setswitchinterval(1e-6)
import pyo3_classes_fixture as fixture
import inspect
barrier = threading.Barrier(8)
results = []
def use():
    barrier.wait()
    order = fixture.Order(1, name="tea", price=2.5)
    results.append((repr(order), str(inspect.signature(fixture.Order)), hash(fixture.Empty())))
    try:
        fixture.Order(0, "tea", 2.5)
    except fixture.ValidationError as error:
        results.append(type(error) is fixture.ValidationError)
threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(results), len(set(map(str, results))))
"""
    assert helpers.run_python(code) == "16 2\n"
