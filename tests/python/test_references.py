"""Reference counts: nothing is lost, and nothing is kept."""

import copy
import gc
import pickle
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers


class Thing:
    """An object whose references are counted."""

    def __eq__(self, other):
        return isinstance(other, Thing)

    def __hash__(self):
        return 1


@pytest.fixture
def thing():
    return Thing()


def references(thing):
    """How many references there are besides those that the tests themselves hold."""
    gc.collect()
    return sys.getrefcount(thing)


def held(thing):
    return fixture.Holder(thing, [thing, thing], {"a": thing}, thing)


def test_construct(thing):
    before = references(thing)
    holder = held(thing)
    assert references(thing) == before + 5
    del holder
    assert references(thing) == before


@pytest.mark.parametrize(
    "construct",
    [
        lambda thing: fixture.Holder(thing, [thing], [thing]),
        lambda thing: fixture.Holder(thing, [thing], {"a": thing, 1: thing}),
        lambda thing: fixture.Holder(thing, 5),
        lambda thing: fixture.Holder(thing, unknown=thing),
        lambda thing: fixture.Holder(thing, thing, thing, thing, thing),
        lambda thing: fixture.Holder(thing, value=thing),
        lambda thing: fixture.Holder(items=[thing]),
        lambda thing: fixture.FieldTupleAny((thing, "x")),
        lambda thing: fixture.FieldMapAny({"a": thing, 1: thing}),
        lambda thing: fixture.FieldVecPyOrder([thing]),
        lambda thing: fixture.Order(thing, "a", 1.0),
        lambda thing: fixture.Bare(thing),
        lambda thing: held(thing).__replace__(items=5),
        lambda thing: held(thing).__replace__(unknown=5),
        lambda thing: helpers.restore(fixture.Holder, thing, [thing], 5, thing),
    ],
)
def test_failed_construct(thing, construct):
    before = references(thing)
    for _ in range(3):
        assert isinstance(helpers.outcome(construct, thing), tuple)
    assert references(thing) == before


def test_get(thing):
    holder = held(thing)
    before = references(thing)
    for name in ["value", "items", "named", "maybe"]:
        for _ in range(10):
            getattr(holder, name)
    assert references(thing) == before
    got = holder.value
    assert references(thing) == before + 1
    del got


def test_set(thing):
    holder = fixture.Holder(None)
    before = references(thing)
    for _ in range(10):
        holder.value = thing
        holder.items = [thing]
        holder.named = {"a": thing}
        holder.maybe = thing
    assert references(thing) == before + 4
    holder.value, holder.items, holder.named, holder.maybe = None, [], {}, None
    assert references(thing) == before


def test_failed_set(thing):
    holder = held(thing)
    before = references(thing)
    for name, value in [
        ("items", 5),
        ("named", {1: thing}),
        ("named", [thing]),
        ("unknown", thing),
    ]:
        for _ in range(3):
            assert isinstance(helpers.outcome(setattr, holder, name, value), tuple)
            assert isinstance(helpers.outcome(delattr, holder, "value"), tuple)
    del value
    assert references(thing) == before


def test_rejected_set(thing):
    class No(Thing):
        def __bool__(self):
            return False

    no = No()
    guarded = fixture.Guarded(thing)
    before, before_no = references(thing), references(no)
    for _ in range(3):
        assert helpers.outcome(setattr, guarded, "value", no)[0] is fixture.ValidationError
    assert (references(thing), references(no)) == (before, before_no)


@pytest.mark.parametrize(
    "use",
    [
        repr,
        hash,
        lambda holder: holder == held(Thing()),
        lambda holder: holder == 5,
        lambda holder: helpers.outcome(lambda: holder < held(Thing())),
        copy.copy,
        copy.deepcopy,
        lambda holder: holder.__replace__(maybe=None),
        lambda holder: pickle.loads(pickle.dumps(holder)),
        lambda holder: holder.__reduce_ex__(4),
        lambda holder: helpers.outcome(setattr, holder, "unknown", 1),
    ],
)
def test_use(thing, use):
    holder = fixture.Holder(thing, [thing], {"a": thing}, thing)
    use(holder)
    before, before_holder = references(thing), references(holder)
    for _ in range(5):
        use(holder)
    assert references(thing) == before
    assert references(holder) == before_holder


@pytest.mark.skipif(
    not getattr(sys, "_is_gil_enabled", lambda: True)(),
    reason="without the GIL a class has a reference count per thread",
)
def test_class_is_not_kept_or_lost():
    cls = fixture.Base
    sub = type("Sub", (cls,), {})
    sub(1)
    before = sys.getrefcount(cls), references(sub)
    for _ in range(20):
        copy.copy(sub(1))
        cls(1)
        helpers.outcome(sub)
        pickle.loads(pickle.dumps(cls(1)))
    assert (sys.getrefcount(cls), references(sub)) == before


def test_defaults_and_names_are_not_leaked():
    value = "a text that nobody else holds"
    before = references(value)
    for _ in range(10):
        fixture.Record(1, value, 1.0, [value], {value: 1}, value)
        helpers.outcome(lambda: fixture.Record(1, value, "x"))
        helpers.outcome(lambda: fixture.Record(1, value, 1.0, **{value: 1}))
    assert references(value) == before
