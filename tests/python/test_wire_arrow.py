"""Data classes as tables of Arrow."""

import dataclasses
import gc
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")

from helpers import problem_places as problems
from pyo3_classes_fixture import (  # noqa: E402
    ArrowChild,
    ArrowColor,
    ArrowNothing,
    ArrowPoint,
    ArrowRecord,
    ArrowShapes,
    ArrowTree,
    ArrowVersioned,
)

INTS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
RECORDS = st.builds(
    ArrowRecord,
    id=st.integers(0, 2**63 - 1),
    name=TEXTS,
    price=st.floats(allow_nan=False),
    amount=st.integers(-(2**31), 2**31 - 1),
    active=st.booleans(),
    note=st.none() | TEXTS,
)
POINTS = st.builds(ArrowPoint, st.floats(allow_nan=False), why=st.floats(allow_nan=False))
SHAPES = st.builds(
    ArrowShapes,
    tiny_int=st.integers(-128, 127),
    byte=st.integers(0, 255),
    big=st.integers(0, 2**64 - 1),
    wide=st.integers(-(2**127), 2**127 - 1),
    half=st.floats(width=32, allow_nan=False),
    letter=st.characters(exclude_categories=["Cs"]),
    data=st.binary(),
    point=POINTS,
    points=st.lists(st.none() | POINTS, max_size=3),
    maybe=st.none() | st.lists(st.none() | st.integers(-(2**31), 2**31 - 1), max_size=3),
    pair=st.tuples(st.integers(-(2**15), 2**15 - 1), st.none() | TEXTS),
    grid=st.just([[1.0, 2.0], [math.inf, 4.0]]),
    by_day=st.dictionaries(st.integers(-5, 5), POINTS, max_size=3),
    tags=st.sets(TEXTS, max_size=3),
    nothing=st.just(()),
    color=st.sampled_from([ArrowColor.Red, ArrowColor.Blue]),
)


def record(i, **changes):
    return ArrowRecord(**{"id": i, "name": f"n{i}", "price": i / 2, **changes})


def shapes():
    return ArrowShapes(
        tiny_int=-3,
        byte=200,
        big=2**64 - 1,
        wide=-(2**127),
        half=0.5,
        letter="é",
        data=b"\0\xff",
        point=ArrowPoint(1),
        points=[ArrowPoint(1, why=2), None],
        maybe=[1, None],
        pair=(1, None),
        grid=[[1, 2], [3, 4]],
        by_day={-1: ArrowPoint(3)},
        tags={"b", "a"},
        nothing=(),
        color=ArrowColor.Blue,
    )


@given(st.lists(RECORDS))
def test_records_come_back_from_each_library(records):
    table = ArrowRecord.to_arrow(records)
    assert ArrowRecord.from_arrow(table) == records
    assert ArrowRecord.from_arrow(pa.table(table)) == records
    assert ArrowRecord.from_arrow(pa.record_batch(table)) == records
    assert ArrowRecord.from_arrow(pl.DataFrame(table)) == records


@given(st.lists(SHAPES, max_size=4))
def test_every_shape_comes_back(shapes):
    table = ArrowShapes.to_arrow(shapes)
    assert ArrowShapes.from_arrow(table) == shapes
    assert ArrowShapes.from_arrow(pa.table(table)) == shapes


def test_maps_and_tuples_come_back_from_polars_which_has_neither():
    frame = pl.DataFrame(ArrowShapes.to_arrow([shapes(), shapes()]))
    assert ArrowShapes.from_arrow(frame) == [shapes(), shapes()]


@given(st.lists(RECORDS, min_size=1))
def test_columns_are_what_pyarrow_makes_of_dicts(records):
    made = pa.table(ArrowRecord.to_arrow(records))
    schema = pa.schema([(field.name, field.type) for field in made.schema])
    expected = pa.Table.from_pylist([r.to_dict() for r in records], schema=schema)
    assert made.to_pylist() == expected.to_pylist()
    assert made.cast(schema).equals(expected)


def test_the_schema_is_that_of_the_fields():
    point = pa.struct([pa.field("x", pa.float64(), False), pa.field("why", pa.float64(), False)])
    floats = pa.large_list(pa.field("item", pa.float64(), False))
    expected = [
        ("tinyInt", pa.int8(), False),
        ("byte", pa.uint8(), False),
        ("big", pa.uint64(), False),
        ("wide", pa.large_string(), False),
        ("half", pa.float32(), False),
        ("letter", pa.large_string(), False),
        ("data", pa.large_binary(), False),
        ("point", point, False),
        ("points", pa.large_list(pa.field("item", point)), False),
        ("maybe", pa.large_list(pa.field("item", pa.int32())), True),
        (
            "pair",
            pa.struct([pa.field("0", pa.int16(), False), pa.field("1", pa.large_string())]),
            False,
        ),
        ("grid", pa.large_list(pa.field("item", floats, False)), False),
        ("byDay", pa.map_(pa.int32(), pa.field("value", point, False)), False),
        ("tags", pa.large_list(pa.field("item", pa.large_string(), False)), False),
        ("nothing", pa.large_list(pa.null()), False),
        ("color", pa.dictionary(pa.uint32(), pa.large_string()), False),
    ]
    # Also of no instance at all.
    assert list(pa.schema(ArrowShapes.to_arrow([]))) == [pa.field(*field) for field in expected]


def test_values_are_those_of_the_fields():
    (row,) = pa.table(ArrowShapes.to_arrow([shapes()])).to_pylist()
    assert row == {
        "tinyInt": -3,
        "byte": 200,
        "big": 2**64 - 1,
        "wide": str(-(2**127)),
        "half": 0.5,
        "letter": "é",
        "data": b"\0\xff",
        "point": {"x": 1.0, "why": 1.5},
        "points": [{"x": 1.0, "why": 2.0}, None],
        "maybe": [1, None],
        "pair": {"0": 1, "1": None},
        "grid": [[1.0, 2.0], [3.0, 4.0]],
        "byDay": [(-1, {"x": 3.0, "why": 1.5})],
        "tags": ["a", "b"],
        "nothing": [],
        "color": "Blue",
    }


def test_floats_that_are_not_finite_stay_floats():
    records = [record(1, price=math.inf), record(2, price=math.nan)]
    table = ArrowRecord.to_arrow(records)
    prices = pa.table(table)["price"].to_pylist()
    assert prices[0] == math.inf
    assert math.isnan(prices[1])
    back = ArrowRecord.from_arrow(table)
    assert back[0] == records[0]
    assert math.isnan(back[1].price)
    # JSON is as it was.
    assert b'"Infinity"' in records[0].to_json()


def test_omit_defaults_means_no_holes_and_the_version_is_a_column():
    children = [ArrowChild(), ArrowChild(first=1, second=2)]
    table = ArrowChild.to_arrow(children)
    rows = pa.table(table).to_pylist()
    assert [(row["first"], row["second"]) for row in rows] == [(0, 5), (1, 2)]
    assert ArrowChild.from_arrow(table) == children
    versioned = [ArrowVersioned(4)]
    table = ArrowVersioned.to_arrow(versioned)
    assert pa.table(table).to_pylist() == [{"$version": 3, "first": 4}]
    assert ArrowVersioned.from_arrow(table) == versioned


def test_a_class_without_fields_has_rows():
    table = ArrowNothing.to_arrow([ArrowNothing()] * 3)
    assert len(table) == 3
    assert ArrowNothing.from_arrow(table) == [ArrowNothing()] * 3


def test_columns_come_in_any_order_with_defaults_for_those_that_are_missing():
    table = pa.table({"price": [1, 2], "more": [None, {}], "name": ["a", "b"], "id": [1, 2]})
    assert ArrowRecord.from_arrow(table) == [ArrowRecord(1, "a", 1), ArrowRecord(2, "b", 2)]


def test_texts_and_lists_come_in_every_layout():
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())):
        names = pa.array(["a", "b", "a"], pa.string()).cast(kind)
        table = pa.table({"id": [1, 2, 3], "name": names, "price": [1.0, 2.0, 3.0]})
        assert [r.name for r in ArrowRecord.from_arrow(table)] == ["a", "b", "a"], kind
    made = pa.table(ArrowShapes.to_arrow([shapes()] * 2))
    maybe = made.schema.get_field_index("maybe")
    for kind in (pa.list_(pa.int64()), pa.list_(pa.int8(), 2), pa.large_list(pa.int32())):
        table = made.set_column(maybe, "maybe", made["maybe"].cast(kind))
        assert ArrowShapes.from_arrow(table) == [shapes()] * 2, kind


def test_slices_and_chunks_are_read_where_they_are():
    records = [record(i) for i in range(10)]
    table = pa.table(ArrowRecord.to_arrow(records))
    assert ArrowRecord.from_arrow(table.slice(3, 4)) == records[3:7]
    assert ArrowRecord.from_arrow(pa.concat_tables([table, table.slice(8)])) == records + records[8:]
    frame = pl.DataFrame(table)
    assert ArrowRecord.from_arrow(frame[2:4]) == records[2:4]
    assert ArrowRecord.from_arrow(frame.to_struct("record")) == records


def test_all_problems_come_with_rows():
    table = pa.table({"id": [1, -1, 3], "name": ["a", None, "c"], "price": [1.0, 2.0, None]})
    assert problems(ArrowRecord.from_arrow, table) == [
        ("greater_than_equal", (1, "id")),
        ("string_type", (1, "name")),
        ("float_type", (2, "price")),
    ]
    # Rows count on over chunks.
    chunks = pa.concat_tables([table.slice(0, 1), table.slice(2)])
    assert problems(ArrowRecord.from_arrow, chunks) == [("float_type", (1, "price"))]


def test_values_of_other_types_are_not_converted():
    ok = {"id": [1], "name": ["a"], "price": [1.0]}
    for column, values in (("id", ["1"]), ("id", [True]), ("name", [1]), ("active", [1])):
        table = pa.table({**ok, column: values})
        assert [loc for _, loc in problems(ArrowRecord.from_arrow, table)] == [(0, column)]
    table = pa.table({**ok, "amount": [2**31]})
    assert [loc for _, loc in problems(ArrowRecord.from_arrow, table)] == [(0, "amount")]


def test_constraints_hooks_and_unknown_columns_are_checked():
    table = pa.table({"first": [1, 2], "second": [13, 1]})
    assert [loc for _, loc in problems(ArrowChild.from_arrow, table)] == [(0,)]
    table = pa.table({"first": [1], "second": [1], "third": [1]})
    assert [loc for _, loc in problems(ArrowChild.from_arrow, table)] == [(0, "third")]


def test_problems_deep_inside_have_their_path_and_are_all():
    made = pa.table(ArrowShapes.to_arrow([shapes()]))
    rows = made.to_pylist()
    rows[0]["point"]["x"] = None
    schema = pa.schema([(f.name, f.type) for f in made.schema])
    point = pa.struct([("x", pa.float64()), ("why", pa.float64())])
    schema = schema.set(schema.get_field_index("point"), pa.field("point", point))
    table = pa.Table.from_pylist(rows, schema=schema)
    assert problems(ArrowShapes.from_arrow, table) == [("float_type", (0, "point", "x"))]


def test_what_is_no_table_is_a_type_error():
    for data, message in (
        (5, "expected an object with __arrow_c_stream__ or __arrow_c_array__, got int"),
        (pa.array([1]), "expected a table, got one column of Int64"),
    ):
        with pytest.raises(TypeError) as caught:
            ArrowRecord.from_arrow(data)
        assert str(caught.value) == f"ArrowRecord.from_arrow: {message}"
    with pytest.raises(TypeError) as caught:
        ArrowRecord.to_arrow([record(1), 5])
    assert str(caught.value) == "ArrowRecord.to_arrow: expected ArrowRecord, got int at index 1"


def test_a_class_that_contains_itself_has_no_columns():
    with pytest.raises(TypeError) as caught:
        ArrowTree.to_arrow([ArrowTree(1)])
    assert str(caught.value) == (
        "ArrowTree.to_arrow: field `leaves`: "
        "ArrowTree contains itself, and types in Arrow are finite"
    )


class Capsules:
    """An object whose method returns the same capsule each time."""

    def __init__(self, name, capsule):
        setattr(self, name, lambda requested_schema=None: capsule)


def test_a_table_is_taken_as_often_as_one_likes_and_a_capsule_once():
    records = [record(1)]
    table = ArrowRecord.to_arrow(records)
    first, second = pa.table(table), pa.table(table)
    assert first.equals(second)
    for name in ("__arrow_c_stream__", "__arrow_c_array__"):
        once = Capsules(name, getattr(table, name)())
        assert ArrowRecord.from_arrow(once) == records
        with pytest.raises(ValueError, match="the capsule was used before: its data is gone"):
            ArrowRecord.from_arrow(once)


def test_a_capsule_of_another_name_is_refused():
    table = ArrowRecord.to_arrow([])
    with pytest.raises(ValueError, match="PyCapsule_GetPointer called with incorrect name"):
        ArrowRecord.from_arrow(Capsules("__arrow_c_stream__", table.__arrow_c_schema__()))
    with pytest.raises(TypeError):
        ArrowRecord.from_arrow(Capsules("__arrow_c_stream__", 5))
    with pytest.raises(TypeError):
        ArrowRecord.from_arrow(Capsules("__arrow_c_array__", 5))


def test_data_outlives_what_made_it():
    table = pa.table(ArrowRecord.to_arrow([record(i) for i in range(100)]))
    gc.collect()
    assert table["name"].to_pylist() == [f"n{i}" for i in range(100)]


LEAKS = """
import resource, sys
import pyarrow as pa
from pyo3_classes_fixture import ArrowRecord

records = [ArrowRecord(i, "x" * 100, 0.5) for i in range(2_000)]

def work():
    table = ArrowRecord.to_arrow(records)
    table.__arrow_c_schema__(), table.__arrow_c_array__(), table.__arrow_c_stream__()
    assert len(ArrowRecord.from_arrow(table)) == 2_000
    assert pa.table(table).num_rows == 2_000
    assert len(ArrowRecord.from_arrow(pa.table(table))) == 2_000

def peak():
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024

for _ in range(20):
    work()
before = peak()
for _ in range(100):
    work()
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no module resource")
def test_nothing_leaks_whether_taken_or_not():
    run = subprocess.run(
        [sys.executable, "-c", LEAKS], capture_output=True, text=True, check=True
    )
    # One leaked table is 250 kB; a hundred of them would be 25 MB.
    assert int(run.stdout) < 8_000_000


def test_a_million_records_reach_polars():
    records = [record(i, note="odd" if i % 2 else None) for i in range(1_000)] * 1_000
    frame = pl.DataFrame(ArrowRecord.to_arrow(records))
    assert frame.height == 1_000_000
    assert frame["id"].sum() == 499_500_000
    assert frame["note"].null_count() == 500_000

    fields = [("id", int), ("name", str), ("price", float), ("amount", int), ("active", bool)]
    plain = dataclasses.make_dataclass("Plain", [*fields, ("note", "str | None")])
    expected = pl.DataFrame([plain(**r.to_dict()) for r in records[:1_000]])
    assert frame[:1_000].cast(expected.schema).equals(expected)
    assert ArrowRecord.from_arrow(frame[:1_000]) == records[:1_000]
