"""The Rust class on the whole table, beside the dataclass of the stdlib."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import multiprocessing
import pickle
import random
import subprocess
import sys
import typing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import demo
from airport_rows import Rejected, load, read_rows
from airports import Airport, ValidationError
from stdlib_airport import StdlibAirport

JFK = ("JFK", "John F Kennedy Intl", "New York", "NY", "USA", 40.63975111, -73.77892556)
NAMES = ("iata", "name", "city", "state", "country", "latitude", "longitude")


@pytest.fixture(scope="module")
def loaded() -> tuple[list[Airport], list[Rejected]]:
    return load(Airport, read_rows())


@pytest.fixture(scope="module")
def airports(loaded) -> list[Airport]:
    return loaded[0]


@pytest.fixture(scope="module")
def by_code(airports) -> dict[str, Airport]:
    return {airport.iata: airport for airport in airports}


@pytest.fixture
def jfk() -> Airport:
    return Airport(*JFK)


def fields(airport) -> tuple:
    return tuple(getattr(airport, name) for name in NAMES)


# The table


def test_accepted_and_rejected_rows(loaded):
    accepted, rejected = loaded
    assert (len(accepted), len(rejected)) == (3346, 30)
    reasons = Counter(
        (problem["loc"], problem["msg"]) for row in rejected for problem in row.error.errors()
    )
    assert reasons == {
        (("name",), "must have exactly one space between words, and none around them"): 12,
        (("city",), "must match the pattern '^[^,]+$'"): 2,
        ((), "an airport in the USA needs a city and a state"): 8,
        ((), "the Northern Marianas lie east of Greenwich"): 4,
        ((), "American Samoa lies south of the equator"): 3,
        ((), "Guam lies east of Greenwich"): 1,
    }


def test_rejected_lines(loaded):
    lines = {row.line: str(row.error) for row in loaded[1]}
    assert lines[17] == (
        "1 validation error for Airport\n"
        "name: must have exactly one space between words, and none around them"
        " (got 'Moton  Municipal')"
    )
    assert lines[1138] == (
        "1 validation error for Airport\nan airport in the USA needs a city and a state"
    )


def test_values_are_those_of_the_table(airports):
    rejected = {row.row for row in load(Airport, read_rows())[1]}
    assert [fields(airport) for airport in airports] == [
        row for row in read_rows() if row not in rejected
    ]


def test_airports_abroad_need_no_city(by_code):
    yap = by_code["YAP"]
    assert (yap.city, yap.state, yap.country) == (None, None, "Federated States of Micronesia")


def test_the_dataclass_rejects_the_same_rows(loaded):
    accepted, rejected = load(StdlibAirport, read_rows())
    assert [fields(airport) for airport in accepted] == [fields(airport) for airport in loaded[0]]
    assert [row.line for row in rejected] == [row.line for row in loaded[1]]


# The class


def test_signature_and_hints():
    optional = typing.Optional[str]
    hints = [str, str, optional, optional, str, float, float]
    assert typing.get_type_hints(Airport) == dict(zip(NAMES, hints))
    signature = inspect.signature(Airport)
    assert tuple(signature.parameters) == NAMES == Airport.__match_args__
    assert all(p.default is p.empty for p in signature.parameters.values())
    assert signature.parameters["latitude"].annotation is float


def test_docs():
    assert inspect.getdoc(Airport) == "An airport, a heliport or a base for seaplanes."
    assert Airport.latitude.__doc__ == "Degrees north of the equator."
    assert Airport.distance_km.__doc__ == "Kilometres to another airport, as the crow flies."


def test_repr_is_that_of_the_dataclass(airports):
    for airport in airports:
        twin = StdlibAirport(*fields(airport))
        assert repr(airport) == repr(twin).replace("StdlibAirport(", "Airport(", 1)


def test_every_problem_is_told(jfk):
    with pytest.raises(ValidationError) as caught:
        Airport("jfk", " Kennedy", "New York, NY", "ny", "U", -91, 286.2)
    assert str(caught.value) == (
        "7 validation errors for Airport\n"
        "iata: must match the pattern '^[0-9A-Z]{3,4}$' (got 'jfk')\n"
        "name: must have exactly one space between words, and none around them (got ' Kennedy')\n"
        "city: must match the pattern '^[^,]+$' (got 'New York, NY')\n"
        "state: must match the pattern '^[A-Z]{2}$' (got 'ny')\n"
        "country: must have at least 2 characters (got 'U')\n"
        "latitude: must be greater than or equal to -90.0 (got -91.0)\n"
        "longitude: must be less than or equal to 180.0 (got 286.2)"
    )
    assert caught.value.errors()[-1] == {
        "type": "less_than_equal",
        "loc": ("longitude",),
        "msg": "must be less than or equal to 180.0",
        "input": 286.2,
        "ctx": {"le": 180.0},
    }


def test_argument_errors():
    with pytest.raises(TypeError, match=r"^Airport\(\) missing 5 required positional arguments: "):
        Airport("JFK", "Kennedy")
    with pytest.raises(TypeError, match=r"^Airport.latitude: expected float, got str$"):
        Airport(*JFK[:5], "40.6", -73.8)


# Comparing, sorting, sets


def test_sorts_as_the_dataclass(airports):
    shuffled = random.Random(2).sample(airports, len(airports))
    twins = sorted(StdlibAirport(*fields(airport)) for airport in shuffled)
    assert [fields(airport) for airport in sorted(shuffled)] == [fields(twin) for twin in twins]


def test_sets_and_dicts_find_equal_airports(airports):
    again, _ = load(Airport, read_rows())
    assert again == airports and again[0] is not airports[0]
    assert len(set(airports + again)) == len(airports)
    numbers = {airport: number for number, airport in enumerate(airports)}
    assert [numbers[airport] for airport in again] == list(range(len(airports)))


def test_differs_from_the_dataclass(jfk):
    assert jfk != StdlibAirport(*JFK)
    with pytest.raises(TypeError, match="not supported between instances"):
        assert jfk < StdlibAirport(*JFK)


# Frozen, copies, pickles


def test_frozen(jfk):
    frozen = dataclasses.FrozenInstanceError
    for name in ("name", "nickname"):
        with pytest.raises(frozen, match=f"^cannot assign to field '{name}'$"):
            setattr(jfk, name, "Idlewild")
    with pytest.raises(frozen, match="^cannot delete field 'name'$"):
        del jfk.name
    assert fields(jfk) == JFK


def test_replace(jfk):
    idlewild = jfk.__replace__(name="Idlewild")
    assert (idlewild.name, jfk.name) == ("Idlewild", "John F Kennedy Intl")
    assert idlewild.__replace__(name=jfk.name) == jfk
    with pytest.raises(ValidationError, match="needs a city and a state"):
        jfk.__replace__(state=None)
    if sys.version_info >= (3, 13):
        assert copy.replace(jfk, name="Idlewild") == idlewild


def test_copies(jfk):
    assert copy.copy(jfk) == jfk == copy.deepcopy(jfk)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(airports, protocol):
    assert pickle.loads(pickle.dumps(airports, protocol)) == airports


def test_error_pickles():
    with pytest.raises(ValidationError) as caught:
        Airport("jfk", *JFK[1:])
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is ValidationError
    assert (str(again), again.errors()) == (str(caught.value), caught.value.errors())


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_process_pool(airports, method):
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        pairs = pool.submit(demo.neighbours, airports[:20], airports).result(timeout=120)
        error = pool.submit(Airport, "jfk", *JFK[1:]).exception(timeout=120)
    assert pairs == demo.neighbours(airports[:20], airports)
    assert isinstance(error, ValidationError)


# Methods


@pytest.mark.parametrize(
    ("code", "kilometres"),
    [("JFK", 0), ("LGA", 17), ("LAX", 3983), ("HNL", 8019), ("SEA", 3896), ("SJU", 2571)],
)
def test_distance_from_jfk(by_code, code, kilometres):
    jfk, other = by_code["JFK"], by_code[code]
    # As timetables have it; the Earth is no sphere.
    assert jfk.distance_km(other) == pytest.approx(kilometres, rel=0.005, abs=0.5)
    assert jfk.distance_km(other) == other.distance_km(jfk)


def test_distances_are_those_of_the_dataclass(airports):
    twin = StdlibAirport(*JFK)
    for airport in airports:
        distance = twin.distance_km(StdlibAirport(*fields(airport)))
        assert Airport(*JFK).distance_km(airport) == pytest.approx(distance, rel=1e-12)


def test_distance_halfway_round():
    pole = Airport("N00", "Pole", None, None, "Arctic", 90.0, 0.0)
    other_pole = Airport("S00", "Pole", None, None, "Antarctica", -90.0, 180.0)
    assert pole.distance_km(other_pole) == pytest.approx(20015.1, abs=0.1)


def test_nearest_is_that_of_the_dataclass(airports):
    twins = [StdlibAirport(*fields(airport)) for airport in airports]
    for number in range(0, len(airports), 250):
        nearest = airports[number].nearest(airports)
        assert fields(nearest) == fields(twins[number].nearest(twins))
    assert airports[0].nearest(airports[:1]) is None


@pytest.mark.skipif(sys.version_info < (3, 10), reason="`match` is new in Python 3.10")
def test_match(by_code):
    from matching import describe

    assert describe(by_code["LGA"]) == "LaGuardia, one of New York's three"
    assert describe(by_code["BRW"]).endswith(", in Alaska beyond the Arctic Circle")
    assert describe(by_code["YAP"]).endswith(", somewhere in Federated States of Micronesia")
    assert describe(by_code["00M"]) == "Thigpen, in Bay Springs, MS"


def test_demo_runs():
    command = [sys.executable, str(Path(demo.__file__))]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "3,376 rows read: 3,346 airports, 30 rows rejected" in run.stdout
    assert "NameError" not in run.stdout and "SyntaxError" not in run.stdout
