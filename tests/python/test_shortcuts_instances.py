"""Instances that the shortcuts past PyO3 must not trip over: of each kind, age and layout."""

import copy
import gc
import pickle
import sys
import tracemalloc
import weakref

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import OPEN, run


# What an instance has beside its fields


@pytest.mark.parametrize("cls", [fixture.Referable, fixture.FrozenReferable])
def test_weak_references(cls):
    seen = []
    for _ in range(20):
        other = cls(1)
        instance = cls(1)
        reference = weakref.ref(instance, seen.append)
        proxy = weakref.proxy(instance)
        assert reference() is instance
        assert proxy.x == 1
        weakref.finalize(instance, seen.append, "finalized")
        assert gc.is_tracked(instance) is not OPEN
        del instance
        assert reference() is None
        assert seen == ["finalized", reference]
        seen.clear()
        del other


def test_weak_references_to_copies():
    original = fixture.Referable(1, "a")
    kept = weakref.ref(original)
    made = copy.copy(original)
    assert weakref.getweakrefcount(made) == 0
    del original
    assert kept() is None
    assert made.name == "a"


def test_cycle_through_a_dict():
    reference = None
    for _ in range(20):
        instance = fixture.FrozenOpen(1)
        assert gc.is_tracked(instance)
        instance.__dict__["me"] = instance
        reference = weakref.ref(instance)
        other = copy.copy(instance)
        assert other.__dict__ == {"me": instance}
        assert other.__dict__ is not instance.__dict__
    del instance, other
    gc.collect()
    assert reference() is None


def test_memory_kept_by_pyo3():
    for _ in range(20):
        made = [fixture.Kept(index, "long " * 20) for index in range(5)]
        assert [each.x for each in made] == list(range(5))
        assert copy.copy(made[1]) == made[1]
        del made


def test_tracked():
    tracked = not OPEN
    for untracked in [
        fixture.Swift(1),
        fixture.FrozenSwift(1),
        fixture.Padded(1, 2, True, 4),
        fixture.Animal("a"),
        fixture.Dog("a", 1.0),
        fixture.Fields33(),
        fixture.Loud(1),
        fixture.Numbered(number=1),
        fixture.FieldHashMap({}),
        fixture.Empty(),
    ]:
        cls = type(untracked)
        del untracked
        # The first of all is made by PyO3.
        again = pickle.loads(pickle.dumps(cls(*ARGUMENTS.get(cls, ()))))
        assert gc.is_tracked(again) is tracked, cls
    for always in [
        fixture.Holder(1),
        fixture.FrozenHolder(1),
        fixture.Node("a"),
        fixture.Open(1),
        fixture.Puppy("a", 1.0),
        fixture.FieldVecAny([]),
        fixture.FieldOptionAny(None),
        # What only the user knows of.
        fixture.OwnTraverse(1),
        fixture.FieldMeters(1.0),
        # Padding whose bytes may be anything.
        fixture.Wide(True, 1, 1),
        fixture.Highest(1, 2, "", True, 5),
    ]:
        assert gc.is_tracked(always)
        assert gc.is_tracked(copy.copy(always))


ARGUMENTS = {
    fixture.Swift: (1,),
    fixture.FrozenSwift: (1,),
    fixture.Padded: (1, 2, True, 4),
    fixture.Animal: ("a",),
    fixture.Dog: ("a", 1.0),
    fixture.Loud: (1,),
    fixture.FieldHashMap: ({},),
}


@pytest.mark.parametrize("cls", [fixture.OwnTraverse, fixture.OwnTraverseOfField])
def test_cycle_that_only_the_user_knows_of(cls):
    references = []
    for _ in range(20):
        class Thing:
            pass

        thing = Thing()
        if cls is fixture.OwnTraverse:
            thing.holder = cls(1)
            thing.holder.link(thing)
        else:
            thing.holder = cls(thing)
        references += [weakref.ref(thing), weakref.ref(thing.holder)]
    del thing
    gc.collect()
    assert not any(reference() for reference in references)


def test_frozen_collector():
    gc.freeze()
    try:
        made = [fixture.Swift(index) for index in range(100)]
        del made
        gc.collect()
    finally:
        gc.unfreeze()


def test_traced_memory():
    tracemalloc.start(5)
    try:
        made = [fixture.Swift(index, name="a") for index in range(1000)]
        size, _ = tracemalloc.get_traced_memory()
        assert size >= 1000 * sys.getsizeof(made[0])
        assert tracemalloc.get_object_traceback(made[5]) is not None
        copies = [copy.copy(each) for each in made]
        full, _ = tracemalloc.get_traced_memory()
        del made, copies
        gc.collect()
        empty, _ = tracemalloc.get_traced_memory()
        assert full > size > empty
    finally:
        tracemalloc.stop()


# Instances that are there before their class


@pytest.mark.parametrize("cls", [fixture.Early, fixture.FrozenEarly])
def test_instance_made_with_the_class(cls):
    assert cls.ORIGIN == cls(0, "origin")
    assert cls.CALLED == cls(1, "called")
    assert type(cls.CALLED) is cls
    assert repr(cls.ORIGIN) == f"{cls.__name__}(x=0, name='origin')"
    assert hash(cls.ORIGIN) == hash(cls(0, "origin"))
    assert (cls.CALLED.x, cls.CALLED.name) == (1, "called")
    assert copy.copy(cls.ORIGIN) == cls.ORIGIN
    assert [gc.is_tracked(cls(2)), gc.is_tracked(cls(3, "a"))][1] is not OPEN
    assert str(helpers.outcome(cls)[1]).startswith("Early" if cls is fixture.Early else "Frozen")


def test_instance_made_with_the_class_is_freed():
    code = """
del f.Early.ORIGIN, f.Early.CALLED
del f.FrozenEarly.ORIGIN, f.FrozenEarly.CALLED
gc.collect()
f.Early.__init__ = lambda self, *_: print("init")
f.Early(1)
"""
    assert run(code) == ["init"]


def test_instance_that_pyo3_made():
    code = """
twin = f.made_by_pyo3(3)
print(twin.x, twin.y, twin.name, twin == f.SwiftTwin(3, 1.5, "pyo3", -3))
twin.name = "changed" * 10
del twin
print(f.made_by_pyo3(1) == f.made_by_pyo3(1), copy.copy(f.made_by_pyo3(1)).z)
"""
    assert run(code) == ["3", "1.5", "pyo3", "True", "True", "-1"]


# Layouts


def test_three_levels():
    lowest = fixture.Lowest(1)
    middle = fixture.Middle(1, 2**127, "c")
    highest = fixture.Highest(1, 2**127, "c" * 50, True, -5, "f" * 50)
    assert (lowest.a, middle.a, middle.b, middle.c) == (1, 1, 2**127, "c")
    values = (1, 2**127, "c" * 50, True, -5, "f" * 50)
    for made in [highest, copy.copy(highest), pickle.loads(pickle.dumps(highest))]:
        assert tuple(getattr(made, name) for name in "abcdef") == values
        for name, value in zip("abcdef", (2, 3, "d", False, 2**63 - 1, None)):
            setattr(made, name, value)
            assert getattr(made, name) == value
        assert made == fixture.Highest(2, 3, "d", False, 2**63 - 1)
        assert made > fixture.Highest(2, 3, "d", False, 0)
        assert repr(made) == (
            "Highest(a=2, b=3, c='d', d=False, e=9223372036854775807, f=None)"
        )
    assert fixture.Lowest.__eq__(highest, lowest) is NotImplemented
    assert highest != middle != lowest
    # The descriptors of a base class, and its operators, on an instance of another.
    assert fixture.Lowest.a.__get__(highest) == 2
    fixture.Middle.b.__set__(highest, 5)
    assert highest.b == 5
    with pytest.raises(TypeError):
        fixture.Middle.b.__get__(lowest)
    with pytest.raises(TypeError):
        fixture.Middle.b.__set__(lowest, 5)
    with pytest.raises(TypeError):
        fixture.Highest.__repr__(middle)
    with pytest.raises(TypeError):
        fixture.Lowest.__copy__(highest)


@pytest.mark.parametrize("last", [True, False], ids=["highest first", "lowest first"])
def test_levels_learned_in_any_order(last):
    classes = ["f.Lowest(1)", "f.Middle(1, 2, 'c')", "f.Highest(1, 2, 'c', True, 5)"]
    calls = list(reversed(classes)) if last else classes
    code = f"""
class Sub(f.Highest): pass
print(Sub(1, 2, "c", True, 5).b)
for call in {calls!r} * 2:
    made = eval(call)
    print(made == eval(call), copy.copy(made) == made, made.a)
"""
    assert run(code) == ["2"] + ["True", "True", "1"] * 6


@pytest.mark.parametrize("cls", [fixture.Padded, fixture.PaddedBytes])
def test_padding(cls):
    junk = [bytearray(b"\xff" * 64) for _ in range(100)]
    del junk
    made = [cls(1, 2**64 - 1, True, -5) for _ in range(50)]
    assert len({hash(each) for each in made}) == 1
    assert all(each == made[0] == copy.copy(each) for each in made)
    made[0].c = False
    made[0].a = 255
    assert repr(made[0]) == f"{cls.__name__}(a=255, b={2**64 - 1}, c=False, d=-5)"


def test_alignment():
    made = [fixture.Wide(True, 2**128 - index, index) for index in range(1, 50)]
    for index, wide in enumerate(made, 1):
        assert (wide.flag, wide.big, wide.small) == (True, 2**128 - index, index)
        wide.big = index
        assert copy.copy(wide) == fixture.Wide(True, index, index)
        assert hash(wide) == hash(fixture.Wide(True, index, index))


def test_hash_before_and_after():
    code = """
for call in ["f.FrozenSwift(-3, -0.0, 'é')", "f.Padded(1, 2, True, -4)", "f.FieldI64(-1)",
             "f.FieldI32(-1)", "f.FieldU32(2**32 - 1)", "f.FieldBool(True)", "f.FieldF64(-0.0)"]:
    print(hash(eval(call)) == hash(eval(call)) == hash(eval(call)))
"""
    assert run(code) == ["True"] * 7
