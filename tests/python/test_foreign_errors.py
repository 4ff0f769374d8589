"""Values that the field types of other crates refuse, their constraints, and late imports."""

import datetime
import uuid
from datetime import date, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem

UTC = timezone.utc

WRONG_TYPES = {
    "BigDecimal": ("decimal.Decimal", b"1", None, [1]),
    "Decimal": ("decimal.Decimal", [1], None),
    "BigInt": ("int", "1", 1.5, None),
    "BigUint": ("int", "1", None),
    "Complex": ("complex", "1", None),
    "Ratio": ("fractions.Fraction", "1/2", None),
    "Ordered": ("float", "1", None),
    "NotNan": ("float", "1", None),
    "Uuid": ("uuid.UUID", 1, None),
    "Bytes": ("bytes", "a", 1, None),
    "IndexMap": ("dict[str, int]", [], None),
    "HashMap": ("dict[str, int]", [], None),
    "HashSet": ("set[int]", 1, None),
    "SmallVec": ("list[int]", 1, "a", None),
    "ChronoDate": ("datetime.date", "2000-01-01", 1, None),
    "ChronoTime": ("datetime.time", "12:00", None),
    "ChronoNaive": ("datetime.datetime", date(2000, 1, 1), None),
    "ChronoUtc": ("datetime.datetime", 0, None),
    "ChronoDelta": ("datetime.timedelta", 1, None),
    "ChronoOffset": ("datetime.tzinfo", "UTC", None),
    "ChronoZone": ("zoneinfo.ZoneInfo", timezone(timedelta(hours=1)), "UTC", None),
    "TimeDate": ("datetime.date", "2000-01-01", None),
    "TimeDuration": ("datetime.timedelta", 1, None),
    "JiffDate": ("datetime.date", "2000-01-01", None),
    "JiffTimestamp": ("datetime.datetime", 0, None),
    "JiffDuration": ("datetime.timedelta", 1, None),
}


@pytest.mark.parametrize("name", WRONG_TYPES)
def test_wrong_type(name):
    expected, *values = WRONG_TYPES[name]
    cls = getattr(fixture, f"Foreign{name}")
    for value in values:
        kind = "None" if value is None else type(value).__name__
        assert helpers.outcome(cls, value) == (
            TypeError,
            f"{cls.__name__}.value: expected {expected}, got {kind}",
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Decimal", Decimal("NaN")),
        ("Decimal", Decimal(10) ** 40),
        ("BigDecimal", Decimal("Infinity")),
        ("BigDecimal", "x"),
        ("Decimal", "one"),
        ("Decimal", float("inf")),
        ("BigUint", -1),
        ("Ratio", Fraction(2**70, 3)),
        ("ChronoUtc", datetime.datetime(2000, 1, 1)),
        ("ChronoNaive", datetime.datetime(2000, 1, 1, tzinfo=UTC)),
        ("TimePrimitive", datetime.datetime(2000, 1, 1, tzinfo=UTC)),
        ("JiffTimestamp", datetime.datetime(2000, 1, 1)),
    ],
)
def test_value_that_does_not_fit(name, value):
    cls = getattr(fixture, f"Foreign{name}")
    kind, text = helpers.outcome(cls, value)
    assert issubclass(kind, (TypeError, ValueError, OverflowError, ArithmeticError))
    assert text.startswith(f"{cls.__name__}.value: ")


def test_place_inside_a_collection():
    assert helpers.outcome(fixture.ForeignVecDecimal, [Decimal(1), []]) == (
        TypeError,
        "ForeignVecDecimal.value[1]: expected decimal.Decimal, got list",
    )
    assert helpers.outcome(fixture.ForeignIndexMap, {"a": "b"}) == (
        TypeError,
        "ForeignIndexMap.value['a']: expected int, got str",
    )
    assert helpers.outcome(fixture.ForeignMapUuid, {"a": 1}) == (
        TypeError,
        "ForeignMapUuid.value['a']: expected uuid.UUID, got str",
    )
    assert helpers.outcome(fixture.ForeignOptionDate, 1) == (
        TypeError,
        "ForeignOptionDate.value: expected datetime.date | None, got int",
    )
    assert helpers.outcome(fixture.ForeignTuple, (uuid.UUID(int=0), "x"))[0] is ValueError


CONSTRAINTS = [
    (
        "date",
        [date(2000, 1, 1), date(2099, 12, 31)],
        date(1999, 12, 31),
        ("greater_than_equal", "ge", date(2000, 1, 1)),
    ),
    ("date", [], date(2100, 1, 1), ("less_than", "lt", date(2100, 1, 1))),
    (
        "moment",
        [datetime.datetime(1970, 1, 1, tzinfo=UTC)],
        datetime.datetime(1969, 12, 31, tzinfo=UTC),
        ("greater_than_equal", "ge", datetime.datetime(1970, 1, 1, tzinfo=UTC)),
    ),
    ("span", [timedelta(1)], timedelta(1, 1), ("less_than_equal", "le", timedelta(1))),
    ("price", [Decimal("0.5"), Decimal(2)], Decimal(0), ("greater_than", "gt", Decimal(0))),
    ("price", [], Decimal("0.7"), ("multiple_of", "multiple_of", Decimal("0.5"))),
    ("big", [-5, 0, 10**40], -10, ("greater_than_equal", "ge", -5)),
    ("big", [], 3, ("multiple_of", "multiple_of", 5)),
    ("share", [Fraction(1, 3)], Fraction(1, 2), ("less_than", "lt", Fraction(1, 2))),
    ("chance", [0.0, 1.0], 1.5, ("less_than_equal", "le", 1.0)),
    ("chance", [], float("nan"), None),
    ("day", [date(2000, 1, 1)], None, None),
    ("jiff", [date(2000, 1, 1)], None, None),
]


@pytest.mark.parametrize(("field", "good", "bad", "expected"), CONSTRAINTS)
def test_constraint(field, good, bad, expected):
    bounded = fixture.ForeignBounded()
    for value in good:
        assert getattr(fixture.ForeignBounded(**{field: value}), field) == value
        setattr(bounded, field, value)
    if bad is None:
        return
    before = getattr(bounded, field)
    ways = [
        lambda: fixture.ForeignBounded(**{field: bad}),
        lambda: setattr(bounded, field, bad),
        lambda: bounded.__replace__(**{field: bad}),
    ]
    for way in ways:
        errors = helpers.problems(way)
        assert {error["loc"] for error in errors} == {(field,)}
        if expected is not None:
            kind, option, limit = expected
            assert [(error["type"], error["ctx"], error["input"]) for error in errors] == [
                (kind, {option: limit}, bad)
            ]
            assert type(errors[0]["ctx"][option]) is type(limit)
    assert getattr(bounded, field) == before


def test_text_of_a_constraint():
    assert helpers.outcome(lambda: fixture.ForeignBounded(price=Decimal("-0.5"))) == (
        fixture.ValidationError,
        "1 validation error for ForeignBounded\n"
        "price: must be greater than 0 (got Decimal('-0.5'))",
    )


def test_constraints_of_collections():
    assert helpers.problems(fixture.ForeignBounded, data=b"abc") == [
        problem("bytes_too_long", ("data",), "must have at most 2 bytes", b"abc", max_length=2)
    ]
    errors = helpers.problems(fixture.ForeignBounded, few=[1, -1, -2])
    assert [error["loc"] for error in errors] == [("few",), ("few", 1), ("few", 2)]
    assert [error["loc"] for error in helpers.problems(fixture.ForeignBounded, map={"": 0})] == [
        ("map", "", "[key]"),
        ("map", ""),
    ]
    errors = helpers.problems(fixture.ForeignBounded, prices=[Decimal(1), Decimal(-1)])
    assert [error["loc"] for error in errors] == [("prices", 1)]


@pytest.mark.parametrize("module", ["decimal", "fractions", "uuid", "zoneinfo"])
def test_modules_are_imported_when_they_are_used(module):
    code = f"""
import sys
import pyo3_classes_fixture as fixture
fixture.Color, fixture.ForeignDecimal, fixture.ForeignBounded
print({module!r} in sys.modules)
import typing
print(typing.get_type_hints(fixture.ForeignDecimal)["value"])
print(fixture.ForeignUuid.__annotations__ and fixture.ForeignBounded().price)
"""
    assert helpers.run_python(code) == "False\n<class 'decimal.Decimal'>\n1.5\n"


def test_hints_of_the_signature_import_what_they_name():
    code = """
import inspect
import pyo3_classes_fixture as fixture
print(inspect.signature(fixture.ForeignRatio))
print(inspect.signature(fixture.ForeignTuple))
"""
    lines = helpers.run_python(code).splitlines()
    assert lines[0] == "(value: fractions.Fraction) -> None"
    assert "uuid.UUID" in lines[1] and "decimal.Decimal" in lines[1]
