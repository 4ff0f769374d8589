"""What is done with the records: statements to time, each tried once before it is timed."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import msgspec
import pydantic

from harness import Case
from records import Record


class Unsupported(Exception):
    """The class has no such operation; the text is a word on why."""


class Mistaken(Exception):
    """An operation does something, but not what it should."""


# A statement, and what it names.
Statement = tuple[str, dict[str, Any]]
Operation = Callable[[Record, str], Statement]


def construct_positional(record: Record, style: str) -> Statement:
    cls = record.classes[style]
    if issubclass(cls, pydantic.BaseModel):
        raise Unsupported("takes keywords only")
    values = record.fresh(style)
    expect_fields(record, style, cls(*values.values()))
    return f"C({', '.join(values)})", {"C": cls, **values}


def construct_keyword(record: Record, style: str) -> Statement:
    cls = record.classes[style]
    values = record.fresh(style)
    expect_fields(record, style, cls(**values))
    return f"C({', '.join(f'{name}={name}' for name in values)})", {"C": cls, **values}


def read(kind: str) -> Operation:
    def operation(record: Record, style: str) -> Statement:
        field = getattr(record, kind)
        if field is None:
            raise NotImplementedError
        one = record.instance(style)
        expect(getattr(one, field), record.fresh(style)[field])
        return f"o.{field}", {"o": one}

    return operation


def set_to(kind: str) -> Operation:
    def operation(record: Record, style: str) -> Statement:
        field = getattr(record, kind)
        if field is None or record.frozen:
            raise NotImplementedError
        one, value = record.instance(style), record.fresh(style)[field]
        try:
            setattr(one, field, value)
        except (AttributeError, TypeError, pydantic.ValidationError) as error:
            raise Unsupported("is frozen") from error
        expect(getattr(one, field), value)
        return f"o.{field} = v", {"o": one, "v": value}

    return operation


def equal(record: Record, style: str) -> Statement:
    one, other = record.instance(style), record.instance(style)
    expect(one == other, True)
    expect(one == record.instance(style, **record.greater), False)
    return "o == p", {"o": one, "p": other}


def less(record: Record, style: str) -> Statement:
    one, greater = record.instance(style), record.instance(style, **record.greater)
    expect((one < greater, greater < one), (True, False))
    return "o < p", {"o": one, "p": greater}


def hashed(record: Record, style: str) -> Statement:
    if not record.frozen:
        raise NotImplementedError
    one, other = record.instance(style), record.instance(style)
    expect(hash(one), hash(other))
    return "h(o)", {"h": hash, "o": one}


def printed(record: Record, style: str) -> Statement:
    one = record.instance(style)
    if not all(f"{name}=" in repr(one) for name in record.fresh(style)):
        raise Unsupported("has no repr of its own")
    return "r(o)", {"r": repr, "o": one}


def copied(record: Record, style: str) -> Statement:
    one = record.instance(style)
    expect_fields(record, style, copy.copy(one))
    return "c(o)", {"c": copy.copy, "o": one}


def pickled(record: Record, style: str) -> Statement:
    one = record.instance(style)
    expect_fields(record, style, pickle.loads(pickle.dumps(one, 5)))
    return "l(d(o, 5))", {"l": pickle.loads, "d": pickle.dumps, "o": one}


def to_dict(record: Record, style: str) -> Statement:
    one = record.instance(style)
    if style in ("dataclass", "pydantic"):
        call: Statement = "f(o)", {"f": dataclasses.asdict, "o": one}
    elif style == "attrs":
        call = "f(o)", {"f": attrs.asdict, "o": one}
    elif style == "msgspec":
        call = "f(o)", {"f": msgspec.to_builtins, "o": one}
        if not record.parts:
            # Faster, but leaves what is nested as it is: nothing is, here.
            call = "f(o)", {"f": msgspec.structs.asdict, "o": one}
    elif style == "namedtuple":
        call = "o._asdict()", {"o": one}
    elif style == "model":
        call = "o.model_dump()", {"o": one}
    elif hasattr(one, "to_dict"):
        call = "o.to_dict()", {"o": one}
    else:
        raise Unsupported("has no to_dict")
    made = eval(call[0], dict(call[1]))
    if not record.parts:
        expect(made, record.fresh(style))
    elif not all(isinstance(made[name], (dict, list)) for name in record.parts[style]):
        raise Unsupported("leaves what is nested as it is")
    return call


def from_dict(record: Record, style: str) -> Statement:
    cls = record.classes[style]
    given = record.parts.get("dataclass", {})
    fields = {**record.values, **{name: plain(part) for name, part in given.items()}}
    if style == "msgspec":
        call: Statement = "f(d, C)", {"f": msgspec.convert, "d": fields, "C": cls}
    elif style == "model":
        call = "f(d)", {"f": cls.model_validate, "d": fields}
    elif style == "pydantic":
        call = "f(d)", {"f": pydantic.TypeAdapter(cls).validate_python, "d": fields}
    elif hasattr(cls, "from_dict"):
        call = "f(d)", {"f": cls.from_dict, "d": fields}
    else:
        raise Unsupported("has no from_dict")
    expect_fields(record, style, eval(call[0], dict(call[1])))
    return call


def plain(part: Any) -> Any:
    """A dataclass, or a list of them, as dicts."""
    if isinstance(part, list):
        return [dataclasses.asdict(item) for item in part]
    return dataclasses.asdict(part)


# In the order of the report.
OPERATIONS: dict[str, Operation] = {
    "construct, positional": construct_positional,
    "construct, keyword": construct_keyword,
    "read a float": read("number"),
    "read a text": read("text"),
    "read a list": read("items"),
    "set a float": set_to("number"),
    "set a text": set_to("text"),
    "==": equal,
    "<": less,
    "hash": hashed,
    "repr": printed,
    "copy.copy": copied,
    "pickle round trip": pickled,
    "to_dict": to_dict,
    "from_dict": from_dict,
}

# Sections in which only some of them are worth it.
ONLY: dict[str, tuple[str, ...]] = {
    "r2-text": (
        "construct, positional",
        "construct, keyword",
        "read a text",
        "read a list",
        "==",
        "<",
        "hash",
        "repr",
    ),
    "r2-checked": ("construct, positional", "construct, keyword"),
}


def cases_of(record: Record) -> Iterator[Case | tuple[str, str, str]]:
    """The cases, and for each one that there cannot be: operation, style, and why."""
    for name in ONLY.get(record.key, OPERATIONS):
        for style in record.classes:
            try:
                statement, names = OPERATIONS[name](record, style)
            except NotImplementedError:
                continue  # It has no place in this section: the field is not there, or frozen.
            except Unsupported as unsupported:
                yield name, style, str(unsupported)
            except (AttributeError, TypeError, pickle.PicklingError, Mistaken) as error:
                yield name, style, f"{type(error).__name__}: {error}"
            else:
                yield Case(record.key, name, style, statement, names)


def expect(found: Any, wanted: Any) -> None:
    if type(found) is not type(wanted) or found != wanted:
        raise Mistaken(f"{found!r} instead of {wanted!r}")


def expect_fields(record: Record, style: str, instance: Any) -> None:
    for name, value in record.fresh(style).items():
        found = getattr(instance, name)
        # What is nested need not have `==`: it is enough that it is of the right class.
        expect(type(found), type(value)) if record.parts else expect(found, value)
