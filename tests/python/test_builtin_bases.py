"""Data classes that extend ``dict`` and ``set``, beside dataclasses that do."""

import copy
import dataclasses
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers

if not hasattr(fixture, "Index"):
    pytest.skip("under abi3 no class extends a container", allow_module_level=True)


@dataclasses.dataclass
class Index(dict):
    name: str
    size: int = 0


@dataclasses.dataclass
class Group(set):
    name: str


class PyIndex(fixture.Index):
    """With attributes, and something to say about new entries."""

    __slots__ = ("seen", "__dict__")

    def __setitem__(self, key, value):
        super().__setitem__(key, value)


class PyGroup(fixture.Group):
    pass


DICTS = [fixture.Index, fixture.DeepIndex, fixture.FrozenIndex, PyIndex]
SETS = [fixture.Group, PyGroup]


def copies(made):
    yield copy.copy(made)
    yield copy.deepcopy(made)
    yield made.__replace__()
    yield copy.copy(copy.copy(made))
    for protocol in helpers.PICKLE_PROTOCOLS:
        yield pickle.loads(pickle.dumps(made, protocol))
        yield pickle._loads(pickle._dumps(made, protocol))


@pytest.mark.parametrize("cls", DICTS)
@pytest.mark.parametrize("entries", [{}, {"a": [1], 2: None}])
def test_dict(cls, entries):
    made = cls("n")
    made.update(entries)
    for other in copies(made):
        assert type(other) is cls
        assert (other, other.name) == (made, "n")
        assert dict(other) == entries
        assert list(other) == list(entries)
        other["new"] = 1
        assert dict(made) == entries


def test_like_the_twin():
    ours, twin = fixture.Index("n", 2), Index("n", 2)
    for made in (ours, twin):
        made["k"] = 1
        made.update(x=[2])
    assert repr(ours) == repr(twin) == "Index(name='n', size=2)"
    assert (ours == fixture.Index("n", 2)) is (twin == Index("n", 2)) is True
    assert (len(ours), list(ours.items())) == (len(twin), list(twin.items()))
    for call in (copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))):
        assert dict(call(ours)) == dict(call(twin)) == {"k": 1, "x": [2]}
    assert (copy.copy(ours)["x"] is ours["x"]) is (copy.copy(twin)["x"] is twin["x"]) is True
    assert (copy.deepcopy(ours)["x"] is ours["x"]) is (copy.deepcopy(twin)["x"] is twin["x"])
    assert isinstance(ours, dict)


@pytest.mark.parametrize("cls", DICTS)
def test_dict_that_holds_itself(cls):
    made = cls("n")
    made["me"], made["list"] = made, [made]
    other = copy.deepcopy(made)
    assert other["me"] is other["list"][0] is other is not made
    other = pickle.loads(pickle.dumps(made))
    assert other["me"] is other["list"][0] is other is not made


def test_attributes_beside_entries():
    made = PyIndex("n")
    made["a"], made.seen, made.more = 1, [2], 3
    for other in copies(made):
        assert (dict(other), other.seen, other.more) == ({"a": 1}, [2], 3)
    deep = fixture.DeepIndex("n", 1, 2)
    deep["a"], deep.more = 1, 3
    for other in copies(deep):
        assert (dict(other), other.depth, other.more) == ({"a": 1}, 2, 3)


@pytest.mark.parametrize("cls", SETS)
@pytest.mark.parametrize("entries", [(), (1, "a", (2, 3))])
def test_set(cls, entries):
    made = cls("n")
    made.update(entries)
    if cls is PyGroup:
        made.more = [1]
    for other in copies(made):
        assert type(other) is cls
        assert (other, other.name, set(other)) == (made, "n", set(entries))
        assert getattr(other, "more", [1]) == [1]
        other.add("new")
        assert set(made) == set(entries)


def test_set_like_the_twin():
    ours, twin = fixture.Group("n"), Group("n")
    ours.update("ab")
    twin.update("ab")
    assert repr(ours) == repr(twin) == "Group(name='n')"
    for call in (copy.copy, copy.deepcopy):
        assert set(call(ours)) == set(ours) == set(twin)


def test_fresh_process_loads():
    made = [fixture.Index("n"), fixture.Group("g")]
    made[0]["a"] = 1
    made[1].add(2)
    code = (
        "import pickle, sys; a, b = pickle.load(sys.stdin.buffer); print(a, dict(a), b, set(b))"
    )
    assert helpers.run_python(code, stdin=pickle.dumps(made)) == (
        "Index(name='n', size=0) {'a': 1} Group(name='g') {2}\n"
    )
