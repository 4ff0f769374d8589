"""Hooks of both layers, and subclasses written in Python."""

import copy
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers


@pytest.fixture(autouse=True)
def empty_log():
    fixture.taken_log()


def test_hooks_run_from_the_base_on():
    child = fixture.HookedChild(1, 2)
    assert (child.twice, child.thrice) == (2, 6)
    everything = ["base post_init", "child post_init", "base validate", "child validate"]
    assert fixture.taken_log() == everything
    child.__replace__(high=3)
    assert fixture.taken_log() == everything
    copy.copy(child), copy.deepcopy(child)
    assert fixture.taken_log() == []
    pickle.loads(pickle.dumps(child))
    assert fixture.taken_log() == ["base validate", "child validate"]


def test_a_set_is_validated_by_the_layer_of_the_field():
    child = fixture.HookedChild(1, 2)
    fixture.taken_log()
    child.low = 5
    assert fixture.taken_log() == ["base validate"]
    child.high = 5
    assert fixture.taken_log() == ["child validate"]
    for name, value in [("low", 101), ("high", -1)]:
        assert helpers.outcome(setattr, child, name, value)[0] is fixture.ValidationError
    assert (child.low, child.high) == (5, 5)


def test_what_a_hook_of_the_base_rejects_ends_it():
    assert helpers.outcome(fixture.HookedChild, 101, -1) == (
        fixture.ValidationError,
        "1 validation error for HookedChild\nlow is too high",
    )
    assert fixture.taken_log() == ["base post_init", "child post_init", "base validate"]
    assert helpers.outcome(fixture.HookedChild, 1, 50) == (
        fixture.ValidationError,
        "1 validation error for HookedChild\nthrice: must be less than or equal to 100 (got 150)",
    )


class PyAnimal(fixture.Animal):
    """Of the first level, with state."""

    def __init__(self, name, *, legs=4):
        super().__init__(name, legs=legs)
        self.shout = name.upper()


class PyDog(fixture.Dog):
    """Of the second level, with slots."""

    __slots__ = ("left",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.left = [len(args)]


class PyPuppy(fixture.Puppy):
    """Of the third level, with a constructor of its own."""

    calls = 0

    def __new__(cls, text):
        PyPuppy.calls += 1
        name, weight = text.split()
        return super().__new__(cls, name, float(weight), owner=[text])

    def __init__(self, text):
        super().__init__(text)
        self.text = text


class PyDeep(fixture.Deep):
    """Of a frozen hierarchy."""

    __slots__ = ("left", "__dict__")

    def __init__(self, *args):
        super().__init__(*args)
        self.left, self.right = [1], [2]


SUBCLASSES = [
    (PyAnimal("Rex", legs=3), ["name", "legs", "shout"]),
    (PyDog("Rex", 1.0, legs=3), ["name", "legs", "weight", "left"]),
    (PyPuppy("Rex 1.5"), ["name", "legs", "weight", "owner", "text"]),
    (PyDeep(1, 2.0, 3.0), ["x", "y", "z", "left", "right"]),
]


@pytest.mark.parametrize(("instance", "names"), SUBCLASSES, ids=lambda v: type(v).__name__)
def test_subclasses_of_python(instance, names):
    calls = PyPuppy.calls
    others = [copy.copy(instance), copy.deepcopy(instance), instance.__replace__()]
    others += [pickle.loads(pickle.dumps(instance, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in others:
        assert type(other) is type(instance)
        assert other == instance
        assert [getattr(other, name) for name in names] == [
            getattr(instance, name) for name in names
        ]
    assert PyPuppy.calls == calls


def test_subclasses_compare_by_class():
    assert PyDog("a", 1.0) == PyDog("a", 1.0)
    assert PyDog("a", 1.0) != fixture.Dog("a", 1.0)
    assert fixture.Dog("a", 1.0) != PyDog("a", 1.0)
    assert PyDog("a", 1.0) < PyDog("b", 1.0)
    assert isinstance(PyPuppy("a 1"), (fixture.Puppy, fixture.Dog, fixture.Animal))
    assert isinstance(PyDeep(1, 2, 3), fixture.Flat)


def test_frozen_fields_stay_so_in_subclasses():
    deep = PyDeep(1, 2.0, 3.0)
    for name in ["x", "z"]:
        kind, text = helpers.outcome(setattr, deep, name, 5)
        assert (kind.__name__, text) == ("FrozenInstanceError", f"cannot assign to field '{name}'")
    deep.other = 1
    assert deep.other == 1


@pytest.mark.parametrize("base", [fixture.Animal, fixture.Dog, fixture.Puppy, fixture.Deep])
def test_other_arguments_need_a_new(base):
    class Sub(base):
        def __init__(self, text):
            super().__init__()
            self.text = text

    kind, text = helpers.outcome(lambda: Sub(text="a b"))
    assert kind is TypeError
    assert text == (
        f"{base.__name__}() got an unexpected keyword argument 'text' (to take other arguments, "
        f"'{Sub.__qualname__}' must override __new__ and call super().__new__(cls, ...) with those "
        f"of '{base.__name__}')"
    )


def test_diamond_with_a_mixin():
    class Loud:
        def shout(self):
            return super().greet().upper()

        def greet(self):
            return self.shout()

    class Sub(Loud, fixture.Puppy):
        pass

    assert Sub("Rex", 1.0).greet() == "I AM REX"
    assert copy.copy(Sub("Rex", 1.0)).greet() == "I AM REX"


def test_two_data_classes_cannot_be_mixed():
    assert helpers.outcome(type, "Sub", (fixture.Dog, fixture.Deep), {}) == (
        TypeError,
        "multiple bases have instance lay-out conflict",
    )


def test_restore_takes_only_its_own_class():
    values = ("Rex", 4, 1.0, [], "wau")
    assert helpers.outcome(fixture.Dog.__pyo3_classes__, fixture.Animal, "1.1:", *values) == (
        TypeError,
        "'Animal' is not a 'Dog'",
    )


class SlottedPuppy(fixture.Puppy):
    """Has a layer between it and ``Dog``."""

    __slots__ = ("left",)


@pytest.mark.parametrize(
    "make",
    [
        fixture.Dog.__copy__,
        lambda puppy: fixture.Dog.__deepcopy__(puppy, {}),
        fixture.Dog.__replace__,
        fixture.Animal.__copy__,
        lambda puppy: fixture.Animal.__replace__(puppy, name="a"),
        lambda puppy: fixture.Dog.__pyo3_classes__(
            type(puppy), *fixture.Dog("a", 1.0).__reduce_ex__(2)[1]
        ),
        lambda puppy: pickle.loads(pickle.dumps(Reduced(*fixture.Dog.__reduce_ex__(puppy, 4)[:2]))),
    ],
)
@pytest.mark.parametrize("cls", [fixture.Puppy, SlottedPuppy, PyPuppy])
def test_base_class_makes_no_instance_of_a_class_with_more_fields(cls, make):
    puppy = PyPuppy("Rex 1") if cls is PyPuppy else cls("Rex", 1.0)
    kind, text = helpers.outcome(make, puppy)
    assert kind is TypeError
    assert text.startswith(f"'{cls.__qualname__}' has fields that ")


class Reduced:
    """Pickles as it is told."""

    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return self.parts


def test_new_of_a_base_class_makes_none_either():
    with pytest.raises(TypeError, match="is not safe, use"):
        fixture.Dog.__new__(fixture.Puppy, "Rex", 1.0)
    with pytest.raises(TypeError, match="is not safe, use"):
        fixture.Animal.__new__(SlottedPuppy, "Rex")
