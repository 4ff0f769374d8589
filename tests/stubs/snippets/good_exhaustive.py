"""Checks that leave no member of an enum out, as type checkers must see."""

# pyright: strict

import typed
from typing_extensions import assert_never


def enum(color: typed.Color) -> str:
    match color:
        case typed.Color.Red:
            return "red"
        case typed.Color.Green:
            return "green"
        case _:
            assert_never(color)


def int_enum(level: typed.Level) -> str:
    if level is typed.Level.Low:
        return "low"
    if level is typed.Level.High:
        return "high"
    assert_never(level)


def str_enum(side: typed.Side) -> str:
    match side:
        case typed.Side.Buy:
            return "buy"
        case typed.Side.Sell:
            return "sell"
        case _:
            assert_never(side)


def without_assertion(side: typed.Side | None) -> str:
    match side:
        case typed.Side.Buy | typed.Side.Sell:
            return side.value
        case None:
            return "none"


def variants(shape: typed.Shape.Circle | typed.Shape.Square) -> float:
    match shape:
        case typed.Shape.Circle(radius=size) | typed.Shape.Square(size):
            return size
        case _:
            assert_never(shape)
