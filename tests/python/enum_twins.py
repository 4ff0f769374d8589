"""The twins of the fixture's enums, written with ``enum``."""

import enum
import sys

if sys.version_info >= (3, 11):
    StrEnum = enum.StrEnum
else:

    class StrEnum(str, enum.Enum):
        """What Python 3.11 has, for the versions before."""

        __str__ = str.__str__
        __format__ = str.__format__


class Color(enum.Enum):
    """A colour."""

    Red = enum.auto()
    Green = enum.auto()
    Blue = enum.auto()


class Level(enum.IntEnum):
    """Discriminants are the values."""

    Low = -1
    Middle = 0
    High = 10


class Undocumented(enum.Enum):
    # No docstring.
    First = 3
    Second = 4


class Mixed(enum.Enum):
    """Two names of one value; values of many kinds."""

    One = 1
    Two = "two"
    Pair = (1.5, ["x"])
    Uno = 1
    Next = 2


class Side(StrEnum):
    """A side of the market."""

    Buy = "buy"
    Sell = "s"
    Short = "s"


class Rights(enum.Flag):
    """What may be done, as a flag that is no number."""

    Read = enum.auto()
    Write = enum.auto()
    Run = enum.auto()


class Perm(enum.IntFlag):
    """What may be done, as Unix counts it."""

    R = 4
    W = 2
    X = 1


ALL = [Color, Level, Undocumented, Mixed, Side, Rights, Perm]
