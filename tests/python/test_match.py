"""``match`` by position and by keyword, and ``__match_args__``."""

import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers

needs_match = pytest.mark.skipif(sys.version_info < (3, 10), reason="`match` is of Python 3.10")

# In texts, since Python 3.9 cannot compile them.
BY_POSITION = """
match value:
    case cls(1, "a", price, [first, *rest]):
        result = ("list", price, first, rest)
    case cls(key, "b"):
        result = ("b", key)
    case cls(key, name):
        result = ("any", key, name)
    case _:
        result = None
"""
BY_KEYWORD = """
match value:
    case cls(key=1, note=str(note)):
        result = ("note", note)
    case cls(price=0.0):
        result = "free"
    case cls(extra={"k": found}):
        result = ("k", found)
    case cls():
        result = "other"
"""
TOO_MANY = """
match value:
    case cls(1, 2, 3, 4, 5, 6, 7):
        result = True
"""


def run(source, cls, value):
    scope = {"cls": cls, "value": value}
    exec(compile(source, "<match>", "exec"), scope)
    return scope.get("result")


@needs_match
@pytest.mark.parametrize("name", ["Record", "FrozenRecord"])
@pytest.mark.parametrize(
    "arguments",
    [
        (1, "a", 1.0, ["x", "y"]),
        (1, "a", 1.0),
        (3, "b", 1.0),
        (3, "c", 0.0),
        (1, "d", 1.0, [], {}, "hi"),
        (2, "d", 1.0, [], {"k": 5}),
    ],
    ids=str,
)
def test_agrees_with_stdlib(name, arguments):
    cls, twin = getattr(fixture, name), getattr(helpers, name)
    for source in [BY_POSITION, BY_KEYWORD]:
        assert run(source, cls, cls(*arguments)) == run(source, twin, twin(*arguments))


@needs_match
def test_too_many_positions():
    cls, twin = fixture.Record, helpers.Record
    ours = helpers.outcome(run, TOO_MANY, cls, cls(1, "a", 1.0))
    assert ours == helpers.outcome_of_extension("Record", run, TOO_MANY, twin, twin(1, "a", 1.0))
    assert ours[0] is TypeError


@needs_match
def test_subclass_matches():
    class Sub(fixture.Record):
        pass

    assert run(BY_POSITION, fixture.Record, Sub(3, "b", 1.0)) == ("b", 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Record", ("key", "name", "price", "tags", "extra", "note")),
        ("Order", ("id", "name", "price", "qty", "tags")),
        ("HashedRecord", ()),
        ("TakesKeywords", ("first", "third")),
        ("TakesSome", ("first", "third")),
        ("TakesAlias", ("kind", "source")),
        ("Ticket", ("seatNumber", "class_", "startStation", "type")),
        ("Empty", ()),
    ],
)
def test_match_args(name, expected):
    assert getattr(fixture, name).__match_args__ == expected


def test_switched_off():
    assert not hasattr(fixture.OwnRepr, "__match_args__")
