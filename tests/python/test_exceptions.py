"""Data classes that are exceptions, beside dataclasses that are."""

import copy
import dataclasses
import pickle
import traceback

import pyo3_classes_fixture as fixture
import pytest

import helpers

if not hasattr(fixture, "Problem"):
    pytest.skip("under abi3 no class extends an exception", allow_module_level=True)


@dataclasses.dataclass
class LastProblem(ValueError):
    code: int
    text: str = ""


CALLS = [((1,), {}), ((1, "x"), {}), ((1,), {"text": "x"}), ((), {"code": 1, "text": "x"})]


@pytest.mark.parametrize(("args", "kwargs"), CALLS)
@pytest.mark.parametrize("cls", [fixture.Problem, fixture.LastProblem])
def test_like_the_twin(cls, args, kwargs):
    error, twin = cls(*args, **kwargs), LastProblem(*args, **kwargs)
    assert repr(error) == repr(twin).replace("LastProblem", cls.__name__)
    assert (error.code, error.text, error.args) == (twin.code, twin.text, twin.args)
    assert str(error) == str(twin)
    assert error == cls(*args, **kwargs)
    text, expected = (
        "".join(traceback.format_exception_only(type(one), one)) for one in (error, twin)
    )
    assert text.split(".", 1)[1] == expected.split(".", 1)[1].replace("LastProblem", cls.__name__)


def test_exception_with_fields():
    with pytest.raises(fixture.Problem) as caught:
        raise fixture.Problem(404, text="gone")
    error = caught.value
    assert isinstance(error, Exception)
    assert repr(error) == "Problem(code=404, text='gone')"
    error.code = 500
    assert error == fixture.Problem(500, "gone")
    assert error != fixture.Problem(404, "gone")


def test_exception_that_extends_an_exception():
    with pytest.raises(fixture.Problem) as caught:
        raise fixture.NetworkProblem(1, "x", host="h")
    assert repr(caught.value) == "NetworkProblem(code=1, text='x', host='h')"
    with pytest.raises(ValueError, match="^5$"):
        raise fixture.LastProblem(5)


class PyProblem(fixture.Problem):
    """With an attribute in a slot."""

    __slots__ = ("left",)


ERRORS = [
    fixture.Problem(1, "x"),
    fixture.NetworkProblem(code=1, text="x", host="h"),
    fixture.LastProblem(1, text="x"),
    fixture.FrozenProblem(1),
    PyProblem(1, "x"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_copy_and_pickle(error):
    copies = [copy.copy(error), copy.deepcopy(error), error.__replace__()]
    copies += [pickle.loads(pickle.dumps(error, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in copies:
        assert type(other) is type(error)
        assert other == error
        assert other.args == error.args
        assert str(other) == str(error)


@pytest.mark.parametrize("cls", [fixture.Problem, fixture.LastProblem, PyProblem])
def test_attributes_are_kept(cls):
    error = cls(1)
    error.extra = [5]
    error.__cause__ = cause = KeyError("a")
    assert error.__cause__ is cause
    if cls is PyProblem:
        error.left = 7
    copies = [copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))]
    for other in copies:
        assert other.extra == [5]
        assert getattr(other, "left", 7) == 7
    assert copies[0].extra is error.extra
    assert copies[1].extra is not error.extra


def test_frozen_exception():
    error = fixture.FrozenProblem(1)
    assert (str(error), hash(error)) == ("1", hash(fixture.FrozenProblem(1)))
    kind, text = helpers.outcome(setattr, error, "code", 2)
    assert (kind.__name__, text) == ("FrozenInstanceError", "cannot assign to field 'code'")
    with pytest.raises(fixture.FrozenProblem):
        raise error


def test_frozen_exception_keeps_its_state():
    error = fixture.FrozenProblem(1)
    error.__dict__["extra"] = [5]
    copies = [copy.copy(error), copy.deepcopy(error)]
    copies += [pickle.loads(pickle.dumps(error, p)) for p in helpers.PICKLE_PROTOCOLS]
    for other in copies:
        assert (other, other.args, str(other)) == (error, (1,), "1")
        assert other.extra == [5]
        assert helpers.outcome(setattr, other, "code", 2)[0].__name__ == "FrozenInstanceError"


def test_fresh_process_loads():
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer))"
    assert helpers.run_python(code, stdin=pickle.dumps(ERRORS)) == f"{ERRORS}\n"


def test_wrong_arguments():
    assert helpers.outcome(fixture.LastProblem, 1, "x", 2)[0] is TypeError
    assert helpers.outcome(fixture.LastProblem, "x") == (
        TypeError,
        "LastProblem.code: expected int, got str",
    )
