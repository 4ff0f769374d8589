"""``view`` on a ``Vec``: a list in a field of an instance, held to what a list does."""

import collections.abc
import copy
import operator
import pickle
import typing

import pyo3_classes_fixture as fixture
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import helpers

NUMBERS = st.integers(-3, 3)
INDICES = st.integers(-6, 6)
BOUNDS = st.none() | st.integers(-6, 6)
SLICES = st.builds(slice, BOUNDS, BOUNDS, st.none() | st.sampled_from([-2, -1, 0, 1, 2, 3]))
LISTS = st.lists(NUMBERS, max_size=4)


class ListMachine(RuleBasedStateMachine):
    """Does the same to a view and to a list."""

    make = fixture.Views

    def __init__(self):
        super().__init__()
        self.owner = self.make()
        self.model = []

    def both(self, action):
        view, model = self.owner.numbers, self.model
        got, expected = helpers.outcome(action, view), helpers.outcome(action, model)
        assert (got is view) == (expected is model)
        assert got == expected

    @rule(item=NUMBERS)
    def append(self, item):
        self.both(lambda items: items.append(item))

    @rule(index=INDICES, item=NUMBERS)
    def insert(self, index, item):
        self.both(lambda items: items.insert(index, item))

    @rule(index=INDICES, item=NUMBERS)
    def set_item(self, index, item):
        self.both(lambda items: operator.setitem(items, index, item))

    @rule(index=INDICES | SLICES)
    def get_item(self, index):
        self.both(lambda items: items[index])

    @rule(index=INDICES | SLICES)
    def delete_item(self, index):
        self.both(lambda items: operator.delitem(items, index))

    @rule(index=SLICES, items=LISTS)
    def set_slice(self, index, items):
        self.both(lambda target: operator.setitem(target, index, items))

    @rule(index=st.none() | INDICES)
    def pop(self, index):
        self.both(lambda items: items.pop() if index is None else items.pop(index))

    @rule(item=NUMBERS)
    def remove(self, item):
        self.both(lambda items: items.remove(item))

    @rule(items=LISTS, how=st.sampled_from([list, tuple, iter]))
    def extend(self, items, how):
        self.both(lambda target: target.extend(how(items)))

    @rule(items=LISTS, how=st.sampled_from([list, tuple, iter]))
    def add_in_place(self, items, how):
        self.both(lambda target: operator.iadd(target, how(items)))

    @rule(times=st.integers(-1, 2))
    def multiply(self, times):
        self.both(lambda items: items * times)
        self.both(lambda items: times * items)
        if len(self.model) < 20:
            self.both(lambda items: operator.imul(items, times))

    @rule(reverse=st.booleans(), key=st.sampled_from([None, abs]))
    def sort(self, reverse, key):
        self.both(lambda items: items.sort(key=key, reverse=reverse))

    @rule()
    def turn(self):
        self.both(lambda items: items.reverse())
        self.both(lambda items: list(reversed(items)))

    @rule()
    def clear(self):
        self.both(lambda items: items.clear())

    @rule(item=NUMBERS, start=INDICES)
    def look(self, item, start):
        self.both(lambda items: items.count(item))
        self.both(lambda items: items.index(item))
        self.both(lambda items: items.index(item, start))
        self.both(lambda items: item in items)
        self.both(lambda items: items.copy())

    @rule(other=LISTS)
    def compare(self, other):
        for name in ["eq", "ne", "lt", "le", "gt", "ge", "add"]:
            self.both(lambda items: getattr(operator, name)(items, other))
            self.both(lambda items: getattr(operator, name)(other, items))
            self.both(lambda items: getattr(operator, name)(items, fixture.Views(other).numbers))

    @rule(wrong=st.sampled_from(["x", None, 1.5, [1]]))
    def wrong_index(self, wrong):
        self.both(lambda items: items[wrong])
        self.both(lambda items: items.pop(wrong))
        self.both(lambda items: operator.delitem(items, wrong))
        self.both(lambda items: items.insert(wrong, 1))

    @invariant()
    def same(self):
        assert self.owner.numbers == self.model
        assert list(self.owner.numbers) == self.model
        assert repr(self.owner.numbers) == repr(self.model)
        assert len(self.owner.numbers) == len(self.model)


class SmallVecMachine(ListMachine):
    """The same with a ``SmallVec``."""

    make = fixture.CrateViews


TestListMachine = ListMachine.TestCase
TestSmallVecMachine = SmallVecMachine.TestCase
TestListMachine.settings = TestSmallVecMachine.settings = settings(
    max_examples=80, stateful_step_count=30, deadline=None
)


def test_it_is_a_mutable_sequence():
    view = fixture.Views([1, 2]).numbers
    assert isinstance(view, collections.abc.MutableSequence)
    assert not isinstance(view, collections.abc.MutableMapping)
    with pytest.raises(TypeError, match="unhashable"):
        hash(view)
    assert helpers.matches("[1, *rest] if rest == [2]", view)


def test_all_views_show_the_same_field():
    owner = fixture.Views()
    one, other = owner.numbers, owner.numbers
    one.append(1)
    assert other == one == owner.numbers == [1]
    owner.numbers = [5]
    assert one == [5]
    owner.numbers += [6]
    assert one == [5, 6]


def test_hint_is_that_of_a_list():
    assert typing.get_type_hints(fixture.Views)["numbers"] == list[int]


def test_copies_and_pickles_are_plain_lists():
    view = fixture.Views([1, 2]).numbers
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    copies = [pickle.loads(pickle.dumps(view, protocol)) for protocol in protocols]
    for value in [*copies, copy.copy(view), copy.deepcopy(view), view.copy(), view[:]]:
        assert type(value) is list
        assert value == [1, 2]
    inner = [1]
    deep = copy.deepcopy(fixture.Views(objects=[inner]).objects)
    assert deep == [[1]]
    assert deep[0] is not inner


def test_iterators_look_at_the_live_length():
    def growing(items):
        seen = []
        for item in items:
            seen.append(item)
            if item < 5:
                items.append(item + 1)
        return seen

    def shrinking(items):
        seen = []
        for item in items:
            seen.append(item)
            items.pop()
        return seen

    def exhausted(items):
        iterator = iter(items)
        list(iterator)
        items.append(9)
        return list(iterator)

    def backward(items):
        iterator = reversed(items)
        first = next(iterator)
        items.clear()
        rest = list(iterator)
        items.extend([1, 2, 3])
        return first, rest, list(iterator)

    def hints(items):
        iterator, back = iter(items), reversed(items)
        result = [operator.length_hint(iterator), operator.length_hint(back)]
        next(iterator), next(back)
        return [*result, operator.length_hint(iterator), operator.length_hint(back)]

    for action in [growing, shrinking, exhausted, backward, hints]:
        for start in [[1], [1, 2, 3]]:
            assert action(fixture.Views(list(start)).numbers) == action(list(start))
