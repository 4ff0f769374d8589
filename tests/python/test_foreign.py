"""Field types of other crates: Python's own values go in, come out, and compare as they do."""

import copy
import datetime
import decimal
import fractions
import itertools
import operator
import pickle
import typing
import uuid
import zoneinfo
from datetime import date, time, timedelta, timezone

import pyo3_classes_fixture as fixture
import pytest

import helpers

UTC = timezone.utc
EAST = timezone(timedelta(hours=5, minutes=30))
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
Decimal, Fraction = decimal.Decimal, fractions.Fraction

NUMBERS = [0, 1, -1, 2**63, -(2**64), 10**40]
DECIMALS = [Decimal("0"), Decimal("1.50"), Decimal("-1.5"), Decimal("1.5"), Decimal("79228162514")]
FRACTIONS = [Fraction(0), Fraction(1, 3), Fraction(-7, 2), Fraction(2, 6)]
FLOATS = [0.0, -0.0, 1.5, -1e300, float("inf")]
DATES = [date(2000, 1, 1), date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29)]
TIMES = [time(0), time(23, 59, 59, 999999), time(12, 30)]
NAIVE = [datetime.datetime(2000, 1, 1), datetime.datetime(2024, 2, 29, 1, 2, 3, 4)]
AWARE = [value.replace(tzinfo=UTC) for value in NAIVE]
EASTERN = [value.replace(tzinfo=EAST) for value in NAIVE]
ZONED = [value.replace(tzinfo=PARIS) for value in NAIVE]
SPANS = [timedelta(0), timedelta(1, 2, 3), timedelta(-1, 5), timedelta(days=1000)]
UUIDS = [uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), uuid.UUID("12345678123456781234567812345678")]

CASES = {
    "BigDecimal": (DECIMALS, Decimal),
    "Decimal": (DECIMALS, Decimal),
    "BigInt": (NUMBERS, int),
    "BigUint": ([0, 1, 2**64, 10**40], int),
    "Complex": ([0j, 1 + 2j, complex(-0.0, 1.5)], complex),
    "Complex32": ([0j, 1 + 2j], complex),
    "Ratio": (FRACTIONS, Fraction),
    "BigRatio": ([*FRACTIONS, Fraction(10**40, 3)], Fraction),
    "Ordered": (FLOATS, float),
    "NotNan": (FLOATS, float),
    "Ordered32": ([0.0, -0.0, 1.5, float("-inf")], float),
    "Uuid": (UUIDS, uuid.UUID),
    "Bytes": ([b"", b"a", b"a\x00\xff", b"'\""], bytes),
    "IndexMap": ([{}, {"b": 1, "a": 2}, {"a": 2, "b": 1}], typing.Dict[str, int]),
    "HashMap": ([{}, {"a": 1}, {"a": 2}], typing.Dict[str, int]),
    "HashSet": ([set(), {1}, {1, 2}], typing.Set[int]),
    "SmallVec": ([[], [1], [1, 2, 3], [2]], typing.List[int]),
    "ChronoDate": (DATES, date),
    "ChronoTime": (TIMES, time),
    "ChronoNaive": (NAIVE, datetime.datetime),
    "ChronoUtc": (AWARE, datetime.datetime),
    "ChronoFixed": ([*EASTERN, *AWARE], datetime.datetime),
    "ChronoZoned": (ZONED, datetime.datetime),
    "ChronoDelta": (SPANS, timedelta),
    "ChronoOffset": ([EAST, UTC], datetime.tzinfo),
    "ChronoZone": ([PARIS, zoneinfo.ZoneInfo("UTC")], zoneinfo.ZoneInfo),
    "TimeDate": (DATES, date),
    "TimeTime": (TIMES, time),
    "TimePrimitive": (NAIVE, datetime.datetime),
    "TimeOffset": ([*EASTERN, *AWARE], datetime.datetime),
    "TimeUtc": (AWARE, datetime.datetime),
    "TimeDuration": (SPANS, timedelta),
    "TimeUtcOffset": ([EAST, UTC], datetime.tzinfo),
    "JiffDate": (DATES, date),
    "JiffTime": (TIMES, time),
    "JiffDateTime": (NAIVE, datetime.datetime),
    "JiffTimestamp": (AWARE, datetime.datetime),
    "JiffZoned": (ZONED, datetime.datetime),
    "JiffDuration": (SPANS, timedelta),
    "JiffZone": ([PARIS], datetime.tzinfo),
    "JiffOffset": ([EAST, UTC], datetime.tzinfo),
    "VecDecimal": ([[], [Decimal(1)], [Decimal("1.0"), Decimal(2)]], typing.List[Decimal]),
    "OptionDate": ([None, date(2000, 1, 1)], typing.Optional[date]),
    "MapUuid": ([{}, {UUIDS[0]: 10**40}], typing.Dict[uuid.UUID, int]),
    "Tuple": ([(UUIDS[0], None), (UUIDS[1], Decimal("1.5"))], None),
}

each_case = pytest.mark.parametrize("name", CASES)


def case(name):
    return getattr(fixture, f"Foreign{name}"), CASES[name][0]


@each_case
def test_round_trip(name):
    cls, values = case(name)
    for value in values:
        got = cls(value).value
        assert got == value
        assert type(got) is type(value)
        assert getattr(got, "tzinfo", None) == getattr(value, "tzinfo", None)
        field = cls(values[0])
        field.value = value
        assert field.value == value


@each_case
def test_repr_is_that_of_the_value(name):
    cls, values = case(name)
    for value in values:
        assert repr(cls(value)) == f"{cls.__name__}(value={cls(value).value!r})"
        if not isinstance(value, (decimal.Decimal, set)):
            assert repr(cls(value).value) == repr(value)


@each_case
def test_equality_and_hash(name):
    cls, values = case(name)
    for a, b in itertools.product(values, repeat=2):
        assert (cls(a) == cls(b)) is (a == b)
        if a == b:
            assert helpers.outcome(hash, cls(a)) == helpers.outcome(hash, cls(b))
    assert len({cls(value) for value in values}) == len(
        [a for index, a in enumerate(values) if a not in values[:index]]
    )


@each_case
def test_order(name):
    cls, values = case(name)
    twin = helpers.twin_of_field(cls)
    for a, b in itertools.product(values, repeat=2):
        for compare in [operator.lt, operator.le, operator.gt, operator.ge]:
            expected = helpers.outcome(lambda: compare(twin(a), twin(b)))
            assert helpers.outcome(lambda: compare(cls(a), cls(b))) == expected


@each_case
def test_copies(name):
    cls, values = case(name)
    for value in values:
        field = cls(value)
        copies = [copy.copy(field), copy.deepcopy(field), field.__replace__()]
        copies += [pickle.loads(pickle.dumps(field, p)) for p in helpers.PICKLE_PROTOCOLS]
        for other in copies:
            assert other == field
            assert repr(other) == repr(field)


@each_case
def test_hints(name):
    hint, expected = typing.get_type_hints(case(name)[0])["value"], CASES[name][1]
    if expected is not None and hint != expected:
        # `list[int]` is what `typing.List[int]` stands for.
        assert typing.get_origin(hint) is typing.get_origin(expected)
        assert typing.get_args(hint) == typing.get_args(expected)


def test_hint_of_either():
    assert typing.get_type_hints(fixture.ForeignEither)["value"] == typing.Union[int, str]


def test_either():
    for value in [1, "a"]:
        assert fixture.ForeignEither(value).value == value
        assert repr(fixture.ForeignEither(value)) == f"ForeignEither(value={value!r})"
    assert fixture.ForeignEither(1) == fixture.ForeignEither(1)
    assert fixture.ForeignEither(1) != fixture.ForeignEither("1")
    assert fixture.ForeignEither("a") < fixture.ForeignEither("b")
    assert hash(fixture.ForeignEither("a")) == hash(fixture.ForeignEither("a"))
    assert helpers.outcome(lambda: fixture.ForeignEither(1) < fixture.ForeignEither("b"))[0] is (
        TypeError
    )
    assert helpers.outcome(fixture.ForeignEither, None) == (
        TypeError,
        "ForeignEither.value: expected int | str, got None",
    )


def test_map_keeps_its_order():
    entries = {"b": 1, "a": 2, "c": 3}
    assert list(fixture.ForeignIndexMap(entries).value.items()) == list(entries.items())
    other = dict(sorted(entries.items()))
    assert fixture.ForeignIndexMap(entries) == fixture.ForeignIndexMap(other)


def test_equal_numbers_that_look_different():
    one, other = fixture.ForeignDecimal(Decimal("1.50")), fixture.ForeignDecimal(Decimal("1.5"))
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == "ForeignDecimal(value=Decimal('1.50'))"


def test_one_instant_in_two_zones():
    moment = datetime.datetime(2024, 1, 1, 12, tzinfo=UTC)
    for cls in [fixture.ForeignChronoFixed, fixture.ForeignTimeOffset]:
        assert cls(moment) == cls(moment.astimezone(EAST))
        assert hash(cls(moment)) == hash(cls(moment.astimezone(EAST)))


def test_nan():
    nan = float("nan")
    assert fixture.ForeignOrdered(nan) != fixture.ForeignOrdered(nan)
    kind, text = helpers.outcome(fixture.ForeignNotNan, nan)
    assert kind is ValueError
    assert text.startswith("ForeignNotNan.value: ")
