"""Several items at once by a view: all of them or none, at a cost that what is there does not add to."""

import operator
import time

import pyo3_classes_fixture as fixture
import pytest


def test_a_batch_that_validate_rejects_is_taken_back_whole():
    owner = fixture.ValidatedViews([50], counts={"a": 20, "b": 30}, ids={-3, 3})
    for action in [
        lambda: owner.numbers.extend([1, 2, 3]),
        lambda: operator.iadd(owner.numbers, [1, 2, 3]),
        lambda: owner.counts.update(b=31, c=1, a=0, d=2, e=100),
        lambda: operator.ior(owner.counts, {"c": 1, "a": 99}),
        lambda: owner.ids.update([3, 4, 5], [6]),
        lambda: operator.ior(owner.ids, {-3, 101}),
    ]:
        with pytest.raises(fixture.ValidationError, match="wrong sum"):
            action()
        assert owner.numbers == [50]
        assert owner.counts == {"a": 20, "b": 30}
        assert owner.ids == {-3, 3}
    owner = fixture.ValidatedViews([50], counts={"a": -120}, ids={100})
    for action in [lambda: owner.counts.popitem(), lambda: owner.ids.pop()]:
        with pytest.raises(fixture.ValidationError, match="wrong sum"):
            action()
        assert (owner.counts, owner.ids) == ({"a": -120}, {100})


def test_an_ordered_map_is_put_back_in_order():
    start = {7: "g", 1: "a", 8: "h", 2: "b"}
    owner = fixture.CrateViews(indexed=start)
    for action in [
        lambda: operator.delitem(owner.indexed, 7),
        lambda: owner.indexed.pop(7),
        lambda: setattr(owner, "indexed", {8: "h"}),
    ]:
        with pytest.raises(fixture.ValidationError, match="8 without 7"):
            action()
        assert list(owner.indexed.items()) == list(start.items())
    owner.indexed = {1: "a"}
    with pytest.raises(fixture.ValidationError, match="8 without 7"):
        owner.indexed.update({3: "c", 1: "z", 8: "h"})
    assert list(owner.indexed.items()) == [(1, "a")]
    owner.indexed = {8: "h", 1: "a", 7: "g"}
    with pytest.raises(fixture.ValidationError, match="8 without 7"):
        owner.indexed.popitem()
    assert list(owner.indexed) == [8, 1, 7]


def test_an_ordered_set_keeps_its_order():
    ids = fixture.CrateViews().ids
    ids.update([5])
    ids.add(3)
    ids |= {9}
    ids.add(4)
    ids.discard(3)
    assert list(ids) == [5, 9, 4]
    assert ids.pop() == 4


def test_what_has_no_python_value_stays_in():
    owner = fixture.ShyViews([1, 5, 2], indexed={1: 5, 2: 5, 3: 1}, ids={4, 5})
    fixture.ShyViews.hide(5)
    try:
        for action in [
            lambda: owner.numbers.pop(1),
            lambda: owner.indexed.pop(1),
            lambda: owner.ids.pop(),
        ]:
            with pytest.raises(ZeroDivisionError, match="shy"):
                action()
    finally:
        fixture.ShyViews.hide(0)
    assert owner.numbers == [1, 5, 2]
    assert list(owner.indexed.items()) == [(1, 5), (2, 5), (3, 1)]
    assert list(owner.ids) == [4, 5]
    fixture.ShyViews.hide(5)
    del owner.numbers[1]
    del owner.indexed[1], owner.indexed[2]
    fixture.ShyViews.hide(0)
    assert owner.numbers == [1, 2]
    assert owner.indexed == {3: 1}


def test_rules_hold_for_each_of_a_batch():
    owner = fixture.RuledViews(tags=["a"], prices={"a": 1}, ids={1})
    for action, text in [
        (lambda: owner.tags.extend(["b", ""]), "at least 1 character"),
        (lambda: owner.tags.extend("bcd"), "at most 3 items"),
        (lambda: owner.prices.update(b=1, c=-1), "greater than or equal to 0"),
        (lambda: owner.prices.update(b=1, c=1, d=1), "at most 3 items"),
        (lambda: owner.ids.update([2, -1]), "greater than or equal to 0"),
        (lambda: owner.ids.update([2, 3, 4]), "at most 3 items"),
        (lambda: fixture.CrateViews(ids={1}).ids.add(-3), "greater than or equal to -2"),
    ]:
        with pytest.raises(fixture.ValidationError, match=text):
            action()
        assert (owner.tags, owner.prices, owner.ids) == (["a"], {"a": 1}, {1})
    owner.tags.extend("bc")
    owner.prices.update({"a": 2, "b": 3}, c=4)
    owner.ids |= {1, 2, 3}
    assert (owner.tags, owner.ids) == (["a", "b", "c"], {1, 2, 3})
    assert owner.prices == {"a": 2, "b": 3, "c": 4}


SMALL, LARGE = 1_000, 50_000
STEPS = {
    "+=": lambda o: setattr(o, "numbers", operator.iadd(o.numbers, [1, 2])),
    "extend": lambda o: o.numbers.extend((1, 2)),
    "pop": lambda o: o.numbers.pop(),
    "map |=": lambda o: setattr(o, "sorted", operator.ior(o.sorted, {-1: "", -2: ""})),
    "update": lambda o: o.hashed.update({"a": 1, "b": 2}),
    "popitem": lambda o: o.sorted.popitem(),
    "pop of a missing key": lambda o: o.hashed.pop("?", None),
    "set |=": lambda o: setattr(o, "ids", operator.ior(o.ids, {-1, -2})),
    "set update": lambda o: o.ids.update([-1], [-2]),
    "set pop": lambda o: o.ids.pop(),
}


@pytest.mark.parametrize("name", STEPS)
def test_the_cost_is_that_of_the_items(name):
    step = STEPS[name]

    def quickest(length):
        owner = fixture.Views(
            range(length),
            sorted=dict.fromkeys(range(length), ""),
            hashed={str(number): 1 for number in range(length)},
            ids=set(range(length)),
        )
        took = []
        for _ in range(20):
            start = time.perf_counter()
            step(owner)
            took.append(time.perf_counter() - start)
        return min(took)

    # By way of a copy it would be 50 times as much.
    assert quickest(LARGE) < 12 * quickest(SMALL)
