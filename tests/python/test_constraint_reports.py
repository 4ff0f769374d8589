"""What is told of values that break rules, and when rules are asked at all."""

import math

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem


def ge(loc, value, limit=1):
    """The problem with a value that is too small."""
    return problem(
        "greater_than_equal", loc, f"must be greater than or equal to {limit}", value, ge=limit
    )


@pytest.mark.parametrize("field", ["more_than", "less_than", "fine"])
def test_nan_breaks_every_limit(field):
    (entry,) = helpers.problems(fixture.Bounded, **{field: math.nan})
    assert entry["loc"] == (field,)
    assert math.isnan(entry["input"])


def test_infinity_is_no_multiple():
    (entry,) = helpers.problems(fixture.Bounded, fine=math.inf)
    assert entry == problem(
        "multiple_of", ("fine",), "must be a multiple of 0.1", math.inf, multiple_of=0.1
    )


def test_several_fields_at_once_in_order_of_declaration():
    errors = helpers.problems(fixture.Bounded, step=1, at_least=0, percent=0, at_most=11)
    assert errors == [
        ge(("at_least",), 0),
        problem("less_than_equal", ("at_most",), "must be less than or equal to 10", 11, le=10),
        problem("multiple_of", ("step",), "must be a multiple of 5", 1, multiple_of=5),
        ge(("percent",), 0),
    ]


def test_conversion_comes_before_rules():
    with pytest.raises(TypeError, match="^Bounded.step: expected int, got str$"):
        fixture.Bounded(at_least=0, step="x")
    with pytest.raises(
        OverflowError, match="^Bounded.percent: expected int from 0 to 255, got 256$"
    ):
        fixture.Bounded(percent=256)


def test_set_breaks_one_rule_and_keeps_the_value():
    order = fixture.Order(1, "tea", 2.5)
    with pytest.raises(fixture.ValidationError) as caught:
        order.qty = 0
    assert str(caught.value) == (
        "1 validation error for Order\nqty: must be greater than or equal to 1 (got 0)"
    )
    assert order.qty == 1


def test_alias_names_the_place_in_the_constructor():
    assert helpers.problems(fixture.Ticket, 1, "first", **{"from": 0}) == [ge(("from",), 0)]
    ticket = fixture.Ticket(1, "first")
    assert helpers.problems(setattr, ticket, "startStation", 0) == [ge(("startStation",), 0)]
    assert helpers.problems(ticket.__replace__, **{"from": 0}) == [ge(("from",), 0)]


def test_rule_without_outcome_lets_pass():
    assert fixture.Checked(free=3).free == 3


def test_exception_of_a_rule_that_is_no_finding_leaves_at_once():
    with pytest.raises(KeyError, match="^'not a key'$"):
        fixture.Checked(key_error=1)
    with pytest.raises(KeyError, match="^'not a key'$"):
        fixture.Checked(even=1, key_error=1)
    checked = fixture.Checked()
    with pytest.raises(KeyError):
        checked.key_error = 1
    assert checked.key_error == 0


def test_getter_of_pyo3_keeps_the_rules():
    assert fixture.GetAll(1, ["a"]).tags == ["a"]
    assert helpers.problems(fixture.GetAll, 1, ["a", "b", "c"]) == [
        problem(
            "too_long",
            ("tags",),
            "must have at most 2 items",
            ["a", "b", "c"],
            max_length=2,
            actual_length=3,
        )
    ]


def test_field_without_parameter_is_checked_after_post_init():
    with pytest.raises(fixture.ValidationError) as caught:
        fixture.Square(11.0)
    assert caught.value.errors() == [
        problem(
            "less_than_equal", ("area",), "must be less than or equal to 100.0", 121.0, le=100.0
        )
    ]
