"""How long a hundred structs take to compile in each style, and how large they make the library."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import cells
import crates

STRUCTS = 100
TITLE = f"{STRUCTS} structs of six fields"
STYLES = {
    "ours": "pyo3-classes",
    "hand": "PyO3 by hand",
    "options": "PyO3's options",
    "pyderive": "pyderive",
    "bare": "bare #[pyclass]",
}


class Part(NamedTuple):
    """A section of the report, and the crate of each style there."""

    key: str
    title: str
    crates: dict[str, str]


PARTS = [
    Part("compile", TITLE, {style: style for style in STYLES}),
    Part(
        "compile-wire",
        f"{TITLE} that become dicts and JSON",
        {"ours": "ours" + crates.WIRE, "hand": "hand" + crates.WIRE},
    ),
]

# Compiling has little noise, and takes long: the best of so many.
CHECKS = 3
BUILDS = 1

Progress = Callable[[str], None]


def measure(folder: Path, progress: Progress) -> list[dict[str, Any]]:
    """The sections of the report."""
    styles = [style for part in PARTS for style in part.crates.values()]
    workspace = Workspace(folder, [(style, n) for style in styles for n in (1, STRUCTS)])
    return [section(part, rows_of(part, workspace, progress)) for part in PARTS]


def rows_of(part: Part, workspace: Workspace, progress: Progress) -> dict[str, dict[str, float]]:
    """By row of the report, by style."""
    rows: dict[str, dict[str, float]] = {}

    def put(row: str, style: str, value: float) -> None:
        rows.setdefault(row, {})[style] = value

    for style, kind in part.crates.items():
        one, many = crates.crate(kind, 1), crates.crate(kind, STRUCTS)
        progress(f"{kind}: what it depends on")
        workspace.cargo("check", one)
        progress(f"{kind}: cargo check")
        put("cargo check, CPU s", style, min(workspace.time("check", many) for _ in range(CHECKS)))
        put("of that, expansion of macros, s", style, workspace.expansion(many))
        progress(f"{kind}: release build")
        workspace.cargo("build", one, "--release")
        builds = [workspace.time("build", many, "--release") for _ in range(BUILDS)]
        put("release build, CPU s", style, min(builds))
        size = (workspace.size(many) - workspace.size(one)) / (STRUCTS - 1)
        put("KB per class", style, size / 1000)
    return rows


class Workspace:
    """The crates, and Cargo on them."""

    def __init__(self, folder: Path, members: list[tuple[str, int]]) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYO3_PYTHON": sys.executable,
            "CARGO_TARGET_DIR": str(folder / "target"),
            # As on a first build; and what is left of the last one cannot help.
            "CARGO_INCREMENTAL": "0",
        }
        # What the tool that started us was told by its own Cargo is not for these crates.
        for name in list(self.environment):
            if name.startswith(("CARGO_PKG_", "CARGO_MANIFEST_")):
                del self.environment[name]
        crates.write(folder, members)

    def cargo(self, command: str, crate: str, *options: str, **environment: str) -> str:
        """Runs Cargo, and hands back what it and rustc said."""
        run = subprocess.run(
            [os.environ.get("CARGO", "cargo"), command, "--quiet", "-p", crate, *options],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if run.returncode:
            sys.exit(f"{run.stdout}\nerror: cargo {command} of {crate} failed")
        return run.stdout

    def time(self, command: str, crate: str, *options: str, **environment: str) -> float:
        """Seconds of processor time to compile the crate alone."""
        self.forget(crate)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cargo(command, crate, *options, **environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def expansion(self, crate: str) -> float:
        """Seconds that rustc spends on the expansion of macros, ours among them."""
        wrapper = self.folder / "time-passes"
        wrapper.write_text(
            f"#!{sys.executable}\n"
            "import os, sys\n"
            "os.environ['RUSTC_BOOTSTRAP'] = '1'\n"
            "os.execvp(sys.argv[1], [*sys.argv[1:], '-Ztime-passes'])\n"
        )
        wrapper.chmod(0o755)
        self.forget(crate)
        output = self.cargo("check", crate, RUSTC_WORKSPACE_WRAPPER=str(wrapper))
        found = re.search(r"time:\s*([\d.]+);.*\bmacro_expand_crate$", output, re.MULTILINE)
        if not found:
            sys.exit(f"{output}\nerror: rustc does not tell the time of macro_expand_crate")
        return float(found[1])

    def forget(self, crate: str) -> None:
        """Has Cargo compile the crate again, but nothing that it depends on."""
        os.utime(self.folder / crate / "src/lib.rs")

    def library(self, crate: str) -> Path:
        folder = self.folder / "target/release"
        names = [f"lib{crate}.so", f"lib{crate}.dylib", f"{crate}.dll"]
        return next(folder / name for name in names if (folder / name).exists())

    def size(self, crate: str) -> int:
        return self.library(crate).stat().st_size


def section(part: Part, rows: dict[str, dict[str, float]]) -> dict[str, Any]:
    """As a section of the report."""
    return {
        "key": part.key,
        "title": part.title,
        "unit": "",
        "styles": {style: STYLES[style] for style in part.crates},
        "rows": [
            {"row": row, "cells": cells.exact(values), "absent": {}} for row, values in rows.items()
        ],
    }
