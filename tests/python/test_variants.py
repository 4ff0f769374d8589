"""Enums whose variants have data: a class for the enum, and a data class per variant."""

import copy
import dataclasses
import gc
import inspect
import pickle
import typing
import weakref

import pyo3_classes_fixture as fixture
import pytest

import helpers

Shape, Parcel = fixture.Shape, fixture.Parcel


@dataclasses.dataclass(frozen=True, order=True)
class Circle:
    radius: float


@dataclasses.dataclass(frozen=True, order=True)
class Named:
    name: str
    tags: list = dataclasses.field(default_factory=list)


VALUES = [
    Shape.Circle(1.5),
    Shape.Rect(2.0),
    Shape.Rect(2.0, 3.0),
    Shape.Empty(),
    Shape.Named("x", ["a"]),
]


def test_a_variant_is_its_twin_inside_the_enum():
    assert repr(Shape.Circle(1.5)) == "Shape." + repr(Circle(1.5))
    assert repr(Shape.Named("x", ["a"])) == "Shape." + repr(Named("x", ["a"]))
    assert repr(Shape.Rect(2.0)) == "Shape.Rect(_0=2.0, _1=1.0)"
    assert repr(Shape.Empty()) == "Shape.Empty()"
    assert (Shape.Circle(1.0) < Shape.Circle(2.0)) is (Circle(1.0) < Circle(2.0))
    assert str(inspect.signature(Shape.Circle)) == str(inspect.signature(Circle))
    assert Shape.Named.__match_args__ == ("name", "tags")


def test_classes():
    assert (Shape.__module__, Shape.__qualname__) == ("pyo3_classes_fixture", "Shape")
    assert (Shape.Circle.__module__, Shape.Circle.__qualname__) == (
        "pyo3_classes_fixture",
        "Shape.Circle",
    )
    assert all(isinstance(value, Shape) for value in VALUES)
    assert Shape.Circle.__mro__ == (Shape.Circle, Shape, object)
    assert (Shape.__doc__, Shape.Circle.__doc__) == ("A shape.", "Round.")
    assert Shape.Circle.radius.__doc__ == "From the middle."
    assert helpers.outcome(Shape) == (
        TypeError,
        "cannot create 'pyo3_classes_fixture.Shape' instances",
    )


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_equality_hash_and_copies(value):
    for other in VALUES:
        assert (value == other) is (value is other)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(value, protocol)) == value
    for twin in (copy.copy(value), copy.deepcopy(value)):
        assert (type(twin), twin, hash(twin)) == (type(value), value, hash(value))


def test_pickle_in_a_fresh_process():
    data = pickle.dumps(VALUES)
    text = helpers.run_python(f"import pickle; print(pickle.loads({data!r}))")
    assert text.strip() == repr(VALUES)


def test_fields_are_checked_and_frozen():
    assert helpers.problems(Shape.Circle, -1.0) == [
        helpers.problem("greater_than", ("radius",), "must be greater than 0.0", -1.0, gt=0.0)
    ]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Shape.Circle(1.0).radius = 2.0
    with pytest.raises(TypeError, match="'<' not supported between instances of"):
        Shape.Circle(1.0) < Shape.Empty()


def test_rust_takes_and_gives_variants():
    assert fixture.double(Shape.Circle(1.5)) == Shape.Circle(3.0)
    assert type(fixture.double(Shape.Rect(1.0, 2.0))) is Shape.Rect
    assert helpers.outcome(fixture.double, 1) == (TypeError, "expected Shape, got int")
    assert (Shape.Circle(2.0).area(), Shape.Rect(2.0, 3.0).area()) == (12.0, 6.0)
    assert Shape.Named("x").check() is True
    with pytest.raises(KeyError, match="empty"):
        Shape.Empty().check()


def test_as_a_field():
    canvas = fixture.Gallery(VALUES[0], VALUES[1:], Shape.Empty())
    assert canvas.shapes == VALUES[1:]
    assert typing.get_type_hints(fixture.Gallery)["shape"] is Shape
    assert repr(canvas.last) == "Shape.Empty()"
    assert pickle.loads(pickle.dumps(canvas)) == copy.deepcopy(canvas) == canvas
    assert hash(copy.copy(canvas)) == hash(canvas)
    assert helpers.outcome(fixture.Gallery, 1) == (
        TypeError,
        "Gallery.shape: expected Shape, got int",
    )


def test_python_objects_in_variants_are_the_very_ones():
    thing = ["a"]
    assert Parcel.Object(thing).content is thing
    mailbox = fixture.Mailbox(Parcel.Object(thing))
    assert mailbox.parcel.content is thing
    mailbox.parcel = Parcel.Letters([thing], "text")
    assert mailbox.parcel._0[0] is thing
    assert mailbox == fixture.Mailbox(Parcel.Letters([["a"]], "text"))
    assert copy.copy(mailbox).parcel._0[0] is thing
    assert copy.deepcopy(mailbox).parcel._0[0] is not thing


def test_cycle_through_a_variant_is_collected():
    mailbox = fixture.Mailbox(Parcel.Empty())
    around = [mailbox]
    mailbox.parcel = Parcel.Object(around)
    reference = weakref.ref(mailbox)
    del mailbox, around
    assert reference() is not None
    gc.collect()
    assert reference() is None
