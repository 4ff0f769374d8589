"""
What a stub file says of data classes.
"""

from collections.abc import MutableSequence
from datetime import datetime as datetime2
from enum import Enum, IntEnum, IntFlag, StrEnum
from inspect import Signature
from types import DynamicClassAttribute, TracebackType
from typing import Annotated, Any, Callable, ClassVar, Iterable, Literal, Mapping, SupportsFloat, SupportsIndex, final
from typing_extensions import Self, disjoint_base

__all__ = ["Animal", "AnimalBuilder", "Bare", "BuilderError", "Color", "Dog", "DogBuilder", "Failure", "Generics", "Hint", "HintBuilder", "Level", "Line", "Link", "LinkBuilder", "Order", "Parcel", "ParcelBuilder", "Permission", "Shadows", "ShadowsBuilder", "Shape", "Side", "ValidationError", "darker"]

@disjoint_base
class Animal:
    """
    A class to extend.
    """
    __match_args__ = ("name",)
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Self: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Self: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ge__(self, other: Animal, /) -> bool: ...
    def __gt__(self, other: Animal, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __init__(self, /, name: str) -> None: ...
    def __le__(self, other: Animal, /) -> bool: ...
    def __lt__(self, other: Animal, /) -> bool: ...
    def __new__(cls, /, name: str) -> Self: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, name: str = ...) -> Self: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def builder(cls, /) -> AnimalBuilder:
        """
        Return a builder without values.
        """
    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any], /) -> Self: ...
    @classmethod
    def from_json(cls, data: bytes | bytearray | memoryview | str, /) -> Self: ...
    @classmethod
    def from_json_list(cls, data: bytes | bytearray | memoryview | str, /) -> list[Self]: ...
    @property
    def name(self, /) -> str: ...
    @classmethod
    def partial(cls, /, *, name: str = ...) -> AnimalBuilder:
        """
        Return a builder with these values.
        """
    def to_builder(self, /) -> AnimalBuilder:
        """
        Return a builder with the values of the fields.
        """
    def to_dict(self, /) -> dict[str, Any]: ...
    def to_json(self, /, indent: int | str | None = ...) -> bytes: ...
    @classmethod
    def to_json_list(cls, objects: Iterable[Self], /, indent: int | str | None = ...) -> bytes: ...
    def to_tuple(self, /) -> tuple[Any, ...]: ...

class AnimalBuilder(object):
    """
    The Python class of builders of `Animal`.
    """
    __pyo3_classes__: ClassVar[Any]
    def __copy__(self, /) -> Self: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Self: ...
    def __enter__(self, /) -> Self: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    def build(self, /) -> Animal:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Iterable[Mapping[str, Any]], /) -> list[Any]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> Self:
        """
        Return a builder with the same values.
        """
    @property
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def maybe_name(self, value: str | None, /) -> Self: ...
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    def name(self, value: str, /) -> Self: ...
    @property
    def result(self, /) -> Animal:
        """
        What the end of the ``with`` block has built.
        """
    def unset(self, /, *names: str) -> Self:
        """
        Take the values of these fields away.
        """
    def update(self, values: Mapping[str, Any] | None = ..., /, **kwargs: Any) -> Self:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def when(self, condition: object, function: Callable[[Self], object], /) -> Self:
        """
        Call the function with the builder if the condition is true.
        """

@final
class Bare:
    """
    Some of its methods are the user's.
    """
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __new__(cls, /, anything: Any) -> Bare: ...
    @property
    def anything(self, /) -> Any: ...
    @anything.setter
    def anything(self, value: Any, /) -> None: ...

class BuilderError(ValueError):
    """
    What a builder lacks, and all that is wrong with what it has.
    """
    def __init__(self, /, owner: type[Any] | str, missing: tuple[str, ...], errors: list[dict[str, Any]]) -> None: ...
    def details(self, /) -> list[dict[str, Any]]:
        """
        The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.
        """
    @property
    def errors(self, /) -> dict[str, str]:
        """
        What is wrong with the values, by path; ``""`` is the object as a whole.
        """
    @property
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    @property
    def title(self, /) -> str:
        """
        The name of the class that was to be built.
        """

class Color(Enum):
    """
    A colour.
    """
    Green = 2
    """
    As grass.
    """
    Red = 1
    """
    As blood.
    """
    def faded(self, _0: SupportsFloat | SupportsIndex, /) -> float: ...
    def is_red(self, /) -> bool: ...
    def label(self, /) -> str: ...
    def mixed(self, /, other: Color, parts: str | None) -> tuple[Color, int]: ...

@final
class Dog(Animal):
    """
    A class that extends another.
    """
    __match_args__ = ("name", "owner")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Dog: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Dog: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ge__(self, other: Animal, /) -> bool: ...
    def __gt__(self, other: Animal, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __init__(self, /, name: str, owner: str | None) -> None: ...
    def __le__(self, other: Animal, /) -> bool: ...
    def __lt__(self, other: Animal, /) -> bool: ...
    def __new__(cls, /, name: str, owner: str | None) -> Dog: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, name: str = ..., owner: str | None = ...) -> Dog: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def builder(cls, /) -> DogBuilder:
        """
        Return a builder without values.
        """
    @property
    def owner(self, /) -> str | None:
        """
        Whose it is.
        """
    @classmethod
    def partial(cls, /, *, name: str = ..., owner: str | None = ...) -> DogBuilder:
        """
        Return a builder with these values.
        """
    def to_builder(self, /) -> DogBuilder:
        """
        Return a builder with the values of the fields.
        """

@final
class DogBuilder(AnimalBuilder):
    """
    The Python class of builders of `Dog`.
    """
    __pyo3_classes__: ClassVar[Any]
    def __copy__(self, /) -> DogBuilder: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> DogBuilder: ...
    def __enter__(self, /) -> DogBuilder: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    def build(self, /) -> Dog:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Iterable[Mapping[str, Any]], /) -> list[Dog]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> DogBuilder:
        """
        Return a builder with the same values.
        """
    @property
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def maybe_owner(self, value: str | None, /) -> DogBuilder: ...
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    def owner(self, value: str | None, /) -> DogBuilder:
        """
        Whose it is.
        """
    @property
    def result(self, /) -> Dog:
        """
        What the end of the ``with`` block has built.
        """
    def unset(self, /, *names: str) -> DogBuilder:
        """
        Take the values of these fields away.
        """
    def update(self, values: Mapping[str, Any] | None = ..., /, **kwargs: Any) -> DogBuilder:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def when(self, condition: object, function: Callable[[DogBuilder], object], /) -> DogBuilder:
        """
        Call the function with the builder if the condition is true.
        """

@final
class Failure(ValueError):
    """
    An exception.
    """
    __match_args__ = ("code", "text")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Failure: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Failure: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, /, code: int, text: str = ...) -> None: ...
    def __new__(cls, /, code: int, text: str = ...) -> Failure: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, code: int = ..., text: str = ...) -> Failure: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> int: ...
    @code.setter
    def code(self, value: int, /) -> None: ...
    @property
    def text(self, /) -> str: ...
    @text.setter
    def text(self, value: str, /) -> None: ...

@final
class Generics:
    """
    What generic classes hold is not known.
    """
    __match_args__ = ("items", "pair", "named")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Generics: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Generics: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __new__(cls, /, items: list[Any], pair: tuple[Any, ...], named: dict[Any, Any] | None = ...) -> Generics: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, items: list[Any] = ..., pair: tuple[Any, ...] = ..., named: dict[Any, Any] | None = ...) -> Generics: ...
    def __repr__(self, /) -> str: ...
    @property
    def items(self, /) -> list[Any]: ...
    @items.setter
    def items(self, value: list[Any], /) -> None: ...
    @property
    def named(self, /) -> dict[Any, Any] | None: ...
    @named.setter
    def named(self, value: dict[Any, Any] | None, /) -> None: ...
    @property
    def pair(self, /) -> tuple[Any, ...]: ...
    @pair.setter
    def pair(self, value: tuple[Any, ...], /) -> None: ...

@final
class Hint:
    """
    All that a builder with states could ask for is optional.
    """
    __match_args__ = ("text",)
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Hint: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Hint: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, text: str | None) -> Hint: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, text: str | None = ...) -> Hint: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def builder(cls, /) -> HintBuilder:
        """
        Return a builder without values.
        """
    @classmethod
    def partial(cls, /, *, text: str | None = ...) -> HintBuilder:
        """
        Return a builder with these values.
        """
    @property
    def text(self, /) -> str | None: ...
    def to_builder(self, /) -> HintBuilder:
        """
        Return a builder with the values of the fields.
        """

class HintBuilder(object):
    """
    The Python class of builders of `Hint`.
    """
    __pyo3_classes__: ClassVar[Any]
    def __copy__(self, /) -> HintBuilder: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> HintBuilder: ...
    def __enter__(self, /) -> HintBuilder: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    def build(self, /) -> Hint:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Iterable[Mapping[str, Any]], /) -> list[Hint]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> HintBuilder:
        """
        Return a builder with the same values.
        """
    @property
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def maybe_text(self, value: str | None, /) -> HintBuilder: ...
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    @property
    def result(self, /) -> Hint:
        """
        What the end of the ``with`` block has built.
        """
    def text(self, value: str | None, /) -> HintBuilder: ...
    def unset(self, /, *names: str) -> HintBuilder:
        """
        Take the values of these fields away.
        """
    def update(self, values: Mapping[str, Any] | None = ..., /, **kwargs: Any) -> HintBuilder:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def when(self, condition: object, function: Callable[[HintBuilder], object], /) -> HintBuilder:
        """
        Call the function with the builder if the condition is true.
        """

class Level(IntEnum):
    """
    A level.
    """
    High = 10
    """
    Over it all.
    """
    Low = -5
    """
    Under it all.
    """

@final
class Line:
    """
    What has been ordered.

    With "quotes" and a \\ in its docs.
    """
    __dataclass_fields__: ClassVar[dict[str, Any]]
    __match_args__ = ("sku", "qty")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Line: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Line: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ge__(self, other: Line, /) -> bool: ...
    def __gt__(self, other: Line, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __le__(self, other: Line, /) -> bool: ...
    def __lt__(self, other: Line, /) -> bool: ...
    def __new__(cls, /, sku: str, qty: int = ..., *, note: str | None = ...) -> Line: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, sku: str = ..., qty: int = ..., note: str | None = ...) -> Line: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any], /) -> Line: ...
    @classmethod
    def from_json(cls, data: bytes | bytearray | memoryview | str, /) -> Line: ...
    @classmethod
    def from_json_list(cls, data: bytes | bytearray | memoryview | str, /) -> list[Line]: ...
    @property
    def note(self, /) -> str | None: ...
    @property
    def qty(self, /) -> int:
        """
        How many.
        """
    @property
    def sku(self, /) -> str:
        """
        Stock-keeping unit.
        """
    def to_dict(self, /) -> dict[str, Any]: ...
    def to_json(self, /, indent: int | str | None = ...) -> bytes: ...
    @classmethod
    def to_json_list(cls, objects: Iterable[Line], /, indent: int | str | None = ...) -> bytes: ...
    def to_tuple(self, /) -> tuple[Any, ...]: ...

@final
class Link:
    """
    A connection, of whose builder type checkers know what is set.
    """
    __match_args__ = ("host", "port", "via", "timeout")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Link: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Link: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, host: str, port: int, via: str | None, timeout: float = ...) -> Link: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, host: str = ..., port: int = ..., via: str | None = ..., timeout: float = ...) -> Link: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def builder(cls, /) -> LinkBuilder._State[Literal["host is missing"], Literal["port is missing"]]:
        """
        Return a builder without values.
        """
    @property
    def host(self, /) -> str:
        """
        Where it leads.
        """
    @classmethod
    def partial(cls, /, *, host: str = ..., port: int = ..., via: str | None = ..., timeout: float = ...) -> LinkBuilder:
        """
        Return a builder with these values.
        """
    @property
    def port(self, /) -> int: ...
    @property
    def timeout(self, /) -> float: ...
    def to_builder(self, /) -> LinkBuilder:
        """
        Return a builder with the values of the fields.
        """
    @property
    def via(self, /) -> str | None: ...

class LinkBuilder(object):
    """
    The Python class of builders of `Link`.
    """
    __pyo3_classes__: ClassVar[Any]
    def __copy__(self, /) -> Self: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Self: ...
    def __enter__(self, /) -> Self: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    def build(self, /) -> Link:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Iterable[Mapping[str, Any]], /) -> list[Link]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> Self:
        """
        Return a builder with the same values.
        """
    def host(self, value: str, /) -> LinkBuilder:
        """
        Where it leads.
        """
    @property
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def maybe_host(self, value: str | None, /) -> LinkBuilder: ...
    def maybe_port(self, value: int | None, /) -> LinkBuilder: ...
    def maybe_timeout(self, value: float | None, /) -> Self: ...
    def maybe_via(self, value: str | None, /) -> Self: ...
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    def port(self, value: int, /) -> LinkBuilder: ...
    @property
    def result(self, /) -> Link:
        """
        What the end of the ``with`` block has built.
        """
    def timeout(self, value: float, /) -> Self: ...
    def unset(self, /, *names: str) -> LinkBuilder:
        """
        Take the values of these fields away.
        """
    def update(self, values: Mapping[str, Any] | None = ..., /, **kwargs: Any) -> LinkBuilder:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def via(self, value: str | None, /) -> Self: ...
    def when(self, condition: object, function: Callable[[Self], object], /) -> LinkBuilder:
        """
        Call the function with the builder if the condition is true.
        """
    class _State[_host, _port](LinkBuilder):
        def build(self: LinkBuilder._State[Literal["set"], Literal["set"]], /) -> Link: ...
        def host(self, value: str, /) -> LinkBuilder._State[Literal["set"], _port]:
            """
            Where it leads.
            """
        def port(self, value: int, /) -> LinkBuilder._State[_host, Literal["set"]]: ...

@final
class Order:
    """
    An order.
    """
    __match_args__ = ("id", "lines", "weights", "place", "price", "color", "shape", "total")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Order: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Order: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __new__(cls, /, id: int, lines: list[Line] = ..., weights: dict[str, float] = ..., at: tuple[int, float] = ..., price: SupportsFloat | SupportsIndex | str = ..., color: Color = ..., shape: Shape | None = ..., total: float = ..., *, tags: list[str] = ...) -> Order: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, id: int = ..., lines: list[Line] = ..., weights: dict[str, float] = ..., at: tuple[int, float] = ..., price: SupportsFloat | SupportsIndex | str = ..., color: Color = ..., tags: list[str] = ..., shape: Shape | None = ..., total: float = ...) -> Order: ...
    def __repr__(self, /) -> str: ...
    @property
    def color(self, /) -> Color: ...
    @color.setter
    def color(self, value: Color, /) -> None: ...
    @property
    def id(self, /) -> int:
        """
        Order number.
        """
    def largest(self, /) -> Line | None:
        """
        The most that was ordered.
        """
    @property
    def lines(self, /) -> list[Line]: ...
    @lines.setter
    def lines(self, value: list[Line], /) -> None: ...
    @property
    def place(self, /) -> tuple[int, float]: ...
    @place.setter
    def place(self, value: tuple[int, float], /) -> None: ...
    @property
    def price(self, /) -> float: ...
    @price.setter
    def price(self, value: SupportsFloat | SupportsIndex | str, /) -> None: ...
    @property
    def seen(self, /) -> bool: ...
    @seen.setter
    def seen(self, value: bool, /) -> None: ...
    @property
    def shape(self, /) -> Shape | None: ...
    @shape.setter
    def shape(self, value: Shape | None, /) -> None: ...
    @property
    def tags(self, /) -> MutableSequence[str]: ...
    @tags.setter
    def tags(self, value: list[str], /) -> None: ...
    @property
    def total(self, /) -> float:
        """
        What it costs.
        """
    @property
    def weights(self, /) -> dict[str, float]: ...
    @weights.setter
    def weights(self, value: dict[str, float], /) -> None: ...

@final
class Parcel:
    """
    A parcel on its way, which has a builder.
    """
    __match_args__ = ("address", "weight", "sender", "lines", "price", "seen")
    __pyo3_classes__: ClassVar[Any]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Parcel: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Parcel: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, address: str, weight: float, origin: str | None, lines: list[Line] = ..., price: SupportsFloat | SupportsIndex | str = ..., seen: bool = ...) -> Parcel: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, address: str = ..., weight: float = ..., origin: str | None = ..., lines: list[Line] = ..., price: SupportsFloat | SupportsIndex | str = ..., seen: bool = ...) -> Parcel: ...
    def __repr__(self, /) -> str: ...
    @property
    def address(self, /) -> str:
        """
        Where it goes.
        """
    @classmethod
    def builder(cls, /) -> ParcelBuilder:
        """
        Return a builder without values.
        """
    @property
    def lines(self, /) -> list[Line]: ...
    @classmethod
    def partial(cls, /, *, address: str = ..., grams: SupportsFloat | SupportsIndex | str = ..., origin: str | None = ..., lines: list[Line] = ..., price: SupportsFloat | SupportsIndex | str = ...) -> ParcelBuilder:
        """
        Return a builder with these values.
        """
    @property
    def price(self, /) -> float: ...
    @property
    def seen(self, /) -> bool: ...
    @property
    def sender(self, /) -> str | None: ...
    def to_builder(self, /) -> ParcelBuilder:
        """
        Return a builder with the values of the fields.
        """
    @property
    def weight(self, /) -> float: ...

@final
class ParcelBuilder(object):
    """
    The Python class of builders of `Parcel`.
    """
    __pyo3_classes__: ClassVar[Any]
    def __copy__(self, /) -> ParcelBuilder: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> ParcelBuilder: ...
    def __enter__(self, /) -> ParcelBuilder: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> str: ...
    def build(self, /) -> Parcel:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Iterable[Mapping[str, Any]], /) -> list[Parcel]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> ParcelBuilder:
        """
        Return a builder with the same values.
        """
    def grams(self, value: SupportsFloat | SupportsIndex | str, /) -> ParcelBuilder: ...
    @property
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def maybe_address(self, value: str | None, /) -> ParcelBuilder: ...
    def maybe_grams(self, value: SupportsFloat | SupportsIndex | str | None, /) -> ParcelBuilder: ...
    def maybe_lines(self, value: list[Line] | None, /) -> ParcelBuilder: ...
    def maybe_origin(self, value: str | None, /) -> ParcelBuilder: ...
    def maybe_price(self, value: SupportsFloat | SupportsIndex | str | None, /) -> ParcelBuilder: ...
    def missing(self, /) -> tuple[str, ...]:
        """
        The names of the fields that have no value and no default.
        """
    @property
    def result(self, /) -> Parcel:
        """
        What the end of the ``with`` block has built.
        """
    def unset(self, /, *names: str) -> ParcelBuilder:
        """
        Take the values of these fields away.
        """
    def update(self, values: Mapping[str, Any] | None = ..., /, **kwargs: Any) -> ParcelBuilder:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def when(self, condition: object, function: Callable[[ParcelBuilder], object], /) -> ParcelBuilder:
        """
        Call the function with the builder if the condition is true.
        """
    def with_address(self, value: str, /) -> ParcelBuilder:
        """
        Where it goes.
        """
    def with_lines(self, value: list[Line], /) -> ParcelBuilder: ...
    def with_origin(self, value: str | None, /) -> ParcelBuilder: ...
    def with_price(self, value: SupportsFloat | SupportsIndex | str, /) -> ParcelBuilder: ...

class Permission(IntFlag):
    """
    A permission.
    """
    Read = 1
    """
    To look.
    """
    Run = 4
    """
    To run.
    """
    Write = 2
    """
    To touch.
    """

@final
class Shadows:
    """
    Fields that are named as the types of others.
    """
    __match_args__ = ("datetime", "later", "property", "str", "text")
    __pyo3_classes__: ClassVar[Annotated[Any, datetime]]
    __signature__: ClassVar[Signature]
    def __copy__(self, /) -> Shadows: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Shadows: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, datetime: datetime2, later: datetime2 | None, property: bool, str: str, text: str) -> Shadows: ...
    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
    def __replace__(self, /, *, datetime: datetime2 = ..., later: datetime2 | None = ..., property: bool = ..., str: str = ..., text: str = ...) -> Shadows: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def builder(cls, /) -> ShadowsBuilder:
        """
        Return a builder without values.
        """
    @DynamicClassAttribute
    def datetime(self, /) -> datetime2: ...
    @DynamicClassAttribute
    def later(self, /) -> datetime2 | None: ...
    @classmethod
    def partial(cls, /, **values: Any) -> ShadowsBuilder:
        """
        Return a builder with these values.
        """
    @DynamicClassAttribute
    def property(self, /) -> bool: ...
    @DynamicClassAttribute
    def str(self, /) -> Any: ...
    @DynamicClassAttribute
    def text(self, /) -> Any: ...
    def to_builder(self, /) -> ShadowsBuilder:
        """
        Return a builder with the values of the fields.
        """

@final
class ShadowsBuilder(object):
    """
    The Python class of builders of `Shadows`.
    """
    __pyo3_classes__: ClassVar[Annotated[Any, datetime]]
    def __copy__(self, /) -> ShadowsBuilder: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> ShadowsBuilder: ...
    def __enter__(self, /) -> ShadowsBuilder: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __exit__(self, /, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> Literal[False]: ...
    def __reduce__(self, /) -> tuple[Any, ...]: ...
    def __repr__(self, /) -> Any: ...
    def build(self, /) -> Shadows:
        """
        Make an instance of the values and the defaults. The builder stays as it is.

        Raises ``BuilderError`` with all that is missing and all that is wrong.
        """
    def build_many(self, rows: Any, /) -> list[Shadows]:
        """
        Make an instance for each mapping, whose values come on top of the builder's own.
        """
    def copy(self, /) -> ShadowsBuilder:
        """
        Return a builder with the same values.
        """
    def datetime(self, value: datetime2, /) -> ShadowsBuilder: ...
    @DynamicClassAttribute
    def is_complete(self, /) -> bool:
        """
        Whether no field is missing.
        """
    def later(self, value: datetime2 | None, /) -> ShadowsBuilder: ...
    def maybe_datetime(self, value: datetime2 | None, /) -> ShadowsBuilder: ...
    def maybe_later(self, value: datetime2 | None, /) -> ShadowsBuilder: ...
    def maybe_property(self, value: bool | None, /) -> ShadowsBuilder: ...
    def maybe_str(self, value: Any | None, /) -> ShadowsBuilder: ...
    def maybe_text(self, value: Any | None, /) -> ShadowsBuilder: ...
    def missing(self, /) -> Any:
        """
        The names of the fields that have no value and no default.
        """
    def property(self, value: bool, /) -> ShadowsBuilder: ...
    @DynamicClassAttribute
    def result(self, /) -> Shadows:
        """
        What the end of the ``with`` block has built.
        """
    def str(self, value: Any, /) -> ShadowsBuilder: ...
    def text(self, value: Any, /) -> ShadowsBuilder: ...
    def unset(self, /, *names: Any) -> ShadowsBuilder:
        """
        Take the values of these fields away.
        """
    def update(self, values: Any | None = ..., /, **kwargs: Any) -> ShadowsBuilder:
        """
        Set the fields that a mapping, or the keywords, name: all of them or, if something is wrong, none.
        """
    def when(self, condition: object, function: Callable[[ShadowsBuilder], object], /) -> ShadowsBuilder:
        """
        Call the function with the builder if the condition is true.
        """

class Shape:
    """
    A shape.
    """
    __pyo3_classes__: ClassVar[Any]
    def area(self, /) -> float: ...
    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any] | str, /) -> Self: ...
    def to_dict(self, /) -> dict[str, Any] | str: ...
    def to_tuple(self, /) -> tuple[Any, ...]: ...
    @final
    class Circle(Shape):
        """
        Round.
        """
        __match_args__ = ("radius",)
        __pyo3_classes__: ClassVar[Any]
        __signature__: ClassVar[Signature]
        def __copy__(self, /) -> Shape.Circle: ...
        def __deepcopy__(self, memo: dict[int, Any], /) -> Shape.Circle: ...
        def __eq__(self, other: object, /) -> bool: ...
        def __hash__(self, /) -> int: ...
        def __init__(self, /, radius: float) -> None: ...
        def __new__(cls, /, radius: float) -> Shape.Circle: ...
        def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
        def __replace__(self, /, *, radius: float = ...) -> Shape.Circle: ...
        def __repr__(self, /) -> str: ...
        @property
        def radius(self, /) -> float:
            """
            From the middle.
            """
    @final
    class Dot(Shape):
        """
        A text on the wire.
        """
        __match_args__ = ()
        __pyo3_classes__: ClassVar[Any]
        __signature__: ClassVar[Signature]
        def __copy__(self, /) -> Shape.Dot: ...
        def __deepcopy__(self, memo: dict[int, Any], /) -> Shape.Dot: ...
        def __eq__(self, other: object, /) -> bool: ...
        def __hash__(self, /) -> int: ...
        def __init__(self, /) -> None: ...
        def __new__(cls, /) -> Shape.Dot: ...
        def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
        def __replace__(self, /) -> Shape.Dot: ...
        def __repr__(self, /) -> str: ...
    @final
    class Square(Shape):
        """
        Not round.
        """
        __match_args__ = ("_0",)
        __pyo3_classes__: ClassVar[Any]
        __signature__: ClassVar[Signature]
        @property
        def _0(self, /) -> float: ...
        def __copy__(self, /) -> Shape.Square: ...
        def __deepcopy__(self, memo: dict[int, Any], /) -> Shape.Square: ...
        def __eq__(self, other: object, /) -> bool: ...
        def __hash__(self, /) -> int: ...
        def __init__(self, /, _0: float) -> None: ...
        def __new__(cls, /, _0: float) -> Shape.Square: ...
        def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]: ...
        def __replace__(self, /, *, _0: float = ...) -> Shape.Square: ...
        def __repr__(self, /) -> str: ...

class Side(StrEnum):
    """
    A side of the market.
    """
    Buy = "buy"
    """
    Bid.
    """
    Sell = "sell"
    """
    Ask.
    """

class ValidationError(ValueError):
    """
    One or more values that broke a rule of the class they were meant for.
    """
    def __init__(self, /, owner: type[Any] | str, errors: list[dict[str, Any]]) -> None: ...
    def error_count(self, /) -> int:
        """
        How many values were wrong.
        """
    def errors(self, /) -> list[dict[str, Any]]:
        """
        The problems, a dict each: ``type``, ``loc``, ``msg``, ``input`` and ``ctx``.
        """
    @property
    def title(self, /) -> str:
        """
        The name of the class whose fields were wrong.
        """

def darker(color: Color) -> Color:
    """
    Takes an enum and gives one.
    """
