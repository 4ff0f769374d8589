"""Fields of numbers and ``bool``: limits, wrong types, what Python takes for a number."""

import decimal
import fractions
import math
import struct

import pyo3_classes_fixture as fixture
import pytest

import helpers

INTS = {f"{sign}{bits}": (sign, bits) for sign in "UI" for bits in (8, 16, 32, 64, 128)}
INTS["Usize"], INTS["Isize"] = ("U", 64), ("I", 64)


def limits(sign, bits):
    return (0, 2**bits - 1) if sign == "U" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


@pytest.mark.parametrize("name", INTS)
def test_int_limits(name):
    cls = getattr(fixture, f"Field{name}")
    low, high = limits(*INTS[name])
    for value in {low, low + 1, 0, 1, 42, high - 1, high}:
        stored = cls(value).value
        assert stored == value
        assert type(stored) is int
    for value in [low - 1, high + 1, 10**400, -(10**400)]:
        shown = repr(value) if abs(value) < 10**79 else f"{value!r:.80}..."
        assert helpers.outcome(cls, value) == (
            OverflowError,
            f"Field{name}.value: expected int from {low} to {high}, got {shown}",
        )


@pytest.mark.parametrize("name", INTS)
@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("1", "str"),
        (b"1", "bytes"),
        (1.0, "float"),
        (None, "None"),
        ([1], "list"),
        (1j, "complex"),
        (decimal.Decimal(1), "Decimal"),
        (int, "type"),
    ],
    ids=str,
)
def test_int_wrong_type(name, value, got):
    cls = getattr(fixture, f"Field{name}")
    assert helpers.outcome(cls, value) == (
        TypeError,
        f"Field{name}.value: expected int, got {got}",
    )


class Index:
    """An integer by ``__index__``."""

    def __init__(self, answer):
        self.answer = answer

    def __index__(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize("name", INTS)
def test_int_takes_bool_and_index(name):
    cls = getattr(fixture, f"Field{name}")
    for value in [True, Index(1)]:
        assert cls(value).value == 1
        assert type(cls(value).value) is int


@pytest.mark.parametrize("name", INTS)
def test_index_out_of_range(name):
    cls = getattr(fixture, f"Field{name}")
    low, high = limits(*INTS[name])
    for value in [low - 1, high + 1]:
        assert helpers.outcome(cls, Index(value))[0] in (OverflowError, ValueError)


def test_int_subclass_becomes_int():
    class Number(int):
        pass

    assert type(fixture.FieldI64(Number(5)).value) is int


def test_error_of_index_leaves_unchanged():
    index = Index(LookupError("no number"))
    assert helpers.outcome(fixture.FieldI64, index) == (LookupError, "no number")
    assert helpers.outcome(fixture.FieldU8, index) == (LookupError, "no number")
    assert helpers.outcome(fixture.FieldVecI64, [1, index]) == (LookupError, "no number")


def test_int_without_repr():
    # An int of more than 4300 digits has no text (CVE-2020-10735).
    with pytest.raises(OverflowError, match="^FieldU8.value: expected int from 0 to 255, got "):
        fixture.FieldU8(10**5000)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("FieldNonZeroU8", 1, 255),
        ("FieldNonZeroI64", -(2**63), 2**63 - 1),
        ("FieldNonZeroU128", 1, 2**128 - 1),
    ],
)
def test_non_zero(name, low, high):
    cls = getattr(fixture, name)
    assert (cls(low).value, cls(high).value) == (low, high)
    assert helpers.outcome(cls, 0) == (
        OverflowError,
        f"{name}.value: expected int other than 0, got 0",
    )
    assert helpers.outcome(cls, high + 1)[0] is OverflowError
    assert helpers.outcome(cls, "1") == (TypeError, f"{name}.value: expected int, got str")


def test_float_takes_numbers():
    class Floaty:
        def __float__(self):
            return 2.5

    for value, expected in [
        (1.5, 1.5),
        (3, 3.0),
        (True, 1.0),
        (2**53 + 1, float(2**53 + 1)),
        (Floaty(), 2.5),
        (Index(4), 4.0),
        (decimal.Decimal("0.1"), 0.1),
        (fractions.Fraction(1, 4), 0.25),
    ]:
        stored = fixture.FieldF64(value).value
        assert stored == expected
        assert type(stored) is float


def test_float_keeps_every_bit():
    for value in [0.1, -0.0, 5e-324, math.inf, -math.inf, 1.7976931348623157e308]:
        assert struct.pack("d", fixture.FieldF64(value).value) == struct.pack("d", value)
    assert math.isnan(fixture.FieldF64(math.nan).value)


@pytest.mark.parametrize("name", ["FieldF64", "FieldF32"])
def test_float_wrong_type(name):
    for value, got in [("1.5", "str"), (None, "None"), (1j, "complex"), ([], "list")]:
        assert helpers.outcome(getattr(fixture, name), value) == (
            TypeError,
            f"{name}.value: expected float, got {got}",
        )


def test_float_too_large():
    value = 10**309
    assert helpers.outcome(fixture.FieldF64, value) == (
        OverflowError,
        f"FieldF64.value: expected float up to 1.7976931348623157e+308, got {value!r:.80}...",
    )
    assert helpers.outcome(fixture.FieldF32, 1e39) == (
        OverflowError,
        "FieldF32.value: expected float up to 3.4028235e+38, got 1e+39",
    )


def test_float_of_32_bits_rounds():
    assert fixture.FieldF32(0.1).value == struct.unpack("f", struct.pack("f", 0.1))[0]
    assert repr(fixture.FieldF32(0.1)) == "FieldF32(value=0.10000000149011612)"
    assert fixture.FieldF32(math.inf).value == math.inf
    assert fixture.FieldF32(3.4028234663852886e38).value == 3.4028234663852886e38


def test_error_of_float_leaves_unchanged():
    class Failing:
        def __float__(self):
            raise LookupError("no number")

    assert helpers.outcome(fixture.FieldF64, Failing()) == (LookupError, "no number")
    assert helpers.outcome(fixture.FieldF32, Failing()) == (LookupError, "no number")


def test_bool():
    assert fixture.FieldBool(True).value is True
    assert fixture.FieldBool(False).value is False
    for value, got in [(1, "int"), (0, "int"), ("", "str"), (None, "None"), (1.0, "float")]:
        assert helpers.outcome(fixture.FieldBool, value) == (
            TypeError,
            f"FieldBool.value: expected bool, got {got}",
        )


@pytest.mark.parametrize("name", [*(f"Field{name}" for name in INTS), "FieldF64", "FieldBool"])
def test_repr_order_and_hash_agree_with_python(name):
    cls = getattr(fixture, name)
    twin = helpers.twin_of_field(cls)
    for a in (False, True):
        a = a if name == "FieldBool" else int(a)
        assert repr(cls(a)) == (repr(twin(a)) if name != "FieldF64" else repr(twin(float(a))))
        for b in (False, True):
            b = b if name == "FieldBool" else int(b)
            assert (cls(a) == cls(b)) is (a == b)
            assert (hash(cls(a)) == hash(cls(b))) is (a == b)
            assert (cls(a) < cls(b)) is (a < b)
            assert (cls(a) >= cls(b)) is (a >= b)


def test_wide_ints_hash_by_all_bits():
    values = [0, 1, 2**64, 2**64 + 1, 2**127]
    assert len({hash(fixture.FieldU128(value)) for value in values}) == len(values)
