"""``copy.copy`` and ``copy.deepcopy``."""

import copy

import pyo3_classes_fixture as fixture
import pytest

import helpers


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy])
def test_copy_is_equal_and_another(copier):
    record = fixture.Record(1, "a", 1.5, ["x"], {"k": 1}, "n")
    other = copier(record)
    assert other is not record
    assert type(other) is fixture.Record
    assert other == record


def test_frozen_instance_is_its_own_copy():
    record = fixture.FrozenRecord(1, "a", 1.5, ["x"], {"k": 1}, "n")
    assert copy.copy(record) is record
    assert copy.deepcopy(record) is record
    # Not where a part of it can change: as with a tuple that holds a list.
    holder = fixture.FrozenHolder(1, [[]])
    assert copy.copy(holder) is holder
    assert copy.deepcopy(holder) is not holder


@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy])
def test_copy_is_independent(copier):
    record = fixture.Record(1, "a", 1.5, ["x"])
    other = copier(record)
    record.name = "changed"
    record.tags = []
    assert (other.name, other.tags) == ("a", ["x"])


@pytest.mark.parametrize("cls", [fixture.Holder, helpers.Holder])
def test_copy_shares_objects(cls):
    value, item, named, maybe = [1], [2], [3], [4]
    holder = copy.copy(cls(value, [item], {"k": named}, maybe))
    assert holder.value is value
    assert holder.items[0] is item
    assert holder.named["k"] is named
    assert holder.maybe is maybe


@pytest.mark.parametrize("cls", [fixture.Holder, helpers.Holder])
def test_deepcopy_copies_objects_and_keeps_sharing(cls):
    shared = [1]
    holder = copy.deepcopy(cls(shared, [shared, shared], {"k": shared}, shared))
    assert holder.value == [1]
    assert holder.value is not shared
    copies = [*holder.items, holder.named["k"], holder.maybe]
    assert all(item is holder.value for item in copies)


@pytest.mark.parametrize("cls", [fixture.Holder, helpers.Holder])
def test_deepcopy_of_a_cycle(cls):
    holder = cls(None)
    holder.value = [holder]
    holder.items = [holder]
    other = copy.deepcopy(holder)
    assert other is not holder
    assert other.value[0] is other
    assert other.items[0] is other


def test_deepcopy_of_a_ring_of_nodes():
    first = fixture.Node("a", fixture.Node("b", fixture.Node("c")))
    first.next.next.next = first
    first.children = [first.next, first]
    other = copy.deepcopy(first)
    assert other.next.next.next is other
    assert other.children[0] is other.next
    assert other.children[1] is other
    assert {id(other), id(other.next)}.isdisjoint({id(first), id(first.next)})


def test_deepcopy_of_a_frozen_cycle():
    inside = []
    holder = fixture.FrozenHolder(inside, [inside])
    inside.append(holder)
    other = copy.deepcopy(holder)
    assert other is not holder
    assert other.value is not inside
    assert other.value[0] is other
    assert other.items[0] is other.value


def test_deepcopy_from_inside_a_frozen_cycle():
    inside = []
    holder = fixture.FrozenHolder(inside)
    inside.append(holder)
    other = copy.deepcopy(inside)
    assert other[0].value is other
    assert len(other) == 1


def test_memo_is_honoured_and_filled():
    shared = fixture.Record(1, "a", 1.0)
    pair = copy.deepcopy([shared, shared])
    assert pair[0] is pair[1]
    assert pair[0] is not shared
    known = fixture.Record(2, "b", 2.0)
    assert copy.deepcopy([shared], {id(shared): known})[0] is known
    memo = {}
    copied = shared.__deepcopy__(memo)
    assert memo[id(shared)] is copied
    frozen = fixture.FrozenHolder([1])
    memo = {}
    copied = frozen.__deepcopy__(memo)
    assert memo[id(frozen)] is copied


def test_memo_must_be_a_dict():
    record = fixture.Record(1, "a", 1.0)
    for wrong in [(None,), (), ({}, {})]:
        with pytest.raises(TypeError):
            record.__deepcopy__(*wrong)
    with pytest.raises(TypeError):
        record.__copy__(1)


class Uncopyable:
    def __deepcopy__(self, memo):
        raise LookupError("not copied")


def test_error_of_an_element_leaves_unchanged():
    for holder in [fixture.Holder(Uncopyable()), fixture.FrozenHolder(1, [Uncopyable()])]:
        assert copy.copy(holder) == holder
        with pytest.raises(LookupError, match="^not copied$"):
            copy.deepcopy(holder)


def test_deepcopy_that_turns_a_value_into_another_type():
    class Changing(list):
        def __deepcopy__(self, memo):
            return "text"

    bare = fixture.Bare(Changing())
    with pytest.raises(TypeError, match="^Bare.list: expected list, got str$"):
        copy.deepcopy(bare)


def test_nested_by_value():
    basket = fixture.Basket(fixture.Order(1, "a", 1.0), [fixture.Order(2, "b", 2.0)])
    for copier in [copy.copy, copy.deepcopy]:
        other = copier(basket)
        assert other == basket
        other.orders = []
        assert len(basket.orders) == 1
