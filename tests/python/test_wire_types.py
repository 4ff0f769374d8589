"""The forms of field types on the wire: pydantic and the standard library are the oracles."""

import base64
import datetime
import decimal
import fractions
import ipaddress
import json
import math
import os
import pathlib
import typing
import uuid
import zoneinfo
from datetime import date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pyo3_classes_fixture import (
    ValidationError,
    WireChild,
    WireChildren,
    WireKeys,
    WireCycle,
    WireOwn,
    WireTypes,
)

UTC = timezone.utc
EAST = timezone(timedelta(hours=5, minutes=30))
WEST = timezone(-timedelta(hours=3, minutes=30, seconds=15))
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
IDENTICAL = [b"", b"a\x00\xff"]
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


TEXT = typing.Any
AS_PYDANTIC = [
    ("duration", timedelta(days=3, seconds=1, microseconds=500000)),
    ("duration", timedelta(0)),
    ("system_time", datetime_(2024, 2, 29, 12, 30, 0, 4, UTC)),
    ("system_time", datetime_(1970, 1, 1, tzinfo=UTC)),
    ("system_time", datetime_(9999, 12, 31, 23, 59, 59, 999999, UTC)),
    ("path", pathlib.Path("ä/b c")),
    ("ip", ipaddress.ip_address("10.0.0.1")),
    ("ip", ipaddress.ip_address("fe80::1")),
    ("big_decimal", Decimal("1.50")),
    ("big_decimal", Decimal("-0.001")),
    ("decimal", Decimal("1.50")),
    ("decimal", Decimal("-79228162514264337593543950335")),
    ("big_int", 2**64 - 1),
    ("big_int", -(2**63)),
    ("complex", 1 + 2j),
    ("complex", -1.5 - 1e-3j),
    ("complex", 1j),
    ("complex", 0j),
    ("ratio", Fraction(-1, 3)),
    ("big_ratio", Fraction(BIG, 3)),
    ("ratio", Fraction(7)),
    ("uuid", UUID(int=5)),
    *[
        (f"{crate}_{kind}", value)
        for crate, kinds in {
            "chrono": ["date", "time", "naive", "utc", "fixed", "delta"],
            "time": ["date", "time", "primitive", "utc", "offset", "duration"],
            "jiff": ["date", "time", "date_time", "timestamp", "zoned", "duration"],
        }.items()
        for kind, values in zip(
            kinds,
            [
                [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)],
                [time(0), time(12, 30, 0, 500000), time(23, 59, 59, 999999), time(1, 2, 3, 4)],
                [datetime_(1, 1, 1), datetime_(2024, 2, 29, 1, 2, 3, 40)],
                [datetime_(1, 1, 1, tzinfo=UTC), datetime_(2024, 2, 29, 1, 2, 3, 40, UTC)],
                [datetime_(2024, 2, 29, tzinfo=EAST), datetime_(2024, 2, 29, tzinfo=UTC)],
                [
                    timedelta(0),
                    timedelta(-1, 5),
                    timedelta(microseconds=-1),
                    timedelta(1, 2, 3),
                    timedelta(hours=26, minutes=3, microseconds=50),
                    timedelta(days=10),
                ],
            ],
        )
        for value in values
    ],
]


@pytest.mark.parametrize(("name", "value"), AS_PYDANTIC)
def test_the_text_is_that_of_pydantic(name, value):
    kind = pathlib.Path if isinstance(value, pathlib.Path) else type(value)
    adapter = TypeAdapter(kind)
    written = json.loads(WireTypes(**{name: value}).to_json())[name]
    assert written == json.loads(adapter.dump_json(value))
    read = adapter.validate_python(written)
    assert read == value
    assert getattr(read, "tzinfo", None) is None or read.utcoffset() == value.utcoffset()


@given(SPANS)
def test_pydantic_reads_durations_of_any_length(span):
    text = json.loads(WireTypes(chrono_delta=span).to_json())["chrono_delta"]
    assert TypeAdapter(timedelta).validate_python(text) == span


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("float", math.nan, "NaN"),
        ("ordered", -math.inf, "-Infinity"),
        ("data", b"\x00\xff", base64.b64encode(b"\x00\xff").decode()),
        ("bytes", b"\x00\xff", "AP8="),
        ("small_bytes", b"abc", "YWJj"),
        ("wide", 2**127 - 1, 2**127 - 1),
        ("non_zero_wide", -(2**127), -(2**127)),
        ("big_int", 2**64, str(2**64)),
        ("big_uint", BIG, str(BIG)),
        ("complex", complex(-0.0, 1.5), "-0+1.5j"),
        ("complex", complex(math.nan, -math.inf), "nan-infj"),
        ("chrono_fixed", datetime_(2024, 1, 1, tzinfo=WEST), "2024-01-01T00:00:00-03:30:15"),
        ("chrono_offset", WEST, "-03:30:15"),
        ("time_utc_offset", UTC, "Z"),
        ("chrono_zoned", datetime_(2024, 7, 1, tzinfo=PARIS), "2024-07-01T00:00:00+02:00[Europe/Paris]"),
        ("jiff_zoned", datetime_(2024, 1, 1, tzinfo=PARIS), "2024-01-01T00:00:00+01:00[Europe/Paris]"),
        ("chrono_zone", PARIS, "Europe/Paris"),
        ("jiff_zone", EAST, "+05:30"),
        ("chrono_delta", timedelta(days=400), "P400D"),
        ("text", "Genève \U0001f375", "Genève \U0001f375"),
    ],
)
def test_the_form_is_the_stated_one(name, value, expected):
    assert json.loads(WireTypes(**{name: value}).to_json())[name] == expected


@pytest.mark.parametrize(
    ("name", "texts", "value"),
    [
        ("chrono_delta", ["P1W", "P7D", "PT168H", "+P7D"], timedelta(7)),
        ("chrono_utc", ["2024-01-01T05:30:00+05:30", "2024-01-01 00:00:00Z"], datetime_(2024, 1, 1, tzinfo=UTC)),
        ("big_int", [5, "5"], 5),
        ("decimal", ["1E+2", "100", 100], Decimal(100)),
        ("uuid", ["00000000000000000000000000000005", "{00000000-0000-0000-0000-000000000005}"], UUID(int=5)),
        ("wide", [2.0, 2], 2),
    ],
)
def test_other_forms_are_read_too(name, texts, value):
    for text in texts:
        assert getattr(WireTypes.from_json(json.dumps({name: text})), name) == value


WRONG = {
    "a date in ISO 8601": (
        ["chrono_date", "time_date", "jiff_date"],
        ["", "2023-02-29", "2024-1-1", "2024-01-01T00:00:00", "2024-13-01", "today"],
    ),
    "a time in ISO 8601": (
        ["chrono_time", "time_time", "jiff_time"],
        ["", "24:00:00", "12:60", "12:30:00+01:00", "2024-01-01T12:30:00", "12:30:00Z"],
    ),
    "a date and time in ISO 8601": (
        ["chrono_naive", "time_primitive", "jiff_date_time"],
        ["", "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00+01:00", "2024-01-01T25:00"],
    ),
    "a date and time with an offset in RFC 3339": (
        ["system_time", "chrono_utc", "chrono_fixed", "time_offset", "time_utc", "jiff_timestamp"],
        ["", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01T00:00:00+01:00[Europe/Paris]"],
    ),
    "a date and time with a time zone in RFC 9557": (
        ["chrono_zoned", "jiff_zoned"],
        [
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00[Europe/Paris]",
            "2024-01-01T00:00:00+05:00[Europe/Paris]",
            "2024-01-01T00:00:00+01:00[Europe/Nowhere]",
        ],
    ),
    "a duration in ISO 8601": (
        ["duration", "chrono_delta", "time_duration", "jiff_duration"],
        ["", "P", "PT", "-P", "P1Y", "P1M", "1D", "P-1D", "P1DT", "P1.5D", "PT1H1", "P1D1W", "PTé", "P" + "9" * 30 + "D"],
    ),
    "an offset from UTC": (["chrono_offset", "time_utc_offset", "jiff_offset"], ["", "UTC+1", "+25:00", "Europe/Paris"]),
    "a UUID": (["uuid"], ["", "123"]),
    "a decimal number": (["decimal", "big_decimal"], ["", "1,5", "NaN", "one"]),
    "a fraction": (["ratio", "big_ratio"], ["", "1/0", "a/b", "1/2/3"]),
    "a complex number": (["complex", "narrow_complex"], ["", "1+2k", "(1+2j)"]),
    "an IPv4 or IPv6 address": (["ip"], ["", "1.2.3", "1.2.3.256", "::g"]),
    "the name of a time zone": (["chrono_zone", "jiff_zone"], ["", "Nowhere"]),
}


@pytest.mark.parametrize("expected", WRONG)
def test_wrong_texts_are_told_with_their_place(expected):
    names, texts = WRONG[expected]
    for name in names:
        for text in texts:
            with pytest.raises(ValidationError) as caught:
                WireTypes.from_json(json.dumps({name: text}))
            (problem,) = caught.value.errors()
            assert problem["loc"] == (name,)
            assert expected in problem["msg"], (name, text)
            assert problem["input"] == text


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("ratio", ["-9223372036854775808/-1", "1/9223372036854775808"]),
        ("duration", ["-PT1S"]),
        ("not_nan", ["NaN"]),
        ("narrow_float", [1e39]),
        ("decimal", ["0." + "1" * 40]),
        ("big_int", ["x", 1.5]),
        ("big_uint", [-1, "-1"]),
        ("non_zero_wide", [0]),
        ("bytes", ["?", 1]),
        ("either", [1.5, None, [1]][::2]),
        ("hash_set", [{}, [1.5]]),
        ("small", ["ab", [None]]),
    ],
)
def test_what_does_not_fit_is_told(name, texts):
    for text in texts:
        with pytest.raises(ValidationError) as caught:
            WireTypes.from_json(json.dumps({name: text}))
        assert all(problem["loc"][0] == name for problem in caught.value.errors())


@given(st.sampled_from(list(STRATEGIES)), st.text() | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_no_value_breaks_it(name, value):
    data = json.dumps({name: value}, allow_nan=False) if value == value and value not in (math.inf, -math.inf) else "{}"
    try:
        one = WireTypes.from_json(data)
    except ValidationError:
        return
    assert same(getattr(WireTypes.from_json(one.to_json()), name), getattr(one, name))


def test_names_that_are_not_unicode_have_no_text():
    name = os.fsdecode(b"a\xff")
    for field, value in [("path", pathlib.Path(name)), ("os_string", name)]:
        one = WireTypes(**{field: value})
        assert getattr(WireTypes.from_dict(one.to_dict()), field) == value
        with pytest.raises(ValueError, match="^WireTypes.to_json: .*cannot be written as a .* in Unicode"):
            one.to_json()


def test_a_lone_surrogate_is_an_error_in_a_text():
    for field in ["text", "py_str"]:
        with pytest.raises(ValidationError) as caught:
            WireTypes.from_json('{"%s": "\\ud800"}' % field)
        assert caught.value.errors()[0]["loc"][:1] in [(field,), ()]


KEYS = {
    "int": [-128, 0, 127],
    "unsigned": [0, 2**64 - 1],
    "wide": [-(2**127), 2**127 - 1],
    "non_zero": [1, 255],
    "big_int": [5, -BIG],
    "boolean": [True, False],
    "character": ["a", "é", "1"],
    "text": ["", "1", "true", "é"],
    "py_str": ["", "1"],
    "float": [0.5, 1e300, -1.0, math.inf],
    "uuid": [UUID(int=5)],
    "decimal": [Decimal("1.5")],
    "date": [date(2024, 2, 29)],
    "moment": [datetime_(2024, 2, 29, tzinfo=UTC)],
    "duration": [timedelta(1, 2, 3)],
    "path": [pathlib.Path("a/b")],
    "optional": [1, -1],
    "boxed": [1, -1],
    "bytes": [b"", b"a\xff"],
    "indexed": [3, 1, 2],
    "hashed": [3, 1],
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_come_back(name):
    entries = {key: index for index, key in enumerate(KEYS[name])}
    one = WireKeys(**{name: entries})
    written = one.to_json()
    assert all(isinstance(key, str) for key in json.loads(written)[name])
    read = getattr(WireKeys.from_json(written), name)
    assert read == entries
    if name == "indexed":
        assert list(read) == list(entries)
    assert getattr(WireKeys.from_dict(one.to_dict()), name) == entries


@pytest.mark.parametrize("name", KEYS)
def test_keys_come_back_the_careful_way(name):
    entries = {key: index for index, key in enumerate(KEYS[name])}
    written = WireKeys(**{name: entries}).to_json()
    with pytest.raises(ValidationError) as caught:
        WireKeys.from_json(json.dumps({**json.loads(written), "dates": {"1": "x"}}))
    assert [problem["loc"] for problem in caught.value.errors()] == [("dates", "1")]


def test_wrong_keys_are_told():
    for name, key in [("int", "x"), ("int", "128"), ("boolean", "True"), ("date", "x"), ("uuid", "")]:
        with pytest.raises(ValidationError) as caught:
            WireKeys.from_json(json.dumps({name: {key: 1}}))
        assert [problem["loc"] for problem in caught.value.errors()] == [(name, key)]


def test_a_tuple_is_no_key_of_json():
    one = WireKeys(tuple={(1, 2): 3})
    assert WireKeys.from_dict(one.to_dict()) == one
    with pytest.raises(ValueError, match="^WireKeys.to_json: key must be a string$"):
        one.to_json()


def test_instances_by_reference_are_dicts():
    node = WireCycle(1, WireCycle(2), [WireCycle(3)])
    expected = {
        "value": 1,
        "next": {"value": 2, "next": None, "others": []},
        "others": [{"value": 3, "next": None, "others": []}],
    }
    assert node.to_dict() == expected
    assert json.loads(node.to_json()) == expected
    assert node.to_tuple() == (1, (2, None, []), [(3, None, [])])
    for other in [WireCycle.from_json(node.to_json()), WireCycle.from_dict(expected)]:
        assert other == node
        assert type(other.next) is WireCycle
    assert WireCycle.from_dict({"value": 1, "next": node}).next is node


def test_what_is_wrong_inside_an_instance_by_reference_has_its_path():
    data = {"value": 1, "next": {"value": -1}, "others": [{"value": "x"}, 7]}
    wrong = [("next", "value"), ("others", 0, "value"), ("others", 1)]
    for read in [lambda: WireCycle.from_json(json.dumps(data)), lambda: WireCycle.from_dict(data)]:
        with pytest.raises(ValidationError) as caught:
            read()
        assert [problem["loc"] for problem in caught.value.errors()] == wrong


def test_a_class_that_extends_another_by_reference():
    one = WireTypes(child=WireChild("a", how_many=5, wide=2))
    assert one.to_dict()["child"] == {"firstName": "a", "howMany": 5, "wide": 2}
    assert WireTypes.from_json(one.to_json()).child == one.child


def test_a_cycle_ends_in_an_error():
    node = WireCycle(1)
    node.next = node
    with pytest.raises(ValueError, match="^WireCycle.to_json: values are nested more than 127 levels deep"):
        node.to_json()
    with pytest.raises(RecursionError, match="nested more than 127 levels deep"):
        node.to_dict()
    node.next = None
    for depth in range(125):
        node = WireCycle(depth, node)
    assert WireCycle.from_json(node.to_json()).to_dict() == node.to_dict()
    for read, data in [
        (WireCycle.from_json, b'{"value":1,"next":' * 5000 + b"null" + b"}" * 5000),
        (WireCycle.from_json, b'{"value":1,"next":' * 200 + b"null" + b"}" * 200),
    ]:
        with pytest.raises(ValidationError, match="nested|recursion"):
            read(data)


OWN = {
    "code": "ABC",
    "day": "2024-02-29",
    "place": {"lat": 1.5, "names": ["é"]},
    "kind": "Unit",
}
KINDS = ["Unit", {"Newtype": 5}, {"Tuple": [-1, "x"]}, {"Struct": {"wide": 2**64 - 1}}]


@pytest.mark.parametrize("kind", KINDS)
def test_types_of_ones_own(kind):
    one = WireOwn.from_json(json.dumps({**OWN, "kind": kind}))
    assert one.day == date(2024, 2, 29)
    assert json.loads(one.kind) == kind
    assert json.loads(one.to_json()) == {**OWN, "kind": kind}
    assert WireOwn.from_dict(one.to_dict()).to_json() == one.to_json()
    # The careful way reads them too: only the code is wrong.
    with pytest.raises(ValidationError) as caught:
        WireOwn.from_json(json.dumps({**OWN, "kind": kind, "code": "abc"}))
    (problem,) = caught.value.errors()
    assert problem["loc"] == ("code",)
    assert "abc is no code" in problem["msg"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "Other", "unknown variant `Other`"),
        ("kind", {"Newtype": "x"}, "invalid type: string"),
        ("kind", {"Tuple": [1]}, "invalid length 1"),
        ("kind", {"Struct": {}}, "missing field `wide`"),
        ("kind", {"Unit": None, "Newtype": 1}, "no variant"),
        ("place", {"names": []}, "missing field `lat`"),
        ("place", {"lat": 1, "other": 1}, "unknown field `other`"),
        ("place", {"lat": 1, "names": ["a", 2]}, "invalid type: integer `2`"),
    ],
)
def test_types_that_serde_alone_knows_are_one_leaf(field, value, message):
    with pytest.raises(ValidationError) as caught:
        WireOwn.from_json(json.dumps({**OWN, field: value, "day": "x"}))
    problems = {problem["loc"]: problem["msg"] for problem in caught.value.errors()}
    assert set(problems) == {("day",), (field,)}
    assert message in problems[(field,)]
