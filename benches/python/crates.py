"""Writes crates with many structs in one style, from the templates in benches/compile.

They are a workspace of their own in the target directory, with the versions of our Cargo.lock.
"""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TEMPLATES = REPOSITORY / "benches/compile"
WIRE = "_wire"

RUNTIME = f'path = "{(REPOSITORY / "runtime").as_posix()}"'

# By style: features of PyO3, and what it depends on beside PyO3. With its feature `wire` a style has
# dicts and JSON.
STYLES: dict[str, tuple[str, str]] = {
    "ours": ("", f"pyo3-classes = {{ {RUNTIME} }}"),
    "ours_wire": ("", f'pyo3-classes = {{ {RUNTIME}, features = ["json"] }}'),
    "hand": ("", ""),
    "hand_wire": (
        '"multiple-pymethods"',
        'serde = { version = "1", features = ["derive"] }\nserde_json = "1"',
    ),
    "options": ("", ""),
    "pyderive": ('"multiple-pymethods"', 'pyderive = "0.9.2"'),
    "bare": ("", ""),
}

WORKSPACE = """\
[workspace]
resolver = "3"
members = [{members}]

[profile.dev]
debug = "line-tables-only"

[profile.release]
strip = true
"""

MANIFEST = """\
[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[lib]
crate-type = ["cdylib"]

[features]
default = [{default}]
wire = []

[dependencies]
pyo3 = {{ version = "~0.30.1", features = [{features}] }}
{dependency}
"""


def crate(style: str, structs: int) -> str:
    return f"{style}_{structs}"


def write(folder: Path, crates: list[tuple[str, int]]) -> None:
    """Writes a workspace with a crate for each style and number of structs."""
    folder.mkdir(parents=True, exist_ok=True)
    members = ", ".join(f'"{crate(*which)}"' for which in crates)
    update(folder / "Cargo.toml", WORKSPACE.format(members=members))
    shutil.copy(REPOSITORY / "Cargo.lock", folder / "Cargo.lock")
    shutil.copy(REPOSITORY / "rust-toolchain.toml", folder / "rust-toolchain.toml")
    for style, structs in crates:
        name = crate(style, structs)
        features, dependency = STYLES[style]
        default = '"wire"' if style.endswith(WIRE) else ""
        manifest = MANIFEST.format(
            name=name, default=default, features=features, dependency=dependency
        )
        (folder / name / "src").mkdir(parents=True, exist_ok=True)
        update(folder / name / "Cargo.toml", manifest)
        update(folder / name / "src/lib.rs", library(name, style, structs))


def library(name: str, style: str, structs: int) -> str:
    template = (TEMPLATES / f"{style.removesuffix(WIRE)}.rs").read_text()
    modules = []
    for number in range(structs):
        body = template.replace("Order ", f"Order{number} ").replace("Order(", f"Order{number}(")
        modules.append(f"mod m{number} {{\n{body}}}\n")
    added = "".join(f"    m.add_class::<m{n}::Order{n}>()?;\n" for n in range(structs))
    return (
        "use pyo3::prelude::*;\n\n"
        + "\n".join(modules)
        + f"\n#[pymodule]\nfn {name}(m: &Bound<'_, PyModule>) -> PyResult<()> {{\n"
        + added
        + "    Ok(())\n}\n"
    )


def update(path: Path, text: str) -> None:
    """Writes only what differs: Cargo goes by the time."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
