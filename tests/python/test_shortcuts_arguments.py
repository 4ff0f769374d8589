"""Arguments and values that the shortcuts past PyO3 must not trip over."""

import copy
import gc
import operator
import pickle
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import run


class Meddling:
    """A number whose conversion runs code."""

    def __init__(self, run):
        self.run = run

    def __float__(self):
        self.run()
        return 2.5

    def __index__(self):
        self.run()
        return 5


def test_conversion_that_collects():
    for _ in range(20):
        swift = fixture.Swift(Meddling(gc.collect), Meddling(gc.collect), "long " * 20)
        assert (swift.x, swift.y) == (5, 2.5)
        swift.x = Meddling(gc.collect)


def test_conversion_that_constructs():
    made = []

    def construct():
        made.append(fixture.Swift(len(made), name="inner"))
        made.append(copy.copy(made[-1]))

    swift = fixture.Swift(Meddling(construct), y=Meddling(construct), name="outer")
    assert (swift.x, swift.y, swift.name) == (5, 2.5, "outer")
    assert [each.x for each in made] == [0, 0, 2, 2]


def test_conversion_that_looks_for_the_instance():
    # It is not complete: nobody must find it.
    def puppies():
        return {id(each) for each in gc.get_objects() if type(each) is fixture.Puppy}

    fixture.Puppy("a", 1.0)
    gc.collect()
    before, found = puppies(), []
    puppy = fixture.Puppy(name="a", weight=Meddling(lambda: found.append(puppies())), owner=1)
    assert found == [before]
    assert puppy.weight == 2.5
    assert puppies() == before | {id(puppy)}


def test_conversion_that_raises():
    def fails():
        raise LookupError("no")

    counts = []
    fixture.Swift(1)
    for _ in range(4):
        for _ in range(50):
            for arguments in [(Meddling(fails),), (1, Meddling(fails)), ("a",), (1, 1.5, 2)]:
                with pytest.raises((LookupError, TypeError)):
                    fixture.Swift(*arguments)
                with pytest.raises((LookupError, TypeError)):
                    fixture.Swift(**dict(zip(["x", "y", "name"], arguments)))
        gc.collect()
        counts.append((sys.getallocatedblocks(), sys.getrefcount(fixture.Swift)))
    assert counts[1][1] == counts[-1][1]
    assert counts[-1][0] - counts[1][0] < 30


def test_conversion_that_changes_the_class():
    code = """
class Changing:
    def __index__(self):
        f.Swift.__init__ = lambda self, *args: print("init")
        return 5
print(f.Swift(1).x)
print(f.Swift(Changing()).x)
f.Swift(1)
"""
    assert [word for word in run(code)][-1] == "init"


class Text(str):
    """A ``str`` of a subclass."""

    __slots__ = ()


class Unequal(str):
    """A ``str`` that says that it is another."""

    __slots__ = ()

    def __eq__(self, other):
        return False

    def __hash__(self):
        return 7


@pytest.mark.parametrize("cls", [fixture.Swift, fixture.FrozenSwift])
def test_names_of_keywords(cls):
    fresh = "".join(["na", "me"])
    assert fresh is not "".join(["na", "me"])
    assert cls(1, **{fresh: "a"}).name == "a"
    assert cls(**{"".join(["", letter]): 1 for letter in "x"}).x == 1
    assert cls(1, **{Text("name"): "a"}).name == "a"
    assert cls(name="a", y=2.5, x=1) == cls(1, 2.5, "a")
    for wrong in ["unknown", "nam", "namex", "", "ünï", "\ud800", "self"]:
        kind, text = helpers.outcome(cls, 1, **{wrong: "a"})
        assert (kind, "unexpected keyword" in text) == (TypeError, True), wrong
    made = helpers.outcome(cls, 1, **{Unequal("name"): "a"})
    assert made == cls(1, name="a") or made[0] is TypeError
    for arguments, keywords in [
        ((1,), {"x": 1}),
        ((1, 2.5, "a"), {"name": "a"}),
        ((1,), {fresh: "a", "x": 1}),
        ((1,), {Text("x"): 1}),
    ]:
        kind, text = helpers.outcome(cls, *arguments, **keywords)
        assert (kind, "multiple values" in text) == (TypeError, True)
    for arguments in [(), (1, 2.5, "a", 4), (1,) * 100]:
        assert helpers.outcome(cls, *arguments)[0] is TypeError
    assert helpers.outcome(cls, y=1.5)[1].endswith("'x'")
    with pytest.raises(TypeError):
        cls(**{1: 1})


def test_ways_to_call():
    import functools

    cls = fixture.Swift
    assert list(map(cls, [1, 2])) == [cls(1), cls(2)]
    assert functools.partial(cls, name="a")(1) == cls(1, name="a")
    assert functools.partial(cls, 1)(2.5, z=4) == cls(1, 2.5, z=4)
    assert operator.methodcaller("Swift", 1, name="a")(fixture) == cls(1, name="a")
    assert cls.__call__(1, name="a") == type.__call__(cls, 1, name="a") == cls(1, name="a")
    assert cls(*[1], **{}) == cls(*(1,), **{"name": ""}) == cls(1)
    assert [*map(cls, [1], [2.5], ["a"])] == [cls(1, 2.5, "a")]


@pytest.mark.parametrize("cls", [fixture.Fields32, fixture.Fields33])
def test_many_fields(cls):
    names = cls.__match_args__
    count = len(names)
    values = dict(zip(names, range(count)))
    made = cls(*range(count))
    assert made == cls(**values) == cls(**dict(reversed(list(values.items()))))
    assert [getattr(made, name) for name in names] == list(range(count))
    assert pickle.loads(pickle.dumps(made)) == made
    assert made < cls(**{**values, names[-1]: 100})
    assert helpers.outcome(cls, *range(count + 1))[0] is TypeError
    assert helpers.outcome(cls, *range(count), **{names[-1]: 1})[0] is TypeError
    assert helpers.outcome(cls, **values, more=1)[0] is TypeError
    assert cls(**{names[-1]: 5}) == cls(*[1] * (count - 1), 5)


def test_no_fields():
    cls = fixture.Empty
    made = [cls() for _ in range(10)]
    assert made[0] == made[1] == copy.copy(made[2]) == pickle.loads(pickle.dumps(made[3]))
    assert helpers.outcome(cls, 1)[0] is TypeError
    assert helpers.outcome(cls, x=1)[0] is TypeError
    assert repr(made[0]) == "Empty()"
    assert len({hash(each) for each in made}) == 1


WIDTHS = {
    f"Field{sign}{bits}": ((-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if sign == "I" else (0, 2**bits - 1))
    for sign in "IU"
    for bits in (8, 16, 32, 64, 128)
}


@pytest.mark.parametrize("name", WIDTHS)
def test_extremes(name):
    cls = getattr(fixture, name)
    low, high = WIDTHS[name]
    field = cls(0)
    for value in [low, high, low + 1, high - 1, 0, 1]:
        assert cls(value).value == cls(value=value).value == value
        field.value = value
        assert field.value == value
        assert field == cls(value)
        assert hash(field) == hash(cls(value)) == hash(copy.copy(field))
        assert repr(field) == f"{name}(value={value})"
        assert (field < cls(high)) is (value < high)
        assert (field > cls(low)) is (value > low)
    for value in [low - 1, high + 1, 2**200, -(2**200)]:
        for call in [cls, lambda value: setattr(field, "value", value)]:
            assert helpers.outcome(call, value)[0] is OverflowError
    assert field.value == 1
    assert cls(True).value == 1
    assert type(cls(True).value) is int

    class Int(int):
        def __index__(self):
            raise AssertionError("is an int already")

    assert type(cls(Int(5)).value) is int
    for value in ["1", 1.0, None, b"1", [1]]:
        assert helpers.outcome(cls, value)[0] is TypeError


def test_floats():
    nan, cls = float("nan"), fixture.FieldF64
    assert cls(1).value == 1.0
    assert type(cls(True).value) is float
    assert helpers.outcome(cls, 10**400)[0] is OverflowError
    one = cls(nan)
    assert one == one
    assert one != cls(nan)
    assert not one < cls(nan) and not one >= cls(nan)
    assert hash(cls(0.0)) == hash(cls(-0.0))
    assert cls(0.0) == cls(-0.0)

    class Float(float):
        def __float__(self):
            raise AssertionError("is a float already")

    assert cls(Float(1.5)).value == 1.5
    assert type(cls(Float(1.5)).value) is float


def test_texts():
    cls = fixture.FieldString
    assert type(cls(Text("a")).value) is str
    for text in ["", "a", "é", "\0", "a\0b", "\U0001f600", "x" * 100_000]:
        assert cls(text).value == text
        assert repr(cls(text)) == f"FieldString(value={text!r})"
        assert copy.copy(cls(text)) == cls(text)
    field = cls("a")
    for call in [cls, lambda value: setattr(field, "value", value)]:
        assert helpers.outcome(call, "\ud800")[0] is ValueError
        assert helpers.outcome(call, b"a")[0] is TypeError
    assert field.value == "a"
    assert sys.exc_info() == (None, None, None)


def test_lists():
    class List(list):
        def __iter__(self):
            return iter([7, 8])

    cls = fixture.FieldVecI64
    assert cls([1, 2]).value == [1, 2]
    assert cls(List([1, 2])).value == [7, 8]
    assert cls((1, 2)).value == [1, 2]
    assert cls([True, Meddling(int)]).value == [1, 5]
    endless = []
    endless.append(endless)
    assert helpers.outcome(cls, endless)[0] is TypeError
    assert helpers.outcome(fixture.FieldVecVec, endless)[0] is TypeError
    assert helpers.outcome(cls, [1, 2**70])[0] is OverflowError
