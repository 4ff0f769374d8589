"""Classes that Python code derives: class and state go through copy, pickle and replace."""

import copy
import pickle
import sys
import weakref

import pyo3_classes_fixture as fixture
import pytest

import helpers


class WithDict(fixture.Base):
    """Attributes in ``__dict__``."""


class WithSlots(fixture.Base):
    """Attributes in slots."""

    __slots__ = ("left", "right")


class WithBoth(WithSlots):
    """Attributes in both."""


class FrozenWithSlots(fixture.FrozenBase):
    """Of a frozen class."""

    __slots__ = ("left", "right", "__weakref__")


class FrozenWithDict(fixture.FrozenBase):
    """Of a frozen class."""


class OpenSub(fixture.Open):
    """Of a class with a ``__dict__``."""

    __slots__ = ("left",)


class WithState(fixture.Base):
    """With a say in what is copied."""

    def __getstate__(self):
        return {"saved": self.left}

    def __setstate__(self, state):
        self.left = ["restored", state["saved"]]


class WithNew(fixture.Base):
    """With a constructor of its own."""

    def __new__(cls, text):
        return super().__new__(cls, *map(int, text.split()))

    def __init__(self, text):
        self.text = text


CASES = [
    (WithDict, ("left", "extra")),
    (WithSlots, ("left", "right")),
    (WithSlots, ("right",)),
    (WithBoth, ("left", "right", "extra")),
    (FrozenWithSlots, ("left", "right")),
    (FrozenWithDict, ("extra",)),
    (OpenSub, ("left", "extra")),
    (fixture.Open, ("left", "extra")),
]
COPIERS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": lambda value: value.__replace__(),
    **{
        f"pickle{protocol}": lambda value, protocol=protocol: pickle.loads(
            pickle.dumps(value, protocol)
        )
        for protocol in helpers.PICKLE_PROTOCOLS
    },
}


@pytest.mark.parametrize("copier", COPIERS)
@pytest.mark.parametrize(("cls", "names"), CASES, ids=lambda case: getattr(case, "__name__", None))
def test_class_and_state_stay(cls, names, copier):
    instance = cls(5)
    for name in names:
        setattr(instance, name, [name])
    other = COPIERS[copier](instance)
    assert type(other) is cls
    assert other is not instance
    assert other == instance
    for name in names:
        assert getattr(other, name) == [name]
        shared = getattr(other, name) is getattr(instance, name)
        assert shared is (copier in ("copy", "replace"))
    for name in {"left", "right", "extra"} - set(names):
        assert not hasattr(other, name)


@pytest.mark.parametrize("copier", COPIERS)
def test_frozen_class_with_a_dict(copier):
    instance = fixture.FrozenOpen(1, ["x"])
    instance.__dict__["cached"] = [1]
    other = COPIERS[copier](instance)
    assert other == instance
    assert other.__dict__ == {"cached": [1]}
    assert other.__dict__ is not instance.__dict__


@pytest.mark.parametrize("copier", COPIERS)
def test_own_getstate_and_setstate(copier):
    instance = WithState(1)
    instance.left = "kept"
    other = COPIERS[copier](instance)
    assert type(other) is WithState
    assert other.left == ["restored", "kept"]


@pytest.mark.parametrize("copier", COPIERS)
def test_own_constructor_is_not_called(copier):
    instance = WithNew("3 4")
    other = COPIERS[copier](instance)
    assert type(other) is WithNew
    assert (other.x, other.y, other.text) == (3, 4, "3 4")


def test_cycle_through_the_dict():
    instance = WithDict(1)
    instance.extra = instance
    for copier in [copy.deepcopy, COPIERS["pickle2"]]:
        other = copier(instance)
        assert other.extra is other


def test_cycle_of_a_frozen_subclass_through_the_dict():
    instance = FrozenWithDict(1)
    instance.extra = instance
    for copier in [copy.deepcopy, COPIERS["pickle2"]]:
        other = copier(instance)
        assert other.extra is other


def test_init_of_a_subclass_may_pass_arguments_on():
    class Sub(fixture.Base):
        def __init__(self, x, y=2):
            super().__init__()
            self.sum = x + y

    assert Sub(1, y=4).sum == 5
    assert Sub(1, y=4).y == 4


def test_subclass_without_init_takes_the_arguments():
    assert (WithDict(1, y=3).x, WithDict(1, y=3).y) == (1, 3)


def test_subclass_in_a_fresh_process():
    instance = WithBoth(1)
    instance.left, instance.extra = [1], {"k": 2}
    code = """
import pickle, sys
value = pickle.load(sys.stdin.buffer)
print(type(value).__qualname__, value.x, value.left, value.extra)
"""
    output = helpers.run_python(code, stdin=pickle.dumps(instance))
    assert output == "WithBoth 1 [1] {'k': 2}\n"


def test_properties_of_a_subclass_stand_before_fields():
    class Sub(fixture.Base):
        @property
        def x(self):
            return super().x * 10

    assert Sub(1).x == 10
    assert repr(Sub(1)).endswith("Sub(x=1, y=2)")
    assert copy.copy(Sub(1)).x == 10
    assert pickle.loads(pickle.dumps(fixture.Base(3))).x == 3


def test_two_levels():
    class Sub(WithDict):
        __slots__ = ()

    sub = Sub(1, 2)
    sub.extra = 3
    other = copy.copy(sub)
    assert (type(other), other.extra) == (Sub, 3)
    assert Sub(1, 2) != WithDict(1, 2)


def test_mixed_with_another_base():
    class Mixin:
        def double(self):
            return self.x * 2

    class Sub(Mixin, fixture.Base):
        pass

    assert Sub(4).double() == 8
    assert copy.copy(Sub(4)).double() == 8


def test_class_that_is_no_base():
    with pytest.raises(TypeError, match="is not an acceptable base type"):
        type("Sub", (fixture.Order,), {})


def test_weak_references():
    for cls in [fixture.Open, fixture.FrozenOpen, FrozenWithSlots, WithDict]:
        instance = cls(1)
        reference = weakref.ref(instance)
        assert reference() is instance
        del instance
        assert reference() is None


@pytest.mark.skipif(sys.version_info < (3, 11), reason="object.__getstate__ is of Python 3.11")
def test_state_is_what_object_says():
    instance = WithBoth(1)
    instance.left, instance.extra = 1, 2
    assert instance.__reduce_ex__(2)[2] == object.__getstate__(instance)


def test_annotations_of_a_subclass():
    import typing

    class Sub(fixture.Base):
        z: str

    assert typing.get_type_hints(Sub) == {"x": int, "y": int, "z": str}
