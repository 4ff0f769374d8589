"""Fields that Python does not see, and that no value is lost or dropped twice."""

import copy
import gc
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers


def test_python_does_not_see_them():
    skip = fixture.SkipClone(1)
    assert repr(skip) == "SkipClone(x=1)"
    assert list(fixture.SkipClone.__annotations__) == ["x"]
    assert fixture.SkipClone.__match_args__ == ("x",)
    assert not hasattr(skip, "calls")
    assert helpers.outcome(lambda: fixture.SkipClone(1, calls=2)) == (
        TypeError,
        "SkipClone() got an unexpected keyword argument 'calls'",
    )
    assert fixture.SkipClone(1) == skip
    assert hash(fixture.SkipClone(1)) == hash(skip)


def test_copy_keeps_them_if_the_struct_is_clone():
    skip = fixture.SkipClone(1)
    assert [skip.call(), skip.call()] == [1, 2]
    assert copy.copy(skip).call() == 3
    assert copy.deepcopy(skip).call() == 4
    assert pickle.loads(pickle.dumps(skip)).call() == 1
    assert skip.__replace__(x=2).call() == 1


def test_copy_has_the_default_otherwise():
    skip = fixture.SkipDefault(1)
    assert [skip.call(), skip.call()] == [1, 2]
    assert copy.copy(skip).call() == 1
    assert copy.deepcopy(skip).call() == 1
    assert skip.call() == 3


@pytest.fixture
def balance():
    """Checks that as many values are alive after the test as before."""
    gc.collect()
    before = fixture.counted_alive()
    yield lambda: fixture.counted_alive() - before
    gc.collect()
    assert fixture.counted_alive() == before


def test_values_of_an_instance(balance):
    census = fixture.Census(1, 2)
    assert balance() == 3
    assert (census.first, census.hidden(), census.second) == (1, 5, 2)
    assert balance() == 3


@pytest.mark.parametrize(
    "arguments",
    [(), (1,), ("x", 2), (1, "x"), (1, 2, "x"), (1, 2, -1), (1, -2), (1, 2, 3, 4)],
    ids=str,
)
def test_failed_construction_leaves_nothing(balance, arguments):
    assert helpers.outcome(fixture.Census, *arguments)[0] in (TypeError, fixture.ValidationError)
    assert balance() == 0


def test_panic_in_construction_leaves_nothing(balance, capfd):
    with pytest.raises(BaseException, match="thirteen"):
        fixture.Census(1, 13)
    assert balance() == 0
    capfd.readouterr()


@pytest.mark.parametrize("value", ["x", None, -2, 13])
def test_failed_set_leaves_nothing(balance, value, capfd):
    census = fixture.Census(1, 2)
    with pytest.raises(BaseException):
        census.second = value
    assert balance() == 3
    assert census.second == 2
    census.second = 7
    assert (balance(), census.second) == (3, 7)
    capfd.readouterr()


def test_copies(balance):
    census = fixture.Census(1, 2)
    census.set_hidden(9)
    for copier in [copy.copy, copy.deepcopy]:
        other = copier(census)
        assert (other.first, other.hidden(), other.second) == (1, 9, 2)
        assert balance() == 6
        del other
        assert balance() == 3
    other = pickle.loads(pickle.dumps(census))
    assert (other.hidden(), balance()) == (5, 6)
    other = census.__replace__(second=3)
    assert (other.hidden(), balance()) == (5, 6)
    assert helpers.outcome(lambda: census.__replace__(second=-3))[0] is fixture.ValidationError
    assert helpers.outcome(lambda: census.__replace__(limited="x"))[0] is TypeError
    assert balance() == 6


def test_restore_that_fails_leaves_nothing(balance):
    for values in [(1, 2, "x"), (1, -2, 3), (1, 2, -3), (1, "x", 3)]:
        assert isinstance(helpers.outcome(helpers.restore, fixture.Census, *values), tuple)
    assert balance() == 0


def test_comparison_and_repr_leave_nothing(balance):
    a, b = fixture.Census(1, 2), fixture.Census(1, 2)
    assert a == b
    assert repr(a) == "Census(first=1, second=2, limited=0)"
    assert balance() == 6
