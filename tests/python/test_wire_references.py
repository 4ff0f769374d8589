"""Instances by reference on the wire."""

import json

import pytest
from pyo3_classes_fixture import ValidationError, WireChild, WireCycle, WireTypes


def test_instances_by_reference_are_dicts():
    node = WireCycle(1, WireCycle(2), [WireCycle(3)])
    expected = {
        "value": 1,
        "next": {"value": 2, "next": None, "others": []},
        "others": [{"value": 3, "next": None, "others": []}],
    }
    assert node.to_dict() == expected
    assert json.loads(node.to_json()) == expected
    assert node.to_tuple() == (1, (2, None, []), [(3, None, [])])
    for other in [WireCycle.from_json(node.to_json()), WireCycle.from_dict(expected)]:
        assert other == node
        assert type(other.next) is WireCycle
    assert WireCycle.from_dict({"value": 1, "next": node}).next is node


def test_what_is_wrong_inside_an_instance_by_reference_has_its_path():
    data = {"value": 1, "next": {"value": -1}, "others": [{"value": "x"}, 7]}
    wrong = [("next", "value"), ("others", 0, "value"), ("others", 1)]
    for read in [lambda: WireCycle.from_json(json.dumps(data)), lambda: WireCycle.from_dict(data)]:
        with pytest.raises(ValidationError) as caught:
            read()
        assert [problem["loc"] for problem in caught.value.errors()] == wrong


def test_a_class_that_extends_another_by_reference():
    one = WireTypes(child=WireChild("a", how_many=5, wide=2))
    assert one.to_dict()["child"] == {"firstName": "a", "howMany": 5, "wide": 2}
    assert WireTypes.from_json(one.to_json()).child == one.child


def test_a_cycle_ends_in_an_error():
    node = WireCycle(1)
    node.next = node
    with pytest.raises(ValueError, match="^WireCycle.to_json: values are nested more than 127 levels deep"):
        node.to_json()
    with pytest.raises(RecursionError, match="nested more than 127 levels deep"):
        node.to_dict()
    node.next = None
    for depth in range(125):
        node = WireCycle(depth, node)
    assert WireCycle.from_json(node.to_json()).to_dict() == node.to_dict()
    for read, data in [
        (WireCycle.from_json, b'{"value":1,"next":' * 5000 + b"null" + b"}" * 5000),
        (WireCycle.from_json, b'{"value":1,"next":' * 200 + b"null" + b"}" * 200),
    ]:
        with pytest.raises(ValidationError, match="nested|recursion"):
            read(data)
