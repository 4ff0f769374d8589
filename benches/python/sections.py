"""The sections of the report: tables of rows, with a cell for each style.

They are what the JSON files hold:

    {"key": "r1", "title": …, "unit": "ns", "styles": {style: title}, "rows": [
        {"row": "hash", "cells": {style: {"median": …, "least": …, "ratio": {…}}},
         "absent": {style: why}}]}

A ratio is ours divided by theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import builders
import cells
import harness
import memory
import operations
import records
import sides
import wire
from harness import Case

Section = dict[str, Any]
Wanted = Callable[[str, str], bool]
Progress = Callable[[str], None]


def timed(
    wanted: Wanted, rounds: int, milliseconds: float, progress: Progress
) -> tuple[list[Section], float]:
    """What takes time; and how long an empty loop takes."""
    sections: list[Section] = []
    cases: list[Case] = []

    def add(key: str, title: str, styles: dict[str, str], entries: Any) -> None:
        rows: dict[str, dict[str, Any]] = {}
        for entry in entries:
            case = entry if isinstance(entry, Case) else None
            name, style, why = (case.operation, case.style, "") if case else entry
            if not wanted(key, name):
                continue
            row = rows.setdefault(name, {"row": name, "cells": {}, "absent": {}})
            if case:
                row["cells"][style] = case
                cases.append(case)
            else:
                row["absent"][style] = why
        present = {style: styles[style] for style in styles if has(style, rows.values())}
        if rows:
            rows = list(rows.values())
            sections.append(
                {"key": key, "title": title, "unit": "ns", "styles": present, "rows": rows}
            )

    everything = records.all_records()
    for record in everything:
        add(record.key, record.title, records.STYLES, operations.cases_of(record))
    add(sides.KEY, sides.TITLE, sides.STYLES, sides.cases())
    add(builders.KEY, builders.TITLE, builders.STYLES, builders.cases())
    for format in wire.FORMATS:
        add(format.key, format.title, wire.STYLES, wire.cases(format, everything))

    empty = Case("", "an empty loop", "", "pass", {})
    if cases:
        progress(f"{len(cases)} statements, {rounds} rounds")
        every = max(1, rounds // 5)

        def of_round(done: int) -> None:
            if done and done % every == 0:
                progress(f"round {done} of {rounds}")

        harness.measure([*cases, empty], rounds, milliseconds, of_round)
        for section in sections:
            for row in section["rows"]:
                row["cells"] = cells.of_cases(row["cells"])
    return sections, min(empty.samples, default=0.0)


def has(style: str, rows: Any) -> bool:
    return any(style in row["cells"] or style in row["absent"] for row in rows)


def weighed(wanted: Wanted, instances: int, progress: Progress) -> list[Section]:
    """What takes memory."""
    rows = []
    for record in filter(lambda record: wanted("memory", record), memory.RECORDS):
        if not memory.available():
            progress("memory is left out: it is read from /proc, which only Linux has")
            return []
        progress(f"memory of {instances:,} instances of {record} in each style")
        weights = {
            style: memory.bytes_per_instance(style, record, instances) for style in memory.STYLES
        }
        rows.append({"row": record, "cells": cells.exact(weights), "absent": {}})
    if not rows:
        return []
    title = f"Memory of {instances:,} instances"
    return [
        {"key": "memory", "title": title, "unit": "bytes", "styles": memory.STYLES, "rows": rows}
    ]
