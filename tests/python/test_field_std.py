"""Fields of standard types with a class of their own in Python, and of the user's own types."""

import datetime
import ipaddress
import math
import os
import pathlib
import typing

import pyo3_classes_fixture as fixture
import pytest

import helpers

UTC = datetime.timezone.utc


def test_path():
    field = fixture.FieldPath(pathlib.Path("/a") / "b")
    assert field.value == pathlib.Path("/a/b")
    assert isinstance(field.value, pathlib.Path)
    assert repr(field) == f"FieldPath(value={pathlib.Path('/a/b')!r})"
    assert fixture.FieldPath("/a/b") == field
    assert hash(fixture.FieldPath("/a/b")) == hash(field)
    assert fixture.FieldPath("a") < fixture.FieldPath("b")
    assert fixture.FieldVecPath(["a", pathlib.Path("b")]).value == [
        pathlib.Path("a"),
        pathlib.Path("b"),
    ]


def test_path_takes_what_fspath_takes():
    class Place:
        def __fspath__(self):
            return "/x"

    assert fixture.FieldPath(Place()).value == pathlib.Path("/x")
    assert helpers.outcome(fixture.FieldPath, 1) == (
        TypeError,
        "FieldPath.value: expected pathlib.Path, got int",
    )


@pytest.mark.skipif(os.name != "posix", reason="only there are paths bytes")
def test_path_that_is_no_unicode():
    path = pathlib.Path(os.fsdecode(b"caf\xe9"))
    assert fixture.FieldPath(path).value == path
    assert repr(fixture.FieldPath(path)) == f"FieldPath(value={path!r})"


@pytest.mark.parametrize(
    "value",
    [
        datetime.timedelta(0),
        datetime.timedelta(microseconds=1),
        datetime.timedelta(days=3, seconds=4, microseconds=5),
        datetime.timedelta.max,
    ],
    ids=str,
)
def test_duration(value):
    field = fixture.FieldDuration(value)
    assert field.value == value
    assert repr(field) == f"FieldDuration(value={value!r})"
    assert hash(field) == hash(fixture.FieldDuration(value))
    assert field <= fixture.FieldDuration(datetime.timedelta.max)


def test_duration_errors():
    with pytest.raises(ValueError, match="^FieldDuration.value: "):
        fixture.FieldDuration(datetime.timedelta(microseconds=-1))
    assert helpers.outcome(fixture.FieldDuration, 5) == (
        TypeError,
        "FieldDuration.value: expected datetime.timedelta, got int",
    )


def test_system_time():
    value = datetime.datetime(2024, 2, 29, 12, 30, 15, 123456, tzinfo=UTC)
    field = fixture.FieldSystemTime(value)
    assert field.value == value
    assert field == fixture.FieldSystemTime(value)
    assert field < fixture.FieldSystemTime(value + datetime.timedelta(microseconds=1))
    assert repr(field) == f"FieldSystemTime(value={value!r})"
    assert helpers.outcome(fixture.FieldSystemTime, 5) == (
        TypeError,
        "FieldSystemTime.value: expected datetime.datetime, got int",
    )


@pytest.mark.parametrize("text", ["127.0.0.1", "::1", "2001:db8::ff00:42:8329"])
def test_ip_address(text):
    value = ipaddress.ip_address(text)
    field = fixture.FieldIpAddr(value)
    assert field.value == value
    assert type(field.value) is type(value)
    assert repr(field) == f"FieldIpAddr(value={value!r})"
    assert hash(field) == hash(fixture.FieldIpAddr(value))


def test_ip_address_errors():
    with pytest.raises(ValueError, match="^FieldIpAddr.value: "):
        fixture.FieldIpAddr("no address")


def test_type_alias_is_its_type():
    assert typing.get_type_hints(fixture.FieldIds)["value"] == list[int]
    assert helpers.outcome(fixture.FieldIds, [1, -1]) == (
        OverflowError,
        f"FieldIds.value[1]: expected int from 0 to {2**64 - 1}, got -1",
    )


def test_type_of_the_user():
    field = fixture.FieldMeters(2)
    assert field.value == 2.0
    assert repr(field) == "FieldMeters(value=2.0)"
    assert field == fixture.FieldMeters(2.0)
    assert fixture.FieldMeters(math.nan) != fixture.FieldMeters(math.nan)
    assert hash(field) == hash(fixture.FieldMeters(2.0))
    assert field < fixture.FieldMeters(3.0)


def test_struct_of_the_user():
    field = fixture.FieldPoint({"x": 1, "y": 2})
    assert field.value == {"x": 1, "y": 2}
    assert repr(field) == "FieldPoint(value={'x': 1, 'y': 2})"
    assert hash(field) == hash(fixture.FieldPoint({"y": 2, "x": 1}))
    with pytest.raises(KeyError):
        fixture.FieldPoint({"x": 1})


def test_enum_of_the_user():
    assert fixture.FieldIntOrText(1).value == 1
    assert fixture.FieldIntOrText("a").value == "a"
    with pytest.raises(TypeError, match="^FieldIntOrText.value: ") as caught:
        fixture.FieldIntOrText([])
    assert str(caught.value).endswith("(got list)")


def test_class_by_value():
    order = fixture.Order(1, "tea", 2.5)
    field = fixture.FieldOrder(order)
    assert field.value == order
    assert field.value is not order
    order.qty = 5
    assert field.value.qty == 1
    assert fixture.FieldVecOrder([order, order]).value == [order, order]
    assert fixture.FieldVecOrder([]).value == []
    with pytest.raises(TypeError, match="^FieldOrder.value: "):
        fixture.FieldOrder(1)
