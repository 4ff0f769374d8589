"""``post_init`` and ``validate`` of a class: when they run, and what their failures become."""

import copy
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers


def runs_of(action):
    before = fixture.completed_squares()
    action()
    return fixture.completed_squares() - before


def test_post_init_completes():
    assert fixture.Square(3).area == 9.0
    assert repr(fixture.Square(3)) == "Square(side=3.0, area=9.0)"


def test_post_init_runs_as_in_stdlib():
    square = fixture.Square(3)
    assert runs_of(lambda: fixture.Square(1)) == 1
    assert runs_of(lambda: square.__replace__(side=2)) == 1
    assert runs_of(lambda: copy.copy(square)) == 0
    assert runs_of(lambda: copy.deepcopy(square)) == 0
    assert runs_of(lambda: pickle.loads(pickle.dumps(square))) == 0
    assert runs_of(lambda: setattr(square, "side", 2.0)) == 0
    assert square.__replace__(side=4).area == 16.0


def test_copy_keeps_what_was_set_since():
    square = fixture.Square(3)
    square.area = 50
    assert copy.copy(square).area == 50.0
    assert copy.deepcopy(square).area == 50.0


def test_post_init_does_not_run_on_wrong_arguments():
    assert runs_of(lambda: helpers.outcome(fixture.Square)) == 0
    assert runs_of(lambda: helpers.outcome(fixture.Square, "x")) == 0


def test_post_init_of_a_subclass():
    class Sub(fixture.Square):
        pass

    assert Sub(2).area == 4.0
    assert runs_of(lambda: Sub(2)) == 1


def test_post_init_may_reject():
    assert fixture.Refused("not").how == "not"
    assert helpers.problems(fixture.Refused, "value") == [
        helpers.problem("value_error", (), "refused", {"how": "value"})
    ]
    with pytest.raises(LookupError, match="^refused$"):
        fixture.Refused("lookup")
    with pytest.raises(LookupError, match="^refused$"):
        fixture.Refused("not").__replace__(how="lookup")


def test_post_init_may_panic(capfd):
    with pytest.raises(BaseException, match="refused") as caught:
        fixture.Refused("panic")
    assert type(caught.value).__name__ == "PanicException"
    capfd.readouterr()


def test_validate_runs_wherever_a_value_enters():
    interval = fixture.Interval(1, 2)
    text = "1 validation error for Interval\nlow must not exceed high"
    for action in [
        lambda: fixture.Interval(3, 2),
        lambda: interval.__replace__(low=3),
        lambda: setattr(interval, "low", 3),
        lambda: helpers.restore(fixture.Interval, 3, 2, []),
    ]:
        assert helpers.outcome(action) == (fixture.ValidationError, text)
    assert interval == fixture.Interval(1, 2)


def test_validate_does_not_see_fields_that_broke_a_rule():
    # `area` is the only problem told: `validate` runs on values that keep the rules of the fields.
    assert [error["loc"] for error in helpers.problems(fixture.Square, 1000)] == [("area",)]


def test_validate_panics_in_the_constructor(capfd):
    with pytest.raises(BaseException, match="thirteen"):
        fixture.Interval(13, 20)
    capfd.readouterr()


def test_input_of_a_rejected_instance_names_its_attributes():
    (error,) = helpers.problems(fixture.Interval, 3, 2, ["x"])
    assert error["input"] == {"low": 3, "high": 2, "tags": ["x"]}
