"""Round trips of each field type on the wire."""

import datetime
import decimal
import fractions
import json
import math
import pathlib
import uuid
import zoneinfo
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyo3_classes_fixture import ValidationError, WireChild, WireChildren, WireTypes

UTC = timezone.utc
EAST = timezone(timedelta(hours=5, minutes=30))
PARIS, LONDON = zoneinfo.ZoneInfo("Europe/Paris"), zoneinfo.ZoneInfo("Europe/London")
Decimal, Fraction, UUID = decimal.Decimal, fractions.Fraction, uuid.UUID
datetime_ = datetime.datetime

BIG = 10**40
SPANS = st.timedeltas(timedelta.min, timedelta.max)
# The offset that a year as far away as 9999 would have is left to Python.
NAIVE = st.datetimes(datetime_(2, 1, 1), datetime_(9998, 12, 31))
DATES, TIMES = st.dates(), st.times()
FLOATS = st.floats()
INTS = st.integers(-(2**63), 2**63 - 1)
OFFSETS = st.integers(-86399, 86399).map(lambda s: timezone(timedelta(seconds=s)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
aware = st.datetimes(datetime_(2, 1, 1), datetime_(9998, 12, 31), timezones=st.just(UTC))
fixed = st.builds(lambda at, offset: at.replace(tzinfo=offset), NAIVE, OFFSETS)
zoned = st.builds(
    lambda at, zone, fold: at.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone),
    st.datetimes(datetime_(1930, 1, 1), datetime_(2200, 1, 1)),
    st.sampled_from([PARIS, LONDON, zoneinfo.ZoneInfo("UTC"), zoneinfo.ZoneInfo("Asia/Kolkata")]),
    st.integers(0, 1),
)
BOUNDED = st.integers(-(2**31), 2**31)
RATIOS = st.builds(Fraction, BOUNDED, st.integers(1, 2**31))
DECIMALS = st.decimals(-(10**12), 10**12, places=6)

STRATEGIES = {
    "duration": st.timedeltas(timedelta(0), timedelta.max),
    # PyO3 takes none before 1970.
    "system_time": st.datetimes(datetime_(1970, 1, 1), timezones=st.just(UTC)),
    "path": TEXTS.filter(lambda text: "\0" not in text).map(pathlib.Path),
    "os_string": TEXTS,
    "ip": st.ip_addresses(),
    "non_zero": INTS.filter(bool),
    "non_zero_wide": st.integers(-(2**127), 2**127 - 1).filter(bool),
    "wide": st.integers(-(2**127), 2**127 - 1),
    "wide_unsigned": st.integers(0, 2**128 - 1),
    "py_str": TEXTS,
    "text": TEXTS,
    "character": st.characters(exclude_categories=["Cs"]),
    "float": FLOATS,
    "narrow_float": st.floats(width=32),
    "data": st.binary(),
    "big_decimal": DECIMALS | st.sampled_from([Decimal("1E+30"), Decimal("1E-300"), Decimal(BIG)]),
    "decimal": DECIMALS | st.sampled_from([Decimal("1.50"), Decimal("79228162514264337593543950335")]),
    "big_int": st.integers(),
    "big_uint": st.integers(0),
    "complex": st.complex_numbers(),
    "narrow_complex": st.complex_numbers(width=64),
    "ratio": RATIOS,
    "big_ratio": st.fractions(),
    "ordered": FLOATS,
    "not_nan": st.floats(allow_nan=False),
    "narrow_ordered": st.floats(width=32),
    "uuid": st.uuids(),
    "bytes": st.binary(),
    "either": INTS | TEXTS,
    "either_class": st.lists(DATES) | st.lists(DATES).map(WireChildren),
    "index_map": st.dictionaries(TEXTS, INTS),
    "index_set": st.sets(INTS),
    "hash_map": st.dictionaries(TEXTS, INTS),
    "hash_set": st.sets(INTS),
    "small": st.lists(INTS),
    "small_bytes": st.binary(),
    "chrono_date": DATES,
    "chrono_time": TIMES,
    "chrono_naive": NAIVE,
    "chrono_utc": aware,
    "chrono_fixed": fixed,
    "chrono_zoned": zoned,
    "chrono_delta": SPANS,
    "chrono_offset": OFFSETS,
    "chrono_utc_zone": st.just(UTC),
    "chrono_zone": st.sampled_from([PARIS, zoneinfo.ZoneInfo("UTC")]),
    "time_date": DATES,
    "time_time": TIMES,
    "time_primitive": NAIVE,
    "time_offset": fixed,
    "time_utc": aware,
    "time_duration": SPANS,
    "time_utc_offset": OFFSETS,
    "jiff_date": DATES,
    "jiff_time": TIMES,
    "jiff_date_time": NAIVE,
    "jiff_timestamp": aware,
    "jiff_zoned": zoned | fixed,
    "jiff_duration": SPANS,
    "jiff_zone": st.sampled_from([PARIS, EAST]),
    "jiff_offset": OFFSETS,
    "dates": st.lists(DATES),
    "pair": st.tuples(st.uuids(), st.none() | DECIMALS),
    "child": st.builds(WireChild, TEXTS, st.integers(0, 9), wide=INTS),
}


def same(a, b):
    """`a` is `b` in value and type, with zone and NaN and the sign of zero."""
    if isinstance(a, datetime.datetime):
        return a == b and a.utcoffset() == b.utcoffset() and str(a.tzinfo) == str(b.tzinfo)
    return type(a) is type(b) and (a == b or repr(a) == repr(b))


def test_each_type_is_here():
    assert {*STRATEGIES, "node"} == set(WireTypes().__annotations__)


@pytest.mark.parametrize("name", STRATEGIES)
@given(st.data())
def test_a_round_trip_is_the_identity(name, data):
    value = data.draw(STRATEGIES[name])
    one = WireTypes(**{name: value})
    kept = getattr(one, name)
    for other in [WireTypes.from_json(one.to_json()), WireTypes.from_dict(one.to_dict())]:
        assert same(getattr(other, name), kept)
    # The careful way, through Python values, gives the same.
    with pytest.raises(ValidationError) as caught:
        WireTypes.from_json(json.dumps({**json.loads(one.to_json()), "pair": 7}))
    assert [problem["loc"] for problem in caught.value.errors()] == [("pair",)]


@given(st.sampled_from(list(STRATEGIES)), st.text() | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_no_value_breaks_it(name, value):
    data = json.dumps({name: value}, allow_nan=False) if value == value and value not in (math.inf, -math.inf) else "{}"
    try:
        one = WireTypes.from_json(data)
    except ValidationError:
        return
    assert same(getattr(WireTypes.from_json(one.to_json()), name), getattr(one, name))
