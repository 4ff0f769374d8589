"""Laws that hold for all values, found by Hypothesis."""

import copy
import math
import pickle
import struct

import pyo3_classes_fixture as fixture
import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers

FLOATS = st.floats() | st.floats(width=32) | st.sampled_from([5e-324, -0.0, 1e16, 1e-5, 1e22])
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
I64 = st.integers(-(2**63), 2**63 - 1)
RECORDS = st.tuples(
    I64,
    TEXT,
    FLOATS,
    st.lists(TEXT, max_size=4),
    st.dictionaries(TEXT, I64, max_size=4).map(lambda table: dict(sorted(table.items()))),
    st.none() | TEXT,
)
OBJECTS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT | st.binary() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(TEXT, inner, max_size=3)
        | st.tuples(inner, inner)
        | st.sets(st.integers(), max_size=3)
    ),
    max_leaves=8,
)


def has_nan(arguments):
    return any(isinstance(value, float) and math.isnan(value) for value in arguments)


@pytest.mark.parametrize("name", ["Record", "FrozenRecord"])
@given(RECORDS)
def test_record_agrees_with_stdlib(name, arguments):
    cls, twin = getattr(fixture, name), getattr(helpers, name)
    instance = cls(*arguments)
    assert repr(instance) == repr(twin(*arguments))
    assert (instance == cls(*arguments)) is not has_nan(arguments)
    for other in [
        copy.copy(instance),
        copy.deepcopy(instance),
        pickle.loads(pickle.dumps(instance)),
    ]:
        assert type(other) is cls
        assert repr(other) == repr(instance)


@given(RECORDS, RECORDS)
def test_two_records(a, b):
    ours, twins = fixture.FrozenRecord, helpers.FrozenRecord
    assert (ours(*a) == ours(*b)) is (twins(*a) == twins(*b)) or has_nan(a + b)
    if ours(*a) == ours(*b):
        assert hash(ours(*a)) == hash(ours(*b))
    if not has_nan(a + b):
        less = helpers.outcome(lambda: ours(*a) < ours(*b))
        assert less == helpers.outcome(lambda: twins(*a) < twins(*b))


@given(FLOATS)
def test_float(value):
    field = fixture.FieldF64(value)
    assert struct.pack("d", field.value)[:8] == struct.pack("d", value) or math.isnan(value)
    assert repr(field) == f"FieldF64(value={value!r})"
    assert (field == fixture.FieldF64(value)) is not math.isnan(value)
    assert hash(field) == hash(fixture.FieldF64(value))


@given(st.floats(width=32))
def test_float_of_32_bits(value):
    assert repr(fixture.FieldF32(value)) == f"FieldF32(value={value!r})"


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_two_floats(a, b):
    x, y = fixture.FieldF64(a), fixture.FieldF64(b)
    assert [x < y, x <= y, x > y, x >= y, x == y, x != y] == [
        a < b,
        a <= b,
        a > b,
        a >= b,
        a == b,
        a != b,
    ]


@given(st.integers())
def test_int_of_128_bits(value):
    outcome = helpers.outcome(fixture.FieldI128, value)
    if -(2**127) <= value < 2**127:
        assert outcome.value == value
        assert repr(outcome) == f"FieldI128(value={value})"
    else:
        assert outcome[0] is OverflowError


@given(st.text())
def test_any_text(value):
    outcome = helpers.outcome(fixture.FieldString, value)
    if any("\ud800" <= character <= "\udfff" for character in value):
        assert outcome[0] in (ValueError, UnicodeEncodeError)
        assert outcome[1].startswith("FieldString.value: ")
    else:
        assert outcome.value == value
        assert repr(outcome) == f"FieldString(value={value!r})"


@given(TEXT, TEXT)
def test_two_texts(a, b):
    x, y = fixture.FieldString(a), fixture.FieldString(b)
    assert (x < y, x == y, x >= y) == (a < b, a == b, a >= b)


@given(st.binary())
def test_bytes(value):
    field = fixture.FieldBytes(value)
    assert field.value == value
    assert repr(field) == f"FieldBytes(value={value!r})"


@given(st.lists(st.lists(I64)), st.lists(st.lists(I64)))
def test_nested_lists(a, b):
    x, y = fixture.FieldVecVec(a), fixture.FieldVecVec(b)
    assert (x.value, repr(x)) == (a, f"FieldVecVec(value={a!r})")
    assert (x == y, x < y, x <= y) == (a == b, a < b, a <= b)
    assert hash(x) == hash(fixture.FieldVecVec(x.value))


@given(st.dictionaries(st.text("abc"), I64), st.dictionaries(st.text("abc"), I64))
def test_maps(a, b):
    x, y = fixture.FieldHashMap(a), fixture.FieldHashMap(b)
    assert x.value == a
    assert (x == y) is (a == b)
    assert hash(x) == hash(fixture.FieldHashMap(dict(reversed(list(a.items())))))


@given(st.sets(I64), st.sets(I64))
def test_sets(a, b):
    x, y = fixture.FieldHashSet(a), fixture.FieldHashSet(b)
    assert (x.value, x == y, x < y, x >= y) == (a, a == b, a < b, a >= b)
    assert hash(x) == hash(fixture.FieldHashSet(a))


@given(st.lists(st.none() | st.floats(allow_nan=False)))
def test_options(value):
    field = fixture.FieldVecOption(value)
    assert (field.value, repr(field)) == (value, f"FieldVecOption(value={value!r})")


@given(OBJECTS, OBJECTS)
def test_objects(a, b):
    x, y = fixture.FieldAny(a), fixture.FieldAny(b)
    assert repr(x) == f"FieldAny(value={a!r})"
    assert (x == y) is (a == b)
    if a == b:
        assert hash(x) == hash(y)
    assert copy.deepcopy(x) == x
    assert pickle.loads(pickle.dumps(x)) == x
    assert hash(copy.deepcopy(x)) == hash(x)


@given(OBJECTS)
def test_any_object_in_any_field(value):
    for name in [
        "FieldU8",
        "FieldF64",
        "FieldString",
        "FieldVecI64",
        "FieldHashMap",
        "FieldTuple2",
    ]:
        outcome = helpers.outcome(getattr(fixture, name), value)
        if isinstance(outcome, tuple):
            assert outcome[0] in (TypeError, OverflowError, ValueError)
            assert outcome[1].startswith(f"{name}.value")
        else:
            assert getattr(fixture, name)(outcome.value) == outcome


@given(st.lists(st.integers(-5, 15)))
def test_rules_for_items(digits):
    wrong = [index for index, digit in enumerate(digits) if not 0 <= digit <= 9]
    outcome = helpers.outcome(fixture.Parts, digits=digits)
    if not wrong and len(digits) <= 3:
        assert outcome.digits == digits
    else:
        errors = helpers.problems(fixture.Parts, digits=digits)
        assert [error["loc"][1] for error in errors if len(error["loc"]) == 2] == wrong
        assert (errors[0]["type"] == "too_long") is (len(digits) > 3)
