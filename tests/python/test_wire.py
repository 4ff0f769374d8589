"""Data classes as dicts, tuples and JSON."""

import json
import math

import pytest
from pyo3_classes_fixture import ValidationError, WireChild, WireLine, WireOrder

LINE = WireLine("a", 2)


def order(**changes):
    fields = {
        "id": 1,
        "name": "tea",
        "price": 2.5,
        "lines": [LINE, WireLine("b")],
        "by_day": {3: LINE, 4: None},
        "note": None,
        "data": b"\x00\xff",
        "pair": (1, "x"),
        "tags": {"k": [1.0, math.inf]},
    }
    return WireOrder(**{**fields, **changes})


def problems(function, *args):
    with pytest.raises(ValidationError) as caught:
        function(*args)
    return [(problem["type"], problem["loc"]) for problem in caught.value.errors()]


def test_a_dict_has_dicts_of_the_classes_inside():
    assert order().to_dict() == {
        "id": 1,
        "name": "tea",
        "price": 2.5,
        "lines": [{"sku": "a", "qty": 2}, {"sku": "b", "qty": 1}],
        "by_day": {3: {"sku": "a", "qty": 2}, 4: None},
        "note": None,
        "data": b"\x00\xff",
        "pair": (1, "x"),
        "tags": {"k": [1.0, math.inf]},
    }


def test_a_round_trip_is_the_identity():
    o = order()
    assert WireOrder.from_dict(o.to_dict()) == o
    assert WireOrder.from_json(o.to_json()) == o
    assert WireOrder.from_json_list(WireOrder.to_json_list([o, o])) == [o, o]


def test_json_is_what_the_standard_library_reads():
    assert json.loads(order().to_json())["tags"] == {"k": [1.0, "Infinity"]}
    assert json.loads(order().to_json(indent=1)) == json.loads(order().to_json())


def test_all_that_is_wrong_is_told_in_the_order_of_the_fields():
    data = {"id": 0, "name": 1, "lines": [{"sku": ""}, {"qty": "x", "sku": "u"}, 7], "price": "a"}
    wrong = [
        ("greater_than_equal", ("id",)),
        ("string_type", ("name",)),
        ("float_type", ("price",)),
        ("string_too_short", ("lines", 0, "sku")),
        ("int_type", ("lines", 1, "qty")),
        ("model_type", ("lines", 2)),
    ]
    assert problems(WireOrder.from_json, json.dumps(data)) == wrong
    assert problems(WireOrder.from_dict, data) == wrong


def test_a_class_that_extends_another_has_the_fields_of_both():
    child = WireChild("a", how_many=5, wide=2**100)
    assert child.to_dict() == {"firstName": "a", "howMany": 5, "wide": 2**100}
    assert WireChild.from_json(child.to_json()) == child
    assert problems(WireChild.from_json, b'{"howMany": -1}') == [
        ("missing", ("firstName",)),
        ("greater_than_equal", ("howMany",)),
    ]
