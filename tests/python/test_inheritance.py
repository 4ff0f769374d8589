"""Classes that extend others, beside dataclasses that do."""

import copy
import dataclasses
import gc
import inspect
import pickle
import sys
import typing
import weakref
from typing import Any, List, Optional

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem

# `kw_only` is of Python 3.10; before, the twins take these fields by position, too.
KW_ONLY = {"kw_only": True} if sys.version_info >= (3, 10) else {}
needs_kw_only = pytest.mark.skipif(sys.version_info < (3, 10), reason="`kw_only` is of Python 3.10")


def made(name, fields, base=(), **options):
    return dataclasses.make_dataclass(name, fields, bases=base, **options)


def field(default=dataclasses.MISSING, **options):
    return dataclasses.field(default=default, **options)


def fresh_list():
    return dataclasses.field(default_factory=list)


@dataclasses.dataclass(order=True)
class Animal:
    name: str
    legs: int = field(4, **KW_ONLY)


if KW_ONLY:
    Dog = made(
        "Dog",
        [
            ("weight", float),
            ("tricks", List[str], fresh_list()),
            ("bark", str, field("wau", kw_only=True, compare=False)),
        ],
        (Animal,),
        order=True,
    )
    Puppy = made("Puppy", [("owner", Optional[Any], None)], (Dog,), order=True)


@dataclasses.dataclass(order=True, frozen=True)
class Flat:
    x: int
    y: float


@dataclasses.dataclass(order=True, frozen=True)
class Deep(Flat):
    z: float
    note: Optional[str] = field(None, hash=False)


DEEP = [(1, 2.0, 3.0), (1, 2.0, 3.5), (0, 2.0, 3.0, "n"), (1, 1.0, 9.0), (1, 2.0, 3.0, "n")]
DOG = ("Rex", 3.5, ["sit"])


@needs_kw_only
@pytest.mark.parametrize("name", ["Animal", "Dog", "Puppy"])
def test_signature(name):
    cls, twin = getattr(fixture, name), globals()[name]
    ours, theirs = inspect.signature(cls).parameters, inspect.signature(twin).parameters
    assert list(ours) == list(theirs)
    for ours, theirs in zip(ours.values(), theirs.values()):
        assert ours.kind == theirs.kind
        if str(theirs.default) == "<factory>":
            assert ours.default in ([], "<factory>") or str(ours.default) == "<factory>"
        elif theirs.name != "bark":
            assert ours.default == theirs.default
    assert cls.__match_args__ == twin.__match_args__
    assert list(typing.get_type_hints(cls)) == list(typing.get_type_hints(twin))


@needs_kw_only
@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("Animal", ("a",), {}),
        ("Animal", ("a",), {"legs": 3}),
        ("Dog", DOG, {}),
        ("Dog", ("Rex",), {"weight": 1.0, "legs": 3, "bark": "arf"}),
        ("Puppy", DOG, {}),
        ("Puppy", (*DOG, [1]), {"bark": "x"}),
        ("Puppy", (), {"owner": None, "tricks": ["a"], "weight": 0.0, "name": "b", "legs": 0}),
    ],
)
def test_repr_and_values(name, args, kwargs):
    ours, twin = getattr(fixture, name)(*args, **kwargs), globals()[name](*args, **kwargs)
    assert repr(ours) == repr(twin)
    for one in dataclasses.fields(twin):
        assert getattr(ours, one.name) == getattr(twin, one.name)


@needs_kw_only
@pytest.mark.parametrize(
    ("name", "args", "kwargs"),
    [
        ("Dog", (), {}),
        ("Dog", ("a",), {}),
        ("Dog", (1, 2, 3, 4, 5), {}),
        ("Dog", (1, 2, 3, 4, 5), {"bark": ""}),
        ("Dog", ("a", 1.0), {"name": "b"}),
        ("Dog", ("a", 1.0), {"weight": 2.0}),
        ("Dog", ("a", 1.0), {"colour": "red"}),
        ("Puppy", (), {"owner": 1}),
        ("Puppy", ("a", 1.0, [], None, 4), {}),
    ],
)
def test_argument_errors(name, args, kwargs):
    kind, text = helpers.outcome(globals()[name], *args, **kwargs)
    text = text.replace("__init__()", f"{name}()").replace(f"{name}.{name}()", f"{name}()")
    ours = helpers.outcome(getattr(fixture, name), *args, **kwargs)
    if "positional argument" in text and "given" in text:
        # The twin counts `self`.
        assert ours[0] is kind and "positional argument" in ours[1]
    else:
        assert ours == (kind, text)


@needs_kw_only
@pytest.mark.parametrize("name", ["Dog", "Puppy"])
def test_equality_and_order(name):
    cls, twin = getattr(fixture, name), globals()[name]
    values = [("a", 1.0), ("a", 2.0), ("b", 0.0), ("a", 1.0, ["x"]), ("a", float("inf"))]
    for compare in ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]:
        for a in values:
            for b in values:
                ours = getattr(cls(*a), compare)(cls(*b))
                assert ours == getattr(twin(*a), compare)(twin(*b))
    assert cls("a", 1.0, legs=3) != cls("a", 1.0)
    assert cls("a", 1.0, bark="x") == cls("a", 1.0)
    assert cls.__hash__ is None


@pytest.mark.parametrize("a", DEEP)
@pytest.mark.parametrize("b", DEEP)
def test_frozen_hierarchy_compares(a, b):
    ours, others, twin, other = fixture.Deep(*a), fixture.Deep(*b), Deep(*a), Deep(*b)
    assert (ours == others) == (twin == other)
    assert (hash(ours) == hash(others)) == (hash(twin) == hash(other))
    for compare in ["__lt__", "__le__", "__gt__", "__ge__"]:
        expected = helpers.outcome(getattr(twin, compare), other)
        got = helpers.outcome(getattr(ours, compare), others)
        assert got == expected


def test_base_and_child_differ():
    base, child = fixture.Flat(1, 2.0), fixture.Same(1, 2.0)
    assert base != child and child != base
    assert isinstance(child, fixture.Flat) and not isinstance(base, fixture.Same)
    assert (child.x, child.y, repr(child)) == (1, 2.0, "Same(x=1, y=2.0)")
    assert child == fixture.Same(1, 2.0)
    assert hash(child) == hash(fixture.Same(1, 2.0))
    for compare in ["__lt__", "__gt__"]:
        assert getattr(base, compare)(child) is NotImplemented
    with pytest.raises(TypeError):
        assert base < child
    assert issubclass(fixture.Puppy, fixture.Animal)
    assert fixture.Puppy.__mro__[1:4] == (fixture.Dog, fixture.Animal, object)


def test_frozen_hierarchy_is_frozen():
    deep = fixture.Deep(1, 2.0, 3.0)
    for name in ["x", "z", "note", "unknown"]:
        assert helpers.outcome(setattr, deep, name, 1) == helpers.outcome(
            setattr, Deep(1, 2.0, 3.0), name, 1
        )
        assert helpers.outcome(delattr, deep, name) == helpers.outcome(
            delattr, Deep(1, 2.0, 3.0), name
        )
    assert deep == fixture.Deep(1, 2.0, 3.0)


def test_setters_and_constraints_of_both():
    dog = fixture.Dog(*DOG)
    dog.name, dog.weight, dog.legs = "Max", 4, 3
    assert repr(dog) == "Dog(name='Max', legs=3, weight=4.0, tricks=['sit'], bark='wau')"
    too_short = problem(
        "string_too_short", ("name",), "must have at least 1 character", "", min_length=1
    )
    too_small = problem(
        "greater_than_equal", ("weight",), "must be greater than or equal to 0.0", -1.0, ge=0.0
    )
    assert helpers.problems(fixture.Dog, "", -1.0) == [too_short, too_small]
    assert helpers.problems(dog.__replace__, name="", weight=-1.0) == [too_short, too_small]
    values = ("", 4, -1.0, [], "")
    assert helpers.problems(helpers.restore, fixture.Dog, *values, version=(1, 1)) == [
        too_short,
        too_small,
    ]
    assert helpers.problems(setattr, dog, "name", "") == [too_short]
    assert helpers.problems(setattr, dog, "weight", -1.0) == [too_small]
    assert (dog.name, dog.weight) == ("Max", 4.0)
    with pytest.raises(fixture.ValidationError, match="^2 validation errors for Puppy\n"):
        fixture.Puppy("", -1.0)
    with pytest.raises(TypeError, match="^Dog.name: expected str, got int$"):
        fixture.Dog(1, 2.0)
    assert helpers.outcome(delattr, dog, "name")[0] is AttributeError


def test_methods_of_the_base():
    assert fixture.Puppy("Rex", 1.0).greet() == "I am Rex"


def test_kw_only_child():
    named = fixture.Named(1, 2.0, label="a")
    assert repr(named) == "Named(x=1, y=2.0, label='a', rank=1)"
    assert fixture.Named.__match_args__ == ("x", "y")
    assert str(inspect.signature(fixture.Named)).startswith(
        "(x: int, y: float, *, label: str, rank: int = 1)"
    )
    assert helpers.outcome(fixture.Named, 1, 2.0) == (
        TypeError,
        "Named() missing 1 required keyword-only argument: 'label'",
    )


INSTANCES = [
    fixture.Dog("Rex", 3.5, ["sit"], legs=3, bark="arf"),
    fixture.Puppy("Rex", 3.5, ["sit"], [1], legs=3),
    fixture.Deep(1, 2.0, 3.0, "n"),
    fixture.Named(1, 2.0, label="a"),
    fixture.Same(1, 2.0),
    fixture.Inner([1], [2], [[3]]),
]


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda value: type(value).__name__)
def test_copies(instance):
    # A frozen instance is its own copy, as a tuple is.
    constant = isinstance(instance, (fixture.Deep, fixture.Named, fixture.Same))
    copies = [copy.copy(instance), copy.deepcopy(instance)]
    assert [other is instance for other in copies] == [constant, constant]
    assert copies == [instance, instance]
    copies = [instance.__replace__()] if constant else [*copies, instance.__replace__()]
    copies += [pickle.loads(pickle.dumps(instance, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in copies:
        assert type(other) is type(instance)
        assert other is not instance
        assert (other, repr(other)) == (instance, repr(instance))


def test_fresh_process_loads():
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer))"
    assert helpers.run_python(code, stdin=pickle.dumps(INSTANCES)) == f"{INSTANCES}\n"


def test_replace_changes_fields_of_both():
    puppy = fixture.Puppy("Rex", 3.5, ["sit"])
    other = puppy.__replace__(name="Max", weight=1, owner=[2])
    assert repr(other) == (
        "Puppy(name='Max', legs=4, weight=1.0, tricks=['sit'], bark='wau', owner=[2])"
    )
    assert helpers.outcome(lambda: puppy.__replace__(wings=2))[0] is TypeError


def test_copies_are_deep_or_shared():
    inner = fixture.Inner([1], [2], [[3]])
    shallow, deep = copy.copy(inner), copy.deepcopy(inner)
    assert shallow.one is inner.one and shallow.many[0] is inner.many[0]
    assert deep.one is not inner.one and deep.many[0] is not inner.many[0]
    inner.one, inner.two = inner, [inner]
    deep = copy.deepcopy(inner)
    assert deep.one is deep and deep.two[0] is deep


def test_skipped_fields_of_a_child():
    puppy = fixture.Puppy("Rex", 1.0)
    assert puppy.hide() == 8
    assert copy.copy(puppy).hide() == 8
    assert puppy.hide() == 9


@pytest.mark.parametrize("name", ["one", "two", "many"])
def test_cycles_through_each_layer_are_collected(name):
    inner = fixture.Inner()
    setattr(inner, name, [inner] if name == "many" else inner)
    reference = weakref.ref(inner)
    del inner
    gc.collect()
    assert reference() is None


def test_cycle_prints_dots():
    inner = fixture.Inner()
    inner.one = inner
    assert repr(inner) == "Inner(one=..., two=None, many=[])"
