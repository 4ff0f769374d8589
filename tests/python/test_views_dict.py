"""``view`` on a map: a dict in a field of an instance, held to what a dict does."""

import collections.abc
import copy
import gc
import operator
import pickle
import sys
import weakref

import pyo3_classes_fixture as fixture
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import helpers

# `True == 1 == 1.0` are one key of a dict; `"a"` and `None` are none of a map of ints, and a list
# is no key at all.
INTS = st.integers(-2, 2) | st.booleans() | st.sampled_from([1.0, 0.5, "a", None, [1]])
TEXTS = st.sampled_from(["a", "b", "c", "", "é", b"a", 1, None, ("a",)])


def machine(field, own_keys, keys, values, owner=fixture.Views, ordered=False):
    """Does the same to a view onto the field and to a dict; the order as well if it is ``ordered``."""
    dicts = st.dictionaries(own_keys, values, max_size=3)

    class DictMachine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.owner = owner()
            self.model = {}

        @property
        def view(self):
            return getattr(self.owner, field)

        def both(self, action):
            view, model = self.view, self.model
            got, expected = helpers.outcome(action, view), helpers.outcome(action, model)
            assert (got is view) == (expected is model)
            assert got == expected

        @rule(key=own_keys, value=values)
        def set_item(self, key, value):
            self.both(lambda items: operator.setitem(items, key, value))

        @rule(key=keys)
        def get_item(self, key):
            self.both(lambda items: items[key])
            self.both(lambda items: items.get(key))
            self.both(lambda items: items.get(key, "default"))
            self.both(lambda items: key in items)
            self.both(lambda items: key in items.keys())

        @rule(key=keys)
        def delete_item(self, key):
            self.both(lambda items: operator.delitem(items, key))

        @rule(key=keys, default=st.none() | st.just("default"))
        def pop(self, key, default):
            self.both(lambda items: items.pop(key, default))

        @rule(key=keys)
        def pop_without_default(self, key):
            self.both(lambda items: items.pop(key))

        @rule()
        def popitem(self):
            if ordered or not self.model:
                self.both(lambda items: items.popitem())
                return
            last = list(self.view.items())[-1]
            key, value = self.view.popitem()
            assert field != "sorted" or (key, value) == last
            assert self.model.pop(key) == value

        @rule(key=own_keys, value=values)
        def setdefault(self, key, value):
            self.both(lambda items: items.setdefault(key, value))

        @rule(others=dicts, how=st.sampled_from([dict, dict.items, lambda d: iter(d.items())]))
        def update(self, others, how):
            self.both(lambda items: items.update(how(others)))

        @rule(others=dicts)
        def merge(self, others):
            self.both(lambda items: items | others)
            self.both(lambda items: others | items)
            self.both(lambda items: operator.ior(items, others))
            self.both(lambda items: items | [])

        @rule(others=dicts)
        def compare(self, others):
            for name in ["eq", "ne", "lt"]:
                self.both(lambda items: getattr(operator, name)(items, others))
            view = getattr(owner(**{field: others}), field)
            assert (view == self.view) == (others == self.model)
            assert (others == self.view) == (others == self.model)

        @rule()
        def clear(self):
            self.both(lambda items: items.clear())

        @invariant()
        def same(self):
            view, model = self.view, self.model
            assert view == model
            assert len(view) == len(model)
            assert set(view) == set(model.keys()) == set(view.keys())
            order = list(model) if ordered else sorted(model) if field == "sorted" else list(view)
            assert list(view) == order
            for part in [view, view.keys(), view.values(), view.items()]:
                assert list(reversed(part)) == list(part)[::-1]
            assert dict(view.items()) == model == dict(view) == {**view} == view.copy()
            assert sorted(view.values()) == sorted(model.values())
            assert repr(view) == repr(view.copy())

    return DictMachine.TestCase


TestSorted = machine("sorted", st.integers(-2, 2), INTS, st.sampled_from(["x", "y"]))
TestHashed = machine("hashed", st.sampled_from(["a", "b", "c", ""]), TEXTS, st.integers(-2, 2))
TestIndexed = machine(
    "indexed", st.integers(-2, 2), INTS, st.sampled_from(["x", "y"]), fixture.CrateViews, True
)
TestHashbrown = machine(
    "hashed", st.sampled_from(["a", "b", ""]), TEXTS, st.integers(-2, 2), fixture.CrateViews
)
for case in [TestSorted, TestHashed, TestIndexed, TestHashbrown]:
    case.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_it_is_a_mutable_mapping():
    view = fixture.Views(sorted={1: "a"}).sorted
    assert isinstance(view, collections.abc.MutableMapping)
    assert not isinstance(view, collections.abc.Sequence)
    with pytest.raises(TypeError, match="unhashable"):
        hash(view)
    assert helpers.matches("{1: 'a'}", view)


def test_all_views_show_the_same_field():
    owner = fixture.Views()
    one, keys = owner.hashed, owner.hashed.keys()
    one["a"] = 1
    assert owner.hashed == {"a": 1}
    assert list(keys) == ["a"]
    owner.hashed |= {"b": 2}
    assert one == {"a": 1, "b": 2}
    owner.hashed = one
    assert one == {"a": 1, "b": 2}
    assert fixture.Views(hashed=one).hashed == one


def test_copies_and_pickles_are_plain_dicts():
    view = fixture.Views(sorted={1: "a"}).sorted
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    copies = [pickle.loads(pickle.dumps(view, protocol)) for protocol in protocols]
    for value in [*copies, copy.copy(view), copy.deepcopy(view), view.copy(), view | {}]:
        assert type(value) is dict
        assert value == {1: "a"}


def test_wrong_entries_name_the_field():
    owner = fixture.Views(hashed={"a": 1})
    for action in [
        lambda: operator.setitem(owner.hashed, "b", "x"),
        lambda: operator.setitem(owner.hashed, "a", "x"),
        lambda: owner.hashed.update(b="x"),
        lambda: owner.hashed.setdefault("b"),
        lambda: operator.ior(owner.hashed, {"b": "x"}),
        lambda: operator.setitem(owner.hashed, 1, 1),
    ]:
        with pytest.raises(TypeError, match=r"^Views\.hashed\[.*\]: expected (int|str), got"):
            action()
        assert owner.hashed == {"a": 1}


def test_rules_hold_as_for_the_whole_field():
    start = {"a": 1, "b": 2, "c": 3}

    def same_error(change, **whole):
        owner = fixture.RuledViews(prices=start)
        with pytest.raises(fixture.ValidationError) as by_view:
            change(owner.prices)
        with pytest.raises(fixture.ValidationError) as by_set:
            owner.prices = {**start, **whole}
        assert by_view.value.errors() == by_set.value.errors()
        assert owner.prices == start

    same_error(lambda prices: operator.setitem(prices, "d", 4), d=4)
    same_error(lambda prices: operator.setitem(prices, "a", -1), a=-1)
    same_error(lambda prices: prices.update(a=-1, d=-2), a=-1, d=-2)
    same_error(lambda prices: prices.setdefault("", 1), **{"": 1})
    owner = fixture.RuledViews(prices=start)
    owner.prices["c"] = 0
    del owner.prices["b"]
    assert owner.prices == {"a": 1, "c": 0}


def test_a_change_that_validate_rejects_is_taken_back():
    owner = fixture.ValidatedViews(counts={"a": 50, "b": -50})
    for action in [
        lambda: operator.setitem(owner.counts, "c", 101),
        lambda: operator.setitem(owner.counts, "a", 151),
        lambda: owner.counts.update(a=151),
        lambda: owner.counts.pop("a"),
        lambda: operator.delitem(owner.counts, "a"),
    ]:
        with pytest.raises(fixture.ValidationError, match="wrong sum"):
            action()
        assert owner.counts == {"a": 50, "b": -50}


class RaisingKey:
    def __init__(self, when):
        self.when = when

    def __hash__(self):
        if self.when == "hash":
            raise KeyError("hash")
        return hash("a")

    def __eq__(self, other):
        raise KeyError("eq")


@pytest.mark.parametrize("when", ["hash", "eq"])
def test_exceptions_of_others_change_nothing(when):
    owner = fixture.Views(hashed={"a": 1})
    key = RaisingKey(when)

    def breaks_off():
        yield "b", 2
        raise KeyError(when)

    for action in [
        lambda: owner.hashed[key],
        lambda: operator.setitem(owner.hashed, key, 2),
        lambda: operator.delitem(owner.hashed, key),
        lambda: owner.hashed.pop(key, None),
        lambda: owner.hashed.get(key),
        lambda: owner.hashed.setdefault(key, 2),
        lambda: key in owner.hashed,
        lambda: owner.hashed.update(breaks_off()),
    ]:
        with pytest.raises(KeyError, match=f"^'{when}'$"):
            action()
        assert owner.hashed == {"a": 1}


PARTS = [iter, reversed, lambda d: iter(d.items()), lambda d: iter(d.values())]


@pytest.mark.parametrize("part", PARTS)
def test_size_changes_during_iteration(part):
    for change in [lambda d: d.update(x=9), lambda d: d.pop("a"), lambda d: d.clear()]:
        for items in [fixture.Views(hashed={"a": 1, "b": 2}).hashed, {"a": 1, "b": 2}]:
            iterator = part(items)
            next(iterator)
            change(items)
            with pytest.raises(RuntimeError, match="^dictionary changed size during iteration$"):
                next(iterator)


def test_values_may_change_during_iteration():
    def doubled(items):
        for key in items:
            items[key] *= 2
        return [value for _, value in items.items()]

    assert doubled(fixture.Views(sorted={1: "a", 2: "b"}).sorted) == ["aa", "bb"]


def test_iterators_stay_exhausted():
    for items in [fixture.Views(hashed={"a": 1}).hashed, {"a": 1}]:
        iterator = iter(items)
        assert operator.length_hint(iterator) == 1
        assert list(iterator) == ["a"]
        items["b"] = 2
        assert list(iterator) == []
        assert operator.length_hint(iterator) == 0


def test_a_view_keeps_its_owner_and_counts_references():
    item = object()
    before = sys.getrefcount(item)
    owner = fixture.Views()
    seen = weakref.ref(owner)
    view = owner.named
    del owner
    gc.collect()
    view["a"] = item
    view["b"] = item
    assert sys.getrefcount(item) == before + 2
    view["a"] = None
    assert sys.getrefcount(item) == before + 1
    assert view.pop("b") is item
    assert view.setdefault("c", item) is item
    view.clear()
    assert sys.getrefcount(item) == before
    del view
    gc.collect()
    assert seen() is None
