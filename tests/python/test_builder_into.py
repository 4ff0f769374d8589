"""Values that are made of others: `#[pybuilder(into)]`, `into = Type`."""

import decimal
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyo3_classes_fixture import BuilderError, Lenient, Money, Spot, Widened


def made(field, value):
    return getattr(getattr(Lenient.builder(), field)(value).build(), field)


@given(st.one_of(st.integers(0, 255), st.integers(0, 255).map(str), st.integers(0, 255).map(float)))
def test_an_int_is_what_int_makes(value):
    assert made("count", value) == int(value)


@given(st.floats(allow_nan=False))
def test_a_float_is_what_float_makes(value):
    assert made("ratio", repr(value)) == float(repr(value))


@pytest.mark.parametrize(
    ("field", "value", "result"),
    [
        ("count", decimal.Decimal("5"), 5),
        ("count", b"7", 7),
        ("text", 5, "5"),
        ("text", pathlib.PurePosixPath("a"), "a"),
        ("path", "a/b", pathlib.Path("a/b")),
        ("bytes", bytearray(b"x"), b"x"),
        ("bytes", [1, 2], b"\x01\x02"),
        ("items", iter([1, 2]), [1, 2]),
        ("items", range(3), [0, 1, 2]),
        ("items", {1: 2}, [1]),
        ("table", [("a", 1)], {"a": 1}),
        ("maybe", "5", 5),
        ("maybe", None, None),
        ("money", 5, Money(5)),
        ("money", {"cents": 5, "currency": "CHF"}, Money(5, "CHF")),
        ("money", Money(7), Money(7)),
        ("money", None, None),
        ("spot", 3, Spot(3)),
        ("spot", {"x": 1, "y": 2}, Spot(1, 2)),
        ("list", (1, 2), [1, 2]),
        ("price", 5, Money(5, "USD")),
        ("price", Money(5), Money(5)),
        ("price", None, None),
        ("fee", 5, Money(5, "USD")),
        ("widened", [1, 2], Widened([1, 2])),
    ],
)
def test_what_is_made(field, value, result):
    got = made(field, value)
    assert got == result
    assert type(got) is type(result)


@pytest.mark.parametrize(
    ("field", "value", "error", "text"),
    [
        (
            "count",
            "x",
            ValueError,
            "Lenient.count: expected int: invalid literal for int() with base 10: 'x' (got str)",
        ),
        ("count", "300", OverflowError, "Lenient.count: expected int from 0 to 255, got 300"),
        ("count", 5.5, TypeError, "Lenient.count: expected int, got float"),
        ("count", float("nan"), ValueError, "cannot convert float NaN to integer"),
        ("count", float("inf"), ValueError, "cannot convert float infinity to integer"),
        ("count", [1], TypeError, "Lenient.count: expected int, got list"),
        ("count", None, TypeError, "Lenient.count: expected int, got None"),
        ("text", None, TypeError, "Lenient.text: expected str, got None"),
        ("ratio", "x", ValueError, "expected float: could not convert string to float: 'x'"),
        ("path", 5, TypeError, "Lenient.path: expected pathlib.Path, got int"),
        ("bytes", 5, TypeError, "Lenient.bytes: expected bytes, got int"),
        ("bytes", "x", TypeError, "Lenient.bytes: expected bytes, got str"),
        ("items", "12", TypeError, "Lenient.items: expected list[int], got str"),
        ("items", ("1",), TypeError, "Lenient.items[0]: expected int, got str"),
        ("table", "ab", TypeError, "Lenient.table: expected dict[str, int], got str"),
        ("table", [("a", "x")], TypeError, "Lenient.table['a']: expected int, got str"),
        ("money", {"cents": -1}, ValueError, "cents: must be greater than or equal to 0 (got -1)"),
        ("money", "x", TypeError, "Lenient.money: expected Money | None, got str"),
        ("spot", {"z": 1}, TypeError, "got an unexpected keyword argument 'z'"),
        ("price", "5", TypeError, "Lenient.price: expected Money | None, got str"),
        ("fee", None, TypeError, "Lenient.fee: expected Money, got None"),
        ("widened", ["x"], TypeError, "Lenient.widened: expected Widened | None, got list"),
    ],
)
def test_what_is_refused(field, value, error, text):
    builder = Lenient.builder()
    with pytest.raises(error) as raised:
        getattr(builder, field)(value)
    assert type(raised.value) is error
    assert text in str(raised.value)
    assert builder == Lenient.builder()


def test_update_makes_values_too():
    builder = Lenient.builder().update(count="5", maybe="6", price=7)
    assert builder == Lenient.builder().count(5).maybe(6).price(Money(7, "USD"))
    with pytest.raises(BuilderError) as raised:
        builder.update(count="x", ratio=[], maybe="8")
    assert raised.value.errors == {
        "count": "expected int: invalid literal for int() with base 10: 'x' (got 'x')",
        "ratio": "must be float (got [])",
    }
    assert builder.build().maybe == 6


def test_what_a_secret_is_made_of_is_not_quoted():
    assert made("pin", "1234") == 1234
    with pytest.raises(TypeError) as raised:
        Lenient.builder().pin("12x4")
    assert str(raised.value) == "Lenient.pin: expected int, got str"
    assert raised.value.__cause__ is None
    with pytest.raises(BuilderError) as raised:
        Lenient.builder().update(pin="12x4")
    assert "12x4" not in str(raised.value)


class Broken:
    def __init__(self, error):
        self.error = error

    def __int__(self):
        raise self.error

    def __index__(self):
        raise self.error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError("m"), KeyError("k")])
def test_other_exceptions_leave_as_they_are(error):
    with pytest.raises(type(error)) as raised:
        Lenient.builder().count(Broken(error))
    assert raised.value is error


def test_items_of_an_adder_are_taken_as_they_are():
    with pytest.raises(TypeError, match="expected int, got str"):
        Lenient.builder().item("5")


def test_assignment_and_constructor_make_nothing():
    with pytest.raises(TypeError, match="Lenient.count: expected int, got str"):
        Lenient(count="5")
