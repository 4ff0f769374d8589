"""A list view and the instance behind it: lifetime, references, threads, copies."""

import copy
import gc
import pickle
import sys
import threading
import weakref

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_a_view_keeps_its_owner():
    owner = fixture.Views([1])
    seen = weakref.ref(owner)
    view, iterator = owner.numbers, iter(owner.numbers)
    del owner
    gc.collect()
    view.append(2)
    assert view == [1, 2]
    del view
    assert list(iterator) == [1, 2]
    del iterator
    gc.collect()
    assert seen() is None


def test_cycles_through_a_view_are_collected():
    owner = fixture.Views()
    owner.objects.append(owner.objects)
    assert "[...]" in repr(owner.objects)
    seen = weakref.ref(owner)
    del owner
    gc.collect()
    assert seen() is None


def test_references_are_counted():
    item = object()
    before = sys.getrefcount(item)
    owner = fixture.Views()
    owner.objects.append(item)
    owner.objects.insert(0, item)
    assert sys.getrefcount(item) == before + 2
    owner.objects[0] = None
    assert sys.getrefcount(item) == before + 1
    assert owner.objects.pop() is item
    owner.objects.extend([item, item])
    del owner.objects[0]
    owner.objects.reverse()
    owner.objects.clear()
    assert sys.getrefcount(item) == before


def test_what_is_displaced_may_use_the_owner():
    owner = fixture.Views()

    class Last:
        def __del__(self):
            seen.append(len(owner.objects))
            owner.objects.append("from the finalizer")

    seen = []
    owner.objects = [Last(), Last()]
    owner.objects[0] = None
    del owner.objects[1]
    assert len(seen) == 2
    assert owner.objects == [None, "from the finalizer", "from the finalizer"]


@pytest.mark.parametrize("make", [fixture.Views, lambda: fixture.ValidatedViews(limit=10**9)])
def test_threads_append(make):
    owner = make()
    start = threading.Barrier(8)

    def work(number):
        start.wait()
        for _ in range(200):
            owner.numbers.append(number)

    # No sum of these is the one at which `validate` panics.
    numbers = range(100, 900, 100)
    threads = [threading.Thread(target=work, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(owner.numbers) == sorted([*numbers] * 200)


def test_one_level_deep():
    owner = fixture.Views(matrix=[[1], [2]])
    owner.matrix[0].append(9)
    assert owner.matrix == [[1], [2]]
    owner.matrix[0] = [1, 9]
    assert owner.matrix == [[1, 9], [2]]


def test_a_subclass_has_its_views():
    class Sub(fixture.RuledViews):
        pass

    sub = Sub()
    sub.extra = 1
    sub.tags.append("a")
    assert sub.tags == ["a"]
    with pytest.raises(fixture.ValidationError):
        sub.tags.append("")


def test_copies_of_the_owner_share_nothing():
    owner = fixture.Views([1])
    twins = [copy.copy(owner), copy.deepcopy(owner), pickle.loads(pickle.dumps(owner))]
    owner.numbers.append(2)
    assert all(twin.numbers == [1] for twin in twins)
    assert helpers.matches("Views(numbers=[_, 2])", owner, Views=fixture.Views)


def test_threads_set_items():
    owner = fixture.Views()
    start = threading.Barrier(8)

    def work(number):
        start.wait()
        for index in range(100):
            owner.hashed[f"{number}-{index}"] = index

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(owner.hashed) == 800


def test_threads_add():
    owner = fixture.Views()
    start = threading.Barrier(8)

    def work(number):
        start.wait()
        for index in range(100):
            owner.ids.add(number * 1000 + index)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(owner.ids) == 800
