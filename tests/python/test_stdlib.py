"""``#[dataclass(stdlib)]``: what ``dataclasses`` makes of a class, beside a dataclass of its own."""

import copy
import dataclasses
import pickle
import sys
from typing import Any, Dict, List, Optional, Tuple, get_type_hints

import pytest
from helpers import outcome, run_python

import pyo3_classes_fixture as fixture

# As the classes have it: `repr` tells `Optional[str]` from it.
if sys.version_info >= (3, 10):
    TEXT_OR_NONE = eval("str | None")
    POINT_OR_NONE = fixture.StdPoint | None
    KEYWORD = {"kw_only": True}
else:
    TEXT_OR_NONE = Optional[str]
    POINT_OR_NONE = Optional[fixture.StdPoint]
    KEYWORD = {}


@dataclasses.dataclass(order=True)
class StdRecord:
    key: int
    name: str
    price: float
    tags: list[str] = dataclasses.field(default_factory=list)
    extra: dict[str, int] = dataclasses.field(default_factory=dict)
    note: TEXT_OR_NONE = None


@dataclasses.dataclass(frozen=True)
class StdPoint:
    x: float
    y: float = 1.5


@dataclasses.dataclass
class StdNested:
    one: StdPoint
    many: List[StdPoint]
    named: Dict[str, StdPoint]
    pair: Tuple[StdPoint, int]
    maybe: Optional[StdPoint] = None


METADATA = {"unit": "kg", "digits": 2, "title": "Weight", "examples": [1.5, 2.0]}
DOC = {"doc": "What it weighs."} if sys.version_info >= (3, 14) else {}


@dataclasses.dataclass
class StdOptions:
    weight: float = dataclasses.field(metadata=METADATA, **DOC)
    hidden: str = dataclasses.field(default="none", repr=False)
    ignored: int = dataclasses.field(default=3, compare=False)
    unhashed: int = dataclasses.field(default=0, hash=False)
    only_hashed: int = dataclasses.field(default=0, compare=False, hash=True)
    counted: int = dataclasses.field(default=7, init=False)
    # Python 3.9 has no keyword-only fields; this one would have to come first there.
    keyword: bool = dataclasses.field(**KEYWORD, **({} if KEYWORD else {"default": False}))
    numbers: list[int] = dataclasses.field(default_factory=lambda: [1, 2], **KEYWORD)


@dataclasses.dataclass
class StdBase:
    first: int


@dataclasses.dataclass
class StdChild(StdBase):
    second: str
    third: list[int] = dataclasses.field(default_factory=list, **KEYWORD)


@dataclasses.dataclass(order=True)
class StdGrandchild(StdChild):
    fourth: float = dataclasses.field(**({} if KEYWORD else {"default": 0.0}))


class StdUndecorated(StdChild):
    pass


def record(module):
    return module.StdRecord(1, "tea", 2.5, ["hot"], {"a": 1}, note="n")


def nested(module):
    point = module.StdPoint
    return module.StdNested(
        point(1.0), [point(2.0), point(3.0, 4.0)], {"a": point(5.0)}, (point(6.0), 7), point(8.0)
    )


def options(module):
    return module.StdOptions(1.5, "h", 4, 5, 6, keyword=True, numbers=[3])


def grandchild(module):
    return module.StdGrandchild(1, "two", fourth=4.0, third=[3])


MAKERS = pytest.mark.parametrize("make", [record, nested, options, grandchild])
TWINS = sys.modules[__name__]


@MAKERS
def test_asdict_and_astuple(make):
    ours, twin = make(fixture), make(TWINS)
    assert dataclasses.asdict(ours) == dataclasses.asdict(twin)
    assert dataclasses.astuple(ours) == dataclasses.astuple(twin)
    pairs = dataclasses.asdict(ours, dict_factory=list)
    assert repr(pairs) == repr(dataclasses.asdict(twin, dict_factory=list))


@MAKERS
def test_is_dataclass(make):
    ours = make(fixture)
    assert dataclasses.is_dataclass(ours)
    assert dataclasses.is_dataclass(type(ours))


def test_others_are_no_dataclasses():
    for value in (fixture.Record, fixture.Record(1, "a", 1.0), fixture.StdBase, fixture.StdBase(1)):
        assert not dataclasses.is_dataclass(value)
        assert getattr(value, "__dataclass_fields__", None) is None
    base = fixture.StdRecord.__mro__[1]
    assert not dataclasses.is_dataclass(base)
    with pytest.raises(AttributeError, match="^__dataclass_params__$"):
        base.__dataclass_params__  # noqa: B018


def said(field):
    """All that a field says; a factory by what it makes."""
    told = {name: getattr(field, name) for name in field.__slots__}
    factory = told["default_factory"]
    if factory is not dataclasses.MISSING:
        assert type(factory()) is type(factory()) and factory() is not factory()
        told["default_factory"] = factory()
    if told["name"] == "keyword" and not KEYWORD:
        told["default"] = False
    return told


@pytest.mark.parametrize("name", ["StdRecord", "StdOptions", "StdChild", "StdUndecorated"])
def test_fields(name):
    ours, twin = getattr(fixture, name), getattr(TWINS, name)
    assert list(map(said, dataclasses.fields(ours))) == list(map(said, dataclasses.fields(twin)))
    for field in dataclasses.fields(ours):
        assert type(field) is dataclasses.Field


def test_fields_read_alike():
    assert repr(dataclasses.fields(fixture.StdRecord)) == repr(dataclasses.fields(StdRecord))


def test_fields_of_an_instance_and_of_the_class_are_the_same():
    fields = fixture.StdRecord.__dataclass_fields__
    assert type(fields) is dict
    assert fixture.StdRecord.__dataclass_fields__ is fields
    assert record(fixture).__dataclass_fields__ is fields
    assert fixture.StdRecord.__dataclass_params__ is record(fixture).__dataclass_params__
    for one, other in zip(dataclasses.fields(fixture.StdRecord), fields.values()):
        assert one is other


def test_type_hints():
    for name in ("StdRecord", "StdOptions", "StdGrandchild"):
        hints = get_type_hints(getattr(fixture, name))
        assert hints == get_type_hints(getattr(TWINS, name))


def test_types_are_those_of_the_annotations():
    types = [field.type for field in dataclasses.fields(fixture.StdNested)]
    point = fixture.StdPoint
    assert types == [point, list[point], dict[str, point], tuple[point, int], POINT_OR_NONE]


def test_fields_of_base_classes_come_first():
    names = [field.name for field in dataclasses.fields(fixture.StdGrandchild)]
    assert names == [field.name for field in dataclasses.fields(StdGrandchild)]
    assert names == ["first", "second", "third", "fourth"]


def test_metadata_cannot_be_changed():
    metadata = dataclasses.fields(fixture.StdOptions)[0].metadata
    assert metadata == METADATA
    with pytest.raises(TypeError, match="does not support item assignment"):
        metadata["unit"] = "g"


@pytest.mark.parametrize(
    "cls, options",
    [
        (fixture.StdRecord, {"order": True}),
        (fixture.StdPoint, {"frozen": True}),
        (fixture.StdChild, {}),
        (fixture.StdOwn, {"init": False, "eq": False, "repr": False}),
        (fixture.StdParams, {"unsafe_hash": True, "kw_only": True, "match_args": False}),
    ],
)
def test_params(cls, options):
    if sys.version_info < (3, 10):
        options = {key: options[key] for key in options if key not in ("kw_only", "match_args")}
    twin = dataclasses.make_dataclass("Twin", [("x", int)], **options)
    assert repr(cls.__dataclass_params__) == repr(twin.__dataclass_params__)


@MAKERS
def test_replace(make):
    ours, twin = make(fixture), make(TWINS)
    new = dataclasses.replace(ours)
    assert new == ours
    assert new is not ours
    name = dataclasses.fields(ours)[0].name
    value = {"one": fixture.StdPoint(9.0)}.get(name, 9)
    changed = dataclasses.replace(ours, **{name: value})
    assert getattr(changed, name) == value
    assert changed.__replace__(**{name: getattr(ours, name)}) == ours
    assert outcome(dataclasses.replace, ours, nothing=1)[0] is TypeError
    assert outcome(dataclasses.replace, twin, nothing=1)[0] is TypeError


def test_replace_of_a_frozen_class():
    point = dataclasses.replace(fixture.StdPoint(1.0), y=3)
    assert (type(point), point.x, point.y) == (fixture.StdPoint, 1.0, 3.0)


def test_replace_of_a_field_that_is_no_parameter():
    ours = outcome(dataclasses.replace, options(fixture), counted=1)
    assert ours == outcome(dataclasses.replace, options(TWINS), counted=1)
    counted = options(fixture)
    counted.counted = 99
    assert dataclasses.replace(counted).counted == 7


def test_replace_checks():
    with pytest.raises(TypeError, match="^StdPoint.y: expected float, got str$"):
        dataclasses.replace(fixture.StdPoint(1.0), y="a")


def test_what_is_no_instance():
    for call in (dataclasses.asdict, dataclasses.astuple, dataclasses.replace):
        assert outcome(call, fixture.StdRecord) == outcome(call, StdRecord)
    assert outcome(dataclasses.fields, fixture.Record) == outcome(dataclasses.fields, int)


def test_alias():
    first = fixture.StdAliased(1, "b", "p")
    assert dataclasses.asdict(first) == {"from_": 1, "kind": "b", "password": "p"}
    assert dataclasses.replace(first, kind="c") == fixture.StdAliased(1, "c", "p")
    assert dataclasses.replace(first, from_=2) == fixture.StdAliased(2, "b", "p")
    assert fixture.StdAliased(**{"from": 1, "class": "b"}) == fixture.StdAliased(from_=1, kind="b")
    assert first.__replace__(kind="c") == first.__replace__(**{"class": "c"})
    with pytest.raises(TypeError, match="got multiple values for argument 'class'"):
        fixture.StdAliased(1, kind="a", **{"class": "b"})


def test_an_alias_stays_the_only_name_without_the_option():
    with pytest.raises(TypeError, match="unexpected keyword argument 'kind'"):
        fixture.TakesAlias(kind=1)


def test_secret_default_is_not_shown():
    password = dataclasses.fields(fixture.StdAliased)[2]
    assert password.default is dataclasses.MISSING
    assert password.default_factory() == "hush"
    assert repr(password.default_factory) == "<default of StdAliased.password>"
    assert "hush" not in repr(password)


def test_newtype_enum_view_and_object():
    assert dataclasses.asdict(fixture.StdMeters(2.0)) == {"_0": 2.0}
    box = fixture.StdShape.Box(1.0, 2.0)
    assert dataclasses.asdict(box) == {"width": 1.0, "height": 2.0}
    assert dataclasses.replace(box, width=3.0) == fixture.StdShape.Box(3.0, 2.0)
    assert dataclasses.fields(fixture.StdShape.Empty) == ()
    assert not dataclasses.is_dataclass(fixture.StdShape)
    live = fixture.StdLive([1], object=[record(fixture)])
    values = dataclasses.asdict(live)
    assert values == {"items": [1], "object": [dataclasses.asdict(record(TWINS))]}
    assert type(values["items"]) is list


@pytest.mark.skipif(not hasattr(fixture, "StdProblem"), reason="not under the stable ABI")
def test_exception():
    problem = fixture.StdProblem(3, "x")
    assert dataclasses.asdict(problem) == {"code": 3, "detail": "x"}
    with pytest.raises(ValueError) as raised:  # noqa: PT011
        raise dataclasses.replace(problem, detail="y")
    assert raised.value == fixture.StdProblem(3, "y")
    assert pickle.loads(pickle.dumps(problem)) == problem


def test_methods_of_the_user_work_as_before():
    """The base class that has the attributes comes after the class is made."""
    params = fixture.StdParams(first=1, second=2)
    assert (len(params), list(params), 2 in params, -params) == (2, [1, 2], True, -1)
    assert params[-1 + 1] == 1
    assert hash(params) == hash(fixture.StdParams(first=1, second=2))
    params.more = [3]
    for copied in (copy.copy(params), copy.deepcopy(params), pickle.loads(pickle.dumps(params))):
        assert (copied, copied.more) == (params, [3])
    own = fixture.StdOwn(3)
    assert (own["value"], own.other, repr(own)) == (3, "no other", "<own>")
    assert dataclasses.asdict(own) == {"value": 3}


class Undecorated(fixture.StdRecord):
    """A subclass as any other."""


def test_undecorated_subclass():
    ours = Undecorated(1, "tea", 2.5)
    ours.colour = "green"
    assert dataclasses.fields(Undecorated) == dataclasses.fields(fixture.StdRecord)
    assert dataclasses.asdict(ours) == dataclasses.asdict(StdRecord(1, "tea", 2.5))
    changed = dataclasses.replace(ours, key=2)
    assert (type(changed), changed.key) == (Undecorated, 2)
    assert pickle.loads(pickle.dumps(ours)) == ours


SLOTS = [{}, {"slots": True}] if sys.version_info >= (3, 10) else [{}]


@pytest.mark.parametrize("slots", SLOTS)
@pytest.mark.parametrize("init", [True, False])
@pytest.mark.parametrize("base", [fixture.StdRecord, fixture.StdChild])
def test_decorated_subclass_is_refused(base, init, slots):
    decorated = dataclasses.make_dataclass(
        "Decorated", [("more", int, dataclasses.field(default=0, **KEYWORD))], bases=(base,), init=init, **slots
    )
    names = [field.name for field in dataclasses.fields(decorated)]
    assert names == [*(field.name for field in dataclasses.fields(base)), "more"]
    arguments = (1, "tea", 2.5)[: 3 if base is fixture.StdRecord else 2]
    text = (
        f"^'Decorated' cannot be a dataclass of its own, since the fields of '{base.__name__}' are "
        "not Python's: remove @dataclass"
    )
    for cls in (decorated, type("Below", (decorated,), {})):
        with pytest.raises(TypeError, match=text):
            cls(*arguments)
        with pytest.raises(TypeError, match=text):
            cls.__new__(cls, *arguments)


def test_decorated_beside_it():
    """A dataclass among the base classes is found first, as with the stdlib's."""

    @dataclasses.dataclass
    class Mixin:
        more: int = 0

    class Ours(Mixin, fixture.StdRecord):
        __init__ = object.__init__

    class Twin(Mixin, StdRecord):
        pass

    assert [field.name for field in dataclasses.fields(Ours)] == ["more"]
    assert [field.name for field in dataclasses.fields(Twin)] == ["more"]


def test_dataclasses_is_imported_when_it_is_needed():
    code = """
import sys
import pyo3_classes_fixture as fixture
print(fixture.StdRecord(1, "tea", 2.5), "dataclasses" in sys.modules)
print(*fixture.StdPoint.__dataclass_fields__, "dataclasses" in sys.modules)
"""
    shown = "StdRecord(key=1, name='tea', price=2.5, tags=[], extra={}, note=None)"
    assert run_python(code) == f"{shown} False\nx y True\n"


def test_not_in_the_class_itself():
    """Where orjson would find it: see ``test_stdlib_ecosystem``."""
    classes: List[Any] = [fixture.StdRecord, fixture.StdChild, fixture.StdShape.Box, Undecorated]
    for cls in classes:
        assert "__dataclass_fields__" not in vars(cls)
        assert hasattr(cls, "__dataclass_fields__")
