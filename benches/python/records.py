"""The records that are measured, and the classes of each."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Annotated, Any

import pydantic
import pyo3_classes_bench as extension

import peers

# Of a class, as the report heads its column. Ours first, then Rust, then Python.
STYLES = {
    "ours": "pyo3-classes",
    "hand": "PyO3 by hand",
    "options": "PyO3's options",
    "pyderive": "pyderive",
    "dataclass": "dataclass",
    "attrs": "attrs",
    "msgspec": "msgspec.Struct",
    "namedtuple": "NamedTuple",
    "pydantic": "pydantic dataclass",
    "model": "pydantic model",
}

RUST = {"ours": "Ours", "hand": "Hand", "options": "Options", "pyderive": "Pyderive"}


@dataclass
class Record:
    """Fields, values for them, and the classes that have them."""

    key: str
    title: str
    values: dict[str, Any]
    frozen: bool = False
    # What each operation works on, if it is not left out.
    number: str | None = None
    text: str | None = None
    items: str | None = None
    # For `<`: the values of a greater one.
    greater: dict[str, Any] = field(default_factory=dict)
    classes: dict[str, type] = field(default_factory=dict)
    # Values of the fields by style, where they are instances of the style's own classes.
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fresh(self, style: str, **changes: Any) -> dict[str, Any]:
        """Values that are the same objects as no others."""
        values = {**self.values, **self.parts.get(style, {}), **changes}
        return pickle.loads(pickle.dumps(values))

    def instance(self, style: str, **changes: Any) -> Any:
        return self.classes[style](**self.fresh(style, **changes))


def build(
    record: Record,
    fields: peers.Fields,
    rust: str,
    styles: tuple[str, ...] = tuple(STYLES),
) -> Record:
    """Gives the record its classes: those of the extension named for it, and its peers."""
    for style in styles:
        if style in RUST:
            # PyO3's options and pyderive do too little to be worth it for each record.
            cls = getattr(extension, RUST[style] + rust, None)
            if cls is not None:
                record.classes[style] = cls
        else:
            record.classes[style] = peers.make(style, record.key, fields, record.frozen)
    return record


R1 = {"x": float, "y": float, "z": float}
R1_VALUES = {"x": 1.5, "y": -2.25, "z": 1234.5678}
R2 = {"id": int, "name": str, "price": float, "qty": int, "tags": list[str], "active": bool}
R2_VALUES = {
    "id": 123456,
    "name": "Widget order 42",
    "price": 19.99,
    "qty": 700,
    "tags": ["red", "blue", "green"],
    "active": True,
}
NAME_PATTERN = "^[A-Za-z0-9 _-]+$"
R2_CHECKED = {
    **R2,
    "id": Annotated[int, pydantic.Field(ge=1)],
    "name": Annotated[str, pydantic.Field(max_length=50, pattern=NAME_PATTERN)],
    "price": Annotated[float, pydantic.Field(ge=0)],
    "qty": Annotated[int, pydantic.Field(ge=0)],
}
R20 = {
    "id": int,
    "parent": int | None,
    "venue": str,
    "symbol": str,
    "account": str,
    "note": str | None,
    "quantity": int,
    "filled": int,
    "lots": int,
    "priority": int,
    "price": float,
    "stop": float | None,
    "bid": float,
    "ask": float,
    "fee": float,
    "created": int,
    "updated": int,
    "hidden": bool,
    "active": bool,
    "tags": list[str],
}
R20_VALUES = {
    "id": 9_007_199_254_740_993,
    "parent": None,
    "venue": "XETR",
    "symbol": "SAP.DE",
    "account": "client-000417",
    "note": "fill or kill",
    "quantity": 15_000,
    "filled": 2_500,
    "lots": 150,
    "priority": 3,
    "price": 187.42,
    "stop": 180.5,
    "bid": 187.4,
    "ask": 187.44,
    "fee": 0.0005,
    "created": 1_789_000_000_000_000,
    "updated": 1_789_000_000_250_000,
    "hidden": False,
    "active": True,
    "tags": ["algo", "eu"],
}
ADDRESS = {"street": str, "city": str, "zip": int}
ADDRESS_VALUES = {"street": "Hauptstrasse 5", "city": "Walldorf", "zip": 69190}
LINE = {"sku": str, "qty": int, "price": float}
LINES = [("tea-green-500", 2, 4.5), ("cup-white", 6, 3.25), ("pot-glass-1l", 1, 29.0)]


def with_three_floats(frozen: bool) -> Record:
    record = Record(
        "r1-frozen" if frozen else "r1",
        "R1: three floats" + (", frozen" if frozen else ""),
        R1_VALUES,
        frozen,
        number="y",
        greater={"z": R1_VALUES["z"] + 1},
    )
    return build(record, R1, "R1Frozen" if frozen else "R1")


def of_six_fields(frozen: bool) -> Record:
    record = Record(
        "r2-frozen" if frozen else "r2",
        "R2: six fields" + (", frozen" if frozen else ""),
        R2_VALUES,
        frozen,
        number="price",
        text="name",
        items="tags",
        greater={"name": "Widget order 43"},
    )
    return build(record, R2, "R2Frozen" if frozen else "R2")


def with_python_text() -> Record:
    record = Record(
        "r2-text",
        "R2 with its text kept as Python strings, frozen",
        R2_VALUES,
        frozen=True,
        text="name",
        items="tags",
        greater={"name": "Widget order 43"},
    )
    return build(record, R2, "R2Text", styles=("ours", "hand", "msgspec"))


def with_constraints() -> Record:
    """Peers that hold to constraints when they construct; msgspec does so when it decodes."""
    record = Record("r2-checked", "R2 with constraints", R2_VALUES)
    styles = ("ours", "hand", "pydantic", "model")
    return build(record, R2_CHECKED, "R2Checked", styles=styles)


def of_twenty_fields() -> Record:
    record = Record(
        "r20",
        "R20: twenty fields",
        R20_VALUES,
        number="price",
        text="symbol",
        greater={"tags": ["algo", "us"]},
    )
    return build(record, R20, "R20")


def nested() -> Record:
    """A class and a list of a class, held by value."""
    record = Record("nested", "Nested: one record and a list of three", {"id": 77})
    address = build(Record("address", "", ADDRESS_VALUES), ADDRESS, "Address")
    line = build(Record("line", "", {}), LINE, "Line")
    for style in STYLES:
        if style not in address.classes or style not in line.classes:
            continue
        of_line = line.classes[style]
        fields = {"id": int, "address": address.classes[style], "lines": list[of_line]}
        build(record, fields, "Nested", styles=(style,))
        record.parts[style] = {
            "address": address.classes[style](**ADDRESS_VALUES),
            "lines": [of_line(**dict(zip(LINE, values))) for values in LINES],
        }
    record.items = "lines"
    record.greater = {"id": 78}
    return record


def all_records() -> list[Record]:
    return [
        with_three_floats(frozen=False),
        with_three_floats(frozen=True),
        of_six_fields(frozen=False),
        of_six_fields(frozen=True),
        with_python_text(),
        with_constraints(),
        of_twenty_fields(),
        nested(),
    ]
