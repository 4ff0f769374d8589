"""Measures Airport beside the same class written with `dataclasses`."""

from __future__ import annotations

import dataclasses
import gc
import multiprocessing
import os
import pickle
import random
import timeit
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Callable, Iterable, NamedTuple

from airport_rows import Row, load, read_rows
from airports import Airport
from stdlib_airport import StdlibAirport, UncheckedAirport

# How often the table is read to weigh the objects: about 100,000 of them.
READINGS = 30

RUNS = 10


class Line(NamedTuple):
    """What was measured, and the numbers of the two classes."""

    what: str
    rust: float
    stdlib: float


class Subject:
    """A class, and what is to be done with it."""

    def __init__(self, cls: Any, rows: list[Row], other_rows: list[Row]) -> None:
        self.cls = cls
        self.rows = rows
        self.objects = [cls(*row) for row in rows]
        # Equal to the objects, and nothing in them is the same object.
        self.equal_objects = [cls(*row) for row in other_rows]
        self.shuffled = random.Random(1).sample(self.objects, len(rows))
        self.pickled = pickle.dumps(self.objects)

    def make(self) -> None:
        cls = self.cls
        consume(cls(*row) for row in self.rows)

    def compare(self) -> None:
        consume(a == b for a, b in zip(self.objects, self.equal_objects))

    def hash(self) -> None:
        consume(hash(a) for a in self.objects)

    def sort(self) -> None:
        sorted(self.shuffled)

    def repr(self) -> None:
        consume(repr(a) for a in self.objects)

    def replace(self) -> None:
        if self.cls is Airport:  # copy.replace does this; it is there from Python 3.13 on
            consume(a.__replace__(name="X") for a in self.objects)
        else:
            consume(dataclasses.replace(a, name="X") for a in self.objects)

    def dump(self) -> None:
        pickle.dumps(self.objects)

    def load(self) -> None:
        pickle.loads(self.pickled)

    def nearest(self) -> None:
        self.objects[0].nearest(self.objects)

    def read_float(self) -> None:
        consume(a.latitude for a in self.objects)

    def read_text(self) -> None:
        consume(a.name for a in self.objects)


def consume(values: Iterable[Any]) -> None:
    deque(values, maxlen=0)


CASES: list[tuple[str, Callable[[Subject], None]]] = [
    ("make one, with all checks", Subject.make),
    ("== of two that are equal", Subject.compare),
    ("hash", Subject.hash),
    ("sort", Subject.sort),
    ("repr", Subject.repr),
    ("copy with a change, all checks", Subject.replace),
    ("pickle", Subject.dump),
    ("unpickle; Rust checks again", Subject.load),
    ("nearest(): one distance", Subject.nearest),
    ("read a number: a.latitude", Subject.read_float),
    ("read a text: a.name", Subject.read_text),
]


def times() -> list[Line]:
    """Nanoseconds for one object, the best of RUNS runs over all."""
    good = {airport.iata for airport in load(Airport, read_rows())[0]}
    rows, other_rows = ([row for row in read_rows() if row[0] in good] for _ in range(2))
    ours, theirs, unchecked = (
        Subject(cls, rows, other_rows) for cls in (Airport, StdlibAirport, UncheckedAirport)
    )

    def line(what: str, case: Callable[[Subject], None], stdlib: Subject) -> Line:
        # In turns, so that what else the machine does hits both alike.
        runs = [(seconds(case, ours), seconds(case, stdlib)) for _ in range(RUNS)]
        rust_best, stdlib_best = (min(column) / len(rows) * 1e9 for column in zip(*runs))
        return Line(what, rust_best, stdlib_best)

    lines = [line(what, case, theirs) for what, case in CASES]
    lines.insert(1, line("  the dataclass without checks", Subject.make, unchecked))
    return lines


def seconds(case: Callable[[Subject], None], subject: Subject) -> float:
    return timeit.timeit(lambda: case(subject), number=1)


def weights() -> Line | None:
    """Bytes for one object with its texts, as read from the table; None where it cannot be told.

    What the process grows by counts, since Python's tools (tracemalloc, sys.getsizeof) see nothing
    of Rust's memory. Each class in a fresh process.
    """
    spawn = multiprocessing.get_context("spawn")
    weights = []
    for cls in (Airport, StdlibAirport):
        with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
            weights.append(pool.submit(weight, cls).result())
    ours, theirs = weights
    return None if ours is None or theirs is None else Line("bytes of memory", ours, theirs)


def weight(cls: Callable[..., Any]) -> float | None:
    load(cls, read_rows())
    kept = []
    before = resident_bytes()
    for _ in range(READINGS):
        kept += load(cls, read_rows())[0]
    gc.collect()
    after = resident_bytes()
    return None if before is None or after is None else (after - before) / len(kept)


def resident_bytes() -> int | None:
    """Memory that the process has; None elsewhere than on Linux."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
