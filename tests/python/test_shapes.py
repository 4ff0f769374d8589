"""Tuple structs, newtypes and unit structs; `as` and `convert`; what tools are told of a field."""

import copy
import dataclasses
import inspect
import pickle
import typing

import pyo3_classes_fixture as fixture
import pytest

import helpers


@dataclasses.dataclass
class Pair:
    _0: int
    _1: str = "b"


@dataclasses.dataclass(frozen=True, order=True)
class Unit:
    pass


@pytest.mark.parametrize("arguments", [(1,), (1, "x"), (-(2**63), "")])
def test_tuple_struct_is_its_twin(arguments):
    ours, twin = fixture.Pair(*arguments), Pair(*arguments)
    assert repr(ours) == repr(twin)
    assert (ours._0, ours._1) == (twin._0, twin._1)
    assert fixture.Pair.__match_args__ == ("_0", "_1")
    assert ours == fixture.Pair(_1=twin._1, _0=twin._0)
    assert ours != fixture.Pair(arguments[0], "y")
    assert str(inspect.signature(fixture.Pair)) == str(inspect.signature(Pair))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(ours, protocol)) == ours


def test_fields_of_a_tuple_struct_are_checked():
    pair = fixture.Pair(1)
    pair._0 = 2
    assert helpers.problems(setattr, pair, "_1", "long") == [
        helpers.problem(
            "string_too_long", ("_1",), "must have at most 3 characters", "long", max_length=3
        )
    ]
    assert repr(pair) == "Pair(_0=2, _1='b')"
    with pytest.raises(TypeError, match=r"^Pair\._0: expected int, got str$"):
        pair._0 = "2"


def test_newtype():
    meters = fixture.Meters(3)
    assert repr(meters) == "Meters(3.0)"
    assert eval("Meters(3.0)", {"Meters": fixture.Meters}) == meters
    assert hash(meters) == hash(fixture.Meters(3.0))
    assert fixture.Meters(1.0) < fixture.Meters(2.0)
    assert copy.copy(meters) == copy.deepcopy(meters) == pickle.loads(pickle.dumps(meters)) == meters
    assert meters.__replace__(_0=4.0) == fixture.Meters(4.0)
    assert helpers.outcome(fixture.Meters) == (
        TypeError,
        "Meters() missing 1 required positional argument: '_0'",
    )
    assert helpers.problems(fixture.Meters, -1.0) == [
        helpers.problem(
            "greater_than_equal", ("_0",), "must be greater than or equal to 0.0", -1.0, ge=0.0
        )
    ]


def test_unit_struct_is_its_twin():
    ours, twin = fixture.Unit(), Unit()
    assert repr(ours) == repr(twin) == "Unit()"
    assert (ours == fixture.Unit(), ours <= fixture.Unit(), ours < fixture.Unit()) == (
        twin == Unit(),
        twin <= Unit(),
        twin < Unit(),
    )
    assert hash(ours) == hash(fixture.Unit())
    assert fixture.Unit.__match_args__ == ()
    assert str(inspect.signature(fixture.Unit)) == str(inspect.signature(Unit))
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert helpers.outcome(fixture.Unit, 1) == (
        TypeError,
        "Unit() takes 0 positional arguments but 1 was given",
    )


def test_as_is_the_other_type_for_python():
    timed = fixture.Timed(7)
    assert type(timed.at) is int
    assert typing.get_type_hints(fixture.Timed)["at"] is int
    assert repr(timed) == "Timed(at=7, words=[], name='A')"
    assert timed < fixture.Timed(8)
    assert pickle.loads(pickle.dumps(timed)) == copy.copy(timed) == timed
    with pytest.raises(TypeError, match=r"^Timed\.at: expected int, got str$"):
        timed.at = "7"
    with pytest.raises(OverflowError, match=r"^Timed\.at: expected int from 0 to "):
        timed.at = -1
    # The conversion to the field's own type has the last word.
    assert helpers.problems(setattr, timed, "at", 13) == [
        helpers.problem("value_error", ("at",), "13 is unlucky", 13)
    ]
    assert helpers.problems(setattr, timed, "at", 0) == [
        helpers.problem(
            "greater_than_equal", ("at",), "must be greater than or equal to 1", 0, ge=1
        )
    ]
    assert timed.at == 7


def test_convert_takes_what_is_given_and_not_what_is_pickled():
    timed = fixture.Timed(1, "a b", "xy")
    assert (timed.words, timed.name) == (["a", "b"], "XY")
    timed.words = "c"
    assert timed.words == ["c"]
    assert timed.__replace__(words="d e").words == ["d", "e"]
    # A list is what the field holds: it comes back from a pickle, and is no input of `convert`.
    assert pickle.loads(pickle.dumps(timed)) == timed
    with pytest.raises(TypeError, match=r"^Timed\.words: .*\(got list\)$"):
        timed.words = ["f"]
    assert helpers.problems(setattr, timed, "words", "") == [
        helpers.problem("value_error", ("words",), "no words", "")
    ]
    assert [error["loc"] for error in helpers.problems(fixture.Timed, 1, "a  b")] == [("words", 1)]
    assert timed.words == ["c"]


def test_description():
    at, words, _ = fixture.Timed.__pyo3_classes__.fields
    assert (at["title"], at["metadata"], at["examples"]) == (
        "When",
        {"unit": "ns", "rank": 3},
        [1, 2],
    )
    assert (words["title"], words["metadata"], words["examples"]) == (None, {}, [])
