"""Rules of fields: each rule on each kind of type, wherever a value enters."""

import datetime
import math

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem

SECOND = datetime.timedelta(seconds=1)
WIDE = -(2**127) + 1


def rule(name, field, good, bad, kind, msg, **ctx):
    """A field of a class, values that pass, and values that do not with the problem they make."""
    label = f"{name}-{field}-{kind}"
    return pytest.param(getattr(fixture, name), field, good, bad, (kind, msg, ctx), id=label)


RULES = [
    rule(
        "Bounded",
        "at_least",
        [1, 2**63 - 1],
        [0, -(2**63)],
        "greater_than_equal",
        "must be greater than or equal to 1",
        ge=1,
    ),
    rule(
        "Bounded",
        "more_than",
        [5e-324, 1.0, math.inf],
        [0.0, -0.0, -1.0, -math.inf],
        "greater_than",
        "must be greater than 0.0",
        gt=0.0,
    ),
    rule(
        "Bounded",
        "at_most",
        [0, 10],
        [11, 255],
        "less_than_equal",
        "must be less than or equal to 10",
        le=10,
    ),
    rule(
        "Bounded",
        "less_than",
        [1.25, -math.inf],
        [1.5, 2.0, math.inf],
        "less_than",
        "must be less than 1.5",
        lt=1.5,
    ),
    rule(
        "Bounded",
        "step",
        [0, 5, -10],
        [1, -1, 7],
        "multiple_of",
        "must be a multiple of 5",
        multiple_of=5,
    ),
    rule(
        "Bounded",
        "fine",
        [0.0, 0.3, 0.7, 1000000.0, -0.1],
        [0.05, 0.35],
        "multiple_of",
        "must be a multiple of 0.1",
        multiple_of=0.1,
    ),
    rule(
        "Bounded",
        "percent",
        [None, 1, 100],
        [101],
        "less_than_equal",
        "must be less than or equal to 100",
        le=100,
    ),
    rule(
        "Bounded",
        "percent",
        [],
        [0],
        "greater_than_equal",
        "must be greater than or equal to 1",
        ge=1,
    ),
    rule(
        "Bounded",
        "boxed",
        [1],
        [0],
        "greater_than_equal",
        "must be greater than or equal to 1",
        ge=1,
    ),
    rule("Bounded", "digit", [1, 9], [10], "less_than", "must be less than 10", lt=10),
    rule(
        "Bounded",
        "wide",
        [WIDE, 2**127 - 1],
        [WIDE - 1],
        "greater_than_equal",
        f"must be greater than or equal to {WIDE}",
        ge=WIDE,
    ),
    rule(
        "Bounded",
        "span",
        [SECOND],
        [SECOND * 0],
        "greater_than",
        "must be greater than 0:00:00",
        gt=SECOND * 0,
    ),
    rule(
        "Lengths",
        "text",
        ["a", "abcde", "🍵" * 5],
        [""],
        "string_too_short",
        "must have at least 1 character",
        min_length=1,
    ),
    rule(
        "Lengths",
        "text",
        [],
        ["abcdef", "é" * 6],
        "string_too_long",
        "must have at most 5 characters",
        max_length=5,
    ),
    rule(
        "Lengths",
        "raw",
        [b"ab", b"abc"],
        [b"a", b""],
        "bytes_too_short",
        "must have at least 2 bytes",
        min_length=2,
    ),
    rule(
        "Lengths", "raw", [], [b"abcd"], "bytes_too_long", "must have at most 3 bytes", max_length=3
    ),
    rule(
        "Lengths",
        "items",
        [[1], [1, 2, 3]],
        [[]],
        "too_short",
        "must have at least 1 item",
        min_length=1,
        actual_length=0,
    ),
    rule(
        "Lengths",
        "items",
        [],
        [[1, 2, 3, 4]],
        "too_long",
        "must have at most 3 items",
        max_length=3,
        actual_length=4,
    ),
    rule(
        "Lengths",
        "members",
        [set(), {1}],
        [{1, 2}],
        "too_long",
        "must have at most 1 item",
        max_length=1,
        actual_length=2,
    ),
    rule(
        "Lengths",
        "entries",
        [{}, {"a": 1}],
        [{"a": 1, "b": 2}],
        "too_long",
        "must have at most 1 item",
        max_length=1,
        actual_length=2,
    ),
    rule(
        "Lengths",
        "maybe",
        [None, "ab"],
        ["a", ""],
        "string_too_short",
        "must have at least 2 characters",
        min_length=2,
    ),
    rule(
        "Lengths",
        "code",
        ["a-1", "zz-9"],
        ["", "a-", "A-1", "a-1x"],
        "string_pattern_mismatch",
        "must match the pattern '^[a-z]+-\\d$'",
        pattern="^[a-z]+-\\d$",
    ),
    rule(
        "Lengths",
        "found",
        [None, "x", "axe"],
        ["", "y"],
        "string_pattern_mismatch",
        "must match the pattern 'x'",
        pattern="x",
    ),
    rule("Checked", "even", [0, 2, -4], [3], "value_error", "3 is odd"),
    rule("Checked", "value_error", [0], [1], "value_error", "must be zero"),
    rule("Checked", "assertion_error", [0], [1], "assertion_error", "not zero"),
]


@pytest.mark.parametrize(("cls", "field", "good", "bad", "expected"), RULES)
def test_rule_on_every_way_in(cls, field, good, bad, expected):
    kind, msg, ctx = expected
    instance = cls()
    position = list(cls.__annotations__).index(field)

    def restore(value):
        values = [getattr(instance, other) for other in cls.__annotations__]
        values[position] = value
        return helpers.restore(cls, *values)

    ways = [
        lambda value: cls(**{field: value}),
        lambda value: setattr(instance, field, value),
        lambda value: instance.__replace__(**{field: value}),
        restore,
    ]
    for value in good:
        for way in ways:
            way(value)
        assert getattr(cls(**{field: value}), field) == value
        assert getattr(instance, field) == value
    before = repr(instance)
    for value in bad:
        for way in ways:
            assert helpers.problems(way, value) == [problem(kind, (field,), msg, value, **ctx)]
    assert repr(instance) == before
