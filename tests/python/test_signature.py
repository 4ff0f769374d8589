"""What the class tells about itself: signature, annotations, type hints, documentation."""

import dataclasses
import inspect
import pathlib
import sys
import typing
from typing import Any, Dict, List, Optional, Set, Tuple

import pyo3_classes_fixture as fixture
import pytest

import helpers

NEW_UNIONS = sys.version_info >= (3, 10)


def test_parameters():
    def Order(
        id: int,
        name: str,
        price: float,
        qty: int = 1,
        tags: "list[str]" = [],
        *,
        note: Optional[str] = None,
    ) -> None:
        pass

    expected = inspect.signature(Order)
    ours = inspect.signature(fixture.Order)
    assert str(ours).replace("str | None", "Optional[str]").replace("list[str]", "'list[str]'") == (
        str(expected).replace("str | None", "Optional[str]")
    )
    assert list(ours.parameters) == list(expected.parameters)
    for name, parameter in expected.parameters.items():
        assert ours.parameters[name].kind == parameter.kind
        assert ours.parameters[name].default == parameter.default
    assert ours.return_annotation is None
    assert ours.parameters["tags"].annotation == list[str]
    assert ours.parameters["note"].annotation == Optional[str]


def test_keyword_only_parameters_come_last():
    assert [str(p) for p in inspect.signature(fixture.TakesKeywords).parameters.values()] == [
        "first: int",
        "third: int = 2",
        "second: int",
        "fourth: int = 3",
        "fifth: int",
    ]
    kinds = [p.kind.name for p in inspect.signature(fixture.TakesKeywords).parameters.values()]
    assert kinds == ["POSITIONAL_OR_KEYWORD"] * 2 + ["KEYWORD_ONLY"] * 3


def test_parameters_are_the_constructors():
    assert list(inspect.signature(fixture.TakesSome).parameters) == ["first", "third"]
    assert list(inspect.signature(fixture.Accessors).parameters) == [
        "read",
        "both",
        "own",
        "generated",
    ]
    assert str(inspect.signature(fixture.Empty)) == "() -> None"


def test_parameter_named_as_a_keyword_has_no_signature():
    # As `inspect` says of every callable that it cannot describe (and Python 3.9 can).
    parameter = helpers.outcome(inspect.Parameter, "from", inspect.Parameter.KEYWORD_ONLY)
    signature = helpers.outcome(inspect.signature, fixture.TakesAlias)
    if isinstance(parameter, tuple):
        assert signature == parameter
    else:
        assert list(signature.parameters) == ["type", "from"]


def test_default_that_is_computed_is_a_factory():
    parameter = inspect.signature(fixture.Lengths).parameters["raw"]
    assert str(parameter) == "raw: bytes = <factory>"

    @dataclasses.dataclass
    class Twin:
        raw: bytes = dataclasses.field(default_factory=bytes)

    assert str(inspect.signature(Twin).parameters["raw"]) == str(parameter)


def test_default_that_is_secret_is_not_shown():
    text = str(inspect.signature(fixture.Secretive))
    assert "correct horse" not in text
    assert "password: str = <factory>" in text


def test_signature_binds_as_the_constructor_does():
    bound = inspect.signature(fixture.Order).bind(1, "a", price=2.0, note=None)
    assert fixture.Order(*bound.args, **bound.kwargs) == fixture.Order(1, "a", 2.0)


def test_subclass_shows_its_own_constructor():
    class Plain(fixture.Base):
        pass

    class WithInit(fixture.Base):
        def __init__(self, x, extra):
            pass

    class WithNew(fixture.Base):
        def __new__(cls, text):
            return super().__new__(cls, len(text))

    assert inspect.signature(Plain) == inspect.signature(fixture.Base)
    assert list(inspect.signature(WithInit).parameters) == ["x", "extra"]
    assert list(inspect.signature(WithNew).parameters) == ["text"]


def test_signature_is_no_attribute_of_instances():
    with pytest.raises(AttributeError):
        fixture.Base(1).__signature__


def test_annotations_are_a_plain_dict():
    assert type(fixture.Record.__annotations__) is dict
    # From 3.14 on (PEP 649) the class keeps it elsewhere.
    if sys.version_info < (3, 14):
        assert "__annotations__" in vars(fixture.Record)
    assert list(fixture.Record.__annotations__) == list(helpers.Record.__annotations__)
    assert fixture.Empty.__annotations__ == {}


@pytest.mark.parametrize("name", ["Record", "FrozenRecord", "OrderedRecord"])
def test_type_hints_equal_those_of_stdlib(name):
    ours = typing.get_type_hints(getattr(fixture, name))
    twins = typing.get_type_hints(getattr(helpers, name))
    assert list(ours) == list(twins)
    for field, hint in twins.items():
        assert typing.get_origin(ours[field]) in (typing.get_origin(hint), *new_union())
        assert typing.get_args(ours[field]) == typing.get_args(hint)


def new_union():
    """``str | None`` is of a class of its own, and equal to ``Optional[str]``."""
    import types

    return [types.UnionType] if NEW_UNIONS else []


HINTS = {
    "FieldU8": int,
    "FieldI128": int,
    "FieldNonZeroI64": int,
    "FieldF32": float,
    "FieldF64": float,
    "FieldBool": bool,
    "FieldChar": str,
    "FieldString": str,
    "FieldBoxStr": str,
    "FieldBytes": bytes,
    "FieldByteArray": bytes,
    "FieldVecI64": List[int],
    "FieldVecVec": List[List[int]],
    "FieldVecOption": List[Optional[float]],
    "FieldVecPath": List[pathlib.Path],
    "FieldArray": List[int],
    "FieldTuple1": Tuple[int],
    "FieldTuple2": Tuple[int, str],
    "FieldOption": Optional[int],
    "FieldBox": int,
    "FieldHashMap": Dict[str, int],
    "FieldBTreeMap": Dict[int, List[float]],
    "FieldHashSet": Set[int],
    "FieldPath": pathlib.Path,
    "FieldOsString": str,
    "FieldIds": List[int],
    "FieldMeters": Any,
    "FieldAny": Any,
    "FieldVecAny": List[Any],
    "FieldPyList": list,
    "FieldPyDict": Optional[dict],
    "FieldPyOrder": fixture.Order,
    "FieldVecPyOrder": List[fixture.Order],
}


def spelt(hint):
    """A hint in a form that does not tell ``list[int]`` from ``typing.List[int]``."""
    origin = typing.get_origin(hint)
    if origin is None:
        return hint
    if origin in (typing.Union, *new_union()):
        origin = "union"
    return origin, tuple(spelt(arg) for arg in typing.get_args(hint))


@pytest.mark.parametrize("name", HINTS)
def test_type_hint_of_each_type(name):
    cls = getattr(fixture, name)
    hint = typing.get_type_hints(cls)["value"]
    assert spelt(hint) == spelt(HINTS[name])
    assert inspect.signature(cls).parameters["value"].annotation == hint


def test_modules_are_imported_only_when_asked():
    code = """
import sys
import pyo3_classes_fixture as fixture
for name in ["inspect", "dataclasses", "typing", "decimal", "ipaddress", "datetime"]:
    print(name, name in sys.modules)
annotations = fixture.FieldIpAddr.__annotations__
import typing
print(typing.get_type_hints(fixture.FieldIpAddr))
print(typing.get_type_hints(fixture.FieldAny)["value"] is typing.Any)
"""
    *loaded, hints, is_any = helpers.run_python(
        f"import sys; sys.flags.no_site\n{code}"
    ).splitlines()
    assert "inspect False" in loaded
    assert "dataclasses False" in loaded
    assert "ipaddress False" in loaded
    assert "IPv4Address" in hints and "IPv6Address" in hints
    assert is_any == "True"


def test_documentation():
    assert fixture.Order.__doc__ == "One line of an order."
    assert fixture.Order.id.__doc__ == "Order number."
    assert fixture.Order.name.__doc__ in (None, "")
    assert fixture.Order.id.__name__ == "id"
    assert fixture.PartlyFrozen.key.__doc__ == "Never changes."
    assert fixture.Accessors.own.__doc__ == "Ten times what is stored."
    assert inspect.getdoc(fixture.Order.__replace__) == "Return a copy with some fields replaced."


def test_help_shows_fields_and_documentation():
    import pydoc

    text = pydoc.plain(pydoc.render_doc(fixture.Order))
    assert "One line of an order." in text
    assert "Order number." in text
    assert "class Order(" in text
    assert "tags: list[str] = []" in text


def test_module_and_names():
    assert fixture.Order.__module__ == "pyo3_classes_fixture"
    assert fixture.Order.__qualname__ == fixture.Order.__name__ == "Order"


def test_info():
    info = fixture.Order.__pyo3_classes__
    assert info.kind == "data_class"
    assert repr(info) == "<pyo3_classes information about data class 'Order'>"
    assert info.fields[0] == {
        "name": "id",
        "alias": None,
        "type": "int",
        "doc": "Order number.",
        "required": True,
        "default": None,
        "init": True,
        "kw_only": False,
        "repr": True,
        "compare": True,
        "hash": True,
        "frozen": False,
        "secret": False,
        "title": None,
        "metadata": {},
        "examples": [],
        "constraints": {"ge": 1},
    }
    assert [field["type"] for field in info.fields] == [
        "int",
        "str",
        "float",
        "int",
        "list[str]",
        "str | None",
    ]
    assert fixture.Secretive.__pyo3_classes__.fields[0]["default"] == "**********"
    assert fixture.Parts.__pyo3_classes__.fields[1]["constraints"] == {
        "each": {"min_length": 1, "each": {"min_length": 2, "pattern": "^a"}}
    }
