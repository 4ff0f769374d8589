"""Checks that leave a member of an enum out: each line with a mark must be an error, and no other."""

# pyright: strict

import typed
from typing_extensions import assert_never


def enum(color: typed.Color) -> str:
    match color:
        case typed.Color.Red:
            return "red"
        case _:
            assert_never(color)  # error


def int_enum(level: typed.Level) -> str:
    if level is typed.Level.Low:
        return "low"
    assert_never(level)  # error


def str_enum(side: typed.Side) -> str:
    match side:
        case typed.Side.Sell:
            return "sell"
        case _:
            assert_never(side)  # error


def variants(shape: typed.Shape.Circle | typed.Shape.Square) -> float:
    match shape:
        case typed.Shape.Circle(radius):
            return radius
        case _:
            assert_never(shape)  # error
