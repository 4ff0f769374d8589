"""Neither references nor memory may grow with the shortcuts past PyO3."""

import copy
import gc
import pickle
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import GIL


def stable(action, *counted, rounds=10_000, slack=40):
    """Runs the action often; neither references nor memory may grow with it."""
    action()
    counts = []
    enabled = gc.isenabled()
    gc.disable()
    try:
        for _ in range(3):
            for _ in range(rounds // 2):
                action()
            gc.collect()
            counts.append([sys.getallocatedblocks(), *map(sys.getrefcount, counted)])
    finally:
        if enabled:
            gc.enable()
    assert counts[1][1:] == counts[2][1:]
    assert counts[2][0] - counts[1][0] < slack


TEXT = "a text that is nobody else's " * 3
NUMBER = 123456789123
FLOAT = 1.2345


@pytest.mark.skipif(not GIL, reason="without the GIL counts are kept per thread")
@pytest.mark.parametrize("cls", [fixture.Swift, fixture.FrozenSwift, fixture.Referable])
def test_counts(cls):
    first = (NUMBER, FLOAT, TEXT) if cls is not fixture.Referable else (NUMBER, TEXT)
    instance = cls(*first)
    names = cls.__match_args__
    keywords = dict(zip(names, first))
    counted = (cls, NUMBER, FLOAT, TEXT, instance, keywords)
    stable(lambda: cls(*first), *counted)
    stable(lambda: cls(**keywords), *counted)
    stable(lambda: cls(NUMBER), *counted)
    stable(lambda: copy.copy(instance), *counted)
    stable(lambda: repr(instance), *counted)
    stable(lambda: instance == cls(*first), *counted)
    stable(lambda: [getattr(instance, name) for name in names], *counted)
    stable(lambda: helpers.outcome(cls, *first, 5, 6, 7), *counted, rounds=1000)
    stable(lambda: helpers.outcome(cls, NUMBER, TEXT, TEXT, TEXT), *counted, rounds=1000)
    stable(lambda: helpers.outcome(cls, TEXT, FLOAT), *counted, rounds=1000)
    stable(lambda: helpers.outcome(cls, **keywords, unknown=TEXT), *counted, rounds=1000)
    stable(lambda: pickle.loads(pickle.dumps(instance)), *counted, rounds=1000)
    if cls is fixture.FrozenSwift:
        stable(lambda: hash(instance), *counted)
        stable(lambda: helpers.outcome(setattr, instance, "x", 5), *counted, rounds=1000)
    else:
        stable(lambda: setattr(instance, "name", TEXT), *counted)
        stable(lambda: setattr(instance, "x", NUMBER), *counted)
        stable(lambda: helpers.outcome(setattr, instance, "x", TEXT), *counted, rounds=1000)
        stable(lambda: helpers.outcome(delattr, instance, "x"), *counted, rounds=1000)


@pytest.mark.skipif(not GIL, reason="without the GIL counts are kept per thread")
def test_counts_of_levels_and_failures():
    made = fixture.Highest(1, 2, TEXT, True, NUMBER, TEXT)
    counted = (fixture.Lowest, fixture.Middle, fixture.Highest, TEXT, NUMBER, made)
    stable(lambda: fixture.Highest(1, 2, TEXT, True, NUMBER, TEXT), *counted, rounds=4000)
    stable(lambda: copy.copy(made), *counted, rounds=4000)
    stable(lambda: helpers.outcome(fixture.Highest, 1, 2, TEXT, 5, NUMBER), *counted, rounds=1000)
    stable(lambda: helpers.outcome(fixture.Highest, 1, 2, TEXT, True, TEXT), *counted, rounds=1000)


def test_counts_of_the_collector():
    fixture.Swift(1), fixture.Holder(1)
    gc.disable()
    try:
        gc.collect()
        before = gc.get_count()[0]
        for _ in range(1000):
            fixture.Swift(1, name="a")
            helpers.outcome(fixture.Swift, "x")
            fixture.Holder(1)
            copy.copy(fixture.Swift(1))
        assert gc.get_count()[0] - before < 100
    finally:
        gc.enable()
