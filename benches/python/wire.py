"""Records as bytes, one and many at a time, and what is told of bytes that are wrong.

Each style reads and writes by the means that its users have: msgspec by an encoder and a decoder that
are made once, pydantic by its model or a `TypeAdapter`, and a dataclass by way of dicts, which nothing
checks.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
import orjson
import pydantic

from harness import Case
from records import Record

# How many records a list has, and every which one of them is wrong in the last rows.
MANY = 1000
WRONG_EVERY = 100



def of_six_fields(source: random.Random) -> dict[str, Any]:
    """Records differ: a processor learns to foresee what is always the same."""
    return {
        "id": source.randrange(10**10),
        "name": f"Widget order {source.randrange(1000)}",
        "price": round(source.random() * 1000, 2),
        "qty": source.randrange(-1000, 1000),
        "tags": [source.choice(["red", "blue", "green", "large"]) for _ in range(3)],
        "active": source.random() < 0.5,
    }


def nested(source: random.Random) -> dict[str, Any]:
    def line() -> dict[str, Any]:
        sku = source.choice(["tea-green-500", "cup-white", "pot-glass-1l"])
        return {"sku": sku, "qty": source.randrange(100), "price": round(source.random() * 50, 2)}

    street = f"Hauptstrasse {source.randrange(300)}"
    address = {"street": street, "city": "Walldorf", "zip": source.randrange(10000, 99999)}
    return {"id": source.randrange(10**10), "address": address, "lines": [line() for _ in range(3)]}


# Those of the records that are written and read.
RECORDS = {"r2": ("R2", of_six_fields), "nested": ("nested", nested)}

STYLES = {
    "ours": "pyo3-classes",
    "hand": "PyO3 and serde by hand",
    "msgspec": "msgspec.Struct",
    "model": "pydantic model",
    "adapter": "pydantic TypeAdapter",
    "orjson": "dataclass, orjson",
    "stdlib": "dataclass, stdlib",
}

# The style whose class it is, where it has none of its own.
CLASS_OF = {"adapter": "model", "orjson": "dataclass", "stdlib": "dataclass"}


class Codec(NamedTuple):
    """How a style writes and reads one record or a list of them."""

    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]
    # What it raises for records that are wrong.
    error: type[Exception] = ValueError
    # It tells of all that is wrong, by its number.
    count: Callable[[Exception], int] | None = None


class Format(NamedTuple):
    """A format, and the styles that know it."""

    key: str
    title: str
    # Of the class, for one record and for a list.
    codecs: dict[str, Callable[[type], tuple[Codec, Codec]]]
    # Of plain values, by which all are checked.
    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]
    # Records that are wrong are read, too.
    with_wrong: bool = False


def ours(to: str, of: str) -> Callable[[type], tuple[Codec, Codec]]:
    """By the methods of the class: what is ours, and what is written by hand."""

    def codecs(cls: type) -> tuple[Codec, Codec]:
        def codec(suffix: str, write: Callable[[Any], bytes]) -> Codec:
            read = getattr(cls, of + suffix)
            count = (lambda error: len(error.errors())) if cls.__name__.startswith("Ours") else None
            return Codec(write, read, ValueError, count)

        return codec("", getattr(cls, to)), codec("_list", getattr(cls, to + "_list"))

    return codecs


def by_msgspec(module: Any) -> Callable[[type], tuple[Codec, Codec]]:
    def codecs(cls: type) -> tuple[Codec, Codec]:
        encode, error = module.Encoder().encode, msgspec.ValidationError
        return tuple(
            Codec(encode, module.Decoder(shape).decode, error) for shape in (cls, list[cls])
        )

    return codecs


def model_json(cls: type) -> tuple[Codec, Codec | None]:
    one = Codec(lambda one: one.model_dump_json().encode(), cls.model_validate_json)
    return one, None  # A model knows no list of its own.


def adapter_json(cls: type) -> tuple[Codec, Codec]:
    def codec(shape: Any) -> Codec:
        adapter = pydantic.TypeAdapter(shape)
        return Codec(
            adapter.dump_json,
            adapter.validate_json,
            pydantic.ValidationError,
            lambda error: error.error_count(),
        )

    return codec(cls), codec(list[cls])


def dataclass_json(
    dumps: Callable[[Any], bytes], loads: Callable[[bytes], Any]
) -> Callable[[type], tuple[Codec, Codec]]:
    def codecs(cls: type) -> tuple[Codec, Codec]:
        make = maker(cls)
        return Codec(dumps, lambda data: make(loads(data))), Codec(
            dumps, lambda data: [make(item) for item in loads(data)]
        )

    return codecs


def maker(cls: type) -> Callable[[dict[str, Any]], Any]:
    """Makes instances of dicts, as one would write it for that class."""
    if "lines" not in cls.__annotations__:
        return lambda fields: cls(**fields)
    address = cls.__annotations__["address"]
    (line,) = cls.__annotations__["lines"].__args__
    return lambda fields: cls(
        fields["id"], address(**fields["address"]), [line(**item) for item in fields["lines"]]
    )


def as_dict(value: Any) -> Any:
    return dataclasses.asdict(value)


FORMATS = [
    Format(
        "json",
        "JSON",
        {
            "ours": ours("to_json", "from_json"),
            "hand": ours("to_json", "from_json"),
            "msgspec": by_msgspec(msgspec.json),
            "model": model_json,
            "adapter": adapter_json,
            "orjson": dataclass_json(orjson.dumps, orjson.loads),
            "stdlib": dataclass_json(
                lambda value: json.dumps(value, default=as_dict, separators=(",", ":")).encode(),
                json.loads,
            ),
        },
        lambda plain: json.dumps(plain, separators=(",", ":")).encode(),
        json.loads,
        with_wrong=True,
    ),
    Format(
        "msgpack",
        "MessagePack",
        {
            "ours": ours("to_msgpack", "from_msgpack"),
            "hand": ours("to_msgpack", "from_msgpack"),
            "msgspec": by_msgspec(msgspec.msgpack),
        },
        msgspec.msgpack.encode,
        msgspec.msgpack.decode,
    ),
]


def cases(format: Format, everything: list[Record]) -> Iterator[Case | tuple[str, str, str]]:
    """The cases; and for each one that there cannot be: operation, style, and why."""
    for record in (record for record in everything if record.key in RECORDS):
        title, make = RECORDS[record.key]
        source = random.Random(1)
        plain = [make(source) for _ in range(MANY)]
        for style, codecs in format.codecs.items():
            one, many = codecs(record.classes[CLASS_OF.get(style, style)])
            yield from of_codec(format, style, one, plain[0], title)
            if many is not None:
                yield from of_codec(format, style, many, plain, f"{title}, {MANY:,}")


def of_codec(
    format: Format, style: str, codec: Codec, plain: Any, title: str
) -> Iterator[Case | tuple[str, str, str]]:
    data = format.write(plain)
    value = codec.read(data)
    written = format.read(codec.write(value))
    assert written == plain, (style, written)
    records = len(plain) if isinstance(plain, list) else 1

    def case(row: str, function: Any, argument: Any) -> Case:
        names = {"f": function, "a": argument}
        return Case(format.key, row, style, "f(a)", names, records)

    yield case(f"write {title}", codec.write, value)
    yield case(f"read {title}", codec.read, data)
    if not format.with_wrong or records == 1 or "qty" not in plain[0]:
        return
    row = f"read {title}, 1 % wrong"
    wrong = format.write(with_mistakes(plain))
    if codec.count is None:
        yield row, style, "tells of the first at most"
        return

    def attempt(data: bytes, read: Any = codec.read, error: Any = codec.error) -> Any:
        try:
            return read(data)
        except error as found:
            return found

    found = attempt(wrong)
    assert codec.count(found) == MANY // WRONG_EVERY, (style, found)
    yield case(row, attempt, wrong)


def with_mistakes(plain: list[dict[str, Any]]) -> list[dict[str, Any]]:
    items = copy.deepcopy(plain)
    for item in items[WRONG_EVERY // 2 :: WRONG_EVERY]:
        item["qty"] = "many"
    return items
