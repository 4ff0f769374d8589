"""The airports nearest to a place: `python nearest.py --latitude 40.7 --longitude -74 --count 3`.

What it goes by comes from the class's defaults, a TOML file, the environment (`AIRPORTS_COUNT=3`) and the
command line, in that order: the later one wins. Whatever is wrong or missing is told at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from airport_rows import load, read_rows
from airports import Airport, BuilderError, Settings

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path("airports.toml")
PREFIX = "AIRPORTS_"
NAMES = [field["name"] for field in Settings.__pyo3_classes__.fields]

# Where values come from, and the values by name.
Source = tuple[str, Mapping[str, Any]]


class Unusable(ValueError):
    """The settings cannot be used; `args` has a line for each reason."""

    def __str__(self) -> str:
        return "\n".join(self.args)


def settle(sources: Iterable[Source]) -> Settings:
    """The settings from all sources."""
    draft, problems, refused = Settings.builder(), [], set()
    for source, values in sources:
        for name, value in values.items():
            try:
                # One at a time: what is right beside something wrong counts.
                draft.update({name: value})
            except BuilderError as error:
                refused.add(name)
                problems += [f"{source}: {problem}" for problem in told(error)]
    try:
        settings = draft.build()
    except BuilderError as error:
        problems += [f"{name} is missing" for name in error.missing if name not in refused]
        problems += told(error)
    if problems:
        raise Unusable(*problems)
    return settings


def told(error: BuilderError) -> list[str]:
    return [f"{path}: {text}" if path else text for path, text in error.errors.items()]


def sources(arguments: Sequence[str], environment: Mapping[str, str]) -> list[Source]:
    """Those that there are, the least important first."""
    parser = argparse.ArgumentParser(description="The airports nearest to a place.")
    parser.add_argument("--settings", type=Path, default=FILE, help="a TOML file")
    for field in Settings.__pyo3_classes__.fields:
        # As texts: argparse would end at the first that is wrong.
        parser.add_argument(f"--{field['name'].replace('_', '-')}", help=field["doc"])
    given = vars(parser.parse_args(arguments))
    path = given.pop("settings")
    file = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    variables = {name: environment.get(PREFIX + name.upper()) for name in NAMES}
    return [
        (str(path), file),
        ("environment", {name: text for name, text in variables.items() if text is not None}),
        ("command line", {name: text for name, text in given.items() if text is not None}),
    ]


def nearest(settings: Settings, airports: list[Airport]) -> list[tuple[float, Airport]]:
    """Kilometres and airports, the nearest first."""
    here = Airport("HERE", "here", None, None, "none", settings.latitude, settings.longitude)
    found = sorted(
        (here.distance_km(airport), airport)
        for airport in airports
        if not settings.states or airport.state in settings.states
    )
    limit = settings.within_km
    return [pair for pair in found[: settings.count] if limit is None or pair[0] <= limit]


def main() -> None:
    try:
        settings = settle(sources(sys.argv[1:], os.environ))
    except Unusable as problems:
        sys.exit(f"{problems}")
    airports, _ = load(Airport, read_rows())
    for kilometres, airport in nearest(settings, airports):
        print(f"{kilometres:7,.1f} km  {airport.iata}  {airport.name}")


if __name__ == "__main__":
    main()
