"""``repr``: to the character what the same stdlib dataclass prints."""

import math

import pyo3_classes_fixture as fixture
import pytest

import helpers

TEXTS = [
    "",
    "tea",
    "it's",
    'say "hi"',
    "both ' and \"",
    "back\\slash",
    "\n\r\t\0\x1f\x7f",
    "thé à la menthe",
    "\u00a0\u200b\u2028\u2029\ufeff",
    "日本\U0001f375",
    "\x80\x85\xad",
    "\ue000\U000f0000",
]
FLOATS = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    0.1 + 0.2,
    1e15,
    1e16,
    123456789012345678.0,
    9999999999999998.0,
    0.0001,
    0.00001,
    1.5e-7,
    1e22,
    1e100,
    1.7976931348623157e308,
    5e-324,
    2.2250738585072014e-308,
    math.inf,
    -math.inf,
    math.nan,
]


@pytest.mark.parametrize("text", TEXTS)
def test_text(text):
    assert repr(fixture.Record(1, text, 1.0)) == repr(helpers.Record(1, text, 1.0))
    many = dict(tags=[text, text], extra={text: 1}, note=text)
    assert repr(fixture.Record(1, "x", 1.0, **many)) == repr(helpers.Record(1, "x", 1.0, **many))


@pytest.mark.parametrize("number", FLOATS, ids=str)
def test_float(number):
    assert repr(fixture.Record(1, "x", number)) == repr(helpers.Record(1, "x", number))
    twin = helpers.twin_of_field(fixture.FieldVecF64)
    assert repr(fixture.FieldVecF64([number])) == repr(twin([number]))


@pytest.mark.parametrize("number", [0, -1, 10**18, 2**63 - 1, -(2**63)])
def test_int(number):
    assert repr(fixture.Record(number, "x", 1.0)) == repr(helpers.Record(number, "x", 1.0))


def test_hidden_field_is_left_out():
    order = fixture.Order(1, "tea", 2.5, tags=["hot"], note="hidden")
    assert repr(order) == "Order(id=1, name='tea', price=2.5, qty=1, tags=['hot'])"


def test_no_fields():
    assert repr(fixture.Empty()) == "Empty()"


def test_str_and_format_are_repr():
    record = fixture.OrderedRecord(1, 2.5)
    assert str(record) == f"{record}" == "OrderedRecord(key=1, price=2.5, note=None)"


def test_subclass_shows_its_qualified_name():
    class Sub(fixture.Record):
        pass

    class Twin(helpers.Record):
        pass

    Twin.__qualname__ = Sub.__qualname__
    assert repr(Sub(1, "x", 2.0)) == repr(Twin(1, "x", 2.0))
    Sub.__qualname__ = "Outer.Renamed"
    assert repr(Sub(1, "x", 2.0)).startswith("Outer.Renamed(key=1, ")


def test_class_renamed_in_rust():
    ticket = fixture.Ticket(1, "first", type="adult")
    assert repr(ticket) == "Ticket(seatNumber=1, class_='first', startStation=1, type='adult')"


def test_nested_instances():
    holder = fixture.Holder(fixture.Record(1, "x", 2.0), [fixture.Empty()], {"k": None}, 3)
    assert repr(holder) == (
        "Holder(value=Record(key=1, name='x', price=2.0, tags=[], extra={}, note=None), "
        "items=[Empty()], named={'k': None}, maybe=3)"
    )


def test_nested_by_value():
    basket = fixture.Basket(fixture.Order(1, "a", 1.0), [fixture.Order(2, "b", 2.0, 3)])
    assert repr(basket) == (
        "Basket(first=Order(id=1, name='a', price=1.0, qty=1, tags=[]), "
        "orders=[Order(id=2, name='b', price=2.0, qty=3, tags=[])])"
    )


@pytest.mark.parametrize("cls", [fixture.Holder, helpers.Holder])
def test_instance_inside_itself(cls):
    holder = cls(1)
    holder.value = holder
    assert repr(holder) == "Holder(value=..., items=[], named={}, maybe=None)"
    holder.value = [holder]
    assert repr(holder) == "Holder(value=[...], items=[], named={}, maybe=None)"
    other = cls(holder)
    holder.value = other
    inner = "Holder(value=..., items=[], named={}, maybe=None)"
    assert repr(holder) == f"Holder(value={inner}, items=[], named={{}}, maybe=None)"


def test_the_same_instance_twice_is_no_recursion():
    empty = fixture.Empty()
    assert repr(fixture.FrozenHolder(empty, [empty, empty])) == (
        "FrozenHolder(value=Empty(), items=[Empty(), Empty()])"
    )


def test_frozen_instance_inside_itself():
    inside = []
    holder = fixture.FrozenHolder(inside)
    inside.append(holder)
    assert repr(holder) == "FrozenHolder(value=[...], items=[])"


def test_instances_deep_inside_one_another():
    node = fixture.Node("first")
    for _ in range(5000):
        node = fixture.Node("x", node)
    with pytest.raises(RecursionError, match="^maximum recursion depth exceeded"):
        repr(node)
    for _ in range(4800):
        node = node.next
    assert repr(node).count("Node(") == 201


def test_linked_nodes():
    node = fixture.Node("a", fixture.Node("b"))
    node.next.next = node
    assert repr(node) == ("Node(name='a', next=Node(name='b', next=..., children=[]), children=[])")


class Failing:
    """An object without a text."""

    def __repr__(self):
        raise LookupError("no text")


def test_error_of_an_element_leaves_unchanged():
    holder = fixture.Holder(Failing())
    with pytest.raises(LookupError, match="^no text$"):
        repr(holder)
    # The mark of being printed is gone again.
    holder.value = 1
    assert repr(holder) == "Holder(value=1, items=[], named={}, maybe=None)"


def test_text_of_an_element_may_hold_surrogates():
    class Odd:
        def __repr__(self):
            return "<\udc80>"

    assert repr(fixture.Holder(Odd())) == ("Holder(value=<\udc80>, items=[], named={}, maybe=None)")
