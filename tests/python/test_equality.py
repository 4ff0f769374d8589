"""``==`` and ``!=``: field by field, same class only."""

import math

import pyo3_classes_fixture as fixture
import pytest

import helpers

ARGUMENTS = [
    (1, "a", 1.0),
    (2, "a", 1.0),
    (1, "b", 1.0),
    (1, "a", 1.5),
    (1, "a", -0.0),
    (1, "a", 0.0),
    (1, "a", 1.0, ["x"]),
    (1, "a", 1.0, ["x", "y"]),
    (1, "a", 1.0, [], {"k": 1}),
    (1, "a", 1.0, [], {"k": 2}),
    (1, "a", 1.0, [], {}, ""),
    (1, "a", 1.0, [], {}, "note"),
]


@pytest.mark.parametrize("name", ["Record", "FrozenRecord"])
@pytest.mark.parametrize("a", ARGUMENTS, ids=str)
def test_agrees_with_stdlib(name, a):
    cls, twin = getattr(fixture, name), getattr(helpers, name)
    for b in ARGUMENTS:
        assert (cls(*a) == cls(*b)) is (twin(*a) == twin(*b))
        assert (cls(*a) != cls(*b)) is (twin(*a) != twin(*b))


def test_other_class_is_not_implemented():
    record = fixture.Record(1, "a", 1.0)
    for other in [fixture.FrozenRecord(1, "a", 1.0), helpers.Record(1, "a", 1.0), 1, None]:
        assert record.__eq__(other) is NotImplemented
        assert record.__ne__(other) is NotImplemented
        assert record != other
        assert not record == other


def test_subclass_is_another_class():
    class Sub(fixture.Record):
        pass

    assert fixture.Record(1, "a", 1.0) != Sub(1, "a", 1.0)
    assert Sub(1, "a", 1.0) != fixture.Record(1, "a", 1.0)
    assert Sub(1, "a", 1.0) == Sub(1, "a", 1.0)


def test_reflected_operand_gets_its_turn():
    class Everything:
        def __eq__(self, other):
            return "mine"

    assert (fixture.Record(1, "a", 1.0) == Everything()) == "mine"


def test_nan_differs_but_an_instance_is_itself():
    # As stdlib dataclasses have it since Python 3.13.
    record = fixture.Record(1, "a", math.nan)
    same = record
    assert record == same
    assert not record != same
    assert record != fixture.Record(1, "a", math.nan)
    assert fixture.FieldVecF64([math.nan]) != fixture.FieldVecF64([math.nan])
    assert fixture.FieldF32(math.nan) != fixture.FieldF32(math.nan)
    assert fixture.FieldVecOption([math.nan]) != fixture.FieldVecOption([math.nan])


def test_nan_in_an_object_field_differs():
    assert fixture.Holder(math.nan) != fixture.Holder(math.nan)
    # A list compares its items by identity first, and so do fields that hold one.
    assert fixture.Holder([math.nan]) == fixture.Holder([math.nan])


def test_zero_equals_negative_zero():
    assert fixture.FieldF64(0.0) == fixture.FieldF64(-0.0)
    assert fixture.FieldVecF64([0.0]) == fixture.FieldVecF64([-0.0])


def test_fields_left_out():
    a = fixture.HashedRecord(key=1, price=2.0, label="a")
    assert a == fixture.HashedRecord(key=1, price=2.0, label="b")
    assert a != fixture.HashedRecord(key=1, price=2.0, label="a", rank=1)


def test_objects_compare_by_their_own_eq():
    class Modulo:
        def __init__(self, value):
            self.value = value

        def __eq__(self, other):
            return self.value % 10 == other.value % 10

    assert fixture.Holder(Modulo(3)) == fixture.Holder(Modulo(13))
    assert fixture.Holder(1, [Modulo(3)]) == fixture.Holder(1, [Modulo(13)])
    assert fixture.Holder(Modulo(3)) != fixture.Holder(Modulo(4))


def test_objects_keep_python_numbers_equal():
    assert fixture.FieldAny(1) == fixture.FieldAny(1.0) == fixture.FieldAny(True)


def test_error_of_an_element_leaves_unchanged():
    class Failing:
        def __eq__(self, other):
            raise LookupError("cannot compare")

    with pytest.raises(LookupError, match="^cannot compare$"):
        fixture.Holder(Failing()) == fixture.Holder(Failing())
    with pytest.raises(LookupError, match="^cannot compare$"):
        fixture.Holder(1, [Failing()]) != fixture.Holder(1, [Failing()])


def test_rust_fields_decide_first():
    class Failing:
        def __eq__(self, other):
            raise AssertionError("asked although the names differ")

    assert fixture.Node("a") != fixture.Node("b")
    assert fixture.FieldTupleAny((Failing(), 1)) is not None
    a, b = fixture.Open(1, Failing()), fixture.Open(2, Failing())
    assert a != b


def test_no_fields():
    assert fixture.Empty() == fixture.Empty()
    assert not fixture.Empty() < fixture.Empty()
    assert fixture.Empty() <= fixture.Empty()


def test_truth_of_a_comparison_that_is_no_bool():
    class Vector:
        def __eq__(self, other):
            return self

        def __bool__(self):
            raise ValueError("ambiguous")

    assert outcome_of_eq(fixture.Holder, Vector()) == outcome_of_eq(helpers.Holder, Vector())


def outcome_of_eq(cls, value):
    other = type(value)()
    return helpers.outcome(lambda: cls(value) == cls(other))
