"""Frozen classes and fields: ``FrozenInstanceError``, as in ``dataclasses``."""

import dataclasses

import pyo3_classes_fixture as fixture
import pytest

import helpers

Error = dataclasses.FrozenInstanceError


def set_attribute(instance, name):
    setattr(instance, name, 1)


@pytest.mark.parametrize("change", [set_attribute, delattr])
@pytest.mark.parametrize("name", ["key", "note", "unknown", "__class__", "__dict__", "é"])
def test_frozen_class(name, change):
    ours, twin = fixture.FrozenRecord(1, "a", 1.0), helpers.FrozenRecord(1, "a", 1.0)
    outcome = helpers.outcome(change, ours, name)
    assert outcome == helpers.outcome(change, twin, name)
    assert outcome[0] is Error
    assert ours == fixture.FrozenRecord(1, "a", 1.0)


def test_frozen_class_says_which_field():
    with pytest.raises(Error, match="^cannot assign to field 'key'$"):
        fixture.FrozenRecord(1, "a", 1.0).key = 1
    with pytest.raises(AttributeError, match="^cannot delete field 'key'$"):
        del fixture.FrozenRecord(1, "a", 1.0).key


def test_nothing_gets_around_it():
    record = fixture.FrozenRecord(1, "a", 1.0)
    for change in [
        lambda: object.__setattr__(record, "key", 5),
        lambda: fixture.FrozenRecord.key.__set__(record, 5),
        lambda: fixture.FrozenRecord.key.__delete__(record),
        lambda: type(record).__init__(record, 5, "b", 2.0),
    ]:
        helpers.outcome(change)
        assert record == fixture.FrozenRecord(1, "a", 1.0)


def test_subclass_of_a_frozen_class_has_attributes_of_its_own():
    class Sub(fixture.FrozenBase):
        pass

    sub = Sub(1)
    sub.extra = 5
    assert sub.extra == 5
    del sub.extra
    for name in ["x", "y"]:
        with pytest.raises(Error, match=f"^cannot assign to field '{name}'$"):
            setattr(sub, name, 5)
        with pytest.raises(Error, match=f"^cannot delete field '{name}'$"):
            delattr(sub, name)


def test_frozen_class_with_a_dict():
    # As a frozen dataclass, which has one too.
    instance = fixture.FrozenOpen(1)
    with pytest.raises(Error, match="^cannot assign to field 'extra'$"):
        instance.extra = 5
    assert instance.__dict__ == {}


def test_frozen_field():
    instance = fixture.PartlyFrozen(1, 2)
    instance.value = 3
    with pytest.raises(Error, match="^cannot assign to field 'key'$"):
        instance.key = 5
    with pytest.raises(Error, match="^cannot delete field 'key'$"):
        del instance.key
    assert (instance.key, instance.value) == (1, 3)
    assert instance.__replace__(key=4).key == 4


def test_name_that_is_no_text():
    with pytest.raises(TypeError):
        fixture.FrozenRecord.__setattr__(fixture.FrozenRecord(1, "a", 1.0), 1, 2)


def test_collections_handed_out_are_copies():
    record = fixture.FrozenRecord(1, "a", 1.0, ["x"], {"k": 1})
    before = hash(record)
    record.tags.append("y")
    record.extra["l"] = 2
    assert (record.tags, record.extra) == (["x"], {"k": 1})
    assert hash(record) == before
