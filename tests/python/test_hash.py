"""``hash``: there when equal instances stay equal, by content, and equal for equal instances."""

import collections
import math

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_mutable_class_is_unhashable():
    assert fixture.Record.__hash__ is None
    ours = helpers.outcome(hash, fixture.Record(1, "a", 1.0))
    assert ours[0] is TypeError
    assert ours[1].startswith("unhashable type: '")
    assert helpers.Record.__hash__ is None


def test_frozen_class_is_hashable_by_content():
    a = fixture.FrozenRecord(1, "a", 1.0, ["x"], {"k": 1, "l": 2}, "n")
    b = fixture.FrozenRecord(1, "a", 1.0, ["x"], {"l": 2, "k": 1}, "n")
    assert hash(a) == hash(b)
    assert len({a, b}) == 1
    assert {a: "found"}[b] == "found"


def test_different_content_has_different_hash():
    instances = [
        fixture.FrozenRecord(*arguments)
        for arguments in [
            (1, "a", 1.0),
            (2, "a", 1.0),
            (1, "b", 1.0),
            (1, "a", 2.0),
            (1, "a", 1.0, [""]),
            (1, "a", 1.0, [], {"k": 1}),
            (1, "a", 1.0, [], {"k": 2}),
            (1, "a", 1.0, [], {}, ""),
        ]
    ]
    assert len({hash(instance) for instance in instances}) == len(instances)


def test_zeros_hash_alike():
    for cls in [fixture.FieldF64, fixture.FieldF32, fixture.FieldAny]:
        assert cls(0.0) == cls(-0.0)
        assert hash(cls(0.0)) == hash(cls(-0.0))
    assert hash(fixture.FieldVecF64([0.0])) == hash(fixture.FieldVecF64([-0.0]))
    assert hash(fixture.FieldBTreeMap({1: [0.0]})) == hash(fixture.FieldBTreeMap({1: [-0.0]}))


def test_nan_hashes():
    nan = fixture.FieldF64(math.nan)
    assert {nan: 1}[nan] == 1


def test_equal_objects_of_different_types_hash_alike():
    assert hash(fixture.FieldAny(1)) == hash(fixture.FieldAny(1.0)) == hash(fixture.FieldAny(True))
    assert hash(fixture.FieldVecAny([1])) == hash(fixture.FieldVecAny([1.0]))
    assert hash(fixture.FieldTupleAny((1, 2))) == hash(fixture.FieldTupleAny((1.0, 2)))


def test_objects_hash_by_their_own_hash():
    class Modulo:
        def __init__(self, value):
            self.value = value

        def __eq__(self, other):
            return self.value % 10 == other.value % 10

        def __hash__(self):
            return self.value % 10

    a, b = fixture.FieldAny(Modulo(3)), fixture.FieldAny(Modulo(13))
    assert a == b
    assert hash(a) == hash(b)
    a, b = (
        fixture.FrozenHolder(Modulo(3), [Modulo(4)]),
        fixture.FrozenHolder(Modulo(13), [Modulo(14)]),
    )
    assert a == b
    assert hash(a) == hash(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({1, 2}, frozenset({1, 2})),
        ((1, {2}), (1, frozenset({2}))),
        ((1, 2), collections.namedtuple("Pair", "a b")(1, 2)),
        (([1], 2), collections.namedtuple("Pair", "a b")([1.0], 2)),
        ({"k": [1, 2]}, {"k": [1.0, 2.0]}),
        ([{"k": ()}], [{"k": ()}]),
    ],
    ids=str,
)
def test_equal_containers_hash_alike(a, b):
    assert fixture.FieldAny(a) == fixture.FieldAny(b)
    assert hash(fixture.FieldAny(a)) == hash(fixture.FieldAny(b))
    assert hash(fixture.FieldVecAny([a])) == hash(fixture.FieldVecAny([b]))


def test_list_inside_itself():
    items = []
    items.append(items)
    with pytest.raises(RecursionError, match="while hashing"):
        hash(fixture.FrozenHolder(items))
    table = {}
    table["k"] = [table]
    with pytest.raises(RecursionError, match="while hashing"):
        hash(fixture.FrozenHolder(table))


def test_instances_deep_inside_one_another():
    holder = fixture.FrozenHolder(1)
    for _ in range(5000):
        holder = fixture.FrozenHolder(holder)
    with pytest.raises(RecursionError, match="^maximum recursion depth exceeded while hashing$"):
        hash(holder)


@pytest.mark.parametrize("cls", [fixture.FieldF64, fixture.FieldI64, fixture.FieldVecF64])
def test_low_bits_differ(cls):
    # A dict finds its first slot by them.
    values = [cls([float(i)] if cls is fixture.FieldVecF64 else i) for i in range(1024)]
    assert len({hash(value) % 1024 for value in values}) > 512


def test_subclass_of_list_hashes_by_content_when_equal():
    class Items(list):
        pass

    assert fixture.FieldVecAny(Items([1, 2])) == fixture.FieldVecAny([1, 2])
    assert hash(fixture.FieldVecAny(Items([1, 2]))) == hash(fixture.FieldVecAny([1, 2]))


def test_set_order_does_not_matter():
    values = [8, 0, 16, 24, 1]
    a, b = fixture.FieldHashSet(set(values)), fixture.FieldHashSet(set(reversed(values)))
    assert a == b
    assert hash(a) == hash(b)


def test_error_of_an_element_leaves_unchanged():
    class Failing:
        def __hash__(self):
            raise LookupError("no hash")

    with pytest.raises(LookupError, match="^no hash$"):
        hash(fixture.FrozenHolder(Failing()))
    with pytest.raises(LookupError, match="^no hash$"):
        hash(fixture.FrozenHolder(1, [Failing()]))


def test_unhashable_element():
    with pytest.raises(TypeError, match="unhashable type: 'bytearray'"):
        hash(fixture.FrozenHolder(bytearray()))


def test_forced_hash_and_fields_left_out():
    a = fixture.HashedRecord(key=1, price=2.0, label="a", rank=1)
    b = fixture.HashedRecord(key=1, price=2.0, label="b", rank=1)
    assert a == b
    assert hash(a) == hash(b)
    assert hash(a) == hash(fixture.HashedRecord(key=1, price=2.0, label="a", rank=2))
    assert hash(a) != hash(fixture.HashedRecord(key=2, price=2.0, label="a", rank=1))


def test_no_fields():
    assert hash(fixture.Empty()) == hash(fixture.Empty())


def test_subclass_may_define_its_own():
    class Sub(fixture.FrozenRecord):
        def __hash__(self):
            return 7

    assert hash(Sub(1, "a", 1.0)) == 7


def test_seed_governs_it():
    code = "import pyo3_classes_fixture as f; print(hash(f.FrozenRecord(1, 'a', 1.0)))"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONHASHSEED", "1")
        first, again = helpers.run_python(code), helpers.run_python(code)
        patch.setenv("PYTHONHASHSEED", "2")
        other = helpers.run_python(code)
    assert first == again
    assert first != other
