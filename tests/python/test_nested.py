"""Data classes inside one another, by value: beside stdlib dataclasses that nest as well."""

import copy
import dataclasses
import pickle
import typing
from typing import Any, Dict, List, Optional

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem
from pyo3_classes_fixture import Account, Bank, Canvas, Cart, Dot, Entry, Folder, Line, Tree


@dataclasses.dataclass(order=True, unsafe_hash=True)
class LineTwin:
    name: str
    qty: int = 1


@dataclasses.dataclass(order=True, frozen=True)
class CartTwin:
    lines: List[Any] = dataclasses.field(default_factory=list)
    by_name: Dict[str, Any] = dataclasses.field(default_factory=dict)
    sorted: Dict[int, List[Any]] = dataclasses.field(default_factory=dict)
    best: Optional[Any] = None
    pair: Optional[Any] = None


CARTS = [
    {},
    {"lines": [("a",)]},
    {"lines": [("a", 2), ("b",)]},
    {"lines": [("a", 2), ("c",)], "by_name": {"x": ("d",)}},
    {"sorted": {1: [("a",)], -2: []}},
    {"best": ("a", 5)},
    {"best": ("b", 0), "pair": (("z",), 3)},
]


def cart(values, cls=Cart, line=Line):
    """A cart of lines that are given as tuples."""
    values = dict(values)
    for name, make in {
        "lines": lambda lines: [line(*one) for one in lines],
        "by_name": lambda lines: {key: line(*one) for key, one in lines.items()},
        "sorted": lambda lines: {key: [line(*o) for o in lines[key]] for key in sorted(lines)},
        "best": lambda one: line(*one),
        "pair": lambda pair: (line(*pair[0]), pair[1]),
    }.items():
        if name in values:
            values[name] = make(values[name])
    return cls(**values)


def twin(values):
    return cart(values, CartTwin, LineTwin)


@pytest.mark.parametrize("values", CARTS)
def test_repr_is_that_of_the_twin(values):
    assert repr(cart(values)) == repr(twin(values)).replace("Twin", "")


@pytest.mark.parametrize("a", CARTS)
@pytest.mark.parametrize("b", CARTS)
def test_equality_hash_and_order(a, b):
    assert (cart(a) == cart(b)) is (twin(a) == twin(b))
    assert (hash(cart(a)) == hash(cart(b))) is (a == b)
    for name in ["lines", "best"]:
        # Dicts have no order: the fields before them decide.
        a_one, b_one = ({name: v[name]} if name in v else {} for v in (a, b))
        ours = helpers.outcome(lambda: cart(a_one) < cart(b_one))
        theirs = helpers.outcome(lambda: twin(a_one) < twin(b_one))
        assert ours == (theirs if isinstance(theirs, bool) else (theirs[0], ours[1]))


def test_getters_hand_out_copies():
    one = cart({"lines": [("a",)], "best": ("b",)})
    assert one.best is not one.best
    one.best.qty = 7
    one.lines[0].qty = 7
    assert (one.best.qty, one.lines[0].qty) == (1, 1)
    line = Line("a")
    holder = Cart([line], best=line)
    line.qty = 9
    assert (holder.lines[0].qty, holder.best.qty) == (1, 1)


@pytest.mark.parametrize("values", CARTS)
def test_copies(values):
    original = cart(values)
    copies = [copy.copy(original), copy.deepcopy(original), original.__replace__()]
    copies += [pickle.loads(pickle.dumps(original, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in copies:
        assert type(other) is Cart
        assert (other, repr(other)) == (original, repr(original))
        assert hash(other) == hash(original)


def test_hints_are_the_classes():
    hints = typing.get_type_hints(Cart)
    name = "pyo3_classes_fixture.Line"
    assert str(hints["lines"]) == f"list[{name}]"
    assert str(hints["by_name"]) == f"dict[str, {name}]"
    assert str(hints["sorted"]) == f"dict[int, list[{name}]]"
    assert hints["best"] == Optional[Line]
    tree = typing.get_type_hints(Tree)
    assert tree["left"] == Optional[Tree]
    assert typing.get_args(tree["children"]) == (Tree,)
    assert typing.get_args(tree["named"]) == (str, Tree)
    assert typing.get_args(typing.get_type_hints(Folder)["entries"]) == (Entry,)
    assert typing.get_type_hints(Entry)["folder"] == Optional[Folder]


@pytest.mark.parametrize("name", ["Cart", "Tree", "Folder", "Entry", "Bank"])
def test_hints_in_a_fresh_process(name):
    code = f"""
import typing, pyo3_classes_fixture as fixture
print(list(typing.get_type_hints(fixture.{name})))
"""
    expected = list(typing.get_type_hints(getattr(fixture, name)))
    assert helpers.run_python(code) == f"{expected}\n"


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: Cart([1]), "Cart.lines[0]: expected Line, got int"),
        (lambda: Cart([Line("a"), Tree(1)]), "Cart.lines[1]: expected Line, got Tree"),
        (lambda: Cart(by_name={"a": None}), "Cart.by_name['a']: expected Line, got None"),
        (lambda: Cart(sorted={1: [5]}), "Cart.sorted[1][0]: expected Line, got int"),
        (lambda: Cart(best="a"), "Cart.best: expected Line | None, got str"),
        (lambda: Cart(best=Line), "Cart.best: expected Line | None, got type"),
        (lambda: Cart(pair=(1, 1)), "Cart.pair[0]: expected Line, got int"),
        (lambda: Cart([{"name": "a"}]), "Cart.lines[0]: expected Line, got dict"),
        (lambda: Tree(1, 5), "Tree.left: expected Tree | None, got int"),
        (lambda: Tree(1, named={"k": 5}), "Tree.named['k']: expected Tree, got int"),
    ],
)
def test_wrong_types(call, text):
    assert helpers.outcome(call) == (TypeError, text)


def test_values_inside_were_checked_when_they_were_made():
    assert helpers.problems(lambda: Cart([Line("")])) == [
        problem("string_too_short", ("name",), "must have at least 1 character", "", min_length=1)
    ]


@dataclasses.dataclass(frozen=True)
class TreeTwin:
    value: float
    left: Any = None
    children: List[Any] = dataclasses.field(default_factory=list)
    named: Dict[str, Any] = dataclasses.field(default_factory=dict)


def grow(cls, depth):
    if depth == 0:
        return cls(0.5)
    below = grow(cls, depth - 1)
    return cls(depth, below, [below, cls(float("inf"))], {"k": below})


def test_trees():
    for depth in range(4):
        tree = grow(Tree, depth)
        if depth < 2:
            # A stdlib dataclass keeps the int that it is given.
            expected = repr(grow(TreeTwin, depth)).replace("Twin", "")
            assert repr(tree) == expected.replace("value=1,", "value=1.0,")
        assert tree == grow(Tree, depth)
        assert hash(tree) == hash(grow(Tree, depth))
        assert tree != grow(Tree, depth + 1)
        for other in [copy.deepcopy(tree), pickle.loads(pickle.dumps(tree))]:
            assert other == tree


def test_nan_inside_differs_as_python_says():
    nan = float("nan")
    tree = Tree(1, Tree(nan))
    assert tree == tree
    assert tree != Tree(1, Tree(nan))
    assert Tree(0.0, Tree(-0.0)) == Tree(-0.0, Tree(0.0))
    assert hash(Tree(0.0, Tree(-0.0))) == hash(Tree(-0.0, Tree(0.0)))


def test_mutual_recursion():
    folder = Folder("a", [Entry(1), Entry(2.5, Folder("b", [Entry(3, label="x")]), "y")])
    assert repr(folder) == (
        "Folder(name='a', entries=[Entry(size=1.0, folder=None, label=None), Entry(size=2.5, "
        "folder=Folder(name='b', entries=[Entry(size=3.0, folder=None, label='x')]), label='y')])"
    )
    assert pickle.loads(pickle.dumps(folder)) == copy.deepcopy(folder) == folder
    assert Entry(1, Folder("a")) != Entry(1, Folder("b"))


def test_deep_nesting():
    folder = other = None
    for index in range(150):
        folder = Folder("a", [Entry(index, folder)])
        other = Folder("a", [Entry(index, other)])
    assert folder == other
    assert repr(folder).count("Folder") == 150


def test_secrets_and_fields_that_do_not_count():
    account = Account("ada", "123456", "first", 3)
    bank = Bank([account])
    assert repr(bank) == (
        "Bank(accounts=[Account(user='ada', password='**********', note='first')])"
    )
    assert repr(bank) == f"Bank(accounts=[{account!r}])"
    assert bank == Bank([Account("ada", "123456", "second", 3)])
    assert hash(bank) == hash(Bank([Account("ada", "123456", "second", 3)]))
    assert bank != Bank([Account("ada", "123456", "first", 4)])
    assert bank.accounts[0].visits() == 5


def test_fields_that_only_python_prints_and_orders():
    low, high = fixture.Level.Low, fixture.Level.High
    red, blue = fixture.Color.Red, fixture.Color.Blue
    canvas = Canvas([Dot(red, low), Dot(blue, high)])
    assert repr(canvas) == (
        f"Canvas(dots=[Dot(color={red!r}, level={low!r}), Dot(color={blue!r}, level={high!r})])"
    )
    assert canvas == Canvas([Dot(red, low), Dot(blue, high)])
    assert hash(canvas) == hash(Canvas([Dot(red, low), Dot(blue, high)]))
    assert Canvas([Dot(red, low)]) < Canvas([Dot(red, high)])
    kind, text = helpers.outcome(lambda: Canvas([Dot(red, low)]) < Canvas([Dot(blue, high)]))
    assert kind is TypeError
    assert "'<' not supported between instances of 'Color' and 'Color'" in text
    assert pickle.loads(pickle.dumps(canvas)) == copy.deepcopy(canvas) == canvas


class LoudLine(fixture.Record):
    """What Python adds to an instance does not live in Rust."""


def test_subclass_of_python_becomes_the_class():
    record = LoudLine(1, "a", 1.0)
    record.extra_attribute = 5
    holder = fixture.Records([record])
    assert type(holder.records[0]) is fixture.Record
    assert holder == fixture.Records([fixture.Record(1, "a", 1.0)])
