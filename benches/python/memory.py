"""Memory for live instances: what the process grows by, in a fresh process for each class.

Python's own tools (tracemalloc, sys.getsizeof) see nothing of Rust's memory.

usage: memory.py STYLE RECORD INSTANCES   (bench.py runs it so)
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

STYLES = {
    "ours": "pyo3-classes",
    "hand": "PyO3 by hand",
    "dataclass": "dataclass",
    "attrs": "attrs",
    "msgspec": "msgspec.Struct",
    "msgspec_untracked": "msgspec.Struct, gc=False",
    "namedtuple": "NamedTuple",
    "pydantic": "pydantic dataclass",
    "model": "pydantic model",
}
RECORDS = ("R1", "R2")


def available() -> bool:
    """Whether this system tells of resident memory as Linux does."""
    return Path("/proc/self/statm").exists()


def bytes_per_instance(style: str, record: str, instances: int) -> float:
    command = [sys.executable, __file__, style, record, str(instances)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def values(record: str, i: int) -> dict[str, Any]:
    """Values that differ, as they do in real data."""
    if record == "R1":
        return {"x": i + 0.25, "y": i + 0.5, "z": i + 0.75}
    return {
        "id": i + 1000,
        "name": f"order {i}",
        "price": i + 0.5,
        "qty": i % 100_000 + 300,
        "tags": ["red", "blue"],
        "active": True,
    }


def class_of(style: str, record: str) -> Callable[..., Any]:
    import peers
    import records

    if style in records.RUST:
        return getattr(records.extension, records.RUST[style] + record)
    return peers.make(style, record, {"R1": records.R1, "R2": records.R2}[record], False)


def weigh(style: str, record: str, instances: int) -> float:
    cls = class_of(style, record)
    kept: list[Any] = [None] * instances
    cls(**values(record, 0))
    gc.collect()
    before = resident()
    for i in range(instances):
        kept[i] = cls(**values(record, i))
    gc.collect()
    return (resident() - before) / instances


if __name__ == "__main__":
    print(weigh(sys.argv[1], sys.argv[2], int(sys.argv[3])))
