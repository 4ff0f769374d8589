"""Setting fields of mutable classes: checked, and the instance as it was after any failure."""

import pyo3_classes_fixture as fixture
import pytest

import helpers


def state(instance):
    return {name: getattr(instance, name) for name in type(instance).__annotations__}


def test_set_every_field():
    record = fixture.Record(1, "a", 1.0)
    for name, value in {
        "key": -5,
        "name": "thé",
        "price": 2.5,
        "tags": ["x"],
        "extra": {"k": 1},
        "note": "n",
    }.items():
        setattr(record, name, value)
        assert getattr(record, name) == value
    assert record == fixture.Record(-5, "thé", 2.5, ["x"], {"k": 1}, "n")


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("id", "x", TypeError, "Order.id: expected int, got str"),
        ("id", -1, OverflowError, f"Order.id: expected int from 0 to {2**64 - 1}, got -1"),
        ("name", None, TypeError, "Order.name: expected str, got None"),
        ("tags", ["a", 1], TypeError, "Order.tags[1]: expected str, got int"),
        ("qty", 0, fixture.ValidationError, None),
        ("name", "", fixture.ValidationError, None),
        ("total", 1, AttributeError, None),
        ("unknown", 1, AttributeError, None),
    ],
)
def test_failed_set_changes_nothing(name, value, error, text):
    order = fixture.Order(1, "tea", 2.5, 3, ["hot"], note="n")
    before = state(order)
    with pytest.raises(error) as caught:
        setattr(order, name, value)
    if text is not None:
        assert str(caught.value) == text
    assert state(order) == before


@pytest.mark.parametrize("name", ["id", "note"])
def test_delete(name):
    order = fixture.Order(1, "tea", 2.5)
    with pytest.raises(AttributeError, match=f"^cannot delete field '{name}' of 'Order'$"):
        delattr(order, name)
    assert order == fixture.Order(1, "tea", 2.5)


def test_unknown_attribute_reads_as_of_a_class_with_slots():
    class Order:
        __slots__ = ()

    for action in [
        lambda order: setattr(order, "unknown", 1),
        lambda order: delattr(order, "unknown"),
        lambda order: order.unknown,
    ]:
        kind, text = helpers.outcome(action, Order())
        qualname = Order.__qualname__
        expected = text.replace(f"'{qualname}'", "'Order'")
        ours = helpers.outcome(action, fixture.Order(1, "tea", 2.5))
        assert ours[0] is kind is AttributeError
        assert ours[1].replace("'pyo3_classes_fixture.Order'", "'Order'") == expected


def test_getter_of_another_class():
    with pytest.raises(TypeError):
        fixture.Order.id.__get__(fixture.Record(1, "a", 1.0))
    with pytest.raises(TypeError):
        fixture.Order.id.__set__(fixture.Record(1, "a", 1.0), 5)
    with pytest.raises(TypeError):
        fixture.Order.__repr__(1)


def test_descriptor_belongs_to_the_class():
    assert fixture.Order.id.__objclass__ is fixture.Order
    assert type(fixture.Order.id).__name__ == "getset_descriptor"
    order = fixture.Order(1, "tea", 2.5)
    assert fixture.Order.id.__get__(order) == 1
    fixture.Order.id.__set__(order, 7)
    assert order.id == 7


def test_rollback_of_a_set_that_validate_rejects():
    interval = fixture.Interval(1, 2, ["x"])
    with pytest.raises(fixture.ValidationError) as caught:
        interval.low = 3
    assert caught.value.errors() == [
        helpers.problem(
            "value_error", (), "low must not exceed high", {"low": 3, "high": 2, "tags": ["x"]}
        )
    ]
    assert str(caught.value) == "1 validation error for Interval\nlow must not exceed high"
    assert state(interval) == {"low": 1, "high": 2, "tags": ["x"]}
    interval.high = 5
    interval.low = 3
    assert state(interval) == {"low": 3, "high": 5, "tags": ["x"]}


def test_rollback_of_a_set_when_validate_panics(capfd):
    interval = fixture.Interval(1, 20)
    with pytest.raises(BaseException, match="thirteen") as caught:
        interval.low = 13
    assert type(caught.value).__name__ == "PanicException"
    assert interval.low == 1
    interval.low = 2
    assert interval == fixture.Interval(2, 20)
    capfd.readouterr()


def test_rollback_keeps_the_very_object():
    value = [1]
    guarded = fixture.Guarded(value)
    with pytest.raises(fixture.ValidationError):
        guarded.value = []
    assert guarded.value is value


def test_exception_of_validate_that_is_no_finding():
    guarded = fixture.Guarded(1, password="lookup")
    with pytest.raises(LookupError, match="^nothing there$"):
        guarded.value = 0
    assert guarded.value == 1
