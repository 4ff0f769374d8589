"""Rust methods on the members of an enum."""

import enum
import inspect
import pickle
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers

Color, Rights, Side = fixture.Color, fixture.Rights, fixture.Side


def test_methods():
    assert [color.label() for color in Color] == ["red!", "green!", "blue!"]
    assert [color.is_warm() for color in Color] == [True, False, False]
    assert Color.Red.tags() == ["a", "b"]
    assert [side.sign() for side in (Side.Buy, Side.Sell, Side.Short)] == [1, -1, -1]
    assert [right.letter() for right in Rights] == ["r", "w", "x"]


def test_keyword_as_a_name():
    assert [color.type() for color in Color] == [None, 1, 2]


def test_result():
    assert Color.Red.opposite() is Color.Green
    with pytest.raises(LookupError, match="^nothing is opposite to blue$"):
        Color.Blue.opposite()
    with pytest.raises(ValueError, match="^invalid digit found in string$"):
        Color.Red.fail()


def test_methods_are_no_members():
    assert list(Color.__members__) == ["Red", "Green", "Blue"]
    assert "label" in dir(Color.Red)
    assert inspect.ismethoddescriptor(Color.label)
    assert Color.label.__qualname__ == "Color.label"


def test_unbound():
    assert Color.label(Color.Red) == "red!"
    assert list(map(Color.label, Color)) == ["red!", "green!", "blue!"]
    assert pickle.loads(pickle.dumps(Color.Red.label))() == "red!"


@pytest.mark.parametrize("wrong", [1, "Red", None, fixture.Level.Low, Color])
def test_not_on_other_objects(wrong):
    with pytest.raises(TypeError, match="doesn't apply to|requires a"):
        Color.label(wrong)


def test_arguments_are_refused():
    assert helpers.outcome(Color.Red.label, 1)[0] is TypeError
    assert helpers.outcome(lambda: Color.Red.label(x=1))[0] is TypeError


def test_not_on_a_combination():
    both = Rights.Read | Rights.Write
    assert helpers.outcome(both.letter) == (ValueError, f"{both!r} is no variant of Rights")
    nothing = Rights(0)
    assert helpers.outcome(nothing.letter) == (ValueError, f"{nothing!r} is no variant of Rights")


class StepTwin(enum.Enum):
    """The same in Python, where its messages are asked for."""

    Up = 1
    Down = 2

    def scaled(self, by, offset):
        return float(self.value * by) + (offset or 0.0)

    def plain(self):
        return self

    def mixed(self, _0, _1, /):
        return self is _0

    def most(self, _0, _1, _2, _3, _4, _5, /):
        return bytes([_0, _1, _2, _3, _4, _5])


StepTwin.__name__ = StepTwin.__qualname__ = "Step"
for function in vars(StepTwin).values():
    if inspect.isfunction(function):
        function.__qualname__ = function.__qualname__.replace("StepTwin", "Step")

CALLS = [
    ("scaled", (3, 0.5), {}),
    ("scaled", (3,), {"offset": None}),
    ("scaled", (), {"offset": 1.5, "by": 2}),
    ("scaled", (), {}),
    ("scaled", (1,), {}),
    ("scaled", (), {"offset": 1}),
    ("scaled", (1, 2, 3), {}),
    ("scaled", (1, 2, 3), {"x": 1}),
    ("scaled", (1, 2), {"by": 1}),
    ("scaled", (1,), {"offst": 2}),
    ("scaled", (1,), {"Zürich": 2}),
    ("most", (1, 2, 3, 4, 5, 6), {}),
    ("most", (1, 2, 3), {}),
    ("most", (1, 2, 3, 4, 5), {}),
    ("most", range(7), {}),
    ("most", range(8), {}),
]


@pytest.mark.parametrize(("name", "args", "kwargs"), CALLS)
def test_arguments_like_a_function_of_python(name, args, kwargs):
    for ours, twin in zip(fixture.Step, StepTwin):
        found = helpers.outcome(getattr(ours, name), *args, **kwargs)
        wanted = helpers.outcome(getattr(twin, name), *args, **kwargs)
        if sys.version_info < (3, 10) and isinstance(wanted, tuple):
            # Before Python 3.10 messages have the plain name.
            wanted = (wanted[0], "Step." + wanted[1])
        assert found == wanted


def test_too_many_for_one():
    kind, text = helpers.outcome(fixture.Step.Up.one)
    assert (kind, text) == (
        TypeError,
        "Step.one() missing 1 required positional argument: '_0'",
    )
    assert helpers.outcome(fixture.Step.Up.one, 1, 2) == (
        TypeError,
        "Step.one() takes 2 positional arguments but 3 were given",
    )
    assert helpers.outcome(lambda: fixture.Step.Up.one(_0="x")) == (
        TypeError,
        "Step.one() got an unexpected keyword argument '_0'",
    )
    assert helpers.outcome(fixture.Step.Up.plain, 1)[0] is TypeError


def test_arguments_convert():
    Step = fixture.Step
    assert Step.Up.mixed(Step.Up, ["a"]) is True
    assert Step.Up.mixed(Step.Down, ("a",)) is False
    assert helpers.outcome(Step.Up.mixed, Step.Up, []) == (LookupError, "no names")
    assert helpers.outcome(Step.Up.mixed, Color.Red, [])[0] is TypeError
    assert Step.Down.one("héllo") == "Down héllo"
    assert Step.Down.kept("héllo") == Step.Down.kept(label="héllo") == "héllo"
    given = {"a": 1}
    assert Step.Up.told("b", given) == Step.Up.told(type=given, py="b") == {"a": 1, "b": None}
    assert given == {"a": 1}
    with pytest.raises(TypeError) as caught:
        Step.Up.scaled("x", 1.0)
    if sys.version_info >= (3, 11):
        assert caught.value.__notes__ == ["while processing 'by'"]
    assert helpers.outcome(Step.Up.most, 1, 2, 300, 4, 5, 6)[0] is OverflowError


def test_signatures():
    def signature(function):
        return str(inspect.signature(function))

    Step = fixture.Step
    assert signature(Step.scaled) == "(self, /, by, offset)"
    assert signature(Step.Up.scaled) == signature(StepTwin.Up.scaled) == "(by, offset)"
    assert signature(Step.mixed) == signature(StepTwin.mixed) == "(self, _0, _1, /)"
    assert signature(Step.Up.plain) == signature(StepTwin.Up.plain) == "()"
    assert signature(Step.Up.told) == "(py, type)"


def test_arguments_on_an_enum_with_data():
    Shape = fixture.Shape
    assert Shape.Circle(1.5).grown(2) == Shape.Circle(1.5).grown(by=2.0) == Shape.Circle(3.0)
    assert Shape.grown(Shape.Empty(), 2) == Shape.Empty()
    assert str(inspect.signature(Shape.Empty().grown)) == "(by)"
    assert Shape.grown.__qualname__ == "Shape.grown"
    assert helpers.outcome(Shape.Circle(1.5).grown) == (
        TypeError,
        "Shape.grown() missing 1 required positional argument: 'by'",
    )
    assert helpers.outcome(Shape.grown, 1, 2)[0] is TypeError
