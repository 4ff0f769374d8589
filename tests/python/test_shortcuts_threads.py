"""Who else may use an instance that the shortcuts past PyO3 look into, and when."""

import concurrent.futures
import copy
import pickle
import sys
import threading

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import OPEN, run


# One thread only


def in_thread(call, *args):
    """What a call comes to in another thread: its value, or the name of the exception's class."""

    def outcome():
        try:
            return call(*args)
        except BaseException as error:
            return f"{type(error).__name__}: {error}"

    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        return executor.submit(outcome).result()


@pytest.mark.parametrize(
    "cls", [fixture.Tethered, fixture.FrozenTethered, fixture.TetheredChild], ids=lambda cls: cls.__name__
)
def test_unsendable(cls):
    instance, other = cls(1, "a"), cls(1, "a")
    instance.x, instance.name
    uses = {
        "x": lambda: instance.x,
        "name": lambda: instance.name,
        "repr": lambda: repr(instance),
        "==": lambda: instance == other,
        "!=": lambda: instance != other,
        "<": lambda: instance < other,
        "hash": lambda: hash(instance),
        "copy": lambda: copy.copy(instance),
        "deepcopy": lambda: copy.deepcopy(instance),
        "pickle": lambda: pickle.dumps(instance),
        "replace": lambda: instance.__replace__(x=2),
    }
    if cls is not fixture.FrozenTethered:
        uses["set"] = lambda: setattr(instance, "x", 2)
        uses["set text"] = lambda: setattr(instance, "name", "b")
    if cls is fixture.TetheredChild:
        uses["y"] = lambda: instance.y
        uses["set y"] = lambda: setattr(instance, "y", 2.5)
    for name, use in uses.items():
        helpers.outcome(use)
        first = in_thread(use)
        if cls is fixture.FrozenTethered and name in ("copy", "deepcopy"):
            # Not read: it is its own copy.
            assert first is instance
        elif cls is fixture.FrozenTethered and name.startswith("set"):
            assert first.startswith("FrozenInstanceError")
        else:
            assert first.startswith("PanicException: "), (name, first)
            assert "unsendable" in first
    assert instance.x in (1, 2)
    assert in_thread(lambda: cls(1).x) == 1


def test_unsendable_freed_by_another_thread():
    code = """
import threading
made = [f.Tethered(1, "a" * 100)]
thread = threading.Thread(target=made.clear)
thread.start(); thread.join()
print("alive")
"""
    assert run(code) == ["alive"]


# Borrowed


def test_while_it_is_changed():
    swift, other = fixture.Swift(1, name="a"), fixture.Swift(1, name="a")
    uses = [
        lambda: swift.x,
        lambda: swift.name,
        lambda: setattr(swift, "x", 5),
        lambda: setattr(swift, "name", "b"),
        lambda: swift == other,
        lambda: other == swift,
        lambda: swift < other,
        lambda: repr(swift),
        lambda: copy.copy(swift),
        lambda: swift.__replace__(x=1),
        lambda: pickle.dumps(swift),
    ]
    for use in uses:
        kind, text = swift.change_while(lambda: helpers.outcome(use))
        assert kind is RuntimeError
        assert text.startswith("Already ") and "borrowed" in text
    assert (swift.x, swift.name) == (1 + 2 * len(uses), "a")
    assert swift.change_while(lambda: swift == swift) is True
    assert swift.change_while(lambda: fixture.Swift(other.x).x) == 1


def test_while_it_is_read():
    swift = fixture.Swift(1, name="a")
    reads = [lambda: swift.x, lambda: repr(swift), lambda: copy.copy(swift), lambda: swift < swift]
    for read in reads:
        assert swift.read_while(read) == read()
    for write in [lambda: setattr(swift, "x", 5), lambda: setattr(swift, "name", "b")]:
        kind, text = swift.read_while(lambda: helpers.outcome(write))
        assert (kind, text) == (RuntimeError, "Already borrowed")
    assert (swift.x, swift.name) == (1, "a")


def test_first_read_while_it_is_changed():
    # The shortcuts are not closed for good by an instance that nobody may look at just now.
    code = """
twin = f.made_by_pyo3(3)
def read():
    try: return twin.x
    except RuntimeError: return "borrowed"
print(twin.change_while(read), twin.x)
made = f.SwiftTwin(2, 1.5, "a", 4); print(made.x)
made = f.SwiftTwin(2, 1.5, "a", 4); print(gc.is_tracked(made))
"""
    assert run(code) == ["borrowed", "3", "2", str(not OPEN)]


# Threads


def test_threads():
    shared, frozen = fixture.Swift(0, name="n" * 50), fixture.FrozenSwift(1, name="a")
    errors = []
    barrier = threading.Barrier(8)

    def work(thread):
        try:
            barrier.wait()
            for index in range(400):
                mine = fixture.Swift(index, float(thread), str(thread), z=index)
                shared.x = index
                shared.name = f"{thread}" * 50
                assert len(set(shared.name)) == 1
                assert 0 <= shared.x < 400
                assert (mine.x, mine.y, mine.name, mine.z) == (index, thread, str(thread), index)
                assert copy.copy(mine) == mine != shared
                assert repr(shared).startswith("Swift(x=")
                assert frozen == fixture.FrozenSwift(1, name="a")
                assert hash(frozen) == hash(fixture.FrozenSwift(x=1, name="a"))
                assert helpers.outcome(fixture.Swift, "x")[0] is TypeError
        except BaseException as error:
            errors.append(error)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(index,)) for index in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert errors == []
