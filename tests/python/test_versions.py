"""Pickles from before a class changed: fields by name, and versions that ``migrate`` lifts."""

import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers
from helpers import restore


class Forged:
    """Pickles as an instance of another class, of any version."""

    def __init__(self, cls, version, **state):
        self.parts = cls, helpers.pickle_header(version, state), *state.values()

    def __reduce__(self):
        return self.parts[0].__pyo3_classes__, self.parts


def load(cls, version, protocol=4, **state):
    """What loading such a pickle comes to."""
    return helpers.outcome(pickle.loads, pickle.dumps(Forged(cls, version, **state), protocol))


ORDER = fixture.Order(1, "tea", 2.5, 3, ["x"], note="n")
ORDER_STATE = {"id": 1, "name": "tea", "price": 2.5, "qty": 3, "tags": ["x"], "note": "n"}


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_names_in_another_order(protocol):
    state = dict(reversed(list(ORDER_STATE.items())))
    other = load(fixture.Order, 1, protocol, **state)
    assert other == ORDER
    assert other.note == "n"


def test_field_added_since_has_its_default():
    state = {"price": 2.5, "name": "tea", "id": 1}
    first, second = load(fixture.Order, 1, **state), load(fixture.Order, 1, **state)
    assert first == second == fixture.Order(1, "tea", 2.5)


def test_field_that_is_missing():
    assert load(fixture.Order, 1, id=1, name="tea") == (
        ValueError,
        "cannot unpickle 'Order': it has no field 'price'",
    )


def test_field_that_is_unknown():
    assert load(fixture.Order, 1, **ORDER_STATE, colour="red") == (
        ValueError,
        "cannot unpickle 'Order': the class has no field 'colour'",
    )


def test_values_by_name_are_converted_and_checked():
    state = {"price": 2.5, "name": "tea", "id": 0}
    assert load(fixture.Order, 1, **state) == (
        fixture.ValidationError,
        "1 validation error for Order\nid: must be greater than or equal to 1 (got 0)",
    )
    state["id"] = "1"
    assert load(fixture.Order, 1, **state) == (TypeError, "Order.id: expected int, got str")


def test_names_that_are_no_identifiers_or_come_twice():
    names = ["id", "name", "price", "7"]
    assert helpers.outcome(lambda: restore(fixture.Order, 1, "tea", 2.5, 0, names=names)) == (
        ValueError,
        "cannot unpickle 'Order': the class has no field '7'",
    )
    names = ["id", "name", "price", "id"]
    assert restore(fixture.Order, 1, "tea", 2.5, 2, names=names).id == 2


def test_aliases_do_not_matter():
    reduced = fixture.TakesAlias(1, 2).__reduce_ex__(2)[1]
    assert reduced[0] == "1:" + ",".join(fixture.TakesAlias.__annotations__)


def test_no_version_of_ones_own_is_the_first():
    assert fixture.Record(1, "a", 1.0).__reduce_ex__(2)[1][0].startswith("1:")
    assert fixture.Person("a", "b").__reduce_ex__(2)[1][0].startswith("3:")


def test_this_version_is_not_lifted():
    person = fixture.Person("Ada", "Lovelace", "A")
    for protocol in helpers.PICKLE_PROTOCOLS:
        assert pickle.loads(pickle.dumps(person, protocol)) == person
    assert load(fixture.Person, 3, first="Ada", last="L") == fixture.Person("Ada", "L", "none")


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_older_versions_are_lifted(protocol):
    assert load(fixture.Person, 1, protocol, full="Ada L") == fixture.Person(
        "Ada", "L", "of version 1"
    )
    assert load(fixture.Person, 2, protocol, first="Ada", last="L") == fixture.Person(
        "Ada", "L", "of version 2"
    )


def test_what_migrate_made_is_checked():
    assert load(fixture.Person, 1, full=" L") == (
        fixture.ValidationError,
        "1 validation error for Person\nfirst: must have at least 1 character (got '')",
    )
    assert load(fixture.Person, 2, first="Ada", last=5) == (
        TypeError,
        "Person.last: expected str, got int",
    )


def test_older_version_that_nothing_lifts():
    assert load(fixture.Unliftable, 1, x=1) == (
        ValueError,
        "cannot unpickle 'Unliftable': it is of version 1 of 'Unliftable', this is version 2, "
        "and there is no `migrate` function to lift it",
    )


@pytest.mark.parametrize("cls", [fixture.Unliftable, fixture.Refusing, fixture.Person])
def test_newer_version(cls):
    now = 3 if cls is fixture.Person else 2
    assert load(cls, 9, x=1) == (
        ValueError,
        f"cannot unpickle '{cls.__name__}': it is of version 9 of '{cls.__name__}', "
        f"and this is version {now}",
    )


@pytest.mark.parametrize("version", [-1, 2**40, None, "", "x", ("1", ""), "+ 1"])
def test_version_that_is_none(version):
    assert helpers.outcome(lambda: restore(fixture.Unliftable, 1, version=version)) == (
        ValueError,
        "cannot unpickle 'Unliftable': it does not start with a version and the names of fields",
    )


def test_migrate_that_fails_with_a_text():
    assert helpers.problems(restore, fixture.Refusing, 7, version=1) == [
        helpers.problem("value_error", (), "version 1 is too old", {"x": 7})
    ]


def test_migrate_that_raises():
    # A ValueError is a problem like another; any other exception leaves as it is.
    assert helpers.problems(lambda: restore(fixture.Person, "Ada", version=1, names=["full"])) == [
        helpers.problem("value_error", (), "'Ada' is one name", {})
    ]
    assert load(fixture.Person, 1, first="Ada") == (LookupError, "there is no 'full'")
    kind, _ = load(fixture.Person, 1, full=5)
    assert kind is TypeError


class SubPerson(fixture.Person):
    """Of a class with versions."""


def test_subclass_of_python_has_the_version_of_its_class():
    person = SubPerson("Ada", "L")
    person.extra = [1]
    other = pickle.loads(pickle.dumps(person))
    assert (type(other), other, other.extra) == (SubPerson, person, [1])
    lifted = fixture.Person.__pyo3_classes__(SubPerson, "1:full", "Ada L")
    assert (type(lifted), lifted.last, lifted.nick) == (SubPerson, "L", "of version 1")


def test_versions_of_all_layers():
    child = fixture.VersionedChild(3, 6)
    assert child.__reduce_ex__(2)[1][0] == "2.5:index,double,added"
    assert pickle.loads(pickle.dumps(child)) == child


@pytest.mark.parametrize(
    ("versions", "state", "expected"),
    [
        ((2, 4), {"index": 3, "square": 9}, (3, 6, 0)),
        ((1, 4), {"index": 4, "square": 16}, (3, 6, 0)),
        ((1, 5), {"index": 4, "double": 1, "added": 2}, (3, 1, 2)),
        ((2, 5), {"double": 1, "index": 4}, (4, 1, 0)),
    ],
)
def test_each_layer_is_lifted_the_base_first(versions, state, expected):
    assert load(fixture.VersionedChild, versions, **state) == fixture.VersionedChild(*expected)


@pytest.mark.parametrize(
    ("versions", "text"),
    [
        (5, "its class had other base classes"),
        ((1, 2, 5), "its class had other base classes"),
        ((3, 5), "it is of version 3 of 'VersionedBase', and this is version 2"),
        ((2, 6), "it is of version 6 of 'VersionedChild', and this is version 5"),
    ],
)
def test_layers_that_do_not_fit(versions, text):
    assert load(fixture.VersionedChild, versions, index=1) == (
        ValueError,
        f"cannot unpickle 'VersionedChild': {text}",
    )
