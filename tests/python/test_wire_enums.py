"""Enums on the wire, and classes with serde impls of their own."""


import json
from typing import Annotated, Dict, List, Literal, Union

import msgspec
import pydantic
import pytest
from helpers import problem_places as problems
from helpers import problems as errors
from pyo3_classes_fixture import (
    ValidationError,
    WireColor,
    WireCommand,
    WireEvent,
    WireLevel,
    WireLine,
    WireLog,
    WireMixed,
    WirePalette,
    WirePerm,
    WireRelease,
    WireReleases,
    WireShape,
    WireVersion,
)


def palette(**changes):
    fields = {
        "color": WireColor.Green,
        "level": WireLevel.Low,
        "mixed": WireMixed.Pair,
        "perm": WirePerm.Write,
        "colors": [WireColor.Red, WireColor.Green],
        "by_color": {WireColor.Green: 3},
        "by_level": {WireLevel.High: WireColor.Red},
        "by_mixed": {WireMixed.One: True, WireMixed.Two: False, WireMixed.Pair: True},
    }
    return WirePalette(**{**fields, **changes})


class TestMembers:
    class Model(pydantic.BaseModel):
        """What pydantic makes of the same fields."""

        color: WireColor
        level: WireLevel
        colors: List[WireColor] = []
        by_color: Dict[WireColor, int] = {}
        by_level: Dict[WireLevel, WireColor] = {}

    COMMON = ("color", "level", "colors", "by_color", "by_level")

    def test_a_dict_keeps_the_members(self):
        dumped = palette().to_dict()
        assert dumped["color"] is WireColor.Green
        assert dumped["by_level"] == {WireLevel.High: WireColor.Red}
        model = self.Model(**{name: dumped[name] for name in self.COMMON})
        assert model.model_dump() == {name: dumped[name] for name in self.COMMON}
        assert WirePalette.from_dict(dumped) == palette()

    def test_in_json_a_member_is_its_value(self):
        written = json.loads(palette().to_json())
        assert written == {
            "color": "dark green",
            "level": -1,
            "mixed": "Pair",
            "perm": 2,
            "colors": ["red", "dark green"],
            "by_color": {"dark green": 3},
            "by_level": {"10": "red"},
            "by_mixed": {"1": True, "two": False, "Pair": True},
        }
        common = {name: written[name] for name in self.COMMON}
        model = self.Model.model_validate_json(json.dumps(common))
        assert json.loads(model.model_dump_json()) == common
        assert msgspec.to_builtins(WireColor.Green, enc_hook=str) == written["color"]

    def test_a_round_trip_is_the_identity(self):
        assert WirePalette.from_json(palette().to_json()) == palette()
        for mixed in WireMixed:
            p = palette(mixed=mixed)
            assert WirePalette.from_json(p.to_json()).mixed is mixed
        for color in WireColor:
            assert WirePalette.from_json(palette(color=color).to_json()).color is color

    def test_two_names_of_one_value_are_one_member(self):
        assert WireMixed.Uno is WireMixed.One
        p = palette(mixed=WireMixed.Uno)
        assert json.loads(p.to_json())["mixed"] == 1
        assert WirePalette.from_json(p.to_json()).mixed is WireMixed.One

    @pytest.mark.parametrize("field", ["color", "level", "perm", "mixed"])
    @pytest.mark.parametrize("value", ["blue", 3, 1.5, True, [], {}, "Red", "-1"])
    def test_other_values_are_refused(self, field, value):
        data = {"color": "red", "level": 10, field: value}
        (problem,) = errors(WirePalette.from_json, json.dumps(data))
        assert (problem["type"], problem["loc"]) == ("enum", (field,))
        assert problem["input"] == value

    def test_the_error_is_that_of_pydantic(self):
        data = json.dumps({"color": "blue", "level": 3})
        ours = errors(WirePalette.from_json, data)
        with pytest.raises(pydantic.ValidationError) as caught:
            self.Model.model_validate_json(data)
        assert len(ours) == len(caught.value.errors())
        for our, their in zip(ours, caught.value.errors()):
            for key in ("type", "loc", "ctx", "input"):
                assert our[key] == their[key]
        assert ours[0]["msg"] == "must be 'red' or 'dark green'"
        assert ours[1]["msg"] == "must be -1 or 10"

    def test_values_of_many_kinds_are_listed(self):
        (problem,) = errors(WirePalette.from_json, '{"color": "red", "level": 10, "mixed": 2}')
        assert problem["ctx"] == {"expected": f"1, 'two', 'Pair' or {2**64 - 1}"}

    def test_an_integer_may_be_written_as_a_float(self):
        assert WirePalette.from_json('{"color": "red", "level": 10.0}').level is WireLevel.High

    def test_in_a_program_it_is_a_member(self):
        assert problems(WirePalette.from_dict, {"color": "red", "level": WireLevel.Low}) == [
            ("is_instance_of", ("color",)),
        ]

    def test_lax_takes_values_and_names(self):
        assert WirePalette.from_dict({"color": WireColor.Red, "level": 10}).level is WireLevel.High
        assert WirePalette.from_dict({"color": WireColor.Red, "level": "Low"}).level is WireLevel.Low
        (problem,) = errors(WirePalette.from_dict, {"color": WireColor.Red, "level": 11})
        assert (problem["type"], problem["ctx"]) == ("enum", {"expected": "-1 or 10"})

    def test_combinations_of_flags_are_no_member(self):
        both = WirePerm.Read | WirePerm.Write
        data = {"color": WireColor.Red, "level": 10, "perm": both}
        assert problems(WirePalette.from_dict, data) == [("value_error", ("perm",))]
        data = '{"color": "red", "level": 10, "perm": 3}'
        assert problems(WirePalette.from_json, data) == [("enum", ("perm",))]

    def test_keys_are_told_with_their_path(self):
        data = {"color": "red", "level": 10, "by_level": {"7": "red", "10": "x"}}
        assert problems(WirePalette.from_json, json.dumps(data)) == [
            ("enum", ("by_level", "7")),
            ("enum", ("by_level", "10")),
        ]


SHAPES = [
    (WireShape.Point(), "Point"),
    (WireShape.Circle(1.5), {"Circle": {"radius": 1.5, "label": None}}),
    (WireShape.Circle(1.5, "x"), {"Circle": {"radius": 1.5, "label": "x"}}),
    (WireShape.Meters(3.0), {"Meters": 3.0}),
    (WireShape.Pair(1, "b"), {"Pair": [1, "b"]}),
    (
        WireShape.Group([WireShape.Point(), WireShape.Meters(1.0)]),
        {"Group": ["Point", {"Meters": 1.0}]},
    ),
    (WireShape.Group([]), {"Group": []}),
    (WireShape.Maybe(None), {"Maybe": None}),
    (WireShape.Maybe(WireShape.Pair(2, "c")), {"Maybe": {"Pair": [2, "c"]}}),
    (
        WireShape.Painted(WireColor.Green, {3: WireShape.Point()}),
        {"Painted": {"color": "dark green", "by_level": {"3": "Point"}}},
    ),
]
EVENTS = [
    (WireEvent.Started(), {"type": "started"}),
    (
        WireEvent.KeyPressed("a", 2, b"\xff"),
        {"type": "key_pressed", "key": "a", "howOften": 2, "data": "/w=="},
    ),
    (WireEvent.Line(WireLine("s", 2)), {"type": "line", "sku": "s", "qty": 2}),
]
COMMANDS = [
    (WireCommand.StopNow(), {"t": "STOP-NOW"}),
    (WireCommand.MoveTo(1, 2), {"t": "MOVE-TO", "c": {"x": 1, "y": 2}}),
    (WireCommand.Say("hi"), {"t": "SAY", "c": "hi"}),
    (WireCommand.Swap(1, 2), {"t": "SWAP", "c": [1, 2]}),
    (WireCommand.Perhaps(None), {"t": "PERHAPS", "c": None}),
    (WireCommand.Perhaps(4), {"t": "PERHAPS", "c": 4}),
]
ALL = [
    *((WireShape, value, form) for value, form in SHAPES),
    *((WireEvent, value, form) for value, form in EVENTS),
    *((WireCommand, value, form) for value, form in COMMANDS),
]


def by_class(values):
    return pytest.mark.parametrize("base, value, form", values, ids=str)


class TestVariants:
    @by_class(ALL)
    def test_the_form_in_json(self, base, value, form):
        assert json.loads(value.to_json()) == form
        assert base.to_json_list([value]) == b"[" + value.to_json() + b"]"

    @by_class(ALL)
    def test_the_class_of_the_enum_reads_all(self, base, value, form):
        for read in (base.from_json(value.to_json()), base.from_dict(value.to_dict())):
            assert read == value
            assert type(read) is type(value)
        assert base.from_json_list(base.to_json_list([value, value])) == [value, value]

    @by_class(ALL)
    def test_the_class_of_a_variant_reads_itself(self, base, value, form):
        assert type(value).from_json(value.to_json()) == value
        assert type(value).from_dict(value.to_dict()) == value

    @by_class(ALL)
    def test_the_class_of_a_variant_refuses_others(self, base, value, form):
        others = [other for cls, other, _ in ALL if cls is base and type(other) is not type(value)]
        for other in others:
            for function, data in (
                (type(value).from_json, other.to_json()),
                (type(value).from_dict, other.to_dict()),
            ):
                (problem,) = errors(function, data)
                assert problem["type"] == "union_tag_invalid"
                assert problem["loc"] == ()

    @by_class(ALL)
    def test_the_order_of_keys_is_free(self, base, value, form):
        def reverse(form):
            if isinstance(form, dict):
                return {key: reverse(form[key]) for key in reversed(form)}
            return form

        assert base.from_json(json.dumps(reverse(form))) == value

    def test_a_dict_has_python_values(self):
        shape = WireShape.Painted(WireColor.Green, {3: WireShape.Pair(1, "b")})
        assert shape.to_dict() == {
            "Painted": {"color": WireColor.Green, "by_level": {3: {"Pair": (1, "b")}}}
        }
        assert WireEvent.KeyPressed("a", 2, b"\xff").to_dict() == {
            "type": "key_pressed",
            "key": "a",
            "howOften": 2,
            "data": b"\xff",
        }

    def test_a_tuple_has_the_fields(self):
        assert WireShape.Circle(1.5).to_tuple() == (1.5, None)
        assert WireShape.Point().to_tuple() == ()

    def test_instances_are_taken_in_a_program(self):
        circle = WireShape.Circle(2.0)
        assert WireShape.from_dict({"Group": [circle, "Point"]}) == WireShape.Group(
            [circle, WireShape.Point()]
        )
        assert WireShape.from_dict(circle) == circle
        assert problems(WireShape.Point.from_dict, circle) == [("union_tag_not_found", ())]

    def test_inside_another_class(self):
        log = WireLog(
            shapes=[shape for shape, _ in SHAPES],
            events=[event for event, _ in EVENTS],
            commands={str(index): command for index, (command, _) in enumerate(COMMANDS)},
            last=WireEvent.Started(),
        )
        written = json.loads(log.to_json())
        assert written["shapes"] == [form for _, form in SHAPES]
        assert written["events"] == [form for _, form in EVENTS]
        assert list(written["commands"].values()) == [form for _, form in COMMANDS]
        assert written["last"] == {"type": "started"}
        assert WireLog.from_json(log.to_json()) == log
        assert WireLog.from_dict(log.to_dict()) == log
        assert log.to_dict()["last"] == {"type": "started"}

    def test_a_list_is_of_instances(self):
        with pytest.raises(TypeError, match="WireShape.to_json_list: expected WireShape, got int"):
            WireShape.to_json_list([1])

    def test_nesting_is_limited(self):
        shape = WireShape.Point()
        for _ in range(200):
            shape = WireShape.Maybe(shape)
        with pytest.raises(ValueError, match="nested more than 127 levels"):
            shape.to_json()
        with pytest.raises(RecursionError, match="nested more than 127 levels"):
            shape.to_dict()
        text = '{"Maybe":' * 200 + '"Point"' + "}" * 200
        with pytest.raises(ValidationError):
            WireShape.from_json(text)


class TestErrors:
    def test_all_that_is_wrong_is_told(self):
        data = {
            "shapes": [
                {"Circle": {"radius": -1.0, "label": 3}},
                {"Pair": [300, ""]},
                {"Pair": [1]},
                {"Meters": -1.0},
                {"Square": 1},
                "Square",
                "Circle",
                7,
                {"Group": [{"Meters": "x"}]},
                {"Maybe": {"Circle": {}}},
            ],
            "events": [
                {"type": "key_pressed", "key": "ab", "howOften": "x"},
                {"key": "a"},
                {"type": "stopped"},
                {"type": 3},
                {"type": "line", "sku": "", "qty": 0},
                {"type": "started", "more": 1},
                "started",
            ],
            "commands": {
                "a": {"t": "MOVE-TO", "c": {"x": "1"}},
                "b": {"t": "MOVE-TO"},
                "c": {"c": 1},
                "d": {"t": "SAY", "c": ""},
                "e": {"t": "SWAP", "c": [1, "x"]},
            },
        }
        wrong = [
            ("greater_than", ("shapes", 0, "Circle", "radius")),
            ("string_type", ("shapes", 0, "Circle", "label")),
            ("less_than_equal", ("shapes", 1, "Pair", 0)),
            ("string_too_short", ("shapes", 1, "Pair", 1)),
            ("too_short", ("shapes", 2, "Pair")),
            ("greater_than_equal", ("shapes", 3, "Meters")),
            ("union_tag_invalid", ("shapes", 4)),
            ("union_tag_invalid", ("shapes", 5)),
            ("missing", ("shapes", 6)),
            ("union_tag_not_found", ("shapes", 7)),
            ("float_type", ("shapes", 8, "Group", 0, "Meters")),
            ("missing", ("shapes", 9, "Maybe", "Circle", "radius")),
            ("is_instance_of", ("events", 0, "key")),
            ("int_type", ("events", 0, "howOften")),
            ("union_tag_not_found", ("events", 1)),
            ("union_tag_invalid", ("events", 2)),
            ("union_tag_invalid", ("events", 3)),
            ("string_too_short", ("events", 4, "sku")),
            ("greater_than_equal", ("events", 4, "qty")),
            ("extra_forbidden", ("events", 5, "more")),
            ("model_type", ("events", 6)),
            ("int_type", ("commands", "a", "c", "x")),
            ("missing", ("commands", "a", "c", "y")),
            ("missing", ("commands", "b", "c")),
            ("union_tag_not_found", ("commands", "c")),
            ("string_too_short", ("commands", "d", "c")),
            ("int_type", ("commands", "e", "c", 1)),
        ]
        assert problems(WireLog.from_json, json.dumps(data)) == wrong
        assert problems(WireLog.from_dict, data) == wrong

    def test_a_tag_that_appears_twice(self):
        for text in (
            '{"type": "started", "type": "started"}',
            '{"type": "key_pressed", "key": "a", "type": "started"}',
        ):
            with pytest.raises(ValidationError):
                WireEvent.from_json(text)
        with pytest.raises(ValidationError):
            WireCommand.from_json('{"t": "SAY", "c": "a", "c": "b"}')
        with pytest.raises(ValidationError):
            WireShape.from_json('{"Meters": 1.0, "Point": null}')

    def test_the_tags_are_those_of_pydantic(self):
        class Started(pydantic.BaseModel):
            type: Literal["started"]

        class KeyPressed(pydantic.BaseModel):
            type: Literal["key_pressed"]
            key: str

        class Line(pydantic.BaseModel):
            type: Literal["line"]

        event = Annotated[
            Union[Started, KeyPressed, Line], pydantic.Field(discriminator="type")
        ]
        adapter = pydantic.TypeAdapter(event)
        for data in ('{"type": "stopped"}', '{"key": "a"}'):
            (our,) = errors(WireEvent.from_json, data)
            with pytest.raises(pydantic.ValidationError) as caught:
                adapter.validate_json(data)
            (their,) = caught.value.errors()
            for key in ("type", "loc", "ctx", "input"):
                assert our[key] == their[key]
        assert our["msg"] == "must have the key 'type', which tells the variant"

    def test_without_a_tag_the_names_are_told(self):
        (problem,) = errors(WireShape.Circle.from_json, '{"Point": null}')
        assert problem["ctx"] == {"tag": "Point", "expected_tags": "'Circle'"}
        assert problem["msg"] == "the tag 'Point' is none of 'Circle'"
        (problem,) = errors(WireEvent.from_json, '{"type": "x"}')
        assert problem["ctx"]["expected_tags"] == "'started', 'key_pressed', 'line'"

    def test_malformed(self):
        (problem,) = errors(WireShape.from_json, '{"Point"')
        assert problem["type"] == "json_invalid"


class TestMsgspec:
    def test_a_tagged_union_is_that_of_msgspec(self):
        class Started(msgspec.Struct, tag="started"):
            pass

        class KeyPressed(msgspec.Struct, tag="key_pressed"):
            key: str
            howOften: int
            data: bytes

        event = Union[Started, KeyPressed]
        for ours, theirs in (
            (WireEvent.Started(), Started()),
            (WireEvent.KeyPressed("a", 2, b"\xff"), KeyPressed("a", 2, b"\xff")),
        ):
            assert ours.to_json() == msgspec.json.encode(theirs)
            assert msgspec.json.decode(ours.to_json(), type=event) == theirs
            assert WireEvent.from_json(msgspec.json.encode(theirs)) == ours


class TestOwnSerde:
    def test_the_users_impls_are_used(self):
        version = WireVersion(1, 2)
        assert version.to_json() == b'"1.2"'
        assert WireVersion.from_json('"1.2"') == version
        assert WireVersion.from_json_list('["1.2", "3.0"]') == [version, WireVersion(3, 0)]
        release = WireRelease(version, "x")
        assert release.to_json() == b'{"VERSION":"1.2","NAME":"x"}'
        assert WireRelease.from_json(release.to_json()) == release
        releases = WireReleases([release, release], version)
        assert WireReleases.from_json(releases.to_json()) == releases

    def test_a_dict_has_the_fields(self):
        version = WireVersion(1, 2)
        assert version.to_dict() == {"major": 1, "minor": 2}
        assert WireVersion.from_dict({"major": 1}) == WireVersion(1)

    def test_constraints_and_hooks_hold(self):
        assert problems(WireVersion.from_json, '"0.1"') == [("greater_than_equal", ("major",))]
        text = '{"VERSION": "1.2", "NAME": "much too long"}'
        (problem,) = errors(WireRelease.from_json, text)
        assert (problem["type"], problem["loc"]) == ("string_too_long", ("name",))
        (problem,) = errors(WireRelease.from_json, '{"VERSION": "1.2", "NAME": "bad"}')
        assert problem["msg"] == "a bad name"

    def test_what_the_impl_says_is_one_problem(self):
        (problem,) = errors(WireVersion.from_json, '"1"')
        assert (problem["type"], problem["loc"]) == ("value_error", ())
        assert problem["msg"] == "a version is two numbers"
        data = {"releases": [{"NAME": "x"}, {"VERSION": "1.0"}, {"VERSION": "x"}], "version": "0.1"}
        assert problems(WireReleases.from_json, json.dumps(data)) == [
            ("value_error", ("releases", 0)),
            ("value_error", ("releases", 2)),
            ("greater_than_equal", ("version", "major")),
        ]
