"""Rust methods on the members of an enum."""

import inspect
import pickle

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
