"""Objects that the interpreter reads out of a frozen instance by itself."""

import copy
import dataclasses
import gc
import os
import pickle
import pydoc
import subprocess
import sys
import threading
import types
import weakref

import pyo3_classes_fixture as fixture
import pytest

# The shortcut is CPython's, with the GIL and outside the stable ABI.
# Only the abi3 build lacks exceptions.
ABI = getattr(sys, "_is_gil_enabled", lambda: True)() and hasattr(fixture, "Problem")
DIRECT = ABI and os.environ.get("PYO3_CLASSES_SAFE") != "1"
MEMBER = types.MemberDescriptorType if DIRECT else types.GetSetDescriptorType
GETSET = types.GetSetDescriptorType


def label(**changes):
    fields = {"number": 1, "text": "tea", "object": [], "maybe": None, **changes}
    return fixture.Label(**fields)


@pytest.mark.parametrize(
    ("cls", "name", "kind"),
    [
        (fixture.Label, "text", MEMBER),
        (fixture.Label, "object", MEMBER),
        (fixture.PricedLabel, "currency", MEMBER),
        (fixture.Label, "number", GETSET),
        (fixture.Label, "maybe", GETSET),
        (fixture.ThreadLabel, "text", GETSET),
        (fixture.LoudLabel, "text", GETSET),
        (fixture.FieldPyStr, "value", GETSET),
    ],
)
def test_which_fields(cls, name, kind):
    descriptor = cls.__dict__[name]
    assert type(descriptor) is kind
    assert descriptor.__objclass__ is cls
    assert descriptor.__name__ == name


def test_values():
    text, thing = "".join(["t", "ea"]), object()
    for ours in [
        label(text=text, object=thing),
        fixture.PricedLabel(1, text, thing, None, 2.5, "EUR"),
    ]:
        for _ in range(100):
            assert ours.text is text
            assert ours.object is thing
    assert fixture.PricedLabel(1, text, thing, None, 2.5, "EUR").currency == "EUR"
    assert fixture.LoudLabel("tea").text == "TEA"
    assert fixture.ThreadLabel("tea").text == "tea"


def test_references_are_counted():
    thing = object()
    before = sys.getrefcount(thing)
    ours = label(object=thing)
    for _ in range(100):
        ours.object  # noqa: B018
    assert sys.getrefcount(thing) == before + 1
    del ours
    assert sys.getrefcount(thing) == before


def test_docs():
    assert fixture.Label.text.__doc__ == "What is written on it."
    assert fixture.Label.object.__doc__ == "Anything."
    assert "What is written on it." in pydoc.render_doc(fixture.Label, renderer=pydoc.plaintext)


def test_cannot_be_set():
    twin = dataclasses.make_dataclass("Label", ["text"], frozen=True)("tea")
    ours = label()
    for change in [lambda o: setattr(o, "text", "x"), lambda o: delattr(o, "text")]:
        with pytest.raises(dataclasses.FrozenInstanceError) as expected:
            change(twin)
        with pytest.raises(dataclasses.FrozenInstanceError) as caught:
            change(ours)
        assert str(caught.value) == str(expected.value)
    # The ways around `__setattr__` are closed too.
    with pytest.raises((TypeError, AttributeError)):
        object.__setattr__(ours, "text", "x")
    with pytest.raises((TypeError, AttributeError)):
        object.__delattr__(ours, "text")
    with pytest.raises(AttributeError):
        type(ours).text.__set__(ours, "x")
    assert ours.text == "tea"


def test_wrong_instances():
    for other in [object(), fixture.LoudLabel("x"), 1]:
        with pytest.raises(TypeError):
            fixture.Label.text.__get__(other)
    assert fixture.Label.text.__get__(None, fixture.Label) is fixture.Label.text


def test_subclasses_in_python():
    class Wide(fixture.Label):
        __slots__ = ("a", "b", "__dict__")

        def __new__(cls, *args):
            self = super().__new__(cls, *args)
            self.a = self.b = self.c = args
            return self

    thing = object()
    ours = Wide(1, "tea", thing, None)
    for _ in range(100):
        assert (ours.text, ours.object) == ("tea", thing)
    with pytest.raises(dataclasses.FrozenInstanceError):
        ours.text = "x"

    class Shadow(fixture.Label):
        text = property(lambda self: "mine")

    assert Shadow(1, "tea", thing, None).text == "mine"


def test_copies_and_pickles():
    ours = label(object=["x"])
    assert copy.copy(ours) is ours
    assert copy.deepcopy(ours).object == ["x"]
    assert copy.deepcopy(ours).object is not ours.object
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert ours.__replace__(text="x").text == "x"


def test_cycles_are_found():
    cycle = []
    ours = label(object=cycle)
    cycle.append(ours)
    gone = weakref.ref(ours)
    del ours, cycle
    gc.collect()
    assert gone() is None


def test_threads():
    ours = label()
    failures = []

    def read():
        for _ in range(10_000):
            if ours.text != "tea":
                failures.append(ours.text)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_without_shortcuts():
    if os.environ.get("PYO3_CLASSES_SAFE") == "1":
        return
    script = "\n".join(
        [
            "import test_members as t",
            "t.test_values()",
            "t.test_docs()",
            "t.test_cannot_be_set()",
            "t.test_subclasses_in_python()",
            "print(type(t.fixture.Label.text).__name__)",
        ]
    )
    here = os.path.dirname(__file__)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env={**os.environ, "PYO3_CLASSES_SAFE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("getset_descriptor\n", "")
