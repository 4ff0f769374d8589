"""A builder of three fields: one setter, the chain of all with `build()`, and what each part takes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pyo3_classes_bench as extension

from harness import Case

KEY, TITLE = "builder", "A builder of three fields"

# "empty" takes a Rust value of the field's type, "any" any object. "setters" is the chain of three setters
# alone, which has nothing to build.
STYLES = {
    "ours": "pyo3-classes",
    "hand": "PyO3 by hand",
    "python": "Python by hand",
    "checked": "Python by hand, with checks",
    "empty": "empty PyO3 method",
    "any": "the same of any object",
    "setters": "three PyO3 setters",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    name: str
    qty: int
    price: float

    @staticmethod
    def builder() -> OrderBuilder:
        return OrderBuilder()


class OrderBuilder:
    """What one writes in Python; nothing is checked."""

    __slots__ = ("_name", "_price", "_qty")

    def name(self, value: str) -> OrderBuilder:
        self._name = value
        return self

    def qty(self, value: int) -> OrderBuilder:
        self._qty = value
        return self

    def price(self, value: float) -> OrderBuilder:
        self._price = value
        return self

    def build(self) -> Order:
        return Order(self._name, self._qty, self._price)


class CheckedOrder(Order):
    __slots__ = ()

    @staticmethod
    def builder() -> CheckedBuilder:
        return CheckedBuilder()


class CheckedBuilder:
    """The same, which refuses a value of another type where it is given."""

    __slots__ = ("_name", "_price", "_qty")

    def name(self, value: str) -> CheckedBuilder:
        if not isinstance(value, str):
            raise TypeError("name: expected str")
        self._name = value
        return self

    def qty(self, value: int) -> CheckedBuilder:
        if not isinstance(value, int):
            raise TypeError("qty: expected int")
        self._qty = value
        return self

    def price(self, value: float) -> CheckedBuilder:
        if not isinstance(value, (float, int)):
            raise TypeError("price: expected float")
        self._price = value
        return self

    def build(self) -> CheckedOrder:
        return CheckedOrder(self._name, self._qty, self._price)


VALUES = {"name": "Widget order", "qty": 12, "price": 9.75}


def cases() -> Iterator[Case]:
    classes = {
        "ours": extension.OursOrder,
        "hand": extension.HandOrder,
        "python": Order,
        "checked": CheckedOrder,
    }
    for style, cls in classes.items():
        yield from of_class(style, cls)
    empty = extension.Empty()
    for name, value in VALUES.items():
        yield Case(KEY, f"set {name}", "empty", f"o.{name}(v)", {"o": empty, "v": value})
        yield Case(KEY, f"set {name}", "any", "o.any(v)", {"o": empty, "v": value})
    names = {"b": extension.HandOrder.builder(), **VALUES}
    for operation in (CHAIN, WHOLE):
        yield Case(KEY, operation, "setters", SETTERS, names)


CHAIN, WHOLE = "three setters, build()", "builder(), three setters, build()"
SETTERS = "b.name(name).qty(qty).price(price)"


def of_class(style: str, cls: Any) -> Iterator[Case]:
    builder = cls.builder().name(VALUES["name"]).qty(VALUES["qty"]).price(VALUES["price"])
    built = builder.build()
    for name, value in VALUES.items():
        assert getattr(built, name) == value, (style, name)
    yield Case(KEY, "builder()", style, "C.builder()", {"C": cls})
    for name, value in VALUES.items():
        yield Case(KEY, f"set {name}", style, f"b.{name}(v)", {"b": builder, "v": value})
    yield Case(KEY, "build()", style, "b.build()", {"b": builder})
    yield Case(KEY, CHAIN, style, f"{SETTERS}.build()", {"b": builder, **VALUES})
    whole = SETTERS.replace("b.", "C.builder().", 1) + ".build()"
    yield Case(KEY, WHOLE, style, whole, {"C": cls, **VALUES})
