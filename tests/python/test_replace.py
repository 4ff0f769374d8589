"""``copy.replace`` and ``__replace__``: a copy through the constructor."""

import copy
import dataclasses
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_replaces_some_fields():
    record = fixture.Record(1, "a", 1.5, ["x"], {"k": 1}, "n")
    other = record.__replace__(name="b", price=2)
    assert other == fixture.Record(1, "b", 2.0, ["x"], {"k": 1}, "n")
    assert record == fixture.Record(1, "a", 1.5, ["x"], {"k": 1}, "n")


def test_nothing_replaced_is_a_copy():
    record = fixture.FrozenRecord(1, "a", 1.5)
    other = record.__replace__()
    assert other == record
    assert other is not record


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is of Python 3.13")
def test_copy_replace():
    record = copy.replace(fixture.FrozenRecord(1, "a", 1.5), key=2)
    assert record == fixture.FrozenRecord(2, "a", 1.5)


def test_objects_are_shared():
    value, item = [1], [2]
    holder = fixture.Holder(value, [item]).__replace__(maybe=3)
    assert holder.value is value
    assert holder.items[0] is item
    assert holder.maybe == 3


def test_values_are_converted_and_checked():
    order = fixture.Order(1, "tea", 2.5)
    with pytest.raises(TypeError, match="^Order.name: expected str, got int$"):
        order.__replace__(name=1)
    assert helpers.problems(order.__replace__, id=0, qty=-1) == [
        helpers.problem(
            "greater_than_equal", ("id",), "must be greater than or equal to 1", 0, ge=1
        ),
        helpers.problem(
            "greater_than_equal", ("qty",), "must be greater than or equal to 1", -1, ge=1
        ),
    ]


def test_unknown_field():
    with pytest.raises(
        TypeError, match=r"^Record\(\) got an unexpected keyword argument 'colour'$"
    ):
        fixture.Record(1, "a", 1.5).__replace__(colour=1)


def test_takes_keywords_only():
    def __replace__():
        """What CPython says of a function without parameters."""

    record = fixture.Record(1, "a", 1.5)
    for arguments in [(1,), (1, 2)]:
        expected = helpers.outcome(__replace__, *arguments)
        expected = (expected[0], expected[1].replace(f"{__replace__.__qualname__}", "__replace__"))
        assert helpers.outcome(record.__replace__, *arguments) == expected


def test_field_that_is_no_parameter():
    @dataclasses.dataclass
    class Twin:
        side: float
        area: float = dataclasses.field(init=False, default=0.0)

    expected = helpers.outcome(dataclasses.replace, Twin(1.0), area=2.0)
    ours = helpers.outcome(fixture.Square(1.0).__replace__, area=2.0)
    assert ours[1] == expected[1]
    # A TypeError in dataclasses since 3.13, a ValueError before.
    assert ours[0] is TypeError


def test_field_that_is_no_parameter_has_its_default_again():
    some = fixture.TakesSome(1, 3)
    some.second = 9
    assert some.__replace__(first=2).second == 7


def test_goes_by_the_constructors_names():
    alias = fixture.TakesAlias(1, 2).__replace__(type=5)
    assert (alias.kind, alias.source) == (5, 2)
    with pytest.raises(TypeError, match="unexpected keyword argument 'kind'"):
        alias.__replace__(kind=5)


def test_keeps_the_subclass():
    class Sub(fixture.Base):
        pass

    sub = Sub(1)
    sub.extra = [1]
    other = sub.__replace__(x=5)
    assert type(other) is Sub
    assert (other.x, other.y, other.extra) == (5, 2, [1])
    assert other.extra is sub.extra
