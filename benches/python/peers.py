"""Makes a record's class in every library that a user would pick instead."""

from __future__ import annotations

import dataclasses
import enum
import sys
import types
from collections.abc import Callable
from typing import Any, NamedTuple

import attrs
import msgspec
import pydantic

Fields = dict[str, Any]


class Side(enum.Enum):
    """What sides.rs in the extension finds by hand."""

    Buy = 1
    Sell = 2
    Short = 3
    Cover = 4


def dataclass(name: str, fields: Fields, frozen: bool) -> type:
    return dataclasses.dataclass(slots=True, order=True, frozen=frozen)(plain(name, fields))


def attrs_class(name: str, fields: Fields, frozen: bool) -> type:
    return (attrs.frozen if frozen else attrs.define)(order=True)(plain(name, fields))


def struct(name: str, fields: Fields, frozen: bool, **options: Any) -> type:
    return plain(name, fields, (msgspec.Struct,), order=True, frozen=frozen, **options)


def untracked_struct(name: str, fields: Fields, frozen: bool) -> type:
    """For the memory: msgspec leaves the garbage collector out of it."""
    return struct(name, fields, frozen, gc=False)


def named_tuple(name: str, fields: Fields, frozen: bool) -> type:
    """Frozen in any case."""
    return NamedTuple(name, list(fields.items()))


def model(name: str, fields: Fields, frozen: bool) -> type:
    return plain(name, fields, (pydantic.BaseModel,), frozen=frozen)


def pydantic_dataclass(name: str, fields: Fields, frozen: bool) -> type:
    make = pydantic.dataclasses.dataclass(slots=True, order=True, frozen=frozen)
    return make(plain(name, fields))


MAKERS: dict[str, Callable[[str, Fields, bool], type]] = {
    "dataclass": dataclass,
    "attrs": attrs_class,
    "msgspec": struct,
    "msgspec_untracked": untracked_struct,
    "namedtuple": named_tuple,
    "pydantic": pydantic_dataclass,
    "model": model,
}


def make(style: str, record: str, fields: Fields, frozen: bool) -> type:
    """The class of that style. Can be pickled."""
    name = f"{style}_{record}".replace("-", "_")
    cls = MAKERS[style](name, fields, frozen)
    cls.__module__ = __name__
    setattr(sys.modules[__name__], name, cls)
    return cls


def plain(name: str, fields: Fields, bases: tuple[type, ...] = (), **options: Any) -> type:
    """What a `class` statement with these annotations makes."""
    body = {"__annotations__": dict(fields), "__module__": __name__}
    return types.new_class(name, bases, options, lambda namespace: namespace.update(body))
