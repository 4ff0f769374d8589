"""Views among Python's own types: every attribute, and what the standard library makes of them."""

import bisect
import collections.abc
import heapq
import json
import operator
import random
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers


def views():
    owner = fixture.Views([3, 1, 2], sorted={2: "b", 1: "a"}, labels={"b", "a"})
    return owner.numbers, owner.sorted, owner.labels


# Class methods make new objects, and so does a view's `copy`; a view's class is not to be named.
WITHOUT = {"__class_getitem__", "fromkeys"}


@pytest.mark.parametrize("view, plain", [*zip(views(), [list, dict, set])])
def test_every_attribute_is_there(view, plain):
    assert set(dir(plain)) - set(dir(view)) <= WITHOUT
    assert set(dir(view)) - set(dir(plain)) <= {"__radd__", "__module__"}
    for name in dir(plain):
        if not name.startswith("_") and name not in WITHOUT:
            assert callable(getattr(view, name))
            assert getattr(view, name).__doc__


@pytest.mark.parametrize("part", ["keys", "values", "items"])
def test_parts_of_a_map_have_every_attribute(part):
    view, model = views()[1], {1: "a", 2: "b"}
    ours, theirs = getattr(view, part)(), getattr(model, part)()
    assert set(dir(theirs)) - set(dir(ours)) == set()
    assert repr(ours) == repr(theirs)
    assert list(reversed(ours)) == list(reversed(list(theirs)))
    assert len(ours) == 2
    base = {"keys": "KeysView", "values": "ValuesView", "items": "ItemsView"}[part]
    assert isinstance(ours, getattr(collections.abc, base))
    assert dict(ours.mapping) == model
    with pytest.raises(TypeError):
        ours.mapping[1] = "z"
    for item in [1, 3, "a", (1, "a"), (1, "b"), (9, "a"), (1, "a", 2), [1, "a"], None]:
        assert helpers.outcome(lambda: item in ours) == helpers.outcome(lambda: item in theirs)


def test_parts_of_a_map_are_live_sets():
    view, model = views()[1], {1: "a", 2: "b"}
    keys, items = view.keys(), view.items()
    view[3] = model[3] = "c"
    for name in ["or_", "and_", "sub", "xor", "eq", "le", "lt", "ge", "gt"]:
        act = getattr(operator, name)
        for other in [{1, 9}, {1: 0}.keys(), {1, 2, 3}]:
            assert act(keys, other) == act(model.keys(), other)
            assert act(other, keys) == act(other, model.keys())
        for other in [{(1, "a")}, {1: "a", 9: "z"}.items()]:
            assert act(items, other) == act(model.items(), other)
    assert keys.isdisjoint([9])
    assert not items.isdisjoint(model.items())


def test_a_key_that_is_replaced_while_items_go_by():
    view = fixture.Views(sorted={1: "a", 2: "b"}).sorted
    for part in [view.items, view.values]:
        iterator = iter(part())
        next(iterator)
        del view[2]
        view[5] = "e"
        with pytest.raises(RuntimeError, match="^dictionary keys changed during iteration$"):
            next(iterator)
        del view[5]
        view[2] = "b"


def test_the_standard_library_takes_them():
    numbers, mapping, labels = views()
    assert sorted(numbers) == [1, 2, 3] == [*sorted(numbers)]
    random.Random(1).shuffle(numbers)
    numbers.sort()
    bisect.insort(numbers, 2)
    assert numbers == [1, 2, 2, 3]
    assert bisect.bisect_right(numbers, 2) == 3
    first, *rest = numbers
    assert (first, rest) == (1, [2, 2, 3])
    assert [0] + numbers == [0, 1, 2, 2, 3]
    plain = [0]
    plain += numbers
    plain[:1] = numbers
    assert plain == [1, 2, 2, 3] * 2
    assert (lambda **named: named)(**fixture.Views(hashed={"a": 1}).hashed) == {"a": 1}
    assert "".join(labels) == "ab"
    assert {*labels} == frozenset(labels) == {"a", "b"}
    assert {**mapping} == dict(mapping) == {1: "a", 2: "b"}
    assert helpers.matches("[1, *others] if others == [2, 2, 3]", numbers)
    assert helpers.matches("{1: 'a', **others} if others == {2: 'b'}", mapping)
    if sys.version_info >= (3, 10):
        assert not helpers.matches("[*_]", mapping)
        assert not helpers.matches("{}", numbers)


def test_what_takes_nothing_but_a_list_says_so():
    numbers, mapping, _ = views()
    with pytest.raises(TypeError, match="must be (a )?list"):
        heapq.heappush(numbers, 1)
    for view, plain in [(numbers, "[3, 1, 2]"), (mapping, '{"1": "a", "2": "b"}')]:
        with pytest.raises(TypeError, match="not JSON serializable"):
            json.dumps(view)
        assert json.dumps(view.copy()) == plain


def test_a_class_of_views_makes_none():
    for view in views():
        with pytest.raises(TypeError, match="cannot create"):
            type(view)()
        with pytest.raises(AttributeError):
            view.extra = 1


def test_sort_is_stable_and_all_or_nothing():
    def odd_last(number):
        return number % 2

    def fails(number):
        if number == 2:
            raise ZeroDivisionError
        return -number

    for reverse in [False, True]:
        owner, plain = fixture.Views([5, 2, 3, 4, 1]), [5, 2, 3, 4, 1]
        owner.numbers.sort(key=odd_last, reverse=reverse)
        plain.sort(key=odd_last, reverse=reverse)
        assert owner.numbers == plain
    with pytest.raises(ZeroDivisionError):
        owner.numbers.sort(key=fails)
    assert owner.numbers == plain
    assert helpers.outcome(owner.numbers.sort, 1) == helpers.outcome(plain.sort, 1)
    with pytest.raises(TypeError, match="not supported between"):
        fixture.Views(objects=[1, "a"]).objects.sort()

    def meddles(number):
        owner.numbers.append(9)
        return number

    # The field becomes what was sorted, and what the key's code did to it meanwhile is overwritten.
    owner.numbers.sort(key=meddles)
    assert owner.numbers == [1, 2, 3, 4, 5]


def test_an_operator_in_place_hands_the_field_nothing_new():
    item = object()
    owner = fixture.Views([1], [item])
    owner.objects += [item]
    owner.numbers *= 2
    owner.sorted |= {1: "a"}
    owner.ids |= {1}
    assert (owner.objects, owner.numbers) == ([item, item], [1, 1])
    assert (owner.sorted, owner.ids) == ({1: "a"}, {1})
    other = fixture.Views([7])
    owner.numbers = other.numbers
    other.numbers.append(8)
    assert owner.numbers == [7]
    owner.matrix = [[1]]
    with pytest.raises(TypeError):
        owner.matrix = owner.numbers
    assert owner.matrix == [[1]]


def test_setitem_on_a_missing_index_or_key():
    numbers, mapping, labels = views()
    for view, plain, key in [(numbers, [3, 1, 2], 7), (mapping, {1: "a"}, 7)]:
        for action in [operator.getitem, operator.delitem, lambda items, key: items.pop(key)]:
            assert helpers.outcome(action, view, key) == helpers.outcome(action, plain, key)
    with pytest.raises(KeyError) as caught:
        labels.remove("x")
    assert caught.value.args == ("x",)
