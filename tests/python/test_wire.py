"""Data classes as dicts, tuples and JSON."""

import collections
import concurrent.futures
import gc
import json
import math

import pytest
from helpers import problem_places as problems
from pyo3_classes_fixture import (
    ValidationError,
    VersionedBase,
    VersionedByBase,
    VersionedChild,
    WireBase,
    WireChild,
    WireLine,
    WireNode,
    WireOrder,
    WireRange,
    WireVersioned,
)

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


def test_a_missing_field_is_told_without_what_it_is_missing_from():
    with pytest.raises(ValidationError) as caught:
        WireLine.from_json("{}")
    assert str(caught.value) == "1 validation error for WireLine\nsku: is required"
    assert caught.value.errors() == [
        {"type": "missing", "loc": ("sku",), "msg": "is required", "input": {}, "ctx": {}}
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "EOF while parsing a value at line 1 column 0"),
        (b'{"sku": "a",}', "trailing comma at line 1 column 13"),
        (b'{"sku": "a"} x', "trailing characters at line 1 column 14"),
        (b'{\n"sku": 1,\n"x": [}', "expected value at line 3 column 7"),
        (b'{"sku": NaN}', "expected value at line 1 column 9"),
        (b'{"sku": 1, "x": NaN}', "expected value at line 1 column 17"),
        (b'{"sku": "a", "sku": "b"}', "a key appears twice in an object"),
        (b'\xff{"sku": "a"}', "expected value at line 1 column 1"),
    ],
)
def test_bytes_that_are_no_json_are_refused_with_the_place(data, message):
    with pytest.raises(ValidationError) as caught:
        WireLine.from_json(data)
    (problem,) = caught.value.errors()
    assert problem["type"] == "json_invalid"
    assert problem["loc"] == ()
    assert problem["msg"] == f"invalid json: {message}"
    assert problem["ctx"] == {"error": message}


def test_a_lone_surrogate_is_no_text():
    assert problems(WireLine.from_json, b'{"sku": "\\ud800"}') == [("value_error", ("sku",))]


@pytest.mark.parametrize("wrap", [bytes, bytearray, memoryview, lambda data: data.decode()])
def test_json_is_read_of_whatever_holds_it(wrap):
    assert WireLine.from_json(wrap(b'{"sku": "\xc3\xa9"}')) == WireLine("é")


def test_json_is_read_of_nothing_else():
    with pytest.raises(TypeError) as caught:
        WireLine.from_json(1)
    assert str(caught.value) == (
        "WireLine.from_json: expected bytes, bytearray, memoryview or str, got int"
    )


def test_integers_that_python_would_coerce_are_not_on_the_wire():
    assert problems(WireLine.from_json, b'{"sku": "a", "qty": true}') == [("int_type", ("qty",))]
    # One type of numbers: 2.0 is an integer of JSON.
    assert WireLine.from_json(b'{"sku": "a", "qty": 2.0}') == WireLine("a", 2)
    assert problems(WireLine.from_json, b'{"sku": "a", "qty": 2.5}') == [("int_type", ("qty",))]
    # A program may, as in the constructor.
    assert WireLine.from_dict({"sku": "a", "qty": True}) == WireLine("a", True)


def test_unknown_keys_are_ignored_unless_denied():
    assert WireLine.from_json(b'{"zzz": {"a": [1]}, "sku": "a"}') == WireLine("a")
    assert problems(WireNode.from_json, b'{"value": 1, "valeu": 2, "next": {"value": 1, "x": 0}}') == [
        ("extra_forbidden", ("next", "x")),
        ("extra_forbidden", ("valeu",)),
    ]


def test_any_mapping_is_read_in_place_of_a_dict():
    mapping = collections.ChainMap({"qty": 3}, {"sku": "a", "qty": 4})
    assert WireLine.from_dict(mapping) == WireLine("a", 3)
    assert problems(WireLine.from_dict, [("sku", "a")]) == [("model_type", ())]


def chain(length):
    node = WireNode(0)
    for value in range(1, length):
        node = WireNode(value, next=node)
    return node


def test_values_nest_as_deep_as_the_limit_and_no_deeper():
    # The innermost has an empty list, which is one more.
    deepest = chain(126)
    assert WireNode.from_json(deepest.to_json()) == deepest
    assert WireNode.from_dict(deepest.to_dict()) == deepest
    too_deep = chain(128)
    with pytest.raises(ValueError, match="nested more than 127 levels deep"):
        too_deep.to_json()
    with pytest.raises(RecursionError, match="nested more than 127 levels deep"):
        too_deep.to_dict()
    text = '{"next": ' * 100_000 + "null" + "}" * 100_000
    with pytest.raises(ValidationError, match="recursion limit exceeded|more than 127 levels"):
        WireNode.from_json(text)
    data = {"value": 1}
    for _ in range(127):
        data = {"value": 1, "next": data}
    assert problems(WireNode.from_dict, data) == [("recursion_loop", ("next",) * 127)]
    cyclic = {"value": 1}
    cyclic["next"] = cyclic
    assert problems(WireNode.from_dict, cyclic) == [("recursion_loop", ("next",) * 127)]


def test_the_version_is_on_the_wire():
    now = WireVersioned("Ann", 7)
    assert now.to_dict() == {"$version": 3, "fullName": "Ann", "age": 7}
    assert WireVersioned.from_json(now.to_json()) == now
    assert WireVersioned.from_json(b'{"fullName": "Ann", "age": 7, "$version": 3}') == now


@pytest.mark.parametrize(
    ("now", "version"),
    [(VersionedBase(1), 2), (VersionedChild(1, 4), "2.5"), (VersionedByBase(1), "2.1")],
    ids=repr,
)
def test_the_version_is_that_of_all_layers(now, version):
    assert now.to_dict()["$version"] == version
    assert json.loads(now.to_json()) == now.to_dict()
    assert type(now).from_dict(now.to_dict()) == now
    assert type(now).from_json(now.to_json()) == now


@pytest.mark.parametrize(
    "data",
    [
        {"label": "Ann", "age": "7"},
        {"$version": 1, "label": "Ann", "age": "7"},
        {"$version": 2, "fullName": "Ann", "age": "7"},
    ],
)
def test_older_versions_are_migrated(data):
    assert WireVersioned.from_dict(data) == WireVersioned("Ann", 7)
    assert WireVersioned.from_json(json.dumps(data)) == WireVersioned("Ann", 7)


def test_a_newer_version_is_refused():
    with pytest.raises(ValueError, match="is of version 4 of 'WireVersioned', and this is version 3"):
        WireVersioned.from_dict({"$version": 4, "fullName": "Ann"})


def test_hooks_run_on_what_is_read():
    read = WireRange.from_json(b'{"low": 1, "high": 3}')
    assert read == WireRange(1, 3)
    assert read.span == 7
    assert WireRange.from_dict(read.to_dict()) == read
    assert problems(WireRange.from_json, b'{"low": 3, "high": 1}') == [("value_error", ())]
    inner = b'{"low": "x", "high": 1, "inner": {"_0": 60}, "token": "secret"}'
    assert problems(WireRange.from_json, inner) == [
        ("int_type", ("low",)),
        ("string_too_long", ("token",)),
        ("value_error", ("inner",)),
    ]
    with pytest.raises(ValidationError) as caught:
        WireRange.from_json(inner)
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(caught.value.errors())


class SubRange(WireRange):
    """With attributes of its own."""


def test_a_subclass_reads_its_own_instances():
    read = SubRange.from_json(b'{"low": 1, "high": 3}')
    assert type(read) is SubRange
    assert type(SubRange.from_dict(read.to_dict())) is SubRange
    assert [type(each) for each in SubRange.from_json_list(b'[{"low": 1, "high": 3}]')] == [SubRange]
    assert WireRange.from_json(read.to_json()) == WireRange(1, 3)


def test_a_base_class_does_not_make_instances_of_a_child():
    of_base = WireBase.__dict__["from_dict"].__get__(None, WireChild)
    with pytest.raises(TypeError, match="it must be made by methods of its own"):
        of_base({"firstName": "a"})


def test_what_fails_leaves_nothing_behind():
    data = b'{"value": 1, "children": [{"value": 1}, {"value": 1, "children": [{"value": "x"}]}]}'
    for function, value in ((WireNode.from_json, data), (WireNode.from_dict, json.loads(data))):
        for _ in range(100):
            problems(function, value)
        gc.collect()
        before = len(gc.get_objects())
        for _ in range(100):
            problems(function, value)
        gc.collect()
        assert len(gc.get_objects()) - before < 20


def test_threads_read_and_write_at_once():
    o = order()
    data = o.to_json()

    def work():
        for _ in range(200):
            assert WireOrder.from_json(data).to_json() == data
            o.price += 1
            o.to_dict()
            o.to_json()

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(work) for _ in range(8)]:
            future.result()
