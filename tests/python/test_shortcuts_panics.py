"""Panics that the shortcuts past PyO3 must not trip over; nothing is lost by them."""

import copy
import gc
import sys

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import panic_of


def allocated():
    gc.collect()
    return fixture.shared_texts()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("cls", [fixture.Fragile, fixture.FrozenFragile])
def test_field_type_that_panics(cls):
    cls(1), hash(cls(1))
    before = allocated()
    uses = {
        -1: lambda value: cls(value) == cls(value),
        -2: lambda value: cls(value) < cls(1),
        -3: lambda value: hash(cls(value)),
        -4: lambda value: repr(cls(value)),
        -6: lambda value: cls(value).value,
        -7: lambda value: cls(value),
    }
    if cls is fixture.Fragile:
        uses[-5] = lambda value: copy.copy(cls(value))
    for value, use in uses.items():
        for _ in range(3):
            assert panic_of(use, value) == f"touchy {value}"
    assert panic_of(cls, text="own", value=-7) == "touchy -7"
    assert panic_of(cls(1).__replace__, value=-7) == "touchy -7"
    if cls is fixture.Fragile:
        instance = cls(1)
        assert panic_of(setattr, instance, "value", -7) == "touchy -7"
        assert (instance.value, instance.text) == (1, "shared")
        instance.value = 5
        del instance
    assert allocated() == before


class Unraisable:
    """The texts of the errors that could not be raised."""

    def __enter__(self):
        self.texts = []
        self.before = sys.unraisablehook
        sys.unraisablehook = lambda unraisable: self.texts.append(str(unraisable.exc_value))
        return self.texts

    def __exit__(self, *_):
        sys.unraisablehook = self.before


@pytest.mark.parametrize("cls", [fixture.Loud, fixture.LoudChild])
def test_drop_that_panics(cls):
    cls(1)
    before = allocated()
    with Unraisable() as texts:
        for _ in range(5):
            cls(13)
            made = cls(13, "other")
            made.x = 1
            del made
    assert texts == ["loud drop"] * 5
    assert allocated() == before


def test_drop_that_panics_in_the_midst_of_an_exception():
    def fails():
        loud = fixture.Loud(13)
        assert loud.x == 13
        raise LookupError("mine")

    def returns():
        loud = fixture.Loud(13)
        return loud.x

    with Unraisable() as texts:
        for _ in range(5):
            assert returns() == 13
            try:
                fails()
            except LookupError as error:
                assert str(error) == "mine"
                error.__traceback__ = None
    assert texts == ["loud drop"] * 10


def test_drop_that_panics_when_an_instance_is_refused():
    fixture.Loud(1)
    panic_of(fixture.Loud, 1013)
    gc.collect()
    before, class_before = allocated(), sys.getrefcount(fixture.Loud)
    blocks = []
    for _ in range(4):
        for _ in range(20):
            panic_of(fixture.Loud, 1013)
            panic_of(fixture.Loud, x=1013)
        gc.collect()
        blocks.append(sys.getallocatedblocks())
    after, class_after = allocated(), sys.getrefcount(fixture.Loud)
    assert (after, class_after) == (before, class_before)
    assert blocks[-1] - blocks[1] < 20


def test_clone_that_panics():
    before = allocated()
    loud = fixture.Loud(14)
    for _ in range(5):
        assert panic_of(copy.copy, loud) == "loud clone"
        assert panic_of(copy.deepcopy, loud) == "loud clone"
    child = fixture.LoudChild(14)
    assert panic_of(copy.copy, child) == "loud clone"
    del loud, child
    assert allocated() == before


@pytest.fixture
def numbers():
    fixture.set_next_number(0)
    fixture.set_limit(100)
    yield
    fixture.set_next_number(0)
    fixture.set_limit(100)


def test_default_that_panics(numbers):
    fixture.Numbered()
    before = allocated()
    for _ in range(5):
        fixture.set_next_number(-1000)
        assert panic_of(fixture.Numbered) == "no number"
        assert panic_of(fixture.Numbered, price=1.5) == "no number"
        assert panic_of(fixture.Numbered, price=1, many=[1]) == "no number"
        assert fixture.Numbered(number=1).number == 1
    assert allocated() == before


def test_limit_that_panics(numbers):
    numbered = fixture.Numbered()
    before = allocated()
    fixture.set_limit(-1)
    for _ in range(5):
        assert panic_of(fixture.Numbered) == "no limit"
        assert panic_of(fixture.Numbered, number=1) == "no limit"
        assert panic_of(setattr, numbered, "number", 1) == "no limit"
        assert panic_of(setattr, numbered, "many", [1]) == "no limit"
        assert panic_of(numbered.__replace__, price=1.5) == "no limit"
    numbered.price = 2.5
    fixture.set_limit(100)
    assert (numbered.number, numbered.many, numbered.price) == (0, [], 2.5)
    assert allocated() == before


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the process's memory")
def test_limit_that_panics_loses_no_memory(numbers):
    import resource

    many = [1] * 200_000
    fixture.Numbered(number=1, many=many)
    fixture.set_limit(-1)
    peaks = []
    for _ in range(3):
        for _ in range(40):
            panic_of(fixture.Numbered, many=many)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[-1] - peaks[0] < 30_000


def test_default_is_made_once_for_each_instance(numbers):
    made = [
        fixture.Numbered(),
        fixture.Numbered(price=1),
        fixture.Numbered(many=(1, 2)),
        fixture.Numbered(many=[True]),
        fixture.Numbered(**{"".join(["pri", "ce"]): 1.5}),
        fixture.Numbered("a"),
    ]
    assert [each.number for each in made] == list(range(len(made)))
    # A call that comes to nothing takes no number.
    for arguments in [{"price": "a"}, {"many": [1.5]}, {"unknown": 1}]:
        assert helpers.outcome(fixture.Numbered, **arguments)[0] is TypeError
    number = fixture.Numbered().number
    assert helpers.outcome(fixture.Numbered, text=5)[0] is TypeError
    assert fixture.Numbered().number == number + 1
