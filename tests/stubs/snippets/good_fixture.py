"""Types of the fixture's classes, as type checkers must find them."""

# pyright: strict

import datetime
from collections.abc import MutableMapping, MutableSequence, MutableSet
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pyo3_classes_fixture as fixture
from typing_extensions import assert_type

# Of other crates
dates = fixture.ForeignBounded(date=datetime.date(2000, 1, 1))
assert_type(dates.date, datetime.date)
assert_type(dates.day, datetime.date)
assert_type(dates.moment, datetime.datetime)
assert_type(dates.span, datetime.timedelta)
assert_type(dates.price, Decimal)
assert_type(dates.share, Fraction)
assert_type(dates.prices, "list[Decimal]")
dates.day = datetime.date(2001, 1, 1)
assert_type(fixture.ForeignMapUuid({}).value, "dict[UUID, int]")
assert_type(fixture.ForeignTuple((UUID(int=0), None)).value, "tuple[UUID, Decimal | None]")

# Inside one another
assert_type(fixture.Parts().nested, "list[list[str]]")
assert_type(fixture.Parts().optional_items, "list[int | None]")
assert_type(fixture.Cart().sorted, "dict[int, list[fixture.Line]]")
assert_type(fixture.Cart().pair, "tuple[fixture.Line, int] | None")
assert_type(fixture.FieldVecPath([]).value, "list[Path]")
assert_type(fixture.FieldTuple0(()).value, "tuple[()]")
assert_type(fixture.Paint(fixture.Color.Red).counts, "dict[fixture.Color, int]")

# Views
views = fixture.Views()
assert_type(views.numbers, "MutableSequence[int]")
assert_type(views.sorted, "MutableMapping[int, str]")
assert_type(views.labels, "MutableSet[str]")
assert_type(views.matrix, "MutableSequence[list[int]]")
assert_type(views.objects, "MutableSequence[Any]")
assert_type(fixture.CrateViews().numbers, "MutableSequence[int]")
assert_type(fixture.CrateViews().indexed, "MutableMapping[int, str]")
assert_type(fixture.CrateViews().labels, "MutableSet[str]")

# Fields that are converted
parsed = fixture.Parsed(3, items=(1, 2), count="1", bytes=b"ab")
assert_type(parsed.items, "list[int]")
assert_type(parsed.count, int)
parsed.count = "2"

# Parameters that are keyword-only, have another name, or are none
fixture.TakesKeywords(1, second=2, fifth=5)
fixture.TakesOnlyKeywords(first=1, second=2, third=3)
fixture.TakesAlias(**{"type": 1, "from": 2})
fixture.TakesSome(1, 3)
fixture.OwnInit(3)

# Base classes
puppy = fixture.Puppy("Rex", 1.5, ["roll"], legs=4, bark="wuff")
assert_type(puppy.name, str)
assert_type(puppy.owner, "Any | None")
assert_type(puppy.greet(), str)
animal: fixture.Animal = puppy
assert_type(fixture.Named(1, 2.0, label="a").x, int)
assert_type(hash(fixture.FrozenIndex("a")), int)
assert_type(fixture.DeepIndex("a", depth=1).size, int)
assert_type(fixture.Group("a").name, str)

try:
    raise fixture.NetworkProblem(404, host="example.org")
except fixture.Problem as problem:
    assert_type(problem.code, int)

# Methods of the user's
assert_type(fixture.Color.Red.opposite(), fixture.Color)
assert_type(fixture.Color.Red.tags(), "list[str]")
assert_type(fixture.Color.Red.type(), "int | None")
assert_type(fixture.Step.Up.scaled(2, offset=None), float)
assert_type(fixture.Step.Up.mixed(fixture.Step.Down, ["a"]), bool)
assert_type(fixture.Step.Up.told(py=1, type={}), "dict[Any, Any]")
assert_type(fixture.Rights.Read.letter(), str)
assert_type(fixture.Shape.Circle(1.0).check(), bool)
assert_type(fixture.Shape.Circle(1.0).grown(by=2), fixture.Shape)
assert_type(fixture.double(fixture.Shape.Empty()), fixture.Shape)
