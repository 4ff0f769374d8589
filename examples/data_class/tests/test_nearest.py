"""Settings from many places, by a builder."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import nearest
from airport_rows import load, read_rows
from airports import Airport, Settings, SettingsBuilder
from nearest import Unusable, settle, sources
from stdlib_airport import StdlibAirport

MANHATTAN = {"latitude": 40.7, "longitude": -74.0}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "airports.toml"
    path.write_text('latitude = 40.7\nlongitude = -74\nstates = ["NY", "NJ"]\ncount = 3\n')
    return path


def test_later_sources_win(file):
    arguments = ["--settings", str(file), "--count", "2"]
    environment = {"AIRPORTS_COUNT": "4", "AIRPORTS_STATES": "NY, CT", "PATH": "/bin"}
    found = settle(sources(arguments, environment))
    assert found == Settings(40.7, -74.0, 2, states=["NY", "CT"])
    assert settle(sources(arguments[:2], {})) == Settings(40.7, -74.0, 3, states=["NY", "NJ"])


def test_defaults_and_no_file(tmp_path):
    arguments = ["--settings", str(tmp_path / "none"), "--latitude=1.5", "--longitude=2"]
    assert settle(sources(arguments, {})) == Settings(1.5, 2.0, 5, None, [])


def test_one_report_of_all_that_is_wrong(file):
    file.write_text('latitude = 95\nstates = ["NY", "jersey"]\ncoumt = 3\n')
    with pytest.raises(Unusable) as caught:
        settle(sources(["--settings", str(file), "--within-km", "-1"], {"AIRPORTS_COUNT": "many"}))
    assert str(caught.value).splitlines() == [
        f"{file}: latitude: must be less than or equal to 90.0 (got 95.0)",
        f"{file}: states[1]: must match the pattern '^[A-Z]{{2}}$' (got 'jersey')",
        f"{file}: coumt: is no field of Settings: did you mean 'count'? (got 3)",
        "environment: count: invalid digit found in string (got 'many')",
        "command line: within_km: must be greater than 0.0 (got -1.0)",
        "longitude is missing",
    ]


def test_rule_for_more_than_one_value():
    with pytest.raises(Unusable, match="^within_km and states exclude each other$"):
        settle([("here", {**MANHATTAN, "within_km": 30, "states": ["NY"]})])


def test_the_constructor_takes_no_texts():
    with pytest.raises(TypeError, match="Settings.count: expected int, got str"):
        Settings(40.7, -74.0, "5")


def test_template():
    template = Settings.partial(**MANHATTAN)
    assert type(template) is SettingsBuilder and template.is_complete
    many = template.build_many({"count": count} for count in (1, 2))
    assert many == [Settings(40.7, -74.0, 1), Settings(40.7, -74.0, 2)]
    assert pickle.loads(pickle.dumps(template)) == copy.copy(template) == template


def test_nearest():
    airports, _ = load(Airport, read_rows())
    found = nearest.nearest(Settings(40.7, -74.0, 3), airports)
    # As the class of the standard library has it.
    others, _ = load(StdlibAirport, read_rows())
    here = StdlibAirport("HERE", "here", None, None, "none", 40.7, -74.0)
    by_distance = sorted(others, key=here.distance_km)
    assert [airport.iata for _, airport in found] == [other.iata for other in by_distance[:3]]
    near = nearest.nearest(Settings(40.7, -74.0, 50, within_km=20.0), airports)
    assert near and all(kilometres <= 20 for kilometres, _ in near)
    in_york = nearest.nearest(Settings(40.7, -74.0, 3, states=["NY"]), airports)
    assert [airport.state for _, airport in in_york] == ["NY"] * 3


def test_script():
    command = [sys.executable, nearest.__file__, "--latitude=40.7", "--longitude=-74"]
    run = subprocess.run([*command, "--count=1"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "    0.8 km  JRB  Downtown Manhattan/Wall St. Heliport\n")
    run = subprocess.run([*command, "--count=0"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "command line: count: must be greater than or equal to 1 (got 0)\n"
