"""`json_schema()`: what it says, and that what it allows is what is read."""

import functools
import json
import math

import pytest
from hypothesis import HealthCheck, assume, given, settings
from pyo3_classes_fixture import (
    SchemaAnimal,
    SchemaDefaults,
    SchemaDog,
    SchemaForest,
    SchemaKinds,
    SchemaLine,
    SchemaOrder,
    SchemaPaint,
    SchemaPair,
    SchemaTree,
    SchemaVersion,
)

from schema_documents import documents, nearly

jsonschema = pytest.importorskip("jsonschema")

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ON_THE_WIRE = [
    SchemaLine,
    SchemaOrder,
    SchemaKinds,
    SchemaDefaults,
    SchemaTree,
    SchemaForest,
    SchemaVersion,
    SchemaAnimal,
    SchemaDog,
]
LINE = {
    "title": "SchemaLine",
    "description": "One line of an order.",
    "type": "object",
    "properties": {
        "sku": {
            "type": "string",
            "minLength": 1,
            "title": "Article",
            "description": "What is sold.",
            "examples": ["tea", "cup"],
        },
        "qty": {"type": "integer", "minimum": 1, "maximum": 100, "default": 1},
    },
    "required": ["sku"],
}
NAMES = {"enum": ["NaN", "Infinity", "-Infinity"]}
FLOAT = {"anyOf": [{"type": "number"}, NAMES]}
BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$"


def bytes_of(**lengths):
    return {"type": "string", "contentEncoding": "base64", "pattern": BASE64, **lengths}


def integer(low, high):
    return {"type": "integer", "minimum": low, "maximum": high}


@pytest.mark.parametrize("cls", [*ON_THE_WIRE, SchemaPaint, SchemaPair])
def test_a_schema_is_one_of_the_draft(cls):
    schema = cls.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema


def test_a_class():
    assert SchemaLine.json_schema() == {"$schema": DIALECT, **LINE}
    assert SchemaLine("a").json_schema() == SchemaLine.json_schema()
    with pytest.raises(TypeError):
        SchemaLine.json_schema(1)


def test_a_class_inside_is_told_once():
    assert SchemaOrder.json_schema() == {
        "$schema": DIALECT,
        "title": "SchemaOrder",
        "description": "An order.",
        "type": "object",
        "properties": {
            "id": {"type": "integer", "exclusiveMinimum": 0, "maximum": 2**64 - 1},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/SchemaLine"}},
            "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            "mainLine": {
                "anyOf": [{"$ref": "#/$defs/SchemaLine"}, {"type": "null"}],
                "default": None,
            },
        },
        "required": ["id", "lines"],
        "$defs": {"SchemaLine": LINE},
    }


def test_every_kind_of_field():
    schema = SchemaKinds.json_schema()
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert properties.pop("$version") == {}
    assert list(properties) == [
        name for name in SchemaKinds.__annotations__
    ]
    assert properties == {
        "flag": {"type": "boolean"},
        "small": integer(-128, 127),
        "unsigned": integer(0, 2**32 - 1),
        "wide": integer(-(2**127), 2**127 - 1),
        "nonzero": {**integer(-(2**15), 2**15 - 1), "not": {"const": 0}},
        "natural": integer(1, 2**16 - 1),
        "any_float": FLOAT,
        "narrow": {
            "anyOf": [
                {
                    "type": "number",
                    "exclusiveMinimum": -3.4028235677973366e38,
                    "exclusiveMaximum": 3.4028235677973366e38,
                },
                NAMES,
            ]
        },
        "above": {"anyOf": [{"type": "number", "minimum": 0.5}, {"enum": ["Infinity"]}]},
        "below": {
            "anyOf": [{"type": "number", "exclusiveMaximum": 10.0}, {"enum": ["-Infinity"]}]
        },
        "between": {"type": "number", "minimum": -1.0, "maximum": 1.0},
        "step": {
            "type": "integer",
            "exclusiveMinimum": 3,
            "maximum": 2**63 - 1,
            "multipleOf": 5,
        },
        "letter": {"type": "string", "minLength": 1, "maxLength": 1},
        "text": {"type": "string", "minLength": 2, "maxLength": 4, "pattern": "^[a-zé]+$"},
        "data": bytes_of(minLength=4),
        "digest": {
            "type": "string",
            "contentEncoding": "base64",
            "pattern": "^([A-Za-z0-9+/]{4}){1}[A-Za-z0-9+/][AQgw]==$",
        },
        "maybe": {"anyOf": [{"type": "number"}, NAMES, {"type": "null"}]},
        "maybe_small": {"anyOf": [integer(2, 255), {"type": "null"}]},
        "pair": {
            "type": "array",
            "prefixItems": [integer(-128, 127), {"type": "string"}],
            "items": False,
            "minItems": 2,
            "maxItems": 2,
        },
        "nothing": {"type": "array", "minItems": 0, "maxItems": 0},
        "triple": {
            "type": "array",
            "items": {"type": "boolean"},
            "minItems": 3,
            "maxItems": 3,
        },
        "numbers": {"type": "array", "items": integer(0, 2**31 - 1), "maxItems": 3},
        "tags": {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "uniqueItems": True,
            "minItems": 1,
            "maxItems": 3,
        },
        "codes": {"type": "array", "items": integer(0, 255), "uniqueItems": True},
        "prices": {
            "type": "object",
            "propertyNames": {"type": "string", "minLength": 1, "pattern": "^[a-z]"},
            "additionalProperties": {
                "anyOf": [
                    {"type": "number", "exclusiveMinimum": 0.0},
                    {"enum": ["Infinity"]},
                ]
            },
            "maxProperties": 2,
        },
        "by_day": {
            "type": "object",
            "propertyNames": {"pattern": "^(0|[1-9][0-9]*)$"},
            "additionalProperties": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        },
        "by_flag": {
            "type": "object",
            "propertyNames": {"enum": ["true", "false"]},
            "additionalProperties": integer(-128, 127),
        },
        "deep": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {"anyOf": [integer(-(2**15), 2**15 - 1), {"type": "null"}]},
                },
            },
        },
    }
    optional = {"maybe", "maybe_small"}
    assert schema["required"] == [name for name in properties if name not in optional]


def test_defaults_are_as_the_wire_writes_them():
    schema = SchemaDefaults.json_schema()
    defaults = {
        name: field["default"]
        for name, field in schema["properties"].items()
        if "default" in field
    }
    assert defaults == {
        "emptyBytes": "",
        "oneFloat": 1.0,
        "noEnd": "Infinity",
        "perhaps": 2.5,
        "nested": {"x": 0, "y": 0},
        "aTuple": [0, ""],
    }
    # A factory's default may be another each time; a secret is not told; `hidden` is not there.
    assert set(schema["properties"]) - set(defaults) == {"madeAnew", "password"}
    assert "required" not in schema
    assert list(schema["$defs"]) == ["SchemaPair"]
    written = json.loads(SchemaDefaults().to_json())
    assert {name: written[name] for name in defaults} == defaults


def test_classes_that_hold_themselves():
    tree = SchemaTree.json_schema()
    assert tree["properties"]["children"]["items"] == {"$ref": "#"}
    assert "$defs" not in tree
    forest = SchemaForest.json_schema()
    inside = {"$ref": "#/$defs/SchemaTree"}
    assert forest["properties"] == {
        "first": inside,
        "others": {"type": "array", "items": inside},
    }
    assert list(forest["$defs"]) == ["SchemaTree"]
    children = forest["$defs"]["SchemaTree"]["properties"]["children"]
    assert children == {"type": "array", "items": inside, "default": []}


def test_a_class_that_extends_another_has_the_fields_of_both():
    schema = SchemaDog.json_schema()
    assert list(schema["properties"]) == ["name", "weight"]
    assert schema["required"] == ["name", "weight"]
    assert schema["description"] == "A dog."


def test_a_later_version_is_told():
    schema = SchemaVersion.json_schema()
    assert schema["properties"]["$version"] == {"const": 2}
    assert schema["required"] == ["$version"]
    # What tells none is of the first version, even if it has every field.
    assert SchemaVersion.from_json('{"$version": 2, "value": 3}').value == 3
    for document in ['{"value": 3}', '{"$version": 1, "value": 3}']:
        with pytest.raises(ValueError):
            SchemaVersion.from_json(document)


def test_an_enum_has_its_values():
    color = {"title": "SchemaColor", "description": "What a paint has.", "enum": ["red", "verde"]}
    schema = SchemaPaint.json_schema()
    assert schema["properties"] == {
        "color": color,
        "anything": {},
        "other": {"anyOf": [color, {"type": "null"}], "default": None},
    }


# What is allowed is read, and what is not is refused.


def is_read(cls, document):
    try:
        cls.from_json(json.dumps(document))
    except ValueError:
        return False
    return True


@functools.lru_cache(maxsize=None)
def validator(cls):
    return jsonschema.Draft202012Validator(cls.json_schema())


def is_allowed(cls, document):
    return validator(cls).is_valid(document)


def strings(document):
    if isinstance(document, str):
        yield document
    elif isinstance(document, list):
        for item in document:
            yield from strings(item)
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from strings(value)


def floats(document):
    if isinstance(document, (int, float)) and not isinstance(document, bool):
        yield document
    elif isinstance(document, (list, dict)):
        for item in document.values() if isinstance(document, dict) else document:
            yield from floats(item)


def is_an_exception(document):
    """What `derive.md` names: where the two differ."""
    return (
        # No UTF-8 has it.
        any("\ud800" <= char <= "\udfff" for text in strings(document) for char in text)
        # Python's `$` is before a last line break too.
        or any(text.endswith("\n") for text in strings(document))
        # A float of Python's is not larger.
        or any(abs(number) > 1.7e308 for number in floats(document))
        # Keys of maps have no ranges.
        or (
            isinstance(document, dict)
            and isinstance(document.get("by_day"), dict)
            and any(key.isdecimal() and int(key) >= 2**16 for key in document["by_day"])
        )
    )


def allowed(cls):
    schema = cls.json_schema()
    return documents(schema, schema)


@pytest.mark.parametrize("cls", ON_THE_WIRE)
def test_what_is_allowed_is_read(cls):
    @settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=50)
    @given(allowed(cls))
    def check(document):
        assert is_allowed(cls, document)
        assume(not is_an_exception(document))
        instance = cls.from_json(json.dumps(document))
        assert is_allowed(cls, json.loads(instance.to_json()))

    check()


@pytest.mark.parametrize("cls", ON_THE_WIRE)
def test_what_is_not_allowed_is_refused(cls):
    @settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
    @given(nearly(allowed(cls)))
    def check(document):
        assume(not is_an_exception(document))
        assert is_read(cls, document) == is_allowed(cls, document)

    check()


def one_of_each():
    return {
        "flag": True,
        "small": 1,
        "unsigned": 1,
        "wide": 2**100,
        "nonzero": -1,
        "natural": 1,
        "any_float": "NaN",
        "narrow": 1.5,
        "above": "Infinity",
        "below": -3,
        "between": 1,
        "step": 5,
        "letter": "é",
        "text": "éé",
        "data": "AA==",
        "digest": "AAAAAA==",
        "maybe": None,
        "pair": [1, "x"],
        "nothing": [],
        "triple": [True, False, True],
        "numbers": [0, 1],
        "tags": ["a"],
        "codes": [1, 2],
        "prices": {"a": 1.5},
        "by_day": {"3": None},
        "by_flag": {"true": 1},
        "deep": [{"a": [1, None]}],
    }


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("flag", [False], [0, 1, "true", None]),
        ("small", [127, -128, 1.0], [128, -129, True, 1.5, "1"]),
        ("wide", [2**127 - 1, -(2**127), 1.0, -3e20], [2**127, 0.5, -2.5e50]),
        ("nonzero", [1, 1.0], [0, 0.0, 2**15]),
        ("natural", [1, 65535], [0, -1]),
        ("any_float", ["NaN", "Infinity", "-Infinity", 1, 2**70], ["inf", "nan", True, None]),
        ("narrow", [3.4e38, 3.4028235677973e38, "NaN"], [3.41e38, 3.4028235677973366e38, -1e39]),
        ("above", [0.5, "Infinity"], [0.4, "NaN", "-Infinity"]),
        ("below", [9.99, "-Infinity"], [10, "NaN", "Infinity"]),
        ("between", [-1, 1, 0.0], ["NaN", "Infinity", 1.1]),
        ("step", [5, 10.0], [3, 4, 0, -5]),
        ("letter", ["a", "\U0001f600"], ["", "ab", 1]),
        ("text", ["éééé", "ab"], ["a", "abcde", "AB", "\U0001f600\U0001f600"]),
        ("data", ["AA==", "AAAA"], ["", "A", "AA=", "AB==", "A===", "AA==AA==", "AA\n=="]),
        ("digest", ["AAAAAA=="], ["AAAAAAA", "AAAAAAA=", "AAAA", "AAAAAB=="]),
        ("maybe_small", [None, 2], [1, 256]),
        ("pair", [[1, ""]], [[1], [1, "", 2], [1, 2], {}, None]),
        ("nothing", [[]], [[1], None, {}]),
        ("triple", [[True] * 3], [[True] * 2, [True] * 4, [1, 0, 1]]),
        ("numbers", [[], [0, 0, 0]], [[-1], [1] * 4, [None]]),
        ("tags", [["a", "b"]], [[], ["a", "a"], [""], ["a", "b", "c", "d"]]),
        ("codes", [[], [1, 2]], [[1, 1], [1, 1.0], [256]]),
        ("prices", [{}, {"a": "Infinity"}], [{"": 1}, {"A": 1}, {"a": 0}, {"a": "NaN"}]),
        ("by_day", [{"0": True}], [{"01": True}, {"-1": True}, {" 1": True}, {"1_0": True}]),
        ("by_flag", [{"false": 1}, {}], [{"True": 1}, {"1": 1}]),
        ("deep", [[]], [[{"a": [40000]}], [[]]]),
    ],
)
def test_edges(name, right, wrong):
    for values, expected in [(right, True), (wrong, False)]:
        for value in values:
            document = {**one_of_each(), name: value}
            assert is_allowed(SchemaKinds, document) is expected, value
            assert is_read(SchemaKinds, document) is expected, value


def test_where_they_differ():
    def differ(allows, **changes):
        document = {**one_of_each(), **changes}
        return is_allowed(SchemaKinds, document) is allows and (
            is_read(SchemaKinds, document) is not allows
        )

    assert differ(True, letter="\ud800")
    assert differ(True, any_float=10**400)
    assert differ(True, by_day={"65536": None})
    assert differ(True, data="AA==\n")
    assert not math.isnan(SchemaKinds.from_json(json.dumps(one_of_each())).between)
