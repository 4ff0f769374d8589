"""What the functions of `as` and `convert` reject: problems like those of constraints."""

import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem

Parsed, ParsedMore = fixture.Parsed, fixture.ParsedMore

UNLUCKY = problem("value_error", ("at",), "13 is unlucky", 13)
TOO_LONG = problem(
    "too_long",
    ("items",),
    "must have at most 3 items",
    [1, 2, 3, 4],
    max_length=3,
    actual_length=4,
)
NO_DIGIT = "invalid digit found in string"


def too_great(name, value, limit):
    text = f"must be less than or equal to {limit}"
    return problem("less_than_equal", (name,), text, value, le=limit)


@pytest.fixture
def parsed():
    return Parsed(1, iter([1, 2]), "3", b"\x01\x02", "4", 5)


def test_borrowed_inputs(parsed):
    assert repr(parsed) == (
        "Parsed(at=1, items=[1, 2], count=3, bytes=3, pin='**********', plain=5)"
    )
    parsed.count = "-0"
    assert parsed.count == 0
    assert parsed.__replace__(bytes=b"z").bytes == ord("z")
    with pytest.raises(TypeError, match=r"^Parsed\.count: .*\(got int\)$"):
        parsed.count = 1


def test_all_problems_at_once():
    assert helpers.problems(Parsed, 13, iter([1, 2, 3, 4]), "x", b"", "0", 11) == [
        UNLUCKY,
        TOO_LONG,
        problem("value_error", ("count",), NO_DIGIT, "x"),
        problem("value_error", ("bytes",), "nothing", b""),
        too_great("plain", 11, 10),
    ]
    with pytest.raises(fixture.ValidationError) as caught:
        Parsed(13, count="x")
    assert str(caught.value).splitlines()[0] == "2 validation errors for Parsed"
    assert pickle.loads(pickle.dumps(caught.value)).errors() == caught.value.errors()


@pytest.mark.parametrize("rejected", [0, 1, 2])
def test_all_problems_of_all_layers(rejected):
    """Wherever the first rejected value is, and each is converted once: an iterator is empty then."""
    base = [13 if rejected == 0 else 0, iter([1, 2, 3, 4])]
    more = ["x" if rejected == 2 else "6", 11]
    found = helpers.problems(
        lambda: ParsedMore(*base, until=13 if rejected == 1 else 3, more=more[0], last=more[1])
    )
    too_small = problem(
        "greater_than_equal", ("at",), "must be greater than or equal to 1", 0, ge=1
    )
    wanted = [UNLUCKY if rejected == 0 else too_small]
    wanted += [TOO_LONG]
    if rejected == 1:
        wanted += [problem("value_error", ("until",), "13 is unlucky", 13)]
    if rejected == 2:
        wanted += [problem("value_error", ("more",), NO_DIGIT, "x")]
    else:
        wanted += [too_great("more", 6, 5)]
    assert found == [*wanted, too_great("last", 11, 10)]


def test_another_type_comes_first(parsed):
    assert helpers.outcome(Parsed, 13, plain="x") == (
        TypeError,
        "Parsed.plain: expected int, got str",
    )
    assert helpers.outcome(lambda: ParsedMore(13, last="x")) == (
        TypeError,
        "ParsedMore.last: expected int, got str",
    )
    assert helpers.outcome(lambda: ParsedMore(0, until=13, last="x"))[0] is TypeError


def test_an_exception_of_the_functions_own(parsed):
    for items, kind, text in (
        ([], KeyError, "'no items'"),
        ([1], ValueError, "Parsed.items: one item (got list)"),
        (["x"], TypeError, "Parsed.items: 'str' object cannot be interpreted as an integer (got list)"),
    ):
        for call in (
            lambda items: Parsed(13, items),
            lambda items: setattr(parsed, "items", items),
            lambda items: parsed.__replace__(items=items, at=13),
        ):
            found = helpers.outcome(call, items)
            assert found[0] is kind
            assert items == ["x"] or found[1] == text
    assert parsed.items == [1, 2]


def test_set_and_replace(parsed):
    for name, value, msg in (("at", 13, "13 is unlucky"), ("count", "", None), ("bytes", b"", "nothing")):
        msg = msg or "cannot parse integer from empty string"
        before = getattr(parsed, name)
        wanted = [problem("value_error", (name,), msg, value)]
        assert helpers.problems(setattr, parsed, name, value) == wanted
        assert helpers.problems(lambda: parsed.__replace__(**{name: value})) == wanted
        assert getattr(parsed, name) == before
    assert helpers.problems(lambda: parsed.__replace__(at=13, plain=11)) == [
        UNLUCKY,
        too_great("plain", 11, 10),
    ]


def test_unpickling(parsed):
    restore, parts = parsed.__reduce_ex__(2)[:2]
    parts = list(parts)
    assert restore(*parts) == parsed
    parts[1], parts[-1] = 13, 11
    assert helpers.problems(restore, *parts) == [UNLUCKY, too_great("plain", 11, 10)]


def test_secret():
    with pytest.raises(fixture.ValidationError) as caught:
        Parsed(1, pin="12x99")
    assert caught.value.errors() == [
        problem("value_error", ("pin",), "does not convert", "**********")
    ]
    assert "12x99" not in str(caught.value)
