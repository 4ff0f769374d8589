"""Which form values have on the wire: pydantic and the standard library are the oracles."""

import base64
import datetime
import decimal
import fractions
import ipaddress
import json
import math
import os
import pathlib
import uuid
import zoneinfo
from datetime import date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pyo3_classes_fixture import ValidationError, WireTypes

UTC = timezone.utc
EAST = timezone(timedelta(hours=5, minutes=30))
WEST = timezone(-timedelta(hours=3, minutes=30, seconds=15))
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
Decimal, Fraction, UUID = decimal.Decimal, fractions.Fraction, uuid.UUID
datetime_ = datetime.datetime
BIG = 10**40
SPANS = st.timedeltas(timedelta.min, timedelta.max)

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
