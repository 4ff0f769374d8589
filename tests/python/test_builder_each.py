"""Adders: `#[pybuilder(each = "…")]`, one item of a collection at a call."""

import inspect
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyo3_classes_fixture import BuilderError, Gathered, GatheredBuilder, Ruled, ValidationError

INTS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(max_size=5)

#: Each field that is a list or set in Python, with its adder.
ITEMS = {
    "items": ("item", INTS, list),
    "members": ("member", TEXTS, set),
    "sorted_members": ("sorted_member", INTS, set),
    "perhaps": ("chance", INTS, list),
    "smalls": ("small", INTS, list),
    "seen_in_order": ("seen", TEXTS, set),
    "brown_items": ("brown_item", INTS, set),
}
#: Each that is a dict.
ENTRIES = {
    "labels": ("label", TEXTS, INTS),
    "sorted_labels": ("sorted_label", INTS, TEXTS),
    "entries": ("entry", TEXTS, st.lists(INTS, max_size=2)),
    "ranking": ("ranked", TEXTS, INTS),
    "browns": ("brown", TEXTS, INTS),
}


@pytest.mark.parametrize("field", ITEMS)
@given(data=st.data())
def test_items_add_up_to_the_collection(field, data):
    adder, items, kind = ITEMS[field]
    first, added = data.draw(st.lists(items, max_size=3)), data.draw(st.lists(items, min_size=1))
    builder, whole = Gathered.builder(), Gathered.builder()
    getattr(builder, field)(kind(first))
    for item in added:
        assert getattr(builder, adder)(item) is builder
    getattr(whole, field)(kind(first + added))
    assert builder == whole
    assert getattr(builder.build(), field) == kind(first + added)
    assert builder.build() == Gathered(**{field: kind(first + added)})


@pytest.mark.parametrize("field", ENTRIES)
@given(data=st.data())
def test_entries_add_up_to_the_map(field, data):
    adder, keys, values = ENTRIES[field]
    entries = data.draw(st.lists(st.tuples(keys, values), min_size=1))
    builder = Gathered.builder()
    for key, value in entries:
        assert getattr(builder, adder)(key, value) is builder
    assert getattr(builder.build(), field) == dict(entries)


def test_an_ordered_map_keeps_the_order_of_the_first():
    builder = Gathered.builder().ranked("b", 1).ranked("a", 2).ranked("b", 3)
    assert list(builder.build().ranking.items()) == [("b", 3), ("a", 2)]


def test_none_is_an_empty_collection_for_an_adder():
    assert Gathered.builder().perhaps(None).chance(1).build().perhaps == [1]
    assert Gathered.builder().build().perhaps is None


def test_an_adder_starts_from_nothing_and_not_from_the_default():
    builder = Ruled.builder().digit(1)
    assert builder.build().numbers == [7]
    assert builder.number(1).build().numbers == [1]


def test_the_setter_replaces_what_was_added():
    assert Gathered.builder().item(1).items([2]).item(3).build().items == [2, 3]


def test_copies_and_instances_grow_apart():
    builder = Gathered.builder().item(1)
    copy = builder.copy().item(2)
    more = builder.build().to_builder().item(3)
    builder.item(4)
    assert [each.build().items for each in (builder, copy, more)] == [[1, 4], [1, 2], [1, 3]]


@pytest.mark.parametrize(
    ("add", "error", "text"),
    [
        (lambda b: b.item("x"), TypeError, "Gathered.items[2]: expected int, got str"),
        (lambda b: b.item(2**63), OverflowError, "Gathered.items[2]: expected int from"),
        (lambda b: b.member(1), TypeError, "Gathered.members[0]: expected str, got int"),
        (lambda b: b.label("k", "x"), TypeError, "Gathered.labels['k']: expected int, got str"),
        (lambda b: b.label(1, 1), TypeError, "Gathered.labels[1]: expected str, got int"),
        (lambda b: b.entry("k", ["x"]), TypeError, "Gathered.entries['k'][0]: expected int, got"),
        (lambda b: b.item(), TypeError, "takes exactly one argument (0 given)"),
        (lambda b: b.item(1, 2), TypeError, "takes exactly one argument (2 given)"),
        (lambda b: b.item(item=1), TypeError, "takes no keyword arguments"),
        (
            lambda b: b.label("k"),
            TypeError,
            "GatheredBuilder.label() takes a key and a value (1 given)",
        ),
        (
            lambda b: b.label("k", 1, 2),
            TypeError,
            "GatheredBuilder.label() takes a key and a value (3 given)",
        ),
        (lambda b: b.label(key="k", value=1), TypeError, "takes no keyword arguments"),
    ],
)
def test_what_is_refused_leaves_the_builder_as_it_was(add, error, text):
    builder = Gathered.builder().item(1).item(2)
    before = builder.copy()
    with pytest.raises(error) as raised:
        add(builder)
    assert text in str(raised.value)
    assert builder == before


def errors_of(call):
    with pytest.raises(ValidationError) as raised:
        call()
    return [(error["loc"], error["msg"], error["input"]) for error in raised.value.errors()]


def test_rules_for_items_are_checked_at_that_line():
    builder = Ruled.builder().digit(1)
    assert errors_of(lambda: builder.digit(10)) == errors_of(lambda: builder.copy().digits([1, 10]))
    assert errors_of(lambda: builder.digit(10)) == [
        (("digits", 1), "must be less than or equal to 9", 10)
    ]
    for key, value in [("", 1), ("a", 0)]:
        assert errors_of(lambda: builder.price(key, value)) == errors_of(
            lambda: builder.prices({key: value})
        )
    assert builder.build().digits == [1]
    assert builder.build().prices == {}


def test_a_collection_gets_no_longer_than_it_may():
    builder = Ruled.builder().digit(1).digit(2).digit(3).price("a", 1).price("b", 2)
    builder.tag("x").tag("y")
    before = builder.copy()
    assert errors_of(lambda: builder.digit(4)) == [
        (("digits",), "must have at most 3 items", [1, 2, 3, 4])
    ]
    assert errors_of(lambda: builder.price("c", 3)) == [
        (("prices",), "must have at most 2 items", {"a": 1, "b": 2, "c": 3})
    ]
    assert errors_of(lambda: builder.tag("z")) == [
        (("tags",), "must have at most 2 items", {"x", "y", "z"})
    ]
    assert builder == before
    # What is there already makes it no longer.
    built = builder.tag("x").price("a", 5).build()
    assert (built.tags, built.prices) == ({"x", "y"}, {"a": 5, "b": 2})


def test_rules_for_the_whole_wait_for_build():
    builder = Ruled.builder().digit(1).step(2).step(1)
    with pytest.raises(BuilderError) as raised:
        builder.build()
    assert raised.value.errors == {"steps": "must ascend (got [2, 1])"}
    assert builder.step(3).steps([1]).step(2).build().steps == [1, 2]


def test_secrets_stay_secret():
    with pytest.raises(ValidationError) as raised:
        Ruled.builder().token("ab")
    assert "ab" not in str(raised.value).replace("characters", "")
    assert raised.value.errors()[0]["input"] == "**********"


def test_python_objects_are_held_as_they_are():
    thing = object()
    assert Ruled.builder().digit(1).object(thing).object(thing).objects is not None
    builder = Ruled.builder().digit(1).object(thing)
    assert repr(thing) in repr(builder)


def test_signatures():
    assert str(inspect.signature(GatheredBuilder.item)) == "(self, item, /)"
    assert str(inspect.signature(GatheredBuilder.label)) == "(self, key, value, /)"
    assert GatheredBuilder.item.__doc__ == "Add an item to items."
    assert GatheredBuilder.label.__doc__ == "Set an entry of labels."


def test_each_call_costs_the_same():
    def seconds(calls):
        builder = Gathered.builder()
        begin = time.perf_counter()
        for number in range(calls):
            builder.item(number)
        return time.perf_counter() - begin

    seconds(1000)
    # Ten times where it costs the same, a hundred times where it does not.
    assert min(seconds(40_000) for _ in range(3)) < 40 * min(seconds(4_000) for _ in range(3))


def test_threads_lose_nothing():
    builder = Gathered.builder()

    def add(start):
        for number in range(start, start + 500):
            builder.item(number).label(str(number), number)

    threads = [threading.Thread(target=add, args=(start,)) for start in range(0, 4000, 500)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    built = builder.build()
    assert sorted(built.items) == list(range(4000))
    assert built.labels == {str(number): number for number in range(4000)}
