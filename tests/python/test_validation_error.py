"""``ValidationError`` itself: an ordinary exception, which pickles, and hides what is secret."""

import copy
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import problem


def error_of(call, *args, **kwargs):
    with pytest.raises(fixture.ValidationError) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.fixture
def error():
    return error_of(fixture.Order, 0, "", 2.5)


def test_class():
    assert issubclass(fixture.ValidationError, ValueError)
    assert fixture.ValidationError.__module__ == "pyo3_classes_fixture"
    assert fixture.ValidationError.__qualname__ == "ValidationError"
    assert fixture.ValidationError.__doc__
    with pytest.raises(ValueError):
        fixture.Order(0, "tea", 2.5)


def test_text(error):
    assert str(error) == (
        "2 validation errors for Order\n"
        "id: must be greater than or equal to 1 (got 0)\n"
        "name: must have at least 1 character (got '')"
    )
    assert error.title == "Order"
    assert error.error_count() == 2


def test_entries_are_copies(error):
    error.errors()[0]["ctx"]["ge"] = 5
    error.errors()[0]["msg"] = "changed"
    error.errors().clear()
    assert error.errors() == [
        problem("greater_than_equal", ("id",), "must be greater than or equal to 1", 0, ge=1),
        problem("string_too_short", ("name",), "must have at least 1 character", "", min_length=1),
    ]


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_pickles(error, protocol):
    other = pickle.loads(pickle.dumps(error, protocol))
    assert type(other) is fixture.ValidationError
    assert other.errors() == error.errors()
    assert str(other) == str(error)


def test_fresh_process_loads(error):
    code = """
import pickle, sys
error = pickle.load(sys.stdin.buffer)
print(error)
import pyo3_classes_fixture
print(type(error) is pyo3_classes_fixture.ValidationError)
"""
    assert helpers.run_python(code, stdin=pickle.dumps(error)) == f"{error}\nTrue\n"


def test_copies(error):
    for copier in [copy.copy, copy.deepcopy]:
        assert str(copier(error)) == str(error)


def test_pickles_with_an_input_that_does_not():
    secretive = error_of(fixture.Guarded, NoPickle())
    other = pickle.loads(pickle.dumps(secretive))
    assert other.errors()[0]["input"] == "{'value': <no pickle>, 'password': '**********'}"


class NoPickle:
    def __bool__(self):
        return False

    def __repr__(self):
        return "<no pickle>"

    def __reduce_ex__(self, protocol):
        raise TypeError("does not pickle")


def test_input_whose_repr_fails():
    class Failing(NoPickle):
        def __repr__(self):
            raise LookupError("no text")

    error = error_of(fixture.Guarded, Failing())
    assert str(error).splitlines()[0] == "1 validation error for Guarded"
    pickle.dumps(error)


def test_long_input_is_cut():
    error = error_of(fixture.Order, 1, "x" * 100, 2.5)
    assert str(error).splitlines()[1] == (
        f"name: must have at most 40 characters (got '{'x' * 59}...{'x' * 16}')"
    )
    assert error.errors()[0]["input"] == "x" * 100


def test_subclass_of_the_data_class():
    class Sub(fixture.Base):
        pass

    error = error_of(Sub, 1, -1)
    assert error.title == "Base"
    assert type(pickle.loads(pickle.dumps(error))) is fixture.ValidationError


def test_one_class_per_process():
    import sys

    shared = [name for name in sys.modules if name.startswith("_pyo3_classes_shared")]
    assert len(shared) == 1
    assert sys.modules[shared[0]].ValidationError is fixture.ValidationError


SECRETS = ["tiny", "hush-hush", "topsecret", "123", "99"]


def everything_about(error):
    return f"{error} {error!r} {error.args} {error.errors()} {vars(error)} {pickle.dumps(error, 0)}"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            {"password": "tiny"},
            (
                "string_too_short",
                ("password",),
                "must have at least 8 characters",
                {"min_length": 8},
            ),
        ),
        ({"pin": 123}, ("less_than", ("pin",), "must be less than 100", {"lt": 100})),
        (
            {"tokens": ["hush-hush", "123"]},
            (
                "string_too_short",
                ("tokens", 1),
                "must have at least 4 characters",
                {"min_length": 4},
            ),
        ),
    ],
)
def test_secret_is_hidden(arguments, expected):
    kind, loc, msg, ctx = expected
    hidden = "**********"
    error = error_of(fixture.Secretive, **arguments)
    assert error.errors() == [problem(kind, loc, msg, hidden, **ctx)]
    assert not any(secret in everything_about(error) for secret in SECRETS)
    instance = fixture.Secretive()
    ((name, value),) = arguments.items()
    error = error_of(setattr, instance, name, value)
    assert not any(secret in everything_about(error) for secret in SECRETS)


def test_secret_keys_are_hidden():
    for codes in [{"topsecret": 1}, {"99": 99}]:
        error = error_of(fixture.Secretive, codes=codes)
        assert not any(secret in everything_about(error) for secret in SECRETS)


@pytest.mark.parametrize(
    ("arguments", "kind", "text"),
    [
        ({"password": 123}, TypeError, "Secretive.password: expected str, got int"),
        (
            {"pin": 12399},
            OverflowError,
            "Secretive.pin: expected int from 0 to 255, got **********",
        ),
        ({"tokens": ["topsecret", 99]}, TypeError, "Secretive.tokens[1]: expected str, got int"),
        (
            {"codes": {"topsecret": "99"}},
            TypeError,
            "Secretive.codes[**********]: expected int, got str",
        ),
    ],
)
def test_secret_that_does_not_convert(arguments, kind, text):
    assert helpers.outcome(lambda: fixture.Secretive(**arguments)) == (kind, text)


def test_secret_that_is_no_unicode():
    with pytest.raises(ValueError) as caught:
        fixture.Secretive(password="topsecret\udc80")
    shown, error = "", caught.value
    while error is not None:
        shown += f"{error} {error!r} {error.args}"
        error = error.__cause__ or error.__context__
    assert "topsecret" not in shown


def test_secret_in_repr():
    secretive = fixture.Secretive(password="topsecret", tokens=["hush-hush"], codes={"99": 1})
    assert repr(secretive) == (
        "Secretive(password='**********', pin='**********', tokens='**********', "
        "codes='**********', open=0)"
    )
    assert secretive.password == "topsecret"


def test_secret_beside_an_open_field():
    error = error_of(fixture.Secretive, password="tiny", open=-1)
    assert [entry["input"] for entry in error.errors()] == ["**********", -1]


def test_secret_in_the_input_of_a_whole_instance():
    error = error_of(fixture.Guarded, 0, password="topsecret")
    assert error.errors() == [
        problem("value_error", (), "must be true", {"value": 0, "password": "**********"})
    ]
    assert "topsecret" not in everything_about(error)
    assert str(error) == "1 validation error for Guarded\nmust be true"
