"""A class that extends another has one builder for the fields of both; subclasses written in Python build themselves."""

import copy
import gc
import pickle
import weakref

import pyo3_classes_fixture as fixture
import pytest
from pyo3_classes_fixture import (
    BuilderError,
    Trailer,
    TrailerBuilder,
    Truck,
    TruckBuilder,
    ValidationError,
    Van,
    Vehicle,
    VehicleBuilder,
)

import helpers

needs_builtin_bases = pytest.mark.skipif(
    helpers.ABI3, reason="under abi3 no class extends one of Python's own"
)


class Special(Truck):
    def label(self):
        return f"{self.name} {self.load}"


class Odd(Truck):
    """Its constructor takes something else."""

    def __new__(cls, load):
        return super().__new__(cls, "odd", load)


def test_one_builder_for_all_layers():
    built = Truck.builder().load(2.5).name("a").wheels(6).tags(["x"]).build()
    assert type(built) is Truck
    assert built == Truck("a", 2.5, ["x"], wheels=6)


def test_three_layers():
    owner = object()
    built = Trailer.builder().owner(owner).tags([]).load(1.0).name("b").build()
    assert (built.name, built.wheels, built.load, built.tags) == ("b", 4, 1.0, [])
    assert built.hidden() == 7
    # What cannot be copied would be shared; a plain object is copied.
    assert type(built.owner) is object


def test_classes_of_builders():
    assert type(Vehicle.builder()) is VehicleBuilder
    assert type(Truck.builder()) is TruckBuilder
    assert type(Trailer.builder()) is TrailerBuilder
    assert issubclass(TruckBuilder, VehicleBuilder)
    assert not hasattr(Vehicle.builder(), "load")


def test_missing_in_order_of_the_layers():
    assert Truck.builder().missing() == ("name", "load")
    assert Trailer.builder().load(1.0).missing() == ("name",)
    with pytest.raises(BuilderError) as caught:
        Trailer.builder().build()
    assert str(caught.value) == "2 problems for Trailer: name is missing; load is missing"


def test_a_setter_names_the_class_that_declares_the_field():
    with pytest.raises(ValidationError) as caught:
        Truck.builder().name("")
    assert caught.value.title == "Vehicle"
    with pytest.raises(TypeError) as caught:
        Truck.builder().load("much")
    assert str(caught.value).startswith("Truck.load: expected float, got str")


def test_validate_sees_the_draft_of_the_base():
    assert Truck.builder().name("a").load(40.0).wheels(4).build().load == 40.0
    with pytest.raises(BuilderError) as caught:
        Truck.builder().name("a").load(41.0).wheels(4).build()
    assert caught.value.errors == {"": "41 is too much for 4 wheels"}


def test_the_check_of_a_builder_is_that_of_its_class_alone():
    built = Trailer.builder().name("a").load(41.0).wheels(4).build()
    assert built.load == 41.0


def test_to_builder_has_all_layers():
    truck = Truck("a", 2.5, ["x"], wheels=6)
    again = truck.to_builder().build()
    assert again == truck and again is not truck
    assert truck.to_builder().name("b").build() == Truck("b", 2.5, ["x"], wheels=6)


def test_partial_and_update_reach_all_layers():
    assert Truck.partial(name="a", load=1.0).build() == Truck("a", 1.0)
    assert Truck.builder().update({"wheels": 3}, name="a", load=1.0).build() == Truck("a", 1.0, wheels=3)
    with pytest.raises(BuilderError) as caught:
        Truck.partial(name="", load=-1.0)
    assert list(caught.value.errors) == ["name", "load"]


def test_build_many():
    rows = [{"name": "a"}, {"name": "b", "wheels": 8}]
    assert Truck.partial(load=1.0).build_many(rows) == [Truck("a", 1.0), Truck("b", 1.0, wheels=8)]


def test_subclass_builds_itself():
    built = Special.builder().name("a").load(1.5).build()
    assert type(built) is Special
    assert built.label() == "a 1.5"
    assert type(Special.partial(name="a").load(1.0).build()) is Special


def test_subclass_to_builder():
    special = Special("a", 1.5)
    special.note = "kept by the instance alone"
    builder = special.to_builder()
    again = builder.build()
    assert type(again) is Special and again == special
    assert not hasattr(again, "note")


def test_builders_of_a_subclass_and_of_its_base_differ():
    assert Special.builder() == Special.builder()
    assert Special.builder() != Truck.builder()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("class_", [Truck, Special])
def test_pickle(class_, protocol):
    builder = class_.builder().name("a").tags(["x"])
    again = pickle.loads(pickle.dumps(builder, protocol))
    assert again == builder and again is not builder
    assert again.missing() == ("load",)
    assert type(again.load(1.0).build()) is class_
    assert copy.deepcopy(builder) == builder


@pytest.mark.parametrize("class_", [Truck, Special])
def test_error_pickles(class_):
    with pytest.raises(BuilderError) as caught:
        class_.builder().name("a").build()
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.missing, again.errors, again.title) == (("load",), {}, class_.__name__)


def test_subclass_with_a_constructor_of_its_own():
    # As `copy.copy` and pickles make it: without a call of the constructor.
    built = Odd.builder().name("a").load(1.0).build()
    assert type(built) is Odd and (built.name, built.load) == ("a", 1.0)
    assert Odd(1.0).to_builder().build().name == "odd"


def test_rust_subclass_without_a_builder():
    message = "'Van' has fields that 'Vehicle' does not know: it must be made by methods of its own"
    for make in (Van.builder, lambda: Van.partial(name="a"), Van("a", 2).to_builder):
        with pytest.raises(TypeError) as caught:
            make()
        assert str(caught.value) == message


@needs_builtin_bases
def test_a_base_of_pythons_own():
    Breakdown = fixture.Breakdown
    built = Breakdown.builder().place("here").build()
    assert type(built) is Breakdown and isinstance(built, Exception)
    assert (built.place, built.count) == ("here", 1)
    with pytest.raises(Breakdown):
        raise built
    with pytest.raises(BuilderError) as caught:
        Breakdown.partial(count=0)
    assert list(caught.value.errors) == ["count"]
    assert Breakdown("there", 3).to_builder().place("here").build().count == 3


@needs_builtin_bases
def test_a_dict():
    built = fixture.Register.builder().title("guests").build()
    built["a"] = 1
    assert isinstance(built, dict) and dict(built) == {"a": 1} and built.title == "guests"
    # A builder has the values of the fields, and nothing else.
    assert dict(built.to_builder().build()) == {}


def test_a_cycle_through_a_builder_is_collected():
    class Node:
        pass

    node = Node()
    node.builder = Trailer.builder().owner(node)
    gone = weakref.ref(node)
    del node
    gc.collect()
    assert gone() is None
