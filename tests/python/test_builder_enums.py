"""Enums whose variants have data: a builder for each variant."""

import copy
import pickle

import pytest
from pyo3_classes_fixture import BuilderError, Figure, ValidationError

BUILDERS = [
    Figure.Circle.builder().radius(2.0),
    Figure.Rect.builder()._0(2.0),
    Figure.Empty.builder(),
    Figure.Named.builder().with_name("a").with_tags(["x"]),
]


def test_build():
    assert Figure.Circle.builder().radius(2.0).build() == Figure.Circle(2.0)
    assert type(Figure.Circle.builder().radius(2.0).build()) is Figure.Circle
    assert Figure.Rect.builder()._0(2.0).build() == Figure.Rect(2.0, 1.0)
    assert Figure.Empty.builder().build() == Figure.Empty()
    named = Figure.Named.builder().with_name("a").with_inner(Figure.Circle(1.0)).build()
    assert named == Figure.Named("a", [], Figure.Circle(1.0))


def test_the_enum_itself_has_none():
    assert not hasattr(Figure, "builder")
    assert not hasattr(Figure, "to_builder")
    assert not hasattr(Figure, "partial")


def test_what_a_class_has():
    for variant in (Figure.Circle, Figure.Empty):
        assert {"builder", "to_builder", "partial"} <= set(vars(variant))


@pytest.mark.parametrize(
    "builder, name, path",
    [
        (BUILDERS[0], "CircleBuilder", "Figure.Circle.CircleBuilder"),
        (BUILDERS[1], "RectBuilder", "Figure.Rect.RectBuilder"),
        (BUILDERS[2], "EmptyBuilder", "Figure.Empty.EmptyBuilder"),
        (BUILDERS[3], "Namer", "Figure.Named.Namer"),
    ],
)
def test_names(builder, name, path):
    class_ = type(builder)
    assert (class_.__name__, class_.__qualname__) == (name, path)
    assert class_.__module__ == "pyo3_classes_fixture"
    variant = class_.__pyo3_classes__.builds
    assert getattr(variant, name) is class_
    assert repr(builder).startswith(f"<{name}")


def test_missing_and_wrong():
    with pytest.raises(BuilderError) as caught:
        Figure.Named.builder().build()
    assert str(caught.value) == "1 problem for Figure.Named: name is missing"
    with pytest.raises(ValidationError):
        Figure.Circle.builder().radius(-1.0)
    with pytest.raises(BuilderError) as caught:
        Figure.Circle.partial(radius=2e6).build()
    assert caught.value.errors == {"": "2000000 is too round"}


def test_set_once():
    builder = Figure.Named.builder().with_inner(Figure.Empty())
    with pytest.raises(BuilderError):
        builder.with_inner(Figure.Empty())


def test_to_builder_and_partial():
    assert Figure.Circle(2.0).to_builder().radius(3.0).build() == Figure.Circle(3.0)
    assert Figure.Rect.partial(_0=2.0, _1=3.0).build() == Figure.Rect(2.0, 3.0)
    assert Figure.Empty().to_builder() == Figure.Empty.builder()
    assert Figure.Circle.partial(radius=1.0).build_many([{}, {"radius": 2.0}]) == [
        Figure.Circle(1.0),
        Figure.Circle(2.0),
    ]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("builder", BUILDERS, ids=lambda builder: type(builder).__name__)
def test_pickle(builder, protocol):
    again = pickle.loads(pickle.dumps(builder, protocol))
    assert again == builder and again is not builder
    assert again.build() == builder.build()
    assert copy.deepcopy(builder) == builder
    assert pickle.loads(pickle.dumps(type(builder), max(protocol, 4))) is type(builder)


def test_error_pickles():
    with pytest.raises(BuilderError) as caught:
        Figure.Circle.builder().build()
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.missing, again.title) == (("radius",), "Figure.Circle")
