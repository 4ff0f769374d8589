"""The table of airports, read row by row; rows that break a rule are kept with the reason."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from typing import Callable, NamedTuple, Optional, Tuple, TypeVar

T = TypeVar("T")

# The columns in order, which are the fields of Airport.
Row = Tuple[str, str, Optional[str], Optional[str], str, float, float]


class Rejected(NamedTuple):
    """A row that is no airport, and why."""

    line: int
    row: Row
    error: ValueError


def data_file() -> Path:
    """The table inside the package vega_datasets; importing that would need pandas."""
    package = importlib.util.find_spec("vega_datasets")
    if package is None or package.origin is None:
        raise FileNotFoundError("there is no vega_datasets: pip install -r requirements.txt")
    return Path(package.origin).with_name("_data") / "airports.csv"


def read_rows() -> list[Row]:
    """All rows, with numbers as numbers and the table's "NA" as None."""
    with open(data_file(), encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)  # the names of the columns
        return [
            (iata, name, known(city), known(state), country, float(latitude), float(longitude))
            for iata, name, city, state, country, latitude, longitude in reader
        ]


def known(cell: str) -> str | None:
    return None if cell == "NA" else cell


def load(make: Callable[..., T], rows: list[Row]) -> tuple[list[T], list[Rejected]]:
    """Makes an object of each row by calling a class; returns the objects and the rejected rows."""
    accepted, rejected = [], []
    for line, row in enumerate(rows, start=2):
        try:
            accepted.append(make(*row))
        except ValueError as error:
            # Without the traceback, which would keep all that this function holds alive.
            rejected.append(Rejected(line, row, error.with_traceback(None)))
    return accepted, rejected
