"""Times statements against one another.

A statement is repeated in a compiled loop with everything it names as a local variable. All
statements run in one process, in turn, round after round: what else the machine does hits all
alike, and what is compared (the ratio within a round) was measured within milliseconds.

The garbage collector stays on, as in a program; it runs before each sample, and what lives before
the first round is frozen, so that no sample pays for another one's objects.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

UNROLLED = 10

# The processor's time for this thread, where that clock is fine enough (not on Windows): on a busy
# machine, what other processes take does not count.
CLOCK = (
    time.thread_time_ns
    if time.get_clock_info("thread_time").resolution <= 1e-6
    else time.perf_counter_ns
)

Timer = Callable[[Iterator[None]], int]


@dataclass
class Case:
    """A statement to time: one operation of one class."""

    section: str
    operation: str
    style: str
    statement: str
    names: dict[str, Any]
    # How many records it works on.
    records: int = 1
    # Nanoseconds for one execution, by round.
    samples: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Ratio:
    """How two cases compare: of the ratios within each round, the median, the least, and between
    which two the middle half lies."""

    median: float
    least: float
    low: float
    high: float

    @classmethod
    def of(cls, ours: list[float], theirs: list[float]) -> Ratio:
        ratios = sorted(a / b for a, b in zip(ours, theirs))
        if len(ratios) == 1:
            return cls(*ratios * 4)
        low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
        return cls(median, ratios[0], low, high)


def compiled(case: Case) -> Timer:
    """A function that executes the statement UNROLLED times for each item, and tells the time."""
    parameters = "".join(f", {name}={name}" for name in case.names)
    lines = "\n        ".join([case.statement] * UNROLLED)
    source = (
        f"def timer(_loop{parameters}, _clock=_clock):\n"
        f"    _start = _clock()\n"
        f"    for _ in _loop:\n"
        f"        {lines}\n"
        f"    return _clock() - _start\n"
    )
    namespace = {**case.names, "_clock": CLOCK}
    exec(compile(source, f"<{case.operation} of {case.style}>", "exec"), namespace)
    return namespace["timer"]


def loops_for(timer: Timer, nanoseconds: float) -> int:
    """How many times to loop for a sample of about that length. Warms up, too."""
    loops = 1
    while (taken := timer(itertools.repeat(None, loops))) < nanoseconds / 4:
        loops *= 4
    return max(1, round(loops * nanoseconds / taken))


def measure(
    cases: list[Case], rounds: int, milliseconds: float, progress: Callable[[int], None]
) -> None:
    """Fills in the samples of all cases."""
    timers = [compiled(case) for case in cases]
    loops = [loops_for(timer, milliseconds * 1e6) for timer in timers]
    gc.collect()
    gc.freeze()
    for done in range(rounds):
        progress(done)
        for case, timer, count in zip(cases, timers, loops):
            gc.collect()
            taken = timer(itertools.repeat(None, count))
            case.samples.append(taken / count / UNROLLED)
    gc.unfreeze()
