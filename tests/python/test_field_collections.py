"""Fields of sequences, tuples, sets, maps and ``Option``."""

import collections
import types

import pyo3_classes_fixture as fixture
import pytest

import helpers

VALUES = {
    "FieldVecI64": [[], [1], [1, 2, 3], [-1, 2**63 - 1]],
    "FieldVecF64": [[], [0.1], [1.5, -0.0, 1e300]],
    "FieldVecString": [[], [""], ["a", "it's"]],
    "FieldVecVec": [[], [[]], [[1], [], [2, 3]]],
    "FieldVecOption": [[], [None], [1.5, None]],
    "FieldArray": [[1, 2, 3], [0, 0, 0]],
    "FieldTuple0": [()],
    "FieldTuple1": [(1,), (2,)],
    "FieldTuple2": [(1, "a"), (1, "b"), (0, "c")],
    "FieldTuple12": [(*range(11), "x"), (*range(11, 0, -1), "y")],
    "FieldBox": [0, -5],
    "FieldHashMap": [{}, {"a": 1}],
    "FieldBTreeMap": [{}, {1: [0.5], 2: []}],
    "FieldMapOfOption": [{}, {"a": None, "b": 1.0}],
    "FieldHashSet": [set(), {1}, {1, 2, 3}],
    "FieldBTreeSet": [set(), {"a"}],
    "FieldIds": [[], [1, 2]],
    "FieldVecAny": [[], [1, "a", None, [2]]],
    "FieldMapAny": [{}, {"a": [1]}],
    "FieldTupleAny": [("a", 1), (None, 2)],
}


@pytest.mark.parametrize("name", VALUES)
def test_value_comes_back_equal_and_new(name):
    cls = getattr(fixture, name)
    twin = helpers.twin_of_field(cls)
    for value in VALUES[name]:
        field = cls(value)
        assert field.value == value
        assert type(field.value) is type(value)
        assert repr(field) == repr(twin(value))
        assert field == cls(value)
        assert hash(field) == hash(cls(value))
        for other in VALUES[name]:
            assert (field == cls(other)) is (value == other)
            ours = helpers.outcome(lambda f=field, o=other: f < cls(o))
            assert ours == helpers.outcome(lambda v=value, o=other: twin(v) < twin(o))


@pytest.mark.parametrize("name", ["FieldVecI64", "FieldHashMap", "FieldHashSet", "FieldVecAny"])
def test_collection_is_a_copy(name):
    field = getattr(fixture, name)(VALUES[name][1])
    assert field.value is not field.value
    field.value.clear()
    assert len(field.value) > 0


def test_map_keeps_the_order_of_keys_or_sorts_them():
    assert list(fixture.FieldBTreeMap({3: [], 1: [], 2: []}).value) == [1, 2, 3]
    assert fixture.FieldHashMap({"b": 1, "a": 2}).value == {"a": 2, "b": 1}


def test_repr_of_a_set_shows_its_items():
    text = repr(fixture.FieldBTreeSet({"b", "a"}))
    assert text in ("FieldBTreeSet(value={'a', 'b'})", "FieldBTreeSet(value={'b', 'a'})")
    assert repr(fixture.FieldHashSet(set())) == "FieldHashSet(value=set())"


class Sequence(collections.abc.Sequence):
    """A sequence of the user's own."""

    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


def test_vec_takes_sequences():
    for value in [(1, 2), range(1, 3), Sequence([1, 2]), collections.deque([1, 2])]:
        assert fixture.FieldVecI64(value).value == [1, 2]


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("12", "str"),
        ({1, 2}, "set"),
        ({1: 2}, "dict"),
        ((n for n in [1]), "generator"),
        (1, "int"),
        (None, "None"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_vec_refuses(value, got):
    assert helpers.outcome(fixture.FieldVecI64, value) == (
        TypeError,
        f"FieldVecI64.value: expected list[int], got {got}",
    )


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("FieldVecVec", [[1], ["a"]], TypeError, "value[1][0]: expected int, got str"),
        ("FieldVecVec", [[1], 2], TypeError, "value[1]: expected list[int], got int"),
        (
            "FieldVecI64",
            [1, 2**63],
            OverflowError,
            f"value[1]: expected int from {-(2**63)} to {2**63 - 1}, got {2**63}",
        ),
        ("FieldVecOption", [None, "x"], TypeError, "value[1]: expected float | None, got str"),
        ("FieldArray", [1, 2], ValueError, "value: expected list[int] of 3 items, got 2 items"),
        (
            "FieldArray",
            [1, 2, 3, 4],
            ValueError,
            "value: expected list[int] of 3 items, got 4 items",
        ),
        ("FieldArray", [1, 2, None], TypeError, "value[2]: expected int, got None"),
        ("FieldTuple2", [1, "a"], TypeError, "value: expected tuple[int, str], got list"),
        ("FieldTuple2", (1,), ValueError, "value: expected tuple[int, str], got 1 items"),
        ("FieldTuple2", (1, 2), TypeError, "value[1]: expected str, got int"),
        ("FieldTuple0", (1,), ValueError, "value: expected tuple[()], got 1 items"),
        ("FieldTuple0", None, TypeError, "value: expected tuple[()], got None"),
        ("FieldOption", "x", TypeError, "value: expected int | None, got str"),
        ("FieldOptionVec", [1], TypeError, "value[0]: expected str, got int"),
        ("FieldOptionVec", 1, TypeError, "value: expected list[str] | None, got int"),
        ("FieldBox", None, TypeError, "value: expected int, got None"),
        ("FieldHashMap", [("a", 1)], TypeError, "value: expected dict[str, int], got list"),
        ("FieldHashMap", {"a": "b"}, TypeError, "value['a']: expected int, got str"),
        ("FieldHashMap", {1: 1}, TypeError, "value[1]: expected str, got int"),
        ("FieldBTreeMap", {1: [0.5, "x"]}, TypeError, "value[1][1]: expected float, got str"),
        ("FieldMapOfOption", {"a": "x"}, TypeError, "value['a']: expected float | None, got str"),
        ("FieldHashSet", [1], TypeError, "value: expected set[int], got list"),
        ("FieldHashSet", {"a"}, TypeError, "value['a']: expected int, got str"),
        ("FieldBTreeSet", {1}, TypeError, "value[1]: expected str, got int"),
    ],
)
def test_errors_name_the_place(name, value, error, text):
    cls = getattr(fixture, name)
    assert helpers.outcome(cls, value) == (error, f"{name}.{text}")


def test_option():
    assert fixture.FieldOption(None).value is None
    assert fixture.FieldOption(5).value == 5
    assert repr(fixture.FieldOption(None)) == "FieldOption(value=None)"
    assert fixture.FieldOption(None) == fixture.FieldOption(None)
    assert fixture.FieldOption(None) != fixture.FieldOption(0)
    assert hash(fixture.FieldOption(None)) != hash(fixture.FieldOption(0))
    assert fixture.FieldOptionVec([]).value == []


def test_set_takes_frozenset_and_map_takes_subclasses():
    assert fixture.FieldHashSet(frozenset({1})).value == {1}
    for value in [
        collections.OrderedDict(a=1),
        collections.Counter("a"),
        collections.defaultdict(int, a=1),
    ]:
        assert fixture.FieldHashMap(value).value == {"a": 1}
    with pytest.raises(TypeError):
        fixture.FieldHashMap(types.MappingProxyType({"a": 1}))


def test_error_of_an_iteration_leaves_unchanged():
    class Failing(Sequence):
        def __getitem__(self, index):
            raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        fixture.FieldVecI64(Failing([1]))


def test_length_that_is_not_true():
    class Boasting(Sequence):
        def __len__(self):
            return 2**62

    class Failing(Sequence):
        def __len__(self):
            raise LookupError("no length")

    assert fixture.FieldVecI64(Boasting([1, 2])).value == [1, 2]
    assert fixture.FieldVecI64(Failing([1, 2])).value == [1, 2]


def test_long_values_are_cut_in_messages():
    key = "k" * 200
    with pytest.raises(TypeError) as caught:
        fixture.FieldHashMap({key: "x"})
    assert str(caught.value) == f"FieldHashMap.value['{'k' * 79}...]: expected int, got str"
