"""Runs some of the Python tests in valgrind's memcheck, and fails at what it finds.

usage: memcheck.py REPORT               (`cargo xtask memcheck` runs it so; REPORT is written)
       memcheck.py --inside [ARGUMENT]  (what runs in valgrind: pytest)
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

HERE = Path(__file__).resolve().parent
EXTENSION = "pyo3_classes_fixture"

TESTS = [
    "arguments",
    "collection",
    "copy",
    "enum_fields",
    "exceptions",
    "pickle",
    "reentrancy",
    "references",
    "setters",
    "subclasses",
    "variants",
    "views_owner",
    "views_rules",
]

# Processes of their own are not looked into, threads take turns in valgrind, and a hundred
# thousand instances take too long.
LEFT_OUT = "not process and not threads and not many_instances"

# Before 3.12, Python reads the digit that its zero does not have, and makes nothing of it: what it
# finds goes into the address of each small integer.
DIGIT_OF_ZERO = "_PyLong_New"


def main() -> None:
    if sys.argv[1] == "--inside":
        inside(sys.argv[2:])
    report = Path(sys.argv[1])
    status = run(report)
    findings = [error for error in ElementTree.parse(report).iter("error") if counts(error)]
    for error in findings:
        print(f"\n{told(error)}")
    if findings:
        sys.exit(f"\nerror: memcheck found {len(findings)}; the whole report is {report}")
    if status:
        sys.exit(f"error: the tests failed in valgrind (exit status {status})")
    print("memcheck found nothing")


def inside(arguments: list[str]) -> None:
    """Runs pytest, and ends before Python tidies up.

    What a class or a module refers to is so still there when valgrind looks for leaks, and a block
    that nothing refers to is one that was lost.
    """
    import pytest

    status = pytest.main(arguments)
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(report: Path) -> int:
    command = [
        "valgrind",
        "--quiet",
        "--leak-check=full",
        "--show-leak-kinds=definite",
        "--track-origins=yes",
        # As far as from an allocation up to the extension.
        "--num-callers=80",
        f"--suppressions={HERE / 'python.supp'}",
        "--xml=yes",
        f"--xml-file={report}",
        *(sys.executable, "-u", __file__, "--inside"),
        # The fault handler would take the signals, and is of no use in valgrind.
        *("-q", "-p", "no:faulthandler", "-p", "no:cacheprovider", "-k", LEFT_OUT),
        *(str(HERE.parent / f"python/test_{name}.py") for name in TESTS),
    ]
    environment = {**os.environ, "PYTHONMALLOC": "malloc"}
    return subprocess.run(command, env=environment, check=False).returncode


def counts(error: Element) -> bool:
    """Whether what memcheck found is a fault of ours."""
    kind = error.findtext("kind", "")
    where, *origins = error.iter("stack")
    if kind.startswith("Leak_"):
        return is_ours(where)
    if kind.startswith("Uninit") or kind == "SyscallParam":
        made_for_zero = any(DIGIT_OF_ZERO in names(origin) for origin in origins)
        return is_ours(where) and not made_for_zero
    return True


def is_ours(stack: Element) -> bool:
    return any(EXTENSION in frame.findtext("obj", "") for frame in stack)


def names(stack: Element) -> Iterator[str]:
    return (frame.findtext("fn", "?") for frame in stack)


def told(error: Element) -> str:
    """The error with its stacks, each as far as its second function of ours."""
    lines = []
    for part in error:
        if part.tag in ("what", "auxwhat"):
            lines.append(part.text or "")
        elif part.tag in ("xwhat", "xauxwhat"):
            lines.append(part.findtext("text", ""))
        elif part.tag == "stack":
            lines += shown(part)
    return "\n".join(lines)


def shown(stack: Element) -> Iterator[str]:
    ours = 0
    for frame in stack:
        name = frame.findtext("fn", "?")
        file = frame.findtext("file") or Path(frame.findtext("obj", "?")).name
        yield f"    {name} ({file}:{frame.findtext('line', '?')})"
        ours += "pyo3_classes" in name
        if ours == 2:
            return


if __name__ == "__main__":
    main()
