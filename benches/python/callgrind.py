"""Counts the processor's instructions for each operation of ours, with valgrind's callgrind.

Counts hardly differ from run to run, on a busy machine too: they are kept in a file and compared
with it, which shows a change of a few percent that no clock does.

usage: callgrind.py KEPT [--update]   (`cargo xtask callgrind` runs it so)
       callgrind.py KEPT --obstacle   (prints why counts here could not be compared, if so)
       callgrind.py --inside SHIFT    (what runs in valgrind)
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from itertools import repeat
from pathlib import Path
from typing import Any

COUNTED = "pyo3_classes_bench_counted"
LOOPS = 20  # Of one record; many are counted once.

# By how much a count may differ from the one that is kept.
TOLERANCE = 0.03

# How often to count, with other addresses each time: where a text lies in its page is a matter of
# luck, and makes the C library compare or copy it another way, as what was freed before makes it look
# for room in another way. Some more times before a count is taken to be higher than the one kept.
LAYOUTS = 3
TRIES = 8


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kept", type=Path, nargs="?")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--obstacle", action="store_true")
    parser.add_argument("--inside", type=int)
    options = parser.parse_args()
    if options.inside is not None:
        inside(options.inside)
    elif options.obstacle:
        print(obstacle(options.kept) or "")
    elif options.update or not options.kept.exists():
        counts = lowest([count(shift) for shift in range(LAYOUTS)])
        options.kept.write_text(json.dumps({**surroundings(), "counts": counts}, indent=1) + "\n")
        print(f"{len(counts)} counts are kept in {options.kept.name}")
    else:
        why = obstacle(options.kept)
        if why:
            sys.exit(f"error: {why}; --update replaces what is kept")
        compare(json.loads(options.kept.read_text())["counts"])


def surroundings() -> dict[str, str]:
    """What counts depend on besides our code."""
    arguments = shlex.split(sysconfig.get_config_var("CONFIG_ARGS") or "")
    # Not where it is installed, and where it finds its libraries.
    switches = [word for word in arguments if word.startswith("--") and "=" not in word]
    rustc = subprocess.run(["rustc", "--version"], stdout=subprocess.PIPE, text=True, check=True)
    return {
        "Python": platform.python_version(),
        "Python's build": " ".join([platform.python_compiler(), *sorted(switches)]),
        "C library": " ".join(platform.libc_ver()),
        "compiler": rustc.stdout.strip(),
        "machine": platform.machine(),
    }


def obstacle(path: Path) -> str | None:
    """Why counts could not be compared with those that are kept."""
    if not path.exists():
        return f"there is no {path.name}"
    kept = json.loads(path.read_text())
    for name, here in surroundings().items():
        if kept.get(name) != here:
            return f"{path.name} is of another {name}: {kept.get(name)}, and this is {here}"
    return None


def our_cases() -> list[Any]:
    import builders
    import operations
    import records
    import sides
    import wire
    from harness import Case

    everything = records.all_records()
    entries = [entry for record in everything for entry in operations.cases_of(record)]
    entries += sides.cases()
    entries += builders.cases()
    entries += [entry for format in wire.FORMATS for entry in wire.cases(format, everything)]
    cases = [entry for entry in entries if isinstance(entry, Case)]
    return [case for case in cases if case.style == "ours"]


def inside(shift: int) -> None:
    """Runs each operation, counted, and prints in that order their names and how often each was run."""
    # So many blocks of each size that what is made after them lies elsewhere.
    _elsewhere = [bytes(size) for size in range(0, 2048, 16) for _ in range(37 * shift)]

    import pyo3_classes_bench as extension

    from harness import compiled

    names = {}
    for case in our_cases():
        timer = compiled(case)
        loops = max(1, LOOPS // case.records)
        timer(repeat(None, loops))
        gc.collect()
        gc.disable()
        extension.counted(lambda: timer(repeat(None, loops)))
        gc.enable()
        names[f"{case.section}/{case.operation}"] = loops
    print(json.dumps(names))


def count(shift: int) -> dict[str, float]:
    """Instructions for one execution of each operation."""
    from harness import UNROLLED

    with tempfile.TemporaryDirectory() as folder:
        command = [
            "valgrind",
            "--tool=callgrind",
            "--quiet",
            "--collect-atstart=no",
            f"--toggle-collect={COUNTED}",
            f"--dump-after={COUNTED}",
            f"--callgrind-out-file={folder}/out",
            *(sys.executable, __file__, "--inside", str(shift)),
        ]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment)
        if run.returncode:
            sys.exit("error: what ran in valgrind failed")
        names = json.loads(run.stdout.splitlines()[-1])
        dumps = sorted(Path(folder).glob("out.*"), key=lambda path: int(path.suffix[1:]))
        totals = [total(dump) for dump in dumps]
    totals = [instructions for instructions in totals if instructions]
    if len(totals) != len(names):
        sys.exit(f"error: valgrind counted {len(totals)} times, not {len(names)}")
    return {
        name: round(instructions / loops / UNROLLED, 1)
        for (name, loops), instructions in zip(names.items(), totals)
    }


def total(dump: Path) -> int:
    found = re.search(r"^(?:summary|totals): (\d+)", dump.read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def lowest(counts: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(each[name] for each in counts) for name in counts[0]}


def compare(old: dict[str, float]) -> None:
    new = count(0)
    for shift in range(1, TRIES):
        if not higher(old, new):
            break
        new = lowest([new, count(shift)])
    for name in {**old, **new}:
        if name not in old or name not in new:
            print(f"  {name}: {'new' if name in new else 'gone'}; --update keeps this")
            continue
        change = new[name] / old[name] - 1
        if abs(change) > TOLERANCE:
            print(f"  {name}: {old[name]:,.0f} -> {new[name]:,.0f} instructions ({change:+.1%})")
    print(f"{len(new)} operations compared; up to {TOLERANCE:.0%} is let pass")
    if higher(old, new):
        sys.exit("error: some take more instructions; --update keeps the new counts")


def higher(old: dict[str, float], new: dict[str, float]) -> bool:
    return any(new[name] > old[name] * (1 + TOLERANCE) for name in old.keys() & new.keys())


if __name__ == "__main__":
    main()
