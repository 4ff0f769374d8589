"""Whether the cost of a record stays what it is when there are millions of them, and what a module
with a thousand classes costs.

usage: scale.py STYLE INSTANCES   (bench.py runs it so)
"""

from __future__ import annotations

import gc
import json
import math
import pickle
import random
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from itertools import cycle, islice, starmap
from pathlib import Path
from typing import Any

import compile_time
import crates

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
STYLES = {"ours": "pyo3-classes", "msgspec": "msgspec.Struct"}
OPERATIONS = ("construct", "hash", "sort, by comparison", "pickle", "unpickle")

# Values that differ, unless there are more records than these.
VALUES = 1_000_000

CLASSES = 1000
IMPORTS = 15
# How much longer a thousand classes may take to import than bare ones, in milliseconds.
LIMIT = 100.0

Progress = Callable[[str], None]


def sections(folder: Path, progress: Progress) -> list[dict[str, Any]]:
    return [*(growth(style, progress) for style in STYLES), import_time(folder, progress)]


def growth(style: str, progress: Progress) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"row": row, "cells": {}, "absent": {}} for row in OPERATIONS]
    for size in SIZES:
        progress(f"{size:,} records of {STYLES[style]}")
        # A process of its own: what the last size left behind is not to be walked by this one's
        # garbage collections.
        command = [sys.executable, __file__, style, str(size)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        for row, value in zip(rows, json.loads(run.stdout)):
            row["cells"][str(size)] = {"median": value, "least": value}
    for row in rows:
        first, last = (row["cells"][str(size)]["median"] for size in (SIZES[0], SIZES[-1]))
        row["cells"]["growth"] = {"median": last / first, "least": last / first}
    return {
        "key": f"scale-{style}",
        "title": f"{STYLES[style]}: cost of one of so many records of three floats",
        "unit": "ns",
        "styles": {**{str(size): f"{size:,}" for size in SIZES}, "growth": "last : first"},
        "rows": rows,
    }


def costs(style: str, size: int) -> list[float]:
    """Nanoseconds for one record, in the order of OPERATIONS."""
    import records

    cls = records.with_three_floats(frozen=True).classes[style]
    rng = random.Random(1)
    values = [(rng.random(), rng.random(), rng.random()) for _ in range(min(size, VALUES))]
    gc.collect()
    # A small size is repeated, lest the first records decide.
    runs = max(1, 1_000_000 // size)
    best = [math.inf] * len(OPERATIONS)
    for _ in range(runs):
        best = [min(pair) for pair in zip(best, once(cls, values, size))]
    best[2] /= math.log2(size)
    return [nanoseconds / size for nanoseconds in best]


def once(cls: Any, values: list[Any], size: int) -> list[int]:
    taken = []

    def timed(action: Callable[[], Any]) -> Any:
        start = time.thread_time_ns()
        result = action()
        taken.append(time.thread_time_ns() - start)
        return result

    made = timed(lambda: list(starmap(cls, islice(cycle(values), size))))
    timed(lambda: deque(map(hash, made), maxlen=0))
    timed(lambda: sorted(made))
    data = timed(lambda: pickle.dumps(made, 5))
    made.clear()
    timed(lambda: pickle.loads(data))
    return taken


def import_time(folder: Path, progress: Progress) -> dict[str, Any]:
    styles = ("ours", "bare")
    workspace = compile_time.Workspace(folder, [(style, CLASSES) for style in styles])
    cells = {}
    for style in styles:
        crate = crates.crate(style, CLASSES)
        progress(f"a module of {CLASSES:,} classes: {compile_time.STYLES[style]}")
        workspace.cargo("build", crate, "--release")
        library = workspace.library(crate)
        module = library.with_name(f"{crate}.pyd" if library.suffix == ".dll" else f"{crate}.so")
        module.write_bytes(library.read_bytes())
        times = sorted(seconds_to_import(module) * 1e3 for _ in range(IMPORTS))
        cells[style] = {"median": times[IMPORTS // 2], "least": times[0]}
    more = cells["ours"]["median"] - cells["bare"]["median"]
    verdict = "met" if more < LIMIT else "**missed**"
    return {
        "key": "import",
        "title": f"Import of a module with {CLASSES:,} classes of six fields",
        "unit": "ms",
        "styles": {style: compile_time.STYLES[style] for style in styles},
        "rows": [{"row": "import", "cells": cells, "absent": {}}],
        "notes": [f"{more:.0f} ms more than bare classes; goal: less than {LIMIT:.0f}: {verdict}."],
    }


def seconds_to_import(module: Path) -> float:
    code = (
        f"import sys, time; sys.path.insert(0, {str(module.parent)!r}); "
        f"start = time.thread_time_ns(); import {module.stem}; "
        f"print(time.thread_time_ns() - start)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True
    )
    return int(run.stdout) / 1e9


if __name__ == "__main__":
    print(json.dumps(costs(sys.argv[1], int(sys.argv[2]))))
