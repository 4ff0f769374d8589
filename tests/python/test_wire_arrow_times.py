"""Dates, times and durations in tables of Arrow, columns of nothing, and what has no column."""

import datetime
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")

from helpers import problem_places as problems  # noqa: E402
from pyo3_classes_fixture import (  # noqa: E402
    ArrowMaybe,
    ArrowPoint,
    ArrowRecord,
    ArrowTimes,
    ArrowUnion,
    WireShape,
)

UTC = timezone.utc
DATE, TIME = datetime.date(2024, 2, 29), datetime.time(12, 30, 0, 5)
LOCAL = datetime.datetime.combine(DATE, TIME)
FIXED = LOCAL.replace(tzinfo=timezone(timedelta(hours=-5, minutes=-30)))
ZONED = LOCAL.replace(tzinfo=ZoneInfo("Europe/Paris"))
DELTA = timedelta(days=-1, seconds=3, microseconds=7)
TIMES = {
    "date": DATE,
    "time": TIME,
    "local": LOCAL,
    "utc": LOCAL.replace(tzinfo=UTC),
    "fixed": FIXED,
    "delta": DELTA,
    "jiff_date": DATE,
    "jiff_time": TIME,
    "jiff_local": LOCAL,
    "jiff_utc": LOCAL.replace(tzinfo=UTC),
    "jiff_zoned": ZONED,
    "jiff_delta": DELTA,
    "std_delta": -DELTA,
    "std_utc": LOCAL.replace(tzinfo=UTC),
    "time_date": DATE,
    "time_utc": LOCAL.replace(tzinfo=UTC),
    "maybe": None,
    "dates": [DATE, datetime.date(1, 1, 1)],
}
# The offset and the zone are kept: they are texts.
TEXTS = {
    "fixed": "2024-02-29T12:30:00.000005-05:30",
    "jiff_zoned": "2024-02-29T12:30:00.000005+01:00[Europe/Paris]",
}
DELTAS = st.timedeltas(timedelta(days=-100_000), timedelta(days=100_000))
MOMENTS = st.datetimes(timezones=st.just(UTC))
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# Where the moment in UTC has a year too.
EDGES = (datetime.datetime(2, 1, 1), datetime.datetime(9998, 1, 1))
FIELDS = {
    "date": st.dates(),
    "time": st.times(),
    "local": st.datetimes(),
    "utc": MOMENTS,
    "fixed": st.datetimes(*EDGES, timezones=OFFSETS),
    "delta": DELTAS,
    "jiff_date": st.dates(),
    "jiff_time": st.times(),
    "jiff_local": st.datetimes(),
    "jiff_utc": MOMENTS,
    "jiff_zoned": st.just(ZONED),
    "jiff_delta": DELTAS,
    "std_delta": st.timedeltas(timedelta(0), timedelta(days=100_000)),
    # PyO3 converts none before 1970.
    "std_utc": st.datetimes(datetime.datetime(1970, 1, 1), timezones=st.just(UTC)),
    "time_date": st.dates(),
    "time_utc": MOMENTS,
    "maybe": st.none() | st.datetimes(),
    "dates": st.lists(st.dates(), max_size=3),
}


def test_columns():
    moment, local = pa.timestamp("us", "UTC"), pa.timestamp("us")
    kinds = {
        "date": pa.date32(),
        "time": pa.time64("us"),
        "local": local,
        "utc": moment,
        "fixed": pa.large_string(),
        "delta": pa.duration("us"),
        "jiff_date": pa.date32(),
        "jiff_time": pa.time64("us"),
        "jiff_local": local,
        "jiff_utc": moment,
        "jiff_zoned": pa.large_string(),
        "jiff_delta": pa.duration("us"),
        "std_delta": pa.duration("us"),
        "std_utc": moment,
        "time_date": pa.date32(),
        "time_utc": moment,
        "maybe": local,
        "dates": pa.large_list(pa.field("item", pa.date32(), False)),
    }
    expected = [pa.field(name, kind, name == "maybe") for name, kind in kinds.items()]
    assert list(pa.schema(ArrowTimes.to_arrow([]))) == expected


def test_values_are_those_that_python_has():
    table = ArrowTimes.to_arrow([ArrowTimes(**TIMES)])
    assert pa.table(table).to_pylist() == [{**TIMES, **TEXTS}]
    assert pl.DataFrame(table).to_dicts() == [{**TIMES, **TEXTS}]


@given(st.lists(st.builds(ArrowTimes, **FIELDS), max_size=5))
def test_they_come_back_from_each_library(records):
    table = ArrowTimes.to_arrow(records)
    assert ArrowTimes.from_arrow(table) == records
    assert ArrowTimes.from_arrow(pa.table(table)) == records
    assert ArrowTimes.from_arrow(pl.DataFrame(table)) == records


def test_columns_that_the_libraries_make_themselves():
    # With an offset or a zone, they have moments in UTC; those read as the offset 0.
    rows = [{**TIMES, **{name: TIMES["utc"] for name in TEXTS}}] * 2
    expected = [ArrowTimes(**rows[0])] * 2
    assert ArrowTimes.from_arrow(pa.Table.from_pylist(rows)) == expected
    assert ArrowTimes.from_arrow(pl.DataFrame(rows)) == expected


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_every_unit_is_read(unit):
    delta, moment = timedelta(days=2, seconds=-1), datetime.datetime(1969, 7, 20, 20, 17)
    changes = {"delta": delta, "std_delta": delta, "local": moment, "utc": moment.replace(tzinfo=UTC)}
    times = ArrowTimes(**{**TIMES, **changes})
    table = pa.table(ArrowTimes.to_arrow([times]))
    kinds = {
        "delta": pa.duration(unit),
        "std_delta": pa.duration(unit),
        "local": pa.timestamp(unit),
        "utc": pa.timestamp(unit, "Europe/Paris"),
    }
    for name, kind in kinds.items():
        table = table.set_column(table.schema.get_field_index(name), name, table[name].cast(kind))
    assert ArrowTimes.from_arrow(table) == [times]
    if unit != "s":
        frame = pl.DataFrame(table).with_columns(pl.col("delta").cast(pl.Duration(unit)))
        assert ArrowTimes.from_arrow(frame) == [times]


def test_values_of_other_types_are_not_converted():
    table = pa.table(ArrowTimes.to_arrow([ArrowTimes(**TIMES)]))

    def wrong(name, column):
        changed = table.set_column(table.schema.get_field_index(name), name, column)
        return problems(ArrowTimes.from_arrow, changed)

    assert wrong("delta", pa.array([5])) == [("time_delta_type", (0, "delta"))]
    # Without an offset it is no moment, and with one no local time.
    assert wrong("utc", table["local"]) == [("value_error", (0, "utc"))]
    assert wrong("local", table["utc"]) == [("value_error", (0, "local"))]
    # A negative duration is none of `std`.
    assert wrong("std_delta", table["delta"]) == [("value_error", (0, "std_delta"))]


def test_what_is_too_long_for_microseconds():
    with pytest.raises(ValueError, match="ArrowTimes.to_arrow: .* at index 0"):
        ArrowTimes.to_arrow([ArrowTimes(**{**TIMES, "delta": timedelta.max})])


def test_an_enum_with_data_has_no_column():
    with pytest.raises(TypeError) as caught:
        ArrowUnion.to_arrow([ArrowUnion(1, [WireShape.Point()])])
    assert str(caught.value) == (
        "ArrowUnion.to_arrow: field `shapes`: WireShape is an enum with data, and a column has one "
        "type: keep what it has in fields of their own or as a text of JSON, or leave the field out "
        "(`#[field(wire = false, default)]`)"
    )


def test_columns_of_nothing_are_none():
    nothing = {"text": [None] * 2, "date": [None] * 2, "list": [None] * 2, "point": [None] * 2}
    assert set(pl.DataFrame(nothing).dtypes) == {pl.Null}
    for data in (pl.DataFrame(nothing), pa.table(nothing)):
        assert ArrowMaybe.from_arrow(data) == [ArrowMaybe()] * 2
    frame = pl.DataFrame(nothing)
    assert ArrowMaybe.from_arrow(frame.to_struct("row")) == [ArrowMaybe()] * 2
    assert ArrowMaybe.from_arrow(frame[1:]) == [ArrowMaybe()]
    assert ArrowMaybe.from_arrow(frame[:0]) == []
    assert ArrowMaybe.from_arrow(pl.concat([frame, frame], rechunk=False)) == [ArrowMaybe()] * 4


def test_nothing_inside_others():
    frame = pl.DataFrame({"text": ["a", None], "list": [[None, None], None]})
    assert frame.dtypes == [pl.String, pl.List(pl.Null)]
    assert ArrowMaybe.from_arrow(frame) == [ArrowMaybe("a", list=[None, None]), ArrowMaybe()]
    frame = pl.DataFrame({"point": [{"x": 1.0, "more": None}, None]})
    assert frame.dtypes == [pl.Struct({"x": pl.Float64, "more": pl.Null})]
    assert ArrowMaybe.from_arrow(frame) == [ArrowMaybe(point=ArrowPoint(1.0)), ArrowMaybe()]
    frame = pl.DataFrame({"list": [[None]]}, schema={"list": pl.Array(pl.Null, 1)})
    assert ArrowMaybe.from_arrow(frame) == [ArrowMaybe(list=[None])]


def test_nothing_is_no_value():
    frame = pl.DataFrame({"id": [1, 2], "name": [None, None], "price": [1.0, 2.0]})
    assert problems(ArrowRecord.from_arrow, frame) == [
        ("string_type", (0, "name")),
        ("string_type", (1, "name")),
    ]
