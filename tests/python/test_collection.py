"""Garbage: cycles through fields are found and broken."""

import gc
import weakref

import pyo3_classes_fixture as fixture
import pytest


class Thing:
    """An object with attributes."""


class Finalized:
    """An object that looks at what refers to it when it goes."""

    seen = []

    def __init__(self, owner=None):
        self.owner = owner

    def __del__(self):
        self.seen.append(repr(type(self.owner)))


def dies(*objects):
    """Weak references, all dead once the objects are let go and collected."""
    return [weakref.ref(thing) for thing in objects]


def assert_collected(make):
    references = make()
    assert any(reference() is not None for reference in references)
    gc.collect()
    assert [reference() for reference in references] == [None] * len(references)


@pytest.fixture(autouse=True)
def no_automatic_collection():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("name", ["value", "items", "named", "maybe"])
def test_instance_that_holds_itself(name):
    def make():
        holder = fixture.Holder(None)
        setattr(holder, name, {"items": [holder], "named": {"a": holder}}.get(name, holder))
        return dies(holder)

    assert_collected(make)


def test_two_that_hold_each_other():
    def make():
        a, b = fixture.Holder(None), fixture.Holder(None)
        a.value, b.items = b, [a]
        return dies(a, b)

    assert_collected(make)


def test_ring_of_nodes():
    def make():
        nodes = [fixture.Node(str(index)) for index in range(100)]
        for index, node in enumerate(nodes):
            node.next = nodes[index - 1]
            node.children = nodes[:3]
        return dies(*nodes)

    assert_collected(make)


@pytest.mark.parametrize("cls", [fixture.FrozenHolder, fixture.Bare])
def test_cycle_that_the_other_breaks(cls):
    def make():
        inside = []
        holder = cls(inside)
        inside.append(holder)
        return dies(holder)

    assert_collected(make)


def test_cycle_through_an_object():
    def make():
        thing = Thing()
        thing.holder = fixture.FrozenHolder(thing, [thing])
        return dies(thing, thing.holder)

    assert_collected(make)


@pytest.mark.parametrize("cls", [fixture.Open, fixture.FrozenOpen])
def test_cycle_through_the_dict(cls):
    def make():
        instance = cls(1)
        instance.__dict__["self"] = instance
        return dies(instance)

    assert_collected(make)


@pytest.mark.parametrize("base", [fixture.Base, fixture.FrozenBase, fixture.Open, fixture.Record])
def test_cycle_through_an_attribute_of_a_subclass(base):
    class Sub(base):
        __slots__ = ("link",) if base is fixture.Open else ("link", "__weakref__")

    def make():
        sub = Sub(1) if base is not fixture.Record else Sub(1, "a", 1.0)
        sub.link = sub
        return dies(sub)

    assert_collected(make)


def test_class_of_a_subclass():
    def make():
        class Sub(fixture.Base):
            pass

        sub = Sub(1)
        return [*dies(sub), *dies(Sub)]

    assert_collected(make)


def test_finalizer_sees_a_whole_instance():
    class Watching(Finalized):
        def __del__(self):
            self.seen.append(repr(self.owner))

    def make():
        holder = fixture.Holder(1, maybe=2)
        watching = Watching(holder)
        holder.value = [watching]
        return dies(holder, watching)

    Finalized.seen.clear()
    assert_collected(make)
    assert len(Finalized.seen) == 1
    assert Finalized.seen[0].startswith("Holder(value=[<")
    assert Finalized.seen[0].endswith(">], items=[], named={}, maybe=2)")


def test_finalizer_of_an_object_in_a_ring():
    def make():
        holder = fixture.Holder(Finalized())
        holder.value.owner = holder
        return dies(holder)

    Finalized.seen.clear()
    assert_collected(make)
    assert Finalized.seen == [repr(fixture.Holder)]


def test_finalizer_of_a_subclass_may_bring_it_back():
    saved = []

    class Sub(fixture.Open):
        def __del__(self):
            saved.append(self)

    sub = Sub(5)
    sub.object = sub
    del sub
    gc.collect()
    assert saved[0].x == 5
    assert saved[0].object is saved[0]
    saved[0].object = None
    saved.clear()


def test_referents_are_all_that_is_held():
    value, item, named, maybe = Thing(), Thing(), Thing(), Thing()
    holder = fixture.Holder(value, [item, item], {"k": named}, maybe)
    referents = gc.get_referents(holder)
    for thing, count in [(value, 1), (item, 2), (named, 1), (maybe, 1)]:
        assert sum(other is thing for other in referents) == count


def test_many_instances_leave_nothing_behind():
    for _ in range(3):
        things = [Thing() for _ in range(200)]
        references = dies(*things)
        for thing in things:
            node = fixture.Holder(thing, [thing], {"k": thing})
            node.maybe = node
        del things, thing, node
        gc.collect()
        assert not any(reference() for reference in references)


def test_cycle_through_a_skipped_field():
    hiding = fixture.Hiding()
    hiding.hide(hiding)
    reference = weakref.ref(hiding)
    del hiding
    assert reference() is not None
    gc.collect()
    assert reference() is None
