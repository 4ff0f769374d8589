"""Enums are what ``enum`` makes: everything is compared with a twin written in Python."""

import copy
import enum
import inspect
import json
import pickle
import sys

import pyo3_classes_fixture as fixture
import pytest

import enum_twins
import helpers

TWINS = [(getattr(fixture, twin.__name__), twin) for twin in enum_twins.ALL]
CLASSES = [cls for cls, _ in TWINS]
MEMBERS = [member for cls in CLASSES for member in cls]

each_twin = pytest.mark.parametrize(("cls", "twin"), TWINS, ids=lambda cls: cls.__name__)


def plain(value):
    """A value, a member or a collection of them, without its class's identity."""
    if isinstance(value, enum.Enum):
        return type(value).__qualname__, value.name, plain(value.value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict) or hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return value


def same(call, cls, twin):
    """Both come to the same, exceptions and their texts included."""
    expected = plain(helpers.outcome(call, twin))
    assert plain(helpers.outcome(call, cls)) == expected
    return expected


@each_twin
def test_class(cls, twin):
    assert type(cls) is type(twin)
    assert cls.__mro__[1:] == twin.__mro__[1:] or "StrEnum" in str(cls.__mro__[1])
    assert cls.__qualname__ == cls.__name__ == twin.__name__
    assert cls.__doc__ == twin.__doc__
    assert cls.__module__ == "pyo3_classes_fixture"
    assert repr(cls) == repr(twin)


@pytest.mark.parametrize(
    ("base", "cls"),
    [
        (enum.Enum, fixture.Color),
        (enum.IntEnum, fixture.Level),
        (str, fixture.Side),
        (enum.Flag, fixture.Rights),
        (enum.IntFlag, fixture.Perm),
    ],
)
def test_base_class(base, cls):
    assert issubclass(cls, base)
    assert issubclass(cls, enum.Enum)
    assert isinstance(next(iter(cls)), base)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="StrEnum is of Python 3.11")
def test_real_str_enum():
    assert issubclass(fixture.Side, enum.StrEnum)


@each_twin
@pytest.mark.parametrize(
    "call",
    [
        list,
        len,
        lambda cls: list(reversed(cls)),
        lambda cls: cls.__members__,
        lambda cls: sorted(cls.__members__),
        lambda cls: [cls(member.value) for member in cls],
        lambda cls: [cls[name] for name in cls.__members__],
        lambda cls: [member in cls for member in cls],
        lambda cls: cls(cls(next(iter(cls)).value)),
        lambda cls: [str(member) for member in cls],
        lambda cls: [repr(member) for member in cls],
        lambda cls: [format(member) for member in cls],
        lambda cls: [f"{member:>12}" for member in cls],
        lambda cls: [member.name for member in cls],
        lambda cls: [member == other for member in cls for other in cls],
        lambda cls: [bool(member) for member in cls],
        lambda cls: sorted(cls),
        lambda cls: cls("no such value"),
        lambda cls: cls(99),
        lambda cls: cls(None),
        lambda cls: cls["nothing"],
        lambda cls: cls.nothing,
        lambda cls: setattr(cls, next(iter(cls.__members__)), 1),
        lambda cls: delattr(cls, next(iter(cls.__members__))),
        lambda cls: type(cls)("Sub", (cls,), type(cls).__prepare__("Sub", (cls,))),
        lambda cls: len({member: 1 for member in cls}),
        lambda cls: enum.unique(cls) is cls,
        lambda cls: [member.value for member in cls],
        lambda cls: json.dumps([member for member in cls if isinstance(member, (int, str))]),
    ],
)
def test_what_enum_does(cls, twin, call):
    same(call, cls, twin)


@each_twin
def test_identity_and_hash(cls, twin):
    for name, member in cls.__members__.items():
        assert getattr(cls, name) is cls[name] is member
        assert cls(member.value) is member
        assert hash(member) == hash(getattr(twin, name))
        assert {member: 1}[cls(member.value)] == 1
        assert isinstance(member, cls)


def test_aliases():
    assert fixture.Mixed.Uno is fixture.Mixed.One
    assert fixture.Side.Short is fixture.Side.Sell
    assert fixture.Side.Short.name == "Sell"
    assert list(fixture.Side) == [fixture.Side.Buy, fixture.Side.Sell]


def test_members_of_one_enum_are_none_of_another():
    assert fixture.Color.Red != enum_twins.Color.Red
    assert fixture.Color.Red != fixture.Level.Low
    assert fixture.Level.High == 10 == enum_twins.Level.High
    assert fixture.Side.Buy == "buy"
    assert fixture.Level.High in [10]


def test_docs():
    assert inspect.getdoc(fixture.Color) == "A colour."
    assert fixture.Color.Red.__doc__ == "Warm."
    assert fixture.Color.Blue.__doc__ == "Cold."
    assert fixture.Side.Buy.__doc__ == "Bid."
    assert fixture.Color.Green.__doc__ == fixture.Color.__doc__


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_pickle(member, protocol):
    assert pickle.loads(pickle.dumps(member, protocol)) is member
    assert pickle._loads(pickle._dumps(member, protocol)) is member


def test_fresh_process_loads():
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer))"
    assert helpers.run_python(code, stdin=pickle.dumps(MEMBERS)) == f"{MEMBERS}\n"


def test_classes_pickle_by_reference():
    for cls in CLASSES:
        assert pickle.loads(pickle.dumps(cls)) is cls


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_copies_are_the_member(member):
    assert copy.copy(member) is member
    assert copy.deepcopy(member) is member
    assert copy.deepcopy([member])[0] is member


def test_json_through_the_value():
    for member in MEMBERS:
        if member is not fixture.Mixed.Pair:
            assert type(member)(json.loads(json.dumps(member.value))) is member


@pytest.mark.parametrize("kind", ["Rights", "Perm"])
@pytest.mark.parametrize(
    "call",
    [
        lambda a, b, c: repr(a | b),
        lambda a, b, c: str(a | c),
        lambda a, b, c: (a | b) & b,
        lambda a, b, c: (a | b) ^ b,
        lambda a, b, c: [bool(a & b), a in (a | b), c in (a | b)],
        lambda a, b, c: repr(~a),
        lambda a, b, c: (a | b | c).value,
        lambda a, b, c: type(a)(a.value | b.value) is (a | b),
        lambda a, b, c: type(a)(0).name,
        lambda a, b, c: type(a)(64),
        lambda a, b, c: (a | b).name,
    ],
)
def test_flags(kind, call):
    cls, twin = getattr(fixture, kind), getattr(enum_twins, kind)
    same(lambda kind: call(*kind.__members__.values()), cls, twin)


def test_pickle_of_a_combination():
    both = fixture.Rights.Read | fixture.Rights.Run
    for protocol in helpers.PICKLE_PROTOCOLS:
        assert pickle.loads(pickle.dumps(both, protocol)) is both


@pytest.mark.skipif(sys.version_info < (3, 10), reason="`match` is of Python 3.10")
def test_match():
    code = """
match value:
    case cls.Red:
        result = "red"
    case cls.Green | cls.Blue:
        result = "other"
    case _:
        result = None
"""
    for value, expected in [
        (fixture.Color.Red, "red"),
        (fixture.Color.Blue, "other"),
        (enum_twins.Color.Red, None),
        (1, None),
    ]:
        space = {"value": value, "cls": fixture.Color}
        exec(code, space)
        assert space["result"] == expected


def test_added_by_a_function():
    planet = fixture.sky().Planet
    assert [member.value for member in planet] == [1, 2]
    assert list(planet.__members__) == ["Earth", "Mars"]
    assert planet.__module__ == "sky"
