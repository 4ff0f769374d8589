"""Airport once more, as a dataclass of the stdlib with the same rules written by hand."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass

SLOTS = {"slots": True} if sys.version_info >= (3, 10) else {}

is_code = re.compile(r"[0-9A-Z]{3,4}").fullmatch
is_state = re.compile(r"[A-Z]{2}").fullmatch


@dataclass(frozen=True, order=True, **SLOTS)
class UncheckedAirport:
    """The fields and methods alone."""

    iata: str
    name: str
    city: str | None
    state: str | None
    country: str
    latitude: float
    longitude: float

    def distance_km(self, other: UncheckedAirport) -> float:
        north = math.sin(math.radians(other.latitude - self.latitude) / 2)
        east = math.sin(math.radians(other.longitude - self.longitude) / 2)
        cosines = math.cos(math.radians(self.latitude)) * math.cos(math.radians(other.latitude))
        haversine = north * north + cosines * east * east
        return 2 * 6371.0088 * math.asin(min(math.sqrt(haversine), 1.0))

    def nearest(self, airports: list[UncheckedAirport]) -> UncheckedAirport | None:
        others = (other for other in airports if other.iata != self.iata)
        return min(others, key=self.distance_km, default=None)


@dataclass(frozen=True, order=True, **SLOTS)
class StdlibAirport(UncheckedAirport):
    """With the rules of the Rust class: types, then values, every broken rule told."""

    def __post_init__(self) -> None:
        if not (
            isinstance(self.iata, str)
            and isinstance(self.name, str)
            and (self.city is None or isinstance(self.city, str))
            and (self.state is None or isinstance(self.state, str))
            and isinstance(self.country, str)
            and isinstance(self.latitude, (float, int))
            and isinstance(self.longitude, (float, int))
        ):
            raise TypeError(f"a field is of the wrong type: {self}")
        problems = []
        if not is_code(self.iata):
            problems.append(f"iata: three or four letters and digits (got {self.iata!r})")
        if not 1 <= len(self.name) <= 60:
            problems.append(f"name: 1 to 60 characters (got {self.name!r})")
        if "" in self.name.split(" "):
            problems.append(f"name: exactly one space between words (got {self.name!r})")
        if self.city is not None and (not self.city or "," in self.city):
            problems.append(f"city: no comma (got {self.city!r})")
        if self.state is not None and not is_state(self.state):
            problems.append(f"state: two letters (got {self.state!r})")
        if len(self.country) < 2:
            problems.append(f"country: at least 2 characters (got {self.country!r})")
        if not -90.0 <= self.latitude <= 90.0:
            problems.append(f"latitude: -90 to 90 (got {self.latitude!r})")
        if not -180.0 <= self.longitude <= 180.0:
            problems.append(f"longitude: -180 to 180 (got {self.longitude!r})")
        if not problems:
            if self.country == "USA" and (self.city is None or self.state is None):
                problems.append("an airport in the USA needs a city and a state")
            elif self.state == "AS" and self.latitude > 0.0:
                problems.append("American Samoa lies south of the equator")
            elif self.state == "GU" and self.longitude < 0.0:
                problems.append("Guam lies east of Greenwich")
            elif self.state == "CQ" and self.longitude < 0.0:
                problems.append("the Northern Marianas lie east of Greenwich")
        if problems:
            raise ValueError("\n".join(problems))
