"""Rules for what collections hold: ``each``, ``key`` and ``value``."""

import pyo3_classes_fixture as fixture

import helpers
from helpers import problem


def short(loc, value, limit):
    return problem(
        "string_too_short", loc, f"must have at least {limit} characters", value, min_length=limit
    )


def test_each():
    assert fixture.Parts(digits=[0, 9, 5]).digits == [0, 9, 5]
    assert helpers.problems(fixture.Parts, digits=[0, -1, 10]) == [
        problem(
            "greater_than_equal", ("digits", 1), "must be greater than or equal to 0", -1, ge=0
        ),
        problem("less_than_equal", ("digits", 2), "must be less than or equal to 9", 10, le=9),
    ]


def test_each_beside_a_rule_for_the_whole():
    errors = helpers.problems(fixture.Parts, digits=[1, 2, 3, 10])
    assert [(error["type"], error["loc"]) for error in errors] == [
        ("too_long", ("digits",)),
        ("less_than_equal", ("digits", 3)),
    ]


def test_each_in_each():
    assert fixture.Parts(nested=[["ab", "abc"]]).nested == [["ab", "abc"]]
    mismatch = "must match the pattern '^a'"
    assert helpers.problems(fixture.Parts, nested=[["ab"], [], ["a", "ba"], ["b"]]) == [
        problem(
            "too_short",
            ("nested", 1),
            "must have at least 1 item",
            [],
            min_length=1,
            actual_length=0,
        ),
        short(("nested", 2, 0), "a", 2),
        problem("string_pattern_mismatch", ("nested", 2, 1), mismatch, "ba", pattern="^a"),
        short(("nested", 3, 0), "b", 2),
        problem("string_pattern_mismatch", ("nested", 3, 0), mismatch, "b", pattern="^a"),
    ]


def test_key_and_value():
    assert fixture.Parts(prices={"ab": 1}).prices == {"ab": 1.0}
    assert helpers.problems(fixture.Parts, prices={"a": 1.0, "bc": 0.0}) == [
        short(("prices", "a", "[key]"), "a", 2),
        problem("greater_than", ("prices", "bc"), "must be greater than 0.0", 0.0, gt=0.0),
    ]


def test_value_with_each():
    assert helpers.problems(fixture.Parts, lists={7: [1, 5], -1: [9]}) == [
        problem("less_than", ("lists", -1, 0), "must be less than 5", 9, lt=5),
        problem("less_than", ("lists", 7, 1), "must be less than 5", 5, lt=5),
    ]


def test_each_of_a_set():
    errors = helpers.problems(fixture.Parts, members={0, 1, -1})
    assert sorted(error["input"] for error in errors) == [-1, 0]
    assert {error["loc"] for error in errors} == {("members", 0), ("members", 1)}


def test_each_of_an_option_and_of_options():
    assert fixture.Parts(maybe=None).maybe is None
    assert fixture.Parts(maybe=["ab"]).maybe == ["ab"]
    assert helpers.problems(fixture.Parts, maybe=["ab", "abc"]) == [
        problem(
            "string_too_long", ("maybe", 1), "must have at most 2 characters", "abc", max_length=2
        )
    ]
    assert fixture.Parts(optional_items=[None, 1]).optional_items == [None, 1]
    assert helpers.problems(fixture.Parts, optional_items=[None, 0]) == [
        problem(
            "greater_than_equal",
            ("optional_items", 1),
            "must be greater than or equal to 1",
            0,
            ge=1,
        )
    ]


def test_each_of_an_array():
    assert helpers.problems(fixture.Parts, pair=[1, 0]) == [
        problem("greater_than_equal", ("pair", 1), "must be greater than or equal to 1", 0, ge=1)
    ]


def test_each_with_a_function():
    assert helpers.problems(fixture.Checked, all_even=[2, 3]) == [
        problem("value_error", ("all_even", 1), "3 is odd", 3)
    ]


def test_text_of_the_places():
    try:
        fixture.Parts(nested=[["a"]], prices={"x y": 0.0, "z": 1.0}, lists={7: [9]})
    except fixture.ValidationError as error:
        text = str(error)
    assert text == (
        "4 validation errors for Parts\n"
        "nested[0][0]: must have at least 2 characters (got 'a')\n"
        "prices.z['[key]']: must have at least 2 characters (got 'z')\n"
        "prices['x y']: must be greater than 0.0 (got 0.0)\n"
        "lists[7][0]: must be less than 5 (got 9)"
    )


def test_set_and_replace_and_restore():
    parts = fixture.Parts(digits=[1])
    expected = [
        problem("less_than_equal", ("digits", 0), "must be less than or equal to 9", 10, le=9)
    ]
    assert helpers.problems(setattr, parts, "digits", [10]) == expected
    assert helpers.problems(parts.__replace__, digits=[10]) == expected
    values = [getattr(parts, name) for name in fixture.Parts.__annotations__]
    values[0] = [10]
    assert helpers.problems(helpers.restore, fixture.Parts, *values) == expected
    assert parts.digits == [1]
