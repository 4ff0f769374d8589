"""What was measured, and on what."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("attrs", "msgspec", "orjson", "pydantic")
CRATES = ("pyo3", "pyderive", "rmp-serde", "serde_json")


def python() -> str:
    return platform.python_version()


def versions() -> dict[str, str]:
    return {
        **rust_versions(),
        **{package: importlib.metadata.version(package) for package in PACKAGES},
    }


def rust_versions() -> dict[str, str]:
    """Of the compiler, and of crates."""
    command = ["rustc", "--version"]
    rustc = subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True)
    lock = (REPOSITORY / "Cargo.lock").read_text()
    locked = dict(re.findall(r'name = "(.*)"\nversion = "(.*)"', lock))
    return {"rustc": rustc.stdout.split()[1], **{crate: locked[crate] for crate in CRATES}}


def machine() -> str:
    return f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def processor() -> str:
    """The model, which `platform.processor` does not tell on Linux."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor())
