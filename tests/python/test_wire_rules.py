"""Rules that hold for several types or formats. msgspec, msgpack and the standard library are the oracles."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone

import msgpack
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyo3_classes_fixture import (
    RulesEvent,
    RulesFloats,
    RulesInner,
    RulesKept,
    RulesMaps,
    RulesMoments,
    RulesOmits,
    ValidationError,
)

UTC = timezone.utc
MOMENT = datetime(2024, 2, 29, 12, 30, 0, 4, UTC)
MOMENTS = ["utc", "fixed", "in_zone", "offset", "time_utc", "timestamp", "zoned"]
AWARE = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59), timezones=st.just(UTC))


def problems(read, data):
    with pytest.raises(ValidationError) as caught:
        read(data)
    return [(problem["type"], problem["loc"]) for problem in caught.value.errors()]


class TestTimestampsOfMessagePack:
    @pytest.mark.parametrize("name", MOMENTS)
    @given(AWARE)
    def test_those_of_other_writers_are_read(self, name, moment):
        of_msgspec = msgspec.msgpack.encode({name: moment})
        read = getattr(RulesMoments.from_msgpack(of_msgspec), name)
        assert read == moment and read.utcoffset() == timedelta(0)
        of_msgpack = msgpack.packb({name: moment}, datetime=True)
        assert getattr(RulesMoments.from_msgpack(of_msgpack), name) == moment

    @pytest.mark.parametrize(
        ("seconds", "nanoseconds", "length"),
        [(0, 0, 4), (2**32 - 1, 0, 4), (2**32, 0, 8), (0, 1000, 8), (2**34 - 1, 999_999_000, 8), (-1, 500_000_000, 12)],
    )
    def test_each_length(self, seconds, nanoseconds, length):
        stamp = msgpack.Timestamp(seconds, nanoseconds)
        assert len(stamp.to_bytes()) == length
        read = RulesMoments.from_msgpack(msgpack.packb({"utc": stamp})).utc
        assert read == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, microseconds=nanoseconds // 1000)

    def test_at_other_places(self):
        data = {
            "many": [MOMENT],
            "keys": {MOMENT: 1},
            "either": MOMENT,
            # The tag is behind it.
            "event": {"at": MOMENT, "type": "Began"},
            "system": MOMENT,
            "local": MOMENT,
        }
        one = RulesMoments.from_msgpack(msgpack.packb(data, datetime=True))
        assert (one.many, one.keys, one.either) == ([MOMENT], {MOMENT: 1}, MOMENT)
        assert (one.event, one.system, one.local) == (RulesEvent.Began(MOMENT), MOMENT, MOMENT)

    def test_the_careful_way_reads_them_too(self):
        data = {**dict.fromkeys(MOMENTS, MOMENT), "many": [MOMENT], "keys": {MOMENT: 1}, "date": "x"}
        assert problems(RulesMoments.from_msgpack, msgpack.packb(data, datetime=True)) == [("value_error", ("date",))]

    def test_they_are_texts_in_utc(self):
        read = RulesMoments.from_msgpack(msgpack.packb({"text": MOMENT}, datetime=True))
        assert read.text == "2024-02-29T12:30:00.000004Z"
        # No moment is a date, or a time on nobody knows which wall.
        for name in ["naive", "date"]:
            data = msgpack.packb({name: MOMENT}, datetime=True)
            assert problems(RulesMoments.from_msgpack, data) == [("value_error", (name,))]

    @pytest.mark.parametrize(
        "extension",
        [
            msgspec.msgpack.Ext(5, b"\0\0\0\0"),
            msgspec.msgpack.Ext(-1, b"\0\0\0"),
            # A second too many of nanoseconds, and a year that there is not.
            msgspec.msgpack.Ext(-1, (1_000_000_000 << 34).to_bytes(8, "big")),
            msgspec.msgpack.Ext(-1, bytes(4) + (2**62).to_bytes(8, "big")),
        ],
    )
    def test_others_are_none(self, extension):
        for name in [*MOMENTS, "text"]:
            ((_, loc),) = problems(RulesMoments.from_msgpack, msgspec.msgpack.encode({name: extension}))
            assert loc == (name,)
        # What nobody reads may be anything.
        assert RulesMoments.from_msgpack(msgspec.msgpack.encode({"other": extension})).utc is None

    def test_what_is_written_is_a_text_which_msgspec_reads(self):
        moment = MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30)))
        written = RulesMoments(fixed=moment, naive=datetime(2024, 2, 29), date=date(2024, 2, 29)).to_msgpack()
        assert msgpack.unpackb(written)["fixed"] == "2024-02-29T18:00:00.000004+05:30"

        class Moments(msgspec.Struct):
            fixed: datetime
            naive: datetime
            date: date

        read = msgspec.msgpack.decode(written, type=Moments)
        assert read == Moments(moment, datetime(2024, 2, 29), date(2024, 2, 29))
        # A timestamp would have lost the offset.
        assert read.fixed.utcoffset() == timedelta(hours=5, minutes=30)


class TestLocalTime:
    def test_its_form_is_that_of_an_offset(self):
        moment = datetime(2024, 7, 1, 12, 30).astimezone()
        one = RulesMoments(local=moment.replace(tzinfo=None), fixed=moment)
        written = json.loads(one.to_json())
        assert written["local"] == written["fixed"]
        assert RulesMoments.from_json(one.to_json()).local == moment
        assert RulesMoments.from_msgpack(one.to_msgpack()).local == moment

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no TZ for Rust")
    @pytest.mark.parametrize(
        ("zone", "text", "expected"),
        [
            ("Asia/Kolkata", "2024-07-01T00:00:00Z", "2024-07-01T05:30:00+05:30"),
            ("America/New_York", "2024-07-01T00:00:00Z", "2024-06-30T20:00:00-04:00"),
            ("America/New_York", "2024-01-01T00:00:00+01:00", "2023-12-31T18:00:00-05:00"),
        ],
    )
    def test_what_is_read_is_in_local_time(self, zone, text, expected):
        code = (
            "from pyo3_classes_fixture import RulesMoments as M; import json, datetime;"
            f"written = json.loads(M.from_json(json.dumps({{'local': {text!r}}})).to_json())['local'];"
            f"assert datetime.datetime.fromisoformat({expected!r}).astimezone().isoformat() == written;"
            "print(written)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected


class TestFloatsThatAreTooLarge:
    NAMES = ["plain", "ordered", "not_nan"]

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("large", [1e39, -1e39, 3.4028235677973366e38])
    def test_they_are_refused_whatever_the_wrapper(self, name, large):
        with pytest.raises(OverflowError, match=rf"^RulesFloats\.{name}: .*float up to 3\.4028235e\+38"):
            RulesFloats(**{name: large})
        for form in ["json", "msgpack"]:
            data = json.dumps({name: large}) if form == "json" else msgpack.packb({name: large})
            ((_, loc),) = problems(getattr(RulesFloats, f"from_{form}"), data)
            assert loc == (name,)
        ((_, loc),) = problems(RulesFloats.from_dict, {name: large})
        assert loc == (name,)

    def test_all_are_told_alike(self):
        with pytest.raises(ValidationError) as caught:
            RulesFloats.from_json(json.dumps(dict.fromkeys(self.NAMES, 1e39)))
        errors = caught.value.errors()
        assert [problem["loc"] for problem in errors] == [(name,) for name in self.NAMES]
        assert len({(problem["type"], problem["msg"]) for problem in errors}) == 1

    @pytest.mark.parametrize("name", NAMES)
    def test_the_largest_is_not(self, name):
        for large in [3.4028234663852886e38, 3.4028235677973362e38]:
            read = RulesFloats.from_json(json.dumps({name: large}))
            assert getattr(read, name) == getattr(RulesFloats(**{name: large}), name) == 3.4028234663852886e38

    def test_the_schema_says_so(self):
        properties = RulesFloats.json_schema()["properties"]
        for name in ["ordered", "not_nan"]:
            assert {**properties[name], "default": 0.0} == {**properties["plain"], "default": 0.0}


class TestDefaultsWhoseEqualityIsThatOfPython:
    ALL = {
        "none": date(2024, 1, 1),
        "date": date(2024, 2, 28),
        "dates": [date(2024, 1, 1)],
        "by_date": {date(2024, 1, 1): 1},
        "set": {date(2024, 1, 1)},
        "moment": MOMENT,
        "pair": (date(1970, 1, 1), 1),
        "boxed": date(2024, 1, 1),
        "either": date(2024, 1, 1),
        "inner": RulesInner(date(2024, 1, 1)),
        "reference": RulesFloats(1.0),
    }

    def test_each_field_is_here(self):
        assert set(self.ALL) == set(RulesOmits.__annotations__)

    def test_they_are_left_out(self):
        assert RulesOmits().to_json() == b"{}"
        assert RulesOmits().to_dict() == {}
        assert RulesOmits().to_msgpack() == b"\x80"

    @pytest.mark.parametrize("name", ALL)
    def test_other_values_are_not(self, name):
        one = RulesOmits(**{name: self.ALL[name]})
        assert list(one.to_dict()) == list(json.loads(one.to_json())) == [name]
        for again in [RulesOmits.from_json(one.to_json()), RulesOmits.from_dict(one.to_dict())]:
            assert getattr(again, name) == self.ALL[name]

    def test_they_are_compared_by_their_texts(self):
        # Equal for Python, but the offset would be lost.
        moment = datetime(1970, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
        one = RulesOmits(moment=moment)
        assert one == RulesOmits()
        assert json.loads(one.to_json()) == {"moment": "1970-01-01T01:00:00+01:00"}
        assert RulesOmits(moment=moment.astimezone(UTC)).to_json() == b"{}"


MAPS = ["hash", "tree", "index", "brown", "numbers"]


def packed(entries):
    """A map of MessagePack, whatever its keys."""
    packer = msgpack.Packer()
    return packer.pack_map_header(len(entries)) + b"".join(
        packer.pack(key) + (value if isinstance(value, bytes) else packer.pack(value)) for key, value in entries
    )


class TestKeysThatAppearTwice:
    @pytest.mark.parametrize("name", MAPS)
    def test_in_every_format(self, name):
        twice = [("1", 1), ("1", 2)]
        assert problems(RulesMaps.from_json, '{"%s": {"1": 1, "1": 2}}' % name) == [("json_invalid", ())]
        assert problems(RulesMaps.from_json_list, '[{"%s": {"1": 1, "1": 2}}]' % name)[0][0] == "json_invalid"
        keys = [(float(key), value) for key, value in twice] if name == "numbers" else twice
        data = packed([(name, packed(keys))])
        assert problems(RulesMaps.from_msgpack, data) == [("msgpack_invalid", ())]
        assert problems(RulesMaps.from_toml, f"[{name}]\n1 = 1\n1 = 2") == [("toml_invalid", ())]
        assert problems(RulesMaps.from_yaml, f"{name}: {{1: 1, 1: 2}}") == [("yaml_invalid", ())]

    @pytest.mark.parametrize(
        "data",
        [
            '{"nested": [{}, {"a": 1, "b": 2, "a": 3}]}',
            '{"either": {"a": 1, "a": 2}}',
            '{"event": {"type": "Counted", "by_name": {"a": 1, "a": 2}}}',
            '{"event": {"by_name": {"a": 1, "a": 2}, "type": "Counted"}}',
        ],
    )
    def test_at_other_places(self, data):
        with pytest.raises(ValidationError) as caught:
            RulesKept.from_json(data)
        (problem,) = caught.value.errors()
        # The words for the field of a class that appears twice.
        assert problem["msg"] == "invalid json: a key appears twice in an object"
        with pytest.raises(ValidationError) as field:
            RulesKept.from_json('{"nested": [], "nested": []}')
        assert field.value.errors()[0]["msg"] == problem["msg"]

    def test_keys_that_stand_for_the_same(self):
        data = '{"numbers": {"0.5": 1, "1.0": 2, "5e-1": 3}}'
        assert problems(RulesMaps.from_json, data) == [("value_error", ("numbers", "5e-1"))]
        with pytest.raises(ValidationError, match=r"numbers\['5e-1'\]: must not have a key twice"):
            RulesMaps.from_json(data)
        assert RulesMaps.from_json('{"numbers": {"0.5": 1, "1.0": 2}}').numbers == {0.5: 1, 1.0: 2}
        # Two keys of a dict, which are one key of the map.
        second = Text("a")
        assert problems(RulesMaps.from_dict, {"hash": {"a": 1, second: 2}}) == [
            ("value_error", ("hash", second))
        ]

    def test_what_nobody_reads_may_have_them(self):
        assert RulesMaps.from_json('{"other": {"a": 1, "a": 2}}').hash == {}


class Text(str):
    """A text that is no key of a dict that has it."""

    def __hash__(self):
        return 0

    def __eq__(self, other):
        return self is other
