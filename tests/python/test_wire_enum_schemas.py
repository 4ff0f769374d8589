"""The JSON Schemas of enums with data: what they allow is read, and what they do not is refused."""

import json

import pytest
from pyo3_classes_fixture import ValidationError, WireColor, WireCommand, WireEvent, WireLine, WireShape

jsonschema = pytest.importorskip("jsonschema")

VALUES = [
    WireShape.Point(),
    WireShape.Circle(1.5, label="x"),
    WireShape.Meters(float("inf")),
    WireShape.Pair(-1, "a"),
    WireShape.Group([WireShape.Point(), WireShape.Group([])]),
    WireShape.Maybe(None),
    WireShape.Maybe(WireShape.Meters(2.0)),
    WireShape.Painted(WireColor.Green, {3: WireShape.Point()}),
    WireEvent.Started(),
    WireEvent.KeyPressed("k", data=b"\x00"),
    WireEvent.Line(WireLine("a", 2)),
    WireCommand.StopNow(),
    WireCommand.MoveTo(1, -2),
    WireCommand.Say("hi"),
    WireCommand.Swap(1, 2),
    WireCommand.Perhaps(None),
]
WRONG = [
    (WireShape, 1),
    (WireShape, "Circle"),
    (WireShape, "Triangle"),
    (WireShape, {"Circle": {"radius": 0.0}}),
    (WireShape, {"Circle": {"radius": 1.0}, "Meters": 1.0}),
    (WireShape, {"Meters": -1.0}),
    (WireShape, {"Pair": [1, ""]}),
    (WireShape, {"Pair": [1]}),
    (WireShape, {"Pair": [200, "a"]}),
    (WireShape, {"Group": ["Point", "Square"]}),
    (WireEvent, {}),
    (WireEvent, "started"),
    (WireEvent, {"type": "Started"}),
    (WireEvent, {"type": "started", "more": 1}),
    (WireEvent, {"type": "key_pressed"}),
    (WireEvent, {"type": "key_pressed", "key": "k", "times": 1}),
    (WireEvent, {"type": "line", "sku": ""}),
    (WireCommand, {"t": "STOP"}),
    (WireCommand, {"t": "SAY"}),
    (WireCommand, {"t": "SAY", "c": ""}),
    (WireCommand, {"t": "SWAP", "c": [1, 2, 3]}),
    (WireCommand, {"c": "hi"}),
]


def validator(enum):
    schema = enum.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def enum_of(value):
    return next(enum for enum in (WireShape, WireEvent, WireCommand) if isinstance(value, enum))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_written_is_allowed(value):
    validator(enum_of(value)).validate(json.loads(value.to_json()))


@pytest.mark.parametrize(("enum", "data"), WRONG, ids=repr)
def test_what_is_not_allowed_is_refused(enum, data):
    assert not validator(enum).is_valid(data)
    with pytest.raises(ValidationError):
        enum.from_json(json.dumps(data))


def test_an_enum_that_holds_itself_refers_to_itself():
    schema = WireShape.json_schema()
    group = schema["anyOf"][4]
    assert group["properties"]["Group"]["items"] == {"$ref": "#"}
    assert schema["title"] == "WireShape"


def test_a_tag_is_beside_the_fields():
    pressed = WireEvent.json_schema()["anyOf"][1]
    assert list(pressed["properties"]) == ["type", "$version", "key", "howOften", "data"]
    assert pressed["properties"]["type"] == {"const": "key_pressed"}
    assert pressed["required"] == ["type", "key"]
    assert pressed["additionalProperties"] is False
