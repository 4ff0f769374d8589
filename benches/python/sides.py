"""An enum between Rust and Python."""

from __future__ import annotations

from collections.abc import Iterator

import pyo3_classes_bench as extension

import peers
from harness import Case

KEY, TITLE = "enum", "An enum of four members between Rust and Python"

# Beside the styles of records: what Python code alone pays for the way by value.
STYLES = {
    "ours": "pyo3-classes",
    "hand": "stdlib enum by hand",
    "options": "PyO3's enum",
    "python": "stdlib enum, Python only",
}


def cases() -> Iterator[Case]:
    members = {
        "ours": extension.OursSide.Short,
        "hand": peers.Side.Short,
        "options": extension.OptionsSide.Short,
    }
    for style, member in members.items():
        functions = {
            way: getattr(extension, f"{style}_side_{way}")
            for way in ("to_python", "from_python", "both")
        }
        assert functions["to_python"]() == member, style
        assert functions["from_python"](member) is True, style
        assert functions["both"](functions["both"](member)) == member, style
        yield Case(KEY, "Rust to Python", style, "f()", {"f": functions["to_python"]})
        for name, way in (("Python to Rust", "from_python"), ("there and back", "both")):
            yield Case(KEY, name, style, "f(m)", {"f": functions[way], "m": member})
    yield Case(KEY, "Rust to Python", "python", "C(3)", {"C": peers.Side})
    yield Case(KEY, "Python to Rust", "python", "m.value", {"m": peers.Side.Short})
    yield Case(
        KEY, "there and back", "python", "C(m.value)", {"C": peers.Side, "m": peers.Side.Short}
    )
    for style, member in members.items():
        if style == "hand":
            style = "python"
        yield Case(KEY, "hash of a member", style, "h(m)", {"h": hash, "m": member})
