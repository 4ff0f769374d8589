"""What several test modules share: stdlib dataclasses to compare with, and ways to run things."""

import dataclasses
import os
import subprocess
import sys
from typing import Any, Dict, List, Optional

import pyo3_classes_fixture as fixture

PICKLE_PROTOCOLS = range(6)

GIL = getattr(sys, "_is_gil_enabled", lambda: True)()
# Only the abi3 build lacks exceptions.
ABI3 = not hasattr(fixture, "Problem")
# Whether the shortcuts past PyO3 are open: `ARCHITECTURE.md` says when they are not.
OPEN = os.environ.get("PYO3_CLASSES_SAFE") != "1" and GIL and not ABI3


@dataclasses.dataclass
class Record:
    """The twin of ``fixture.Record``."""

    key: int
    name: str
    price: float
    tags: List[str] = dataclasses.field(default_factory=list)
    extra: Dict[str, int] = dataclasses.field(default_factory=dict)
    note: Optional[str] = None


@dataclasses.dataclass(frozen=True, order=True)
class FrozenRecord:
    """The twin of ``fixture.FrozenRecord``."""

    key: int
    name: str
    price: float
    tags: List[str] = dataclasses.field(default_factory=list)
    extra: Dict[str, int] = dataclasses.field(default_factory=dict)
    note: Optional[str] = None


@dataclasses.dataclass(order=True)
class OrderedRecord:
    """The twin of ``fixture.OrderedRecord``."""

    key: int
    price: float
    note: Optional[str] = None


@dataclasses.dataclass(order=True)
class Holder:
    """The twin of ``fixture.Holder``."""

    value: Any
    items: List[Any] = dataclasses.field(default_factory=list)
    named: Dict[str, Any] = dataclasses.field(default_factory=dict)
    maybe: Optional[Any] = None


def twin_of_field(cls):
    """A dataclass with one field, ``value``, and the class's name."""
    return dataclasses.make_dataclass(cls.__name__, [("value", Any)], order=True, unsafe_hash=True)


def outcome(call, *args, **kwargs):
    """What a call comes to: its value, or the exception's class and text."""
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return type(error), str(error)


def outcome_of_extension(name, *call):
    """The outcome for a class of an extension, which CPython names with its module."""
    kind, text = outcome(*call)
    module = fixture.Record.__module__
    return kind, text.replace(f"'{name}'", f"'{module}.{name}'").replace(
        f"{name}()", f"{module}.{name}()"
    )


def panic_of(call, *args, **kwargs):
    """The text of the panic that a call must end in."""
    try:
        value = call(*args, **kwargs)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return str(error)
    raise AssertionError(f"no panic, but {value!r}")


def problem(kind, loc, msg, value, **ctx):
    """One entry of ``ValidationError.errors()``."""
    return {"type": kind, "loc": loc, "msg": msg, "input": value, "ctx": ctx}


def problems(call, *args, **kwargs):
    """The entries of the ``ValidationError`` that a call must raise."""
    try:
        value = call(*args, **kwargs)
    except fixture.ValidationError as error:
        return error.errors()
    raise AssertionError(f"no ValidationError, but {value!r}")


def problem_places(call, *args, **kwargs):
    """The types and places of those entries."""
    return [(problem["type"], problem["loc"]) for problem in problems(call, *args, **kwargs)]


def restore(cls, *values, version=1, names=None):
    """What unpickling does: an instance from named values, of this version or another."""
    info = cls.__pyo3_classes__
    if names is None:
        names = [field["name"] for field in info.fields]
    return info(cls, pickle_header(version, names), *values)


def pickle_header(version, names):
    """What the values of a pickle follow; the version of each layer, if it is a tuple."""
    versions = version if isinstance(version, tuple) else (version,)
    return f"{'.'.join(map(str, versions))}:{','.join(names)}"


def run_python(code, *args, stdin=b""):
    """What a fresh interpreter prints, which has imported nothing yet."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.path.dirname(__file__)},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().replace("\r\n", "\n")


def run(code):
    """The words that a fresh interpreter prints, for which no class has made an instance yet."""
    prologue = "import copy, gc, pickle, sys, os, weakref\nimport pyo3_classes_fixture as f\n"
    return run_python(prologue + code).split()


def matches(pattern, value, **names):
    """Whether ``case pattern`` takes the value; the pattern is text, since Python 3.9 has no match."""
    if sys.version_info < (3, 10):
        return True
    source = f"match value:\n    case {pattern}:\n        taken = True\n    case _:\n        taken = False"
    scope = {"value": value, **names}
    exec(compile(source, "<match>", "exec"), scope)
    return scope["taken"]
