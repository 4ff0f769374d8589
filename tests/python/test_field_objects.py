"""Fields that hold Python objects as they are."""

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_object_is_kept_as_it_is():
    for value in [None, 1, "a", [1], object(), int, NotImplemented, ...]:
        assert fixture.FieldAny(value).value is value
        assert fixture.FieldOptionAny(value).value is value
        assert fixture.FieldVecAny([value]).value[0] is value
        assert fixture.FieldMapAny({"k": value}).value["k"] is value
        assert fixture.FieldTupleAny((value, 1)).value[0] is value


def test_list_is_the_very_list():
    items = [1]
    field = fixture.FieldPyList(items)
    assert field.value is items
    field.value.append(2)
    assert items == [1, 2]
    assert repr(field) == "FieldPyList(value=[1, 2])"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("FieldPyList", (1,), "expected list, got tuple"),
        ("FieldPyDict", [], "expected dict | None, got list"),
        ("FieldPyInt", "1", "expected int, got str"),
        ("FieldPyOrder", 1, "expected Order, got int"),
        ("FieldVecPyOrder", 1, "expected list[Order], got int"),
        ("FieldVecAny", 1, "expected list[Any], got int"),
        ("FieldTupleAny", 1, "expected tuple[Any, int], got int"),
    ],
)
def test_wrong_type(name, value, text):
    cls = getattr(fixture, name)
    assert helpers.outcome(cls, value) == (TypeError, f"{name}.value: {text}")


def test_wrong_item():
    order = fixture.Order(1, "tea", 2.5)
    assert helpers.outcome(fixture.FieldVecPyOrder, [order, None]) == (
        TypeError,
        "FieldVecPyOrder.value[1]: expected Order, got None",
    )


def test_subclasses_are_kept():
    class Items(list):
        pass

    items = Items([1])
    assert fixture.FieldPyList(items).value is items
    assert fixture.FieldPyInt(True).value is True


def test_instance_of_another_class_is_live():
    order = fixture.Order(1, "tea", 2.5)
    field = fixture.FieldPyOrder(order)
    field.value.qty = 9
    assert order.qty == 9
    assert field == fixture.FieldPyOrder(fixture.Order(1, "tea", 2.5, 9))
    assert repr(field) == f"FieldPyOrder(value={order!r})"


def test_unhashable_instance_inside():
    with pytest.raises(TypeError, match="unhashable type"):
        hash(fixture.FieldPyOrder(fixture.Order(1, "tea", 2.5)))


def test_order_by_the_objects():
    assert fixture.FieldAny(1) < fixture.FieldAny(2)
    with pytest.raises(TypeError, match="^'<' not supported between instances of 'int' and 'str'$"):
        fixture.FieldAny(1) < fixture.FieldAny("a")
    one, two = fixture.Order(1, "a", 1.0), fixture.Order(2, "a", 1.0)
    assert fixture.FieldVecPyOrder([one]) < fixture.FieldVecPyOrder([two])
    assert fixture.FieldVecPyOrder([one, one]) > fixture.FieldVecPyOrder([one])
