"""Wrong calls of the constructor: what CPython says of a function with the same parameters."""

import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers

FUNCTIONS = [
    "TakesNone()",
    "TakesOne(first)",
    "TakesFour(first, second, third, fourth)",
    "TakesOptional(first, second=2, third=3)",
    "TakesOneOptional(first=1)",
    "TakesKeywords(first, third=2, *, second, fourth=3, fifth)",
    "TakesOnlyKeywords(*, first, second, third)",
    "TakesNames(quantity, price, customer)",
    "TakesSome(first, third)",
]
CALLS = [
    ((), {}),
    ((1,), {}),
    ((1, 2), {}),
    ((1, 2, 3), {}),
    ((1, 2, 3, 4), {}),
    ((1, 2, 3, 4, 5), {}),
    ((1,) * 20, {}),
    ((), {"first": 1}),
    ((), {"second": 1}),
    ((), {"third": 1, "first": 2}),
    ((1,), {"first": 1}),
    ((1,), {"second": 1}),
    ((1,), {"fifth": 1}),
    ((1,), {"second": 1, "fifth": 2}),
    ((1, 2), {"second": 1, "fifth": 2}),
    ((1, 2, 3), {"second": 1, "fifth": 2}),
    ((1, 2, 3), {"second": 1}),
    ((1, 2, 3, 4, 5), {"fifth": 1}),
    ((1, 2, 3, 4, 5), {"first": 1}),
    ((1, 2, 3, 4, 5), {"unknown": 1}),
    ((), {"unknown": 1}),
    ((1,), {"unknown": 1, "first": 1}),
    ((1,), {"": 1}),
    ((1,), {"thé": 1}),
    ((1, 2), {"third": 1, "fourth": 2, "third_": 3}),
    ((), {"firs": 1}),
    ((), {"First": 1}),
    ((), {"quanttiy": 1}),
    ((), {"prices": 1, "custom": 2}),
    ((), {"customer_of_the_year": 1}),
    ((), {"n" * 60: 1}),
]


def function_of(source):
    scope = {}
    exec(f"def {source}: pass", scope)
    name = source.partition("(")[0]
    return name, scope[name]


@pytest.mark.parametrize("source", FUNCTIONS)
def test_errors_of_a_function(source):
    name, function = function_of(source)
    cls = getattr(fixture, name)
    for args, kwargs in CALLS:
        expected = helpers.outcome(function, *args, **kwargs)
        ours = helpers.outcome(cls, *args, **kwargs)
        if expected is None:
            assert isinstance(ours, cls), (args, kwargs)
        else:
            assert expected[0] is TypeError
            assert ours == expected, (args, kwargs)


def test_texts():
    # A few of them spelt out, lest the oracle and the class be wrong alike.
    for call, text in [
        (
            lambda: fixture.Order(),
            "Order() missing 3 required positional arguments: 'id', 'name', and 'price'",
        ),
        (
            lambda: fixture.Order(1),
            "Order() missing 2 required positional arguments: 'name' and 'price'",
        ),
        (lambda: fixture.Order(1, "a"), "Order() missing 1 required positional argument: 'price'"),
        (lambda: fixture.Order(1, "a", 2.0, id=1), "Order() got multiple values for argument 'id'"),
        (lambda: fixture.Order(1, "a", 2.0, x=1), "Order() got an unexpected keyword argument 'x'"),
        (
            lambda: fixture.Order(1, "a", 2.0, 1, [], ""),
            "Order() takes from 3 to 5 positional arguments but 6 were given",
        ),
    ]:
        assert helpers.outcome(call) == (TypeError, text)


def test_suggestion():
    text = "TakesNames() got an unexpected keyword argument 'prise'"
    if sys.version_info >= (3, 13):
        text += ". Did you mean 'price'?"
    assert helpers.outcome(lambda: fixture.TakesNames(prise=1)) == (TypeError, text)


@pytest.mark.parametrize("keyword", [1, None, (), b"first"])
def test_keyword_that_is_no_text(keyword):
    kind, _ = helpers.outcome(function_of("TakesOne(first)")[1], **{}) or (None, None)
    assert kind is TypeError
    with pytest.raises(TypeError, match=r"keywords must be strings$"):
        fixture.TakesOne(**{keyword: 1})


def test_keyword_with_a_surrogate():
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        fixture.TakesOne(**{"\udc80": 1})


def test_keyword_need_not_be_interned():
    keyword = "".join(["fi", "rst"])
    assert fixture.TakesOne(**{keyword: 5}).first == 5


def test_keyword_of_a_subclass_of_str():
    class Text(str):
        pass

    assert fixture.TakesOne(**{Text("first"): 5}).first == 5


def test_alias_is_the_parameter():
    alias = fixture.TakesAlias(**{"type": 1, "from": 2})
    assert (alias.kind, alias.source) == (1, 2)
    assert helpers.outcome(lambda: fixture.TakesAlias(kind=1)) == (
        TypeError,
        "TakesAlias() got an unexpected keyword argument 'kind'",
    )
    assert helpers.outcome(fixture.TakesAlias) == (
        TypeError,
        "TakesAlias() missing 1 required positional argument: 'type'",
    )
    with pytest.raises(TypeError, match="^TakesAlias.type: expected int, got str$"):
        fixture.TakesAlias("x")


def test_field_that_is_no_parameter():
    assert fixture.TakesSome(1, 3).second == 7
    assert helpers.outcome(lambda: fixture.TakesSome(1, second=2, third=3)) == (
        TypeError,
        "TakesSome() got an unexpected keyword argument 'second'",
    )


def test_defaults_are_made_anew():
    a, b = fixture.FrozenHolder(1), fixture.FrozenHolder(1)
    assert a.items == b.items == []
    record = fixture.Record(1, "a", 1.0)
    record.tags = ["changed"]
    assert fixture.Record(1, "a", 1.0).tags == []


def test_conversion_errors_name_class_and_field():
    for call, kind, text in [
        (lambda: fixture.Order("1", "a", 1.0), TypeError, "Order.id: expected int, got str"),
        (lambda: fixture.Order(1, None, 1.0), TypeError, "Order.name: expected str, got None"),
        (lambda: fixture.Order(1, "a", []), TypeError, "Order.price: expected float, got list"),
        (
            lambda: fixture.Order(-1, "a", 1.0),
            OverflowError,
            "Order.id: expected int from 0 to 18446744073709551615, got -1",
        ),
        (
            lambda: fixture.Order(1, "a", 1.0, 1, ["x", 2]),
            TypeError,
            "Order.tags[1]: expected str, got int",
        ),
        (
            lambda: fixture.Order(1, "a", 1.0, 1, "text"),
            TypeError,
            "Order.tags: expected list[str], got str",
        ),
        (
            lambda: fixture.Order(1, "a", 1.0, note=3),
            TypeError,
            "Order.note: expected str | None, got int",
        ),
        (
            lambda: fixture.Record(1, "a", 1.0, [], {"k": "v"}),
            TypeError,
            "Record.extra['k']: expected int, got str",
        ),
        (
            lambda: fixture.Record(1, "a", 1.0, [], [1]),
            TypeError,
            "Record.extra: expected dict[str, int], got list",
        ),
    ]:
        assert helpers.outcome(call) == (kind, text)


def test_arguments_are_bound_before_they_are_converted():
    with pytest.raises(TypeError, match="missing 2 required"):
        fixture.Order("not a number")


def test_subclass_with_arguments_of_its_own():
    class Sub(fixture.Base):
        def __new__(cls, text):
            return super().__new__(cls, *map(int, text.split()))

    sub = Sub("3 4")
    assert (type(sub), sub.x, sub.y) == (Sub, 3, 4)


def test_error_in_a_subclass_names_the_data_class():
    class Sub(fixture.Base):
        pass

    assert helpers.outcome(Sub) == (
        TypeError,
        "Base() missing 1 required positional argument: 'x'",
    )


def test_error_in_a_subclass_with_other_arguments_says_what_to_override():
    class Sub(fixture.Base):
        def __init__(self, text):
            self.text = text

    name = Sub.__qualname__
    hint = (
        f" (to take other arguments, '{name}' must override __new__ and call "
        "super().__new__(cls, ...) with those of 'Base')"
    )
    assert helpers.outcome(lambda: Sub(text="a")) == (
        TypeError,
        f"Base() got an unexpected keyword argument 'text'{hint}",
    )
    assert helpers.outcome(Sub) == (
        TypeError,
        f"Base() missing 1 required positional argument: 'x'{hint}",
    )
