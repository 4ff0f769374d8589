"""Measures, and writes the report. `cargo xtask bench` runs it; see there for what it does.

usage: bench.py measure --out FILE [--only WORD]... [--rounds N] [--milliseconds N] [--instances N]
       bench.py compile --out FILE --crates FOLDER
       bench.py scale --out FILE --crates FOLDER
       bench.py report --out FILE.md RESULTS...
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    tasks = parser.add_subparsers(required=True)

    measuring = tasks.add_parser("measure")
    measuring.add_argument("--out", type=Path, required=True)
    measuring.add_argument("--only", action="append", default=[])
    measuring.add_argument("--rounds", type=int, default=100)
    measuring.add_argument("--milliseconds", type=float, default=1.2)
    measuring.add_argument("--instances", type=int, default=1_000_000)
    measuring.set_defaults(task=measure)

    for name, task in (("compile", compile_times), ("scale", scale)):
        with_crates = tasks.add_parser(name)
        with_crates.add_argument("--out", type=Path, required=True)
        with_crates.add_argument("--crates", type=Path, required=True)
        with_crates.set_defaults(task=task)

    reporting = tasks.add_parser("report")
    reporting.add_argument("--out", type=Path, required=True)
    reporting.add_argument("results", nargs="+", type=Path)
    reporting.set_defaults(task=report)

    options = parser.parse_args()
    options.task(options)


def measure(options: argparse.Namespace) -> None:
    import machine
    import pyo3_classes_bench as extension
    import sections

    if not extension.OPTIMIZED:
        sys.exit("error: the extension is built without optimisations: measuring means nothing")

    def wanted(section: str, row: str) -> bool:
        name = f"{section}/{row}"
        return not options.only or any(name.startswith(word) for word in options.only)

    timed, loop = sections.timed(wanted, options.rounds, options.milliseconds, progress)
    weighed = sections.weighed(wanted, options.instances, progress)
    write(
        options.out,
        {
            "title": f"Python {machine.python()}",
            "short": "{}.{}".format(*sys.version_info),
            "machine": machine.machine(),
            "versions": machine.versions(),
            "rounds": options.rounds,
            "milliseconds": options.milliseconds,
            "empty_loop": loop,
            "sections": [*timed, *weighed],
        },
    )


def compile_times(options: argparse.Namespace) -> None:
    import compile_time
    import machine

    write(
        options.out,
        {
            "title": "Compile time and size",
            "machine": machine.machine(),
            "versions": machine.rust_versions(),
            "sections": compile_time.measure(options.crates, progress),
        },
    )


def scale(options: argparse.Namespace) -> None:
    import machine
    import scale

    sections = scale.sections(options.crates, progress)
    write(
        options.out,
        {
            "title": f"Python {machine.python()}",
            "scale": True,
            "machine": machine.machine(),
            "versions": machine.versions(),
            "sections": sections,
        },
    )


START = time.monotonic()


def progress(text: str) -> None:
    print(f"  {time.monotonic() - START:5.0f} s  {text}", flush=True)


def write(path: Path, results: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1))


def report(options: argparse.Namespace) -> None:
    import report

    results = [json.loads(path.read_text()) for path in options.results]
    report.write(results, options.out)


if __name__ == "__main__":
    main()
