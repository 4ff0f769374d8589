"""Enums with data in pydantic's models, as types of its adapters, and in its JSON Schema."""

import json
from typing import Dict, List, Literal, Optional, Union

import pydantic
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pyo3_classes_fixture import WireColor, WireCommand, WireEvent, WireLine, WireLog, WireShape
from typing_extensions import Annotated

jsonschema = pytest.importorskip("jsonschema")


class Board(BaseModel):
    shapes: List[WireShape] = []
    last: Optional[WireEvent] = None
    commands: Dict[str, WireCommand] = {}


CIRCLE = {"Circle": {"radius": 1.5, "label": None}}
PRESSED = {"type": "key_pressed", "key": "k", "howOften": 0, "data": "/w=="}
VALUES = [
    (WireShape, WireShape.Point(), "Point"),
    (WireShape, WireShape.Circle(1.5), CIRCLE),
    (WireShape, WireShape.Meters(2.0), {"Meters": 2.0}),
    (WireShape, WireShape.Pair(1, "a"), {"Pair": [1, "a"]}),
    (WireShape, WireShape.Group([WireShape.Point()]), {"Group": ["Point"]}),
    (WireShape, WireShape.Maybe(None), {"Maybe": None}),
    (WireShape, WireShape.Painted(WireColor.Red, {}), {"Painted": {"color": "red", "by_level": {}}}),
    (WireEvent, WireEvent.Started(), {"type": "started"}),
    (WireEvent, WireEvent.KeyPressed("k", data=b"\xff"), PRESSED),
    (WireEvent, WireEvent.Line(WireLine("a", 2)), {"type": "line", "sku": "a", "qty": 2}),
    (WireCommand, WireCommand.StopNow(), {"t": "STOP-NOW"}),
    (WireCommand, WireCommand.Say("hi"), {"t": "SAY", "c": "hi"}),
    (WireCommand, WireCommand.Swap(1, 2), {"t": "SWAP", "c": [1, 2]}),
]
each_value = pytest.mark.parametrize(("enum", "value", "form"), VALUES, ids=str)


def problems(function, *args, **options):
    with pytest.raises(ValidationError) as caught:
        function(*args, **options)
    return [(problem["type"], problem["loc"]) for problem in caught.value.errors()]


@each_value
def test_an_instance_passes_as_the_same_object(enum, value, form):
    for of in (enum, type(value)):
        adapter = TypeAdapter(of)
        assert adapter.validate_python(value) is value
        assert adapter.validate_python(value, strict=True) is value


@each_value
def test_the_tagged_form_makes_an_instance(enum, value, form):
    for of in (enum, type(value)):
        adapter = TypeAdapter(of)
        for read in (
            adapter.validate_python(value.to_dict()),
            adapter.validate_json(json.dumps(form)),
            adapter.validate_json(json.dumps(form), strict=True),
        ):
            assert read == value
            assert type(read) is type(value)
        assert problems(adapter.validate_python, value.to_dict(), strict=True) == [
            ("is_instance_of", ())
        ]


@each_value
def test_writing(enum, value, form):
    for of in (enum, type(value)):
        adapter = TypeAdapter(of)
        assert adapter.dump_python(value) == value.to_dict()
        assert adapter.dump_python(value, mode="json") == form
        assert adapter.dump_json(value) == json.dumps(form, separators=(",", ":")).encode()


def test_in_a_model():
    shapes, last = [WireShape.Circle(1.5), WireShape.Point()], WireEvent.Started()
    board = Board(shapes=[CIRCLE, shapes[1]], last={"type": "started"})
    assert board == Board(shapes=shapes, last=last)
    assert board.shapes[1] is shapes[1]
    assert board.model_dump() == {
        "shapes": [CIRCLE, "Point"],
        "last": {"type": "started"},
        "commands": {},
    }
    assert Board.model_validate_json(board.model_dump_json()) == board
    assert Board.model_validate(board.model_dump()) == board


def test_in_a_class_of_ours():
    log = WireLog(shapes=[WireShape.Meters(1.0)], commands={"a": WireCommand.Say("hi")})
    adapter = TypeAdapter(WireLog)
    assert adapter.validate_json(adapter.dump_json(log)) == log
    assert adapter.dump_json(log) == log.to_json()


def test_a_variant_is_no_other():
    adapter = TypeAdapter(WireShape.Circle)
    assert problems(adapter.validate_python, WireShape.Point()) == [("union_tag_not_found", ())]
    assert problems(adapter.validate_json, '{"Meters": 1.0}') == [("union_tag_invalid", ())]
    with pytest.warns(UserWarning, match="Expected `Circle`"):
        assert adapter.dump_python(5) == 5
    either = TypeAdapter(List[Union[WireShape.Circle, WireShape.Meters]])
    assert either.validate_json('[{"Circle": {"radius": 1}}, {"Meters": 1.0}]') == [
        WireShape.Circle(1.0),
        WireShape.Meters(1.0),
    ]


WRONG = {
    "shapes": [CIRCLE, {"Circle": {"radius": -1.0, "label": 3}}, {"Pair": [300, ""]}, "Square", 7],
    "last": {"type": "line", "sku": "", "qty": 2},
    "commands": {"a": {"t": "MOVE-TO", "c": {"x": "1"}}, "b": {"c": 1}},
}


def test_errors_have_their_whole_place():
    places = [
        ("greater_than", ("shapes", 1, "Circle", "radius")),
        ("string_type", ("shapes", 1, "Circle", "label")),
        ("less_than_equal", ("shapes", 2, "Pair", 0)),
        ("string_too_short", ("shapes", 2, "Pair", 1)),
        ("union_tag_invalid", ("shapes", 3)),
        ("union_tag_not_found", ("shapes", 4)),
        ("string_too_short", ("last", "sku")),
        ("int_type", ("commands", "a", "c", "x")),
        ("missing", ("commands", "a", "c", "y")),
        ("union_tag_not_found", ("commands", "b")),
    ]
    assert problems(Board.model_validate, WRONG) == places
    assert problems(Board.model_validate_json, json.dumps(WRONG)) == places


def test_a_wrong_tag_is_told_as_pydantic_tells_it():
    class Started(BaseModel):
        type: Literal["started"]

    class KeyPressed(BaseModel):
        type: Literal["key_pressed"]

    class Line(BaseModel):
        type: Literal["line"]

    theirs = TypeAdapter(
        Annotated[Union[Started, KeyPressed, Line], pydantic.Field(discriminator="type")]
    )
    ours = TypeAdapter(WireEvent)
    for data in ('{"type": "stopped"}', '{"key": "a"}'):
        told = []
        for adapter in (ours, theirs):
            with pytest.raises(ValidationError) as caught:
                adapter.validate_json(data)
            (problem,) = caught.value.errors(include_url=False)
            told.append(problem)
        assert told[0] == told[1]


def without_dialect(schema):
    return {key: value for key, value in schema.items() if key != "$schema"}


def test_json_schema():
    schema = Board.model_json_schema()
    assert set(schema["$defs"]) == {"WireShape", "WireEvent", "WireCommand", "WireLine"}
    assert schema["properties"]["shapes"]["items"] == {"$ref": "#/$defs/WireShape"}
    assert schema["$defs"]["WireCommand"] == without_dialect(WireCommand.json_schema())
    event = without_dialect(WireEvent.json_schema())
    line = event.pop("$defs")["WireLine"]
    assert schema["$defs"]["WireEvent"] == event
    assert schema["$defs"]["WireLine"] == line
    # An enum that holds itself refers to itself.
    group = schema["$defs"]["WireShape"]["anyOf"][4]["properties"]["Group"]
    assert group["items"] == {"$ref": "#/$defs/WireShape"}
    elsewhere = TypeAdapter(List[WireCommand]).json_schema(ref_template="#/elsewhere/{model}")
    assert elsewhere["items"] == {"$ref": "#/elsewhere/WireCommand"}


def test_json_schema_of_a_class_that_holds_them():
    schema = TypeAdapter(WireLog).json_schema()
    defs = schema["$defs"]
    assert set(defs) >= {"WireShape", "WireEvent", "WireCommand", "WireLine"}
    assert schema["properties"]["shapes"]["items"] == {"$ref": "#/$defs/WireShape"}
    ours = WireLog.json_schema()
    assert defs["WireCommand"] == ours["$defs"]["WireCommand"]


@each_value
def test_the_schema_allows_what_is_written(enum, value, form):
    for of in (enum, type(value)):
        for schema in (TypeAdapter(of).json_schema(), of.json_schema()):
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.Draft202012Validator(schema).validate(form)


def test_the_schema_of_a_variant_allows_no_other():
    for of in {type(value) for enum, value, form in VALUES}:
        others = [(value, form) for enum, value, form in VALUES if issubclass(of, enum)]
        for schema in (TypeAdapter(of).json_schema(), of.json_schema()):
            validator = jsonschema.Draft202012Validator(schema)
            for value, form in others:
                assert validator.is_valid(form) == (type(value) is of), (of, form)


def test_the_schema_of_a_variant_that_holds_the_enum():
    schema = WireShape.Group.json_schema()
    assert schema["title"] == "Group"
    items = {"$ref": "#/$defs/WireShape"}
    assert schema["properties"] == {"Group": {"type": "array", "items": items}}
    assert schema["$defs"]["WireShape"]["anyOf"][0] == {"const": "Point"}
    theirs = TypeAdapter(WireShape.Group).json_schema()
    assert theirs["$defs"]["WireShape"] == schema["$defs"]["WireShape"]


def test_wrong_calls():
    with pytest.raises(TypeError, match="takes exactly two positional arguments"):
        WireShape.__get_pydantic_core_schema__()
    with pytest.raises(TypeError):
        WireEvent.__get_pydantic_json_schema__({}, 5)
