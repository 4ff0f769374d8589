"""What type checkers must accept, and the types they must find."""

# pyright: strict

import copy
import dataclasses
import pickle
from collections.abc import MutableSequence
from typing import Any, ClassVar

import airports
import typed
from typing_extensions import assert_type

line = typed.Line("a", 2, note="fragile")
assert_type(line, typed.Line)
assert_type(line.sku, str)
assert_type(line.qty, int)
assert_type(line.note, "str | None")
assert_type(line < typed.Line(sku="b"), bool)
assert_type(hash(line), int)
assert_type(repr(line), str)

order = typed.Order(1, lines=[line], weights={"a": 1.5}, at=(1, 2.0), price="3.5")
assert_type(order.lines, "list[typed.Line]")
assert_type(order.weights, "dict[str, float]")
assert_type(order.place, "tuple[int, float]")
assert_type(order.price, float)
assert_type(order.color, typed.Color)
assert_type(order.shape, "typed.Shape | None")
assert_type(order.largest(), "typed.Line | None")
assert_type(order.tags, "MutableSequence[str]")
order.tags.append("fragile")
order.tags = ["fragile"]
order.color = typed.Color.Green
order.lines = []
order.price = 2
order.shape = typed.Shape.Circle(1.5)

assert_type(copy.copy(order), typed.Order)
assert_type(copy.deepcopy(line), typed.Line)
assert_type(line.__replace__(qty=3), typed.Line)
assert_type(order.__reduce_ex__(5), "tuple[Any, ...]")
pickle.dumps(line)

assert_type(dataclasses.asdict(line), "dict[str, Any]")
assert_type(dataclasses.replace(line, qty=3), typed.Line)
assert_type(dataclasses.fields(typed.Line), "tuple[dataclasses.Field[Any], ...]")
if dataclasses.is_dataclass(line):
    assert_type(line.sku, str)

match typed.Shape.Circle(2.0):
    case typed.Shape.Circle(radius):
        assert_type(radius, float)

dog = typed.Dog("Rex", owner=None)
assert_type(dog.name, str)
assert_type(dog.owner, "str | None")
animal: typed.Animal = dog


class Cat(typed.Animal):
    """A class of Python's own."""

    lives: ClassVar[int] = 9

    def __init__(self, name: str) -> None:
        super().__init__(name)


assert_type(copy.copy(Cat("Tom")), Cat)

assert_type(typed.Color.Red.label(), str)
assert_type(typed.Color.Red.is_red(), bool)
assert_type(typed.darker(typed.Color["Red"]), typed.Color)
assert_type([color.name for color in typed.Color], "list[str]")
number: int = typed.Level.High
assert_type(typed.Permission.Read | typed.Permission.Run, typed.Permission)

shape: typed.Shape = typed.Shape.Square(2.0)
assert_type(shape.area(), float)
assert_type(shape.to_dict(), "dict[str, Any] | str")
assert_type(typed.Shape.from_dict("Dot"), typed.Shape)
assert_type(typed.Shape.from_dict({"Square": 2.0}), typed.Shape)

try:
    typed.Line("a", 0)
except typed.ValidationError as error:
    assert_type(error.errors(), "list[dict[str, Any]]")
    assert_type(error.error_count(), int)
    assert_type(error.title, str)

airport = airports.Airport("JFK", "Kennedy", None, None, "USA", latitude=40.6, longitude=-73.8)
assert_type(airport.latitude, float)
assert_type(airport.city, "str | None")
assert_type(airport.distance_km(airport), float)

assert_type(line.to_dict(), "dict[str, Any]")
assert_type(line.to_tuple(), "tuple[Any, ...]")
assert_type(typed.Line.from_dict({"sku": "a"}), typed.Line)
assert_type(typed.Animal.from_json("{}"), typed.Animal)
assert_type(typed.Animal.from_json_list("[]"), "list[typed.Animal]")
assert_type(line.to_json(), bytes)
assert_type(line.to_json(indent=2), bytes)
assert_type(typed.Line.from_json(b"{}"), typed.Line)
assert_type(typed.Line.from_json(bytearray()), typed.Line)
assert_type(typed.Line.to_json_list((line, line), indent="\t"), bytes)
assert_type(typed.Line.from_json_list("[]"), "list[typed.Line]")
