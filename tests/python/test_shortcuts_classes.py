"""What the shortcuts past PyO3 must not trip over in a class: its changes and its subclasses."""

import copy
import gc
import weakref

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import run


# What is changed in the class


INITS = {
    "own init": ("f.Swift", "f.Swift(1, name='a')"),
    "no init": ("f.FrozenSwift", "f.FrozenSwift(1, name='a')"),
}


@pytest.mark.parametrize("cls, call", INITS.values(), ids=INITS)
@pytest.mark.parametrize("first", ["", "make()\n"], ids=["before", "after"])
def test_init_is_replaced_and_restored(cls, call, first):
    code = f"""
Class = {cls}
seen = []
def make():
    # The interpreter specialises a call that is run often.
    for _ in range(50): made = {call}
    return made
{first}own = Class.__dict__.get("__init__")
Class.__init__ = lambda self, *args, **kwargs: seen.append((type(self), args, kwargs))
make(); print(len(seen), seen[0] == (Class, (1,), dict(name="a")))
Class.__init__ = lambda self, *args, **kwargs: seen.append(2)
make(); print(seen.count(2))
def fails(self, *args, **kwargs): raise LookupError
Class.__init__ = fails
try: make()
except LookupError: print("raised")
Class.__init__ = lambda self, *args, **kwargs: 5
try: make()
except TypeError as error: print(str(error).split()[0])
if own is None: del Class.__init__
else: Class.__init__ = own
seen.clear(); make(); print(len(seen), make().x)
"""
    assert run(code) == ["50", "True", "50", "raised", "__init__()", "0", "1"]


def test_init_is_deleted():
    code = """
f.Swift(1)
del f.Swift.__init__
print(f.Swift(2, name="a").x, f.Swift(x=3).x)
"""
    assert run(code) == ["2", "3"]


@pytest.mark.parametrize("cls", ["f.Swift", "f.FrozenSwift"])
@pytest.mark.parametrize("first", ["", "make()\n"], ids=["before", "after"])
@pytest.mark.parametrize("restore", ["Class.__new__ = own", "del Class.__new__"])
def test_new_is_replaced_and_restored(cls, first, restore):
    code = f"""
Class = {cls}
def make():
    for _ in range(50): made = Class(1, name="a")
    return made
{first}own = Class.__new__
saved = Class(5)
seen = []
def new(cls, *args, **kwargs):
    seen.append((cls, args, kwargs))
    return saved
Class.__new__ = new
print(make() is saved, len(seen), seen[0] == (Class, (1,), dict(name="a")))
Class.__new__ = lambda cls, *args, **kwargs: "other"
print(make())
{restore}
# The interpreter itself holds the builtin to be unsafe from now on, or knows of none.
try: print(make().x == 1)
except TypeError: print("True")
print(len(seen), copy.deepcopy(saved) == saved, pickle.loads(pickle.dumps(saved)).x)
"""
    assert run(code) == ["True", "50", "True", "other", "True", "50", "True", "5"]


def test_methods_are_replaced():
    code = """
a, b = f.FrozenSwift(1), f.FrozenSwift(1)
hash(a), repr(a), a == b, a < b, a.x, copy.copy(a)
Class = f.FrozenSwift
Class.__eq__ = lambda self, other: "eq"
Class.__hash__ = lambda self: 5
Class.__repr__ = lambda self: "repr"
Class.__lt__ = lambda self, other: "lt"
Class.__copy__ = lambda self: "copy"
Class.x = property(lambda self: "x")
print(a == b, hash(a), repr(a), a < b, copy.copy(a), a.x, a > b)
"""
    assert run(code) == ["eq", "5", "repr", "lt", "copy", "x", "False"]


def test_metaclass_cannot_be_replaced():
    class Meta(type):
        pass

    with pytest.raises(TypeError):
        fixture.Swift.__class__ = Meta


def test_metaclass_of_a_subclass():
    class Meta(type):
        def __call__(cls, *args, **kwargs):
            return (cls.__name__, args, kwargs, super().__call__(*args, **kwargs))

    class Sub(fixture.Swift, metaclass=Meta):
        pass

    for _ in range(30):
        name, args, kwargs, made = Sub(1, name="a")
    assert (name, args, kwargs, type(made)) == ("Sub", (1,), {"name": "a"}, Sub)


def test_qualname_is_changed():
    code = """
a = f.FrozenSwift(1)
print(repr(a))
Class = f.FrozenSwift
Class.__qualname__ = "Deep.Other"; print(repr(a))
Class.__qualname__ = "Fr" + "ozenSwift"; print(repr(a), repr(f.FrozenSwift(1)))
class Name(str): pass
Class.__qualname__ = Name("Named"); print(repr(a))
Class.__name__ = "Unseen"; print(repr(a))
"""
    text = "FrozenSwift(x=1,y=0.5,name='')"
    other = [text.replace("FrozenSwift", name) for name in ("Deep.Other", "FrozenSwift", "Named")]
    printed = "".join(run(code))
    assert printed == "".join([text, other[0], other[1], other[1], other[2], other[2]])


def test_qualname_of_a_subclass():
    class Sub(fixture.Swift):
        pass

    Sub.__qualname__ = "Sub"
    text = "(x=1, y=0.5, name='', z=7)"
    assert repr(Sub(1)) == f"Sub{text}"
    Sub.__qualname__ = fixture.Swift.__qualname__
    assert repr(Sub(1)) == f"Swift{text}"
    Sub.__qualname__ = "Ünï"
    assert repr(Sub(1)) == f"Ünï{text}"


# Subclasses


def test_subclass_with_init():
    class Sub(fixture.Swift):
        def __init__(self, x, **kwargs):
            super().__init__(x)
            self.more = kwargs

    sub = Sub(1, name="a")
    assert (sub.x, sub.name, sub.more) == (1, "a", {"name": "a"})
    assert type(copy.copy(sub)) is Sub
    assert copy.copy(sub).more == {"name": "a"}
    assert gc.is_tracked(sub)


def test_subclass_with_new():
    class Sub(fixture.Swift):
        def __new__(cls, text):
            return super().__new__(cls, len(text), name=text)

    assert (Sub("abc").x, Sub(text="abc").name) == (3, "abc")
    with pytest.raises(TypeError):
        Sub(1, 2)
    assert fixture.Swift(1).x == 1


def test_new_of_the_class_makes_subclasses():
    class Sub(fixture.Swift):
        pass

    made = fixture.Swift.__new__(Sub, 1)
    assert type(made) is Sub
    made.attribute = made
    reference = weakref.ref(made)
    del made
    gc.collect()
    assert reference() is None
    with pytest.raises(TypeError):
        fixture.Swift.__new__(fixture.FrozenSwift, 1)
    with pytest.raises(TypeError):
        fixture.Lowest.__new__(fixture.Middle, 1)


@pytest.mark.parametrize("slots", [(), ("a",), ("__weakref__",), ("__dict__", "__weakref__", "a")])
def test_subclass_with_slots(slots):
    class Sub(fixture.Swift):
        __slots__ = slots

    for _ in range(50):
        sub = Sub(1, name="long " * 20)
        if "a" in slots:
            sub.a = [sub]
        if "__weakref__" in slots:
            assert weakref.ref(sub)() is sub
        assert copy.copy(sub) == sub
    assert sub != fixture.Swift(1, name="long " * 20)
    del sub
    gc.collect()


def test_subclass_with_del():
    seen, saved = [], []

    class Sub(fixture.Swift):
        def __del__(self):
            seen.append(self.name)
            if self.x:
                saved.append(self)

    Sub(0, name="gone")
    assert seen == ["gone"]
    Sub(1, name="saved")
    assert saved[0].name == "saved"
    saved[0].x = 0
    saved.clear()
    assert seen == ["gone", "saved"]


def test_class_of_an_instance_is_changed():
    class One(fixture.Swift):
        pass

    class Two(fixture.Swift):
        pass

    class Other(fixture.SwiftTwin):
        pass

    one = One(1, name="a")
    one.attribute = one
    one.__class__ = Two
    assert (type(one), one.name, one) == (Two, "a", Two(1, name="a"))
    assert repr(one).startswith(Two.__qualname__)
    assert type(copy.copy(one)) is Two
    with pytest.raises(TypeError):
        one.__class__ = Other
    swift = fixture.Swift(1)
    for cls in [One, Other, fixture.SwiftTwin, fixture.Referable]:
        with pytest.raises(TypeError):
            swift.__class__ = cls
    with pytest.raises(TypeError):
        one.__class__ = fixture.Swift
    del one, swift
    gc.collect()


def test_class_of_an_instance_without_fields_is_changed():
    # Python allows it where neither has a layout of its own.
    empty = fixture.Empty()
    outcome = helpers.outcome(object.__setattr__, empty, "__class__", fixture.Unit)
    assert outcome is None or outcome[0] is TypeError
    assert repr(empty) in ("Empty()", "Unit()")
    del empty


def test_subclass_of_two():
    for one in (fixture.Swift, fixture.Referable):
        with pytest.raises(TypeError):
            type("Both", (one, fixture.SwiftTwin), {})

    class Mixin:
        def __init__(self, *args, **kwargs):
            self.seen = args

    class Sub(Mixin, fixture.Swift):
        pass

    assert (Sub(1, 2.5).seen, Sub(1).x) == ((1, 2.5), 1)


def test_cycles_through_subclasses():
    class Sub(fixture.Swift):
        pass

    references = []
    for _ in range(20):
        sub = Sub(1, name="long " * 20)
        sub.me = sub
        references.append(weakref.ref(sub))
    del sub
    gc.collect()
    assert not any(reference() for reference in references)
