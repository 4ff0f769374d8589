"""Enums in pydantic's models: what it makes of the twins, it makes of ours."""

import enum
import json
from typing import Dict, List, Optional

import pydantic
import pyo3_classes_fixture as fixture
import pytest

import enum_twins

TWINS = [(getattr(fixture, twin.__name__), twin) for twin in enum_twins.ALL]

each_twin = pytest.mark.parametrize(("cls", "twin"), TWINS, ids=lambda cls: cls.__name__)


def model_of(cls, **config):
    """A model with fields of the enum: alone, with a default, and in containers."""
    return pydantic.create_model(
        "Model",
        __config__=pydantic.ConfigDict(**config),
        one=(cls, ...),
        other=(cls, next(iter(cls))),
        maybe=(Optional[cls], None),
        many=(List[cls], []),
        named=(Dict[str, cls], {}),
    )


def plain(value):
    """A result without the identity of the enum's class, so that those of twins are equal."""
    if isinstance(value, pydantic.BaseModel):
        return {name: plain(item) for name, item in value}
    if isinstance(value, enum.Enum):
        return type(value).__name__, value.name, plain(value.value)
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def same(call, ours, twin):
    """What the call comes to for both, pydantic's errors included."""

    def outcome(cls):
        try:
            return plain(call(cls))
        except pydantic.ValidationError as error:
            return [
                {key: plain(item) for key, item in problem.items() if key not in ("ctx", "url")}
                for problem in error.errors()
            ]
        except Exception as error:
            return type(error), str(error)

    expected = outcome(twin)
    assert outcome(ours) == expected
    return expected


def inputs(cls):
    """Members, values and names, and what is none of them."""
    members = list(cls.__members__.values())
    yield from members
    yield from (member.value for member in members)
    yield from (member.name for member in members)
    yield from [None, 0, 3, 6, -7, 99, 1.0, "1", "red", "", b"s", [], (1.5, ["x"])]


@each_twin
def test_the_same_is_accepted(cls, twin):
    ours, theirs = model_of(cls), model_of(twin)
    accepted = 0
    for value, expected in zip(inputs(cls), inputs(twin)):
        values = {ours: value, theirs: expected}
        for call in (
            lambda model: model(one=values[model]),
            lambda model: model(one=values[model], many=[values[model]]),
            lambda model: model.model_validate({"one": values[model]}, strict=True),
            lambda model: model.model_validate({"one": values[model], "named": {"a": 0.5}}),
        ):
            result = same(call, ours, theirs)
            accepted += isinstance(result, dict)
    assert accepted >= 3 * len(cls)


@pytest.mark.parametrize("cls", [cls for cls, _ in TWINS])
def test_members_are_the_very_ones(cls):
    model = model_of(cls)
    for member in cls:
        made = model(one=member, many=[member], named={"a": member}, maybe=member)
        assert made.one is made.many[0] is made.named["a"] is made.maybe is member
        assert made.other is next(iter(cls))
        assert pydantic.TypeAdapter(cls).validate_python(member.value) is member


@each_twin
def test_dump_and_load(cls, twin):
    ours, theirs = model_of(cls), model_of(twin)
    for member, expected in zip(cls, twin):
        members = {ours: member, theirs: expected}

        def make(model, members=members):
            one = members[model]
            return model(one=one, many=[one, one], named={"a": one})

        same(lambda model: make(model).model_dump(), ours, theirs)
        same(lambda model: make(model).model_dump(mode="json"), ours, theirs)
        text = same(lambda model: make(model).model_dump_json(), ours, theirs)
        assert json.loads(text)["one"] == json.loads(json.dumps(member.value))
        same(lambda model: model.model_validate_json(text), ours, theirs)
        if not isinstance(member.value, tuple):
            # JSON has no tuples, and the value of this member is one.
            assert ours.model_validate_json(text) == make(ours)


@each_twin
def test_values_in_place_of_members(cls, twin):
    ours, theirs = (model_of(one, use_enum_values=True) for one in (cls, twin))
    for member, expected in zip(cls, twin):
        members = {ours: member, theirs: expected}
        same(lambda model: model(one=members[model]), ours, theirs)
        same(lambda model: model(one=members[model]).model_dump_json(), ours, theirs)


@each_twin
def test_json_schema(cls, twin):
    for mode in ("validation", "serialization"):
        schema = same(
            lambda model: model.model_json_schema(mode=mode), model_of(cls), model_of(twin)
        )
        assert cls.__name__ in schema["$defs"]


@each_twin
def test_json_schema_of_the_enum(cls, twin):
    schema = same(lambda cls: pydantic.TypeAdapter(cls).json_schema(), cls, twin)
    assert schema["title"] == cls.__name__
    assert schema.get("description") in (cls.__doc__, None)


def test_json_schema_has_the_doc_comment():
    schema = pydantic.TypeAdapter(fixture.Color).json_schema()
    assert schema == {
        "title": "Color",
        "description": "A colour.",
        "enum": [1, 2, 3],
        "type": "integer",
    }


def test_combinations_of_flags():
    both = fixture.Perm.R | fixture.Perm.X
    twin = enum_twins.Perm.R | enum_twins.Perm.X
    values = {fixture.Perm: both, enum_twins.Perm: twin}
    ours, theirs = fixture.Perm, enum_twins.Perm
    same(lambda cls: model_of(cls)(one=values[cls]), ours, theirs)
    same(lambda cls: model_of(cls)(one=5), ours, theirs)
    same(lambda cls: model_of(cls)(one=values[cls]).model_dump_json(), ours, theirs)


@pytest.mark.parametrize("cls", [cls for cls, _ in TWINS])
def test_keys(cls):
    annotated = pydantic.TypeAdapter(Dict[cls, List[cls]])
    hashable = [member for member in cls if not isinstance(member.value, tuple)]
    given = {member: [member] for member in hashable}
    assert annotated.validate_python(given) == given
