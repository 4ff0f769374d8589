"""Methods switched off: the user's own stand in their place, or Python's defaults."""

import copy
import pickle

import pyo3_classes_fixture as fixture
import pytest


def test_own_repr():
    assert repr(fixture.OwnRepr(5)) == "<5>"
    assert fixture.OwnRepr(5) == fixture.OwnRepr(5)


def test_own_eq():
    assert fixture.OwnEq(3) == fixture.OwnEq(13)
    assert fixture.OwnEq(3) != fixture.OwnEq(14)
    assert len({fixture.OwnEq(3), fixture.OwnEq(13)}) == 1


def test_no_eq_is_identity():
    a, b = fixture.NoEq(1), fixture.NoEq(1)
    assert a == a
    assert a != b
    assert hash(a) == object.__hash__(a)
    assert len({a, b}) == 2


def test_own_hash():
    assert hash(fixture.OwnHash(5)) == 6
    assert fixture.OwnHash(5) == fixture.OwnHash(5)


def test_own_init():
    instance = fixture.OwnInit(5)
    assert repr(instance) == "OwnInit(x=2, y=3)"
    assert not hasattr(instance, "__replace__")
    assert copy.copy(instance) == instance
    assert pickle.loads(pickle.dumps(instance)) == instance
    instance.x = 7
    with pytest.raises(fixture.ValidationError):
        instance.y = -1
    assert copy.deepcopy(instance).x == 7


def test_own_copy_and_pickle():
    instance = fixture.OwnCopy(1)
    assert copy.copy(instance).x == 101
    assert copy.deepcopy(instance).x == 201
    assert pickle.loads(pickle.dumps(instance)).x == 301
    assert not hasattr(instance, "__replace__")


def test_everything_off():
    instance = fixture.Nothing.make(1)
    assert repr(instance).startswith("<pyo3_classes_fixture.Nothing object at 0x")
    assert instance == instance
    assert instance != fixture.Nothing.make(1)
    assert hash(instance) == object.__hash__(instance)
    with pytest.raises(TypeError):
        fixture.Nothing(1)
    for name in ["__copy__", "__deepcopy__", "__replace__", "__match_args__"]:
        assert not hasattr(instance, name)
    with pytest.raises(TypeError):
        pickle.dumps(instance)
    # Fields remain.
    instance.x = 5
    assert instance.x == 5
    assert fixture.Nothing.__annotations__ == {"x": int}
