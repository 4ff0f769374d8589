"""``view`` on a set: a set in a field of an instance, held to what a set does."""

import collections.abc
import copy
import gc
import operator
import pickle
import weakref

import pyo3_classes_fixture as fixture
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import helpers

OPERATORS = ["or_", "and_", "sub", "xor", "eq", "ne", "lt", "le", "gt", "ge"]
IN_PLACE = ["ior", "iand", "isub", "ixor"]
METHODS = [
    "union",
    "intersection",
    "difference",
    "symmetric_difference",
    "isdisjoint",
    "issubset",
    "issuperset",
    "update",
    "intersection_update",
    "difference_update",
    "symmetric_difference_update",
]


def machine(field, own, items, owner=fixture.Views):
    """Does the same to a view onto the field and to a set."""
    sets = st.sets(own, max_size=4)

    class SetMachine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.owner = owner()
            self.model = set()

        @property
        def view(self):
            return getattr(self.owner, field)

        def both(self, action):
            view, model = self.view, self.model
            got, expected = helpers.outcome(action, view), helpers.outcome(action, model)
            assert (got is view) == (expected is model)
            assert got == expected
            if got is not view:
                assert type(got) is type(expected)

        @rule(item=own)
        def add(self, item):
            self.both(lambda members: members.add(item))

        @rule(item=items)
        def discard(self, item):
            self.both(lambda members: item in members)
            self.both(lambda members: members.discard(item))

        @rule(item=items)
        def remove(self, item):
            self.both(lambda members: members.remove(item))

        @rule()
        def pop(self):
            if not self.model:
                self.both(lambda members: members.pop())
                return
            self.model.remove(self.view.pop())

        @rule()
        def clear(self):
            self.both(lambda members: members.clear())

        @rule(
            name=st.sampled_from(OPERATORS),
            other=sets,
            how=st.sampled_from([set, frozenset, list]),
        )
        def operate(self, name, other, how):
            other = how(other)
            self.both(lambda members: getattr(operator, name)(members, other))
            if how is not list:
                self.both(lambda members: getattr(operator, name)(other, members))
                view = getattr(owner(**{field: other}), field)
                result = getattr(operator, name)(self.view, view)
                assert result == getattr(operator, name)(self.model, set(other))

        @rule(name=st.sampled_from(IN_PLACE), other=sets, how=st.sampled_from([set, frozenset]))
        def operate_in_place(self, name, other, how):
            self.both(lambda members: getattr(operator, name)(members, how(other)))

        @rule(name=st.sampled_from(IN_PLACE))
        def operate_on_itself(self, name):
            self.both(lambda members: getattr(operator, name)(members, members))

        @rule(
            name=st.sampled_from(METHODS),
            others=st.lists(sets, max_size=2),
            how=st.sampled_from([set, list, iter]),
        )
        def call(self, name, others, how):
            # Texts about the number of arguments name CPython's method, and ours are CPython's.
            self.both(lambda members: getattr(members, name)(*map(how, others)))

        @invariant()
        def same(self):
            view, model = self.view, self.model
            assert view == model
            assert model == view
            assert len(view) == len(model)
            assert sorted(view) == sorted(model)
            assert field not in ["labels", "pairs"] or owner is not fixture.Views or list(view) == sorted(model)
            assert repr(view) == repr(view.copy())

    return SetMachine.TestCase


TestIds = machine(
    "ids",
    st.integers(-3, 3),
    st.integers(-4, 4) | st.booleans() | st.sampled_from([1.0, 0.5, "a", None, [1]]),
)
TestLabels = machine(
    "labels",
    st.sampled_from(["a", "b", "c", "é"]),
    st.sampled_from(["a", "b", "", b"a", 1, ("a",), {1}]),
)
PAIRS = st.tuples(st.integers(0, 1), st.integers(0, 1))
TestPairs = machine("pairs", PAIRS, PAIRS | st.just(1))
TestIndexed = machine("ids", st.integers(-2, 2), st.integers(-3, 3), fixture.CrateViews)
TestHashbrown = machine("labels", st.sampled_from("abc"), st.sampled_from("abcd"), fixture.CrateViews)
for case in [TestIds, TestLabels, TestPairs, TestIndexed, TestHashbrown]:
    case.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_it_is_a_mutable_set():
    view = fixture.Views(ids={1}).ids
    assert isinstance(view, collections.abc.MutableSet)
    assert not isinstance(view, collections.abc.Sequence)
    with pytest.raises(TypeError, match="unhashable"):
        hash(view)


def test_operators_with_what_is_no_set():
    owner = fixture.Views(ids={1})
    for name in ["or_", "and_", "sub", "xor", "ior", "iand", "isub", "ixor"]:
        with pytest.raises(TypeError, match="unsupported operand"):
            getattr(operator, name)(owner.ids, [1])
    with pytest.raises(TypeError, match="unsupported operand"):
        [1] | owner.ids
    assert owner.ids | {2: 0}.keys() == {1, 2}


def test_all_views_show_the_same_field():
    owner = fixture.Views()
    one = owner.ids
    owner.ids |= {1, 2}
    owner.ids -= {2}
    assert one == owner.ids == {1}
    assert fixture.Views(ids=one, labels=owner.labels).ids == {1}


def test_copies_and_pickles_are_plain_sets():
    view = fixture.Views(ids={1}).ids
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    copies = [pickle.loads(pickle.dumps(view, protocol)) for protocol in protocols]
    for value in [*copies, copy.copy(view), copy.deepcopy(view), view.copy(), view | set()]:
        assert type(value) is set
        assert value == {1}


def test_wrong_items_name_the_field():
    owner = fixture.Views(ids={1})
    for action in [
        lambda: owner.ids.add("x"),
        lambda: owner.ids.update([2, "x"]),
        lambda: operator.ior(owner.ids, {"x"}),
    ]:
        with pytest.raises(TypeError, match=r"^Views\.ids\['x'\]: expected int, got str$"):
            action()
        assert owner.ids == {1}
    with pytest.raises(TypeError):
        fixture.StrictViews().ids.add(True)


def test_rules_hold_as_for_the_whole_field():
    def same_error(change, whole):
        owner = fixture.RuledViews(ids={1, 2, 3})
        with pytest.raises(fixture.ValidationError) as by_view:
            change(owner.ids)
        with pytest.raises(fixture.ValidationError) as by_set:
            owner.ids = whole
        assert by_view.value.errors() == by_set.value.errors()
        assert owner.ids == {1, 2, 3}

    same_error(lambda ids: ids.add(4), {1, 2, 3, 4})
    same_error(lambda ids: ids.add(-1), {-1, 1, 2, 3})
    same_error(lambda ids: ids.update([-1, -2]), {-1, -2, 1, 2, 3})
    owner = fixture.RuledViews(ids={1, 2, 3})
    owner.ids.add(3)
    owner.ids.remove(1)
    assert owner.ids == {2, 3}


def test_a_change_that_validate_rejects_is_taken_back():
    owner = fixture.ValidatedViews(ids={50, -50})
    for action in [
        lambda: owner.ids.add(101),
        lambda: owner.ids.update([101]),
        lambda: owner.ids.remove(50),
        lambda: owner.ids.discard(50),
    ]:
        with pytest.raises(fixture.ValidationError, match="wrong sum"):
            action()
        assert owner.ids == {50, -50}
    owner.ids.add(50)
    assert owner.ids == {50, -50}


class RaisingItem:
    def __init__(self, when):
        self.when = when

    def __hash__(self):
        if self.when == "hash":
            raise ZeroDivisionError
        return hash(1)

    def __eq__(self, other):
        raise ZeroDivisionError


@pytest.mark.parametrize("when", ["hash", "eq"])
def test_exceptions_of_others_change_nothing(when):
    owner = fixture.Views(ids={1})
    item = RaisingItem(when)

    def breaks_off():
        yield 2
        raise ZeroDivisionError

    for action in [
        lambda: owner.ids.add(item),
        lambda: owner.ids.remove(item),
        lambda: owner.ids.discard(item),
        lambda: item in owner.ids,
        lambda: owner.ids.update([2, item]),
        lambda: owner.ids.update(breaks_off()),
        lambda: owner.ids.symmetric_difference_update(breaks_off()),
    ]:
        with pytest.raises(ZeroDivisionError):
            action()
        assert owner.ids == {1}


def test_size_changes_during_iteration():
    for change in [lambda s: s.add(9), lambda s: s.discard(1), lambda s: s.clear()]:
        for items in [fixture.Views(ids={1, 2}).ids, {1, 2}]:
            iterator = iter(items)
            next(iterator)
            change(items)
            for _ in range(2):
                with pytest.raises(RuntimeError, match="^Set changed size during iteration$"):
                    next(iterator)


def test_a_view_keeps_its_owner():
    owner = fixture.Views()
    seen = weakref.ref(owner)
    view, iterator = owner.ids, iter(owner.ids)
    del owner
    gc.collect()
    assert list(iterator) == []
    view.add(1)
    assert view == {1}
    del view, iterator
    gc.collect()
    assert seen() is None
