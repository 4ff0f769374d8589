"""What type checkers must reject: each line with a mark, and no other."""

# pyright: strict

import dataclasses

import airports
import typed

line = typed.Line("a")
order = typed.Order(1)
dog = typed.Dog("Rex", None)

typed.Line(1)  # error
typed.Line()  # error
typed.Line("a", 1, "no positional parameter")  # error
typed.Line("a", colour="red")  # error
typed.Order(1, place=(1, 2.0))  # error
typed.Order(1, seen=True)  # error
typed.Order(1, price=[])  # error
typed.Order(1, lines=["a"])  # error
typed.Dog("Rex")  # error
typed.Animal(1)  # error
typed.Shape.Circle("round")  # error
airports.Airport("JFK")  # error

dataclasses.asdict(order)  # error

line.qty = 2  # error
line.other = 2  # error
order.id = 2  # error
order.total = 2.0  # error
order.tags.append(1)  # error
order.lines = ("a",)  # error
order.price = None  # error
order.color = "Red"  # error
dog.owner = "Ann"  # error

number: int = line.sku  # error
text: str = typed.Color.Red.is_red()  # error
less = line < order  # error
order < order  # error
line.__replace__(colour="red")  # error
order.lines[0].sku.no_such_method()  # error
typed.Color.Blue  # error
typed.darker(typed.Level.Low)  # error
shape: typed.Shape.Circle = typed.Shape.Square(2.0)  # error


class Puppy(typed.Dog):  # error
    """Of a class that is final."""

line.to_json(indent=2.5)  # error
typed.Line.from_json(1)  # error
typed.Line.from_dict([("sku", "a")])  # error
typed.Line.to_json_list([order])  # error
