"""Classes of builders: which extends which, and what types that only checkers see change at run time."""

import copy
import pickle

import pytest
from pyo3_classes_fixture import (
    Ferry,
    FerryBuilder,
    Passage,
    PassageBuilder,
    Vessel,
    VesselBuilder,
)


def test_builders_extend_as_their_classes_do():
    ferry = Ferry.builder()
    assert type(ferry) is FerryBuilder
    assert FerryBuilder.__mro__[1] is VesselBuilder
    assert type(Vessel.builder()) is VesselBuilder
    assert not isinstance(Vessel.builder(), FerryBuilder)


def test_a_builder_has_the_setters_of_both_layers():
    ferry = Ferry.builder().name("Ann").line("north").crew(3)
    built = ferry.build()
    assert (built.name, built.crew, built.line) == ("Ann", 3, "north")


def test_the_setter_of_the_base_class_sets_the_same_field():
    ferry = Ferry.builder()
    assert VesselBuilder.name(ferry, "Ann") is ferry
    assert VesselBuilder.crew(ferry, 7) is ferry
    built = ferry.line("north").build()
    assert (built.name, built.crew, built.line) == ("Ann", 7, "north")


def test_a_setter_of_the_other_layer_takes_no_builder_of_the_base_class():
    vessel = Vessel.builder()
    with pytest.raises(TypeError, match="doesn't apply to"):
        FerryBuilder.name(vessel, "Ann")
    with pytest.raises(TypeError, match="doesn't apply to"):
        VesselBuilder.name(Passage.builder(), "Ann")
    assert not hasattr(vessel, "line")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda b: pickle.loads(pickle.dumps(b))])
def test_copies_are_of_the_class(copied):
    ferry = Ferry.builder().name("Ann")
    assert type(copied(ferry)) is FerryBuilder
    assert copied(ferry) == ferry
    assert ferry != Vessel.builder().name("Ann")


def test_states_change_nothing_at_run_time():
    draft = Passage.builder()
    assert type(draft) is PassageBuilder
    assert draft.missing() == ("port",)
    with pytest.raises(ValueError, match="^1 problem for Passage: port is missing$"):
        draft.build()
    draft.port("Oslo")
    assert draft.build() == Passage("Oslo")
    assert not hasattr(PassageBuilder, "_State")
