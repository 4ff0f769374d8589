"""``strict``: no lossy coercion."""

import pyo3_classes_fixture as fixture
import pytest

import helpers


@pytest.mark.parametrize("name", ["StrictI64", "StrictU8", "StrictU128", "StrictNonZero"])
def test_bool_is_no_int(name):
    cls = getattr(fixture, name)
    assert cls(1).value == 1
    assert helpers.outcome(cls, True) == (TypeError, f"{name}.value: expected int, got bool")


@pytest.mark.parametrize("name", ["StrictF64", "StrictF32"])
def test_bool_is_no_float(name):
    cls = getattr(fixture, name)
    assert cls(1.5).value == 1.5
    assert cls(2).value == 2.0
    assert helpers.outcome(cls, True) == (TypeError, f"{name}.value: expected float, got bool")
    assert helpers.outcome(cls, "1") == (TypeError, f"{name}.value: expected float, got str")


def test_int_is_a_float_only_if_exact():
    for value in [0, -1, 2**53, 2**54, -(2**1000)]:
        assert fixture.StrictF64(value).value == value
    for value in [2**53 + 1, -(2**53) - 1, 10**30]:
        assert helpers.outcome(fixture.StrictF64, value) == (
            OverflowError,
            f"StrictF64.value: expected an int that is exact as float, got {value}",
        )
    assert fixture.FieldF64(2**53 + 1).value == 2.0**53


def test_int_is_a_32_bit_float_only_if_exact():
    assert fixture.StrictF32(2**24).value == 2.0**24
    assert helpers.outcome(fixture.StrictF32, 2**24 + 1)[0] is OverflowError


def test_float_is_no_int():
    assert helpers.outcome(fixture.StrictI64, 1.0) == (
        TypeError,
        "StrictI64.value: expected int, got float",
    )


def test_others_are_as_ever():
    assert fixture.StrictBool(True).value is True
    assert fixture.StrictString("a").value == "a"
    assert helpers.outcome(fixture.StrictBool, 1) == (
        TypeError,
        "StrictBool.value: expected bool, got int",
    )


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("StrictVec", [1, True], "value[1]: expected int, got bool"),
        ("StrictOption", True, "value: expected float | None, got bool"),
        ("StrictMap", {"a": False}, "value['a']: expected int, got bool"),
        ("StrictTuple", (1, True), "value[1]: expected float, got bool"),
        ("StrictTuple", (True, 1.0), "value[0]: expected int, got bool"),
    ],
)
def test_items_are_held_to_it(name, value, text):
    cls = getattr(fixture, name)
    assert helpers.outcome(cls, value) == (TypeError, f"{name}.{text}")


def test_set_and_replace_are_held_to_it():
    field = fixture.StrictI64(1)
    with pytest.raises(TypeError, match="^StrictI64.value: expected int, got bool$"):
        field.value = True
    with pytest.raises(TypeError, match="^StrictI64.value: expected int, got bool$"):
        field.__replace__(value=True)
    with pytest.raises(TypeError, match="^StrictI64.value: expected int, got bool$"):
        helpers.restore(fixture.StrictI64, True)
    assert field.value == 1
