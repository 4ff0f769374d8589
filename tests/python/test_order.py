"""``<``, ``<=``, ``>``, ``>=``: as tuples of the fields compare."""

import itertools
import math
import operator

import pyo3_classes_fixture as fixture
import pytest

import helpers

OPERATORS = [operator.lt, operator.le, operator.gt, operator.ge]

RECORDS = [
    (1, 1.0),
    (1, 2.0),
    (2, 1.0),
    (1, -0.0),
    (1, 0.0),
    (1, math.inf),
    (1, 1.0, ""),
    (1, 1.0, "note"),
    (1, 1.0, "notf"),
    (2, 1.0, "note"),
]
FROZEN = [
    (1, "a", 1.0),
    (1, "b", 1.0),
    (1, "", 1.0),
    (1, "é", 1.0),
    (1, "\U0001f375", 1.0),
    (1, "\uffff", 1.0),
    (1, "a", 1.0, ["x"]),
    (1, "a", 1.0, ["x", "y"]),
    (1, "a", 1.0, ["y"]),
]


@pytest.mark.parametrize("compare", OPERATORS)
@pytest.mark.parametrize(
    ("name", "arguments"), [("OrderedRecord", RECORDS), ("FrozenRecord", FROZEN)]
)
def test_agrees_with_stdlib(name, arguments, compare):
    cls, twin = getattr(fixture, name), getattr(helpers, name)
    for a, b in itertools.product(arguments, repeat=2):
        ours = helpers.outcome(lambda a=a, b=b: compare(cls(*a), cls(*b)))
        assert ours == helpers.outcome(lambda a=a, b=b: compare(twin(*a), twin(*b))), (a, b)


@pytest.mark.parametrize("compare", OPERATORS)
def test_fields_without_order_raise_what_python_raises(compare):
    cls, twin = fixture.FrozenRecord, helpers.FrozenRecord
    a, b = (1, "a", 1.0, [], {"k": 1}), (1, "a", 1.0, [], {"k": 2})
    expected = helpers.outcome(lambda: compare(twin(*a), twin(*b)))
    assert expected[0] is TypeError
    assert helpers.outcome(lambda: compare(cls(*a), cls(*b))) == expected


@pytest.mark.parametrize("compare", OPERATORS)
def test_none_against_a_value(compare):
    name = {operator.lt: "<", operator.le: "<=", operator.gt: ">", operator.ge: ">="}[compare]
    with pytest.raises(
        TypeError,
        match=f"^'{name}' not supported between instances of 'NoneType' and 'str'$",
    ):
        compare(fixture.OrderedRecord(1, 1.0), fixture.OrderedRecord(1, 1.0, "note"))


@pytest.mark.parametrize("compare", OPERATORS)
def test_other_class_is_a_type_error(compare):
    ordered = fixture.OrderedRecord(1, 1.0)
    for other in [helpers.OrderedRecord(1, 1.0), fixture.FrozenRecord(1, "a", 1.0), 1, None]:
        method = getattr(ordered, f"__{compare.__name__}__")
        assert method(other) is NotImplemented
        with pytest.raises(TypeError, match="not supported between instances of"):
            compare(ordered, other)


@pytest.mark.parametrize("compare", OPERATORS)
def test_without_order_it_is_a_type_error(compare):
    record = fixture.Record(1, "a", 1.0)
    twin = helpers.Record(1, "a", 1.0)
    assert getattr(record, f"__{compare.__name__}__")(record) is NotImplemented
    expected = helpers.outcome_of_extension("Record", compare, twin, twin)
    assert helpers.outcome(compare, record, record) == expected


def test_nan_is_neither_less_nor_greater():
    a, b = fixture.OrderedRecord(1, math.nan), fixture.OrderedRecord(1, math.nan)
    assert [compare(a, b) for compare in OPERATORS] == [False] * 4
    assert [compare(a, a) for compare in OPERATORS] == [False, True, False, True]


def test_sorting():
    values = [(3, 1.0), (1, 2.5), (2, -1.0), (1, 2.0)]
    ours = sorted(fixture.OrderedRecord(*value) for value in values)
    twins = sorted(helpers.OrderedRecord(*value) for value in values)
    assert [(o.key, o.price) for o in ours] == [(o.key, o.price) for o in twins]


def test_objects_compare_by_their_own_methods():
    a, b = fixture.Holder([1, 2]), fixture.Holder([1, 3])
    assert a < b and b > a and a <= b and b >= a
    assert not fixture.Holder({1}) < fixture.Holder({2})
    assert fixture.Holder({1}) < fixture.Holder({1, 2})


def test_instances_deep_inside_one_another():
    a, b = fixture.Holder(1), fixture.Holder(1)
    for _ in range(5000):
        a, b = fixture.Holder(a), fixture.Holder(b)
    for compare in [operator.eq, *OPERATORS]:
        with pytest.raises(RecursionError, match="^maximum recursion depth exceeded"):
            compare(a, b)


def test_sets_compare_as_subsets():
    assert fixture.FieldHashSet({1}) < fixture.FieldHashSet({1, 2})
    assert not fixture.FieldHashSet({1}) < fixture.FieldHashSet({2})
    assert not fixture.FieldHashSet({1}) >= fixture.FieldHashSet({2})


def test_error_of_an_element_leaves_unchanged():
    class Failing:
        def __lt__(self, other):
            raise LookupError("cannot compare")

    with pytest.raises(LookupError, match="^cannot compare$"):
        fixture.Holder(Failing()) < fixture.Holder(Failing())


def test_answer_that_is_no_bool():
    class Wordy:
        def __eq__(self, other):
            return False

        def __lt__(self, other):
            return "yes"

    # A tuple, and so a dataclass, passes on what the item answers.
    assert (fixture.Holder(Wordy()) < fixture.Holder(Wordy())) in ("yes", True)
