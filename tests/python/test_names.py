"""Names of attributes and parameters, and accessors that are PyO3's or the user's own."""

import copy
import dataclasses
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_renamed_class_and_fields():
    ticket = fixture.Ticket(1, "first", type="adult", **{"from": 3})
    assert fixture.Ticket.__name__ == "Ticket"
    assert (ticket.seatNumber, ticket.class_, ticket.startStation, ticket.type) == (
        1,
        "first",
        3,
        "adult",
    )
    assert list(fixture.Ticket.__annotations__) == ["seatNumber", "class_", "startStation", "type"]
    assert helpers.outcome(lambda: fixture.Ticket("x", "first")) == (
        TypeError,
        "Ticket.seatNumber: expected int, got str",
    )
    ticket.seatNumber = 5
    ticket.type = "child"
    assert pickle.loads(pickle.dumps(ticket)) == copy.copy(ticket) == ticket
    assert not hasattr(ticket, "seat_number")


def test_missing_arguments_go_by_the_new_names():
    assert helpers.outcome(fixture.Ticket) == (
        TypeError,
        "Ticket() missing 2 required positional arguments: 'seatNumber' and 'class_'",
    )


def test_accessors_of_pyo3_stay():
    accessors = fixture.Accessors(1, 2, 3, 4)
    assert (accessors.read, accessors.both) == (1, 2)
    accessors.both = 5
    with pytest.raises(AttributeError, match="read"):
        accessors.read = 5
    accessors.generated = 7
    assert (accessors.read, accessors.both, accessors.generated) == (1, 5, 7)


def test_accessors_of_the_user_stay():
    accessors = fixture.Accessors(1, 2, 3, 4)
    assert accessors.own == 30
    accessors.own = 70
    assert accessors.own == 70
    assert accessors.sum == 1 + 2 + 7 + 4
    with pytest.raises(AttributeError):
        accessors.sum = 1


def test_the_rest_sees_the_stored_value():
    accessors = fixture.Accessors(1, 2, 3, 4)
    assert repr(accessors) == "Accessors(read=1, both=2, own=3, generated=4)"
    assert pickle.loads(pickle.dumps(accessors)) == accessors
    assert accessors.__replace__(read=9).own == 30


def test_get_all():
    instance = fixture.GetAll(1, ["a"])
    assert (instance.x, instance.tags) == (1, ["a"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        instance.x = 5


def test_set_all():
    instance = fixture.SetAll(1)
    instance.x = 5
    instance.tags = ["a"]
    assert instance == fixture.SetAll(5, ["a"])
    with pytest.raises(TypeError):
        instance.x = "a"
