"""Pickling, in every protocol, to other processes, and from hands that we do not trust."""

import concurrent.futures
import copyreg
import multiprocessing
import pickle

import pyo3_classes_fixture as fixture
import pytest

import helpers

INSTANCES = [
    fixture.Record(1, "thé", -0.0, ["x"], {"k": 1}, "n"),
    fixture.FrozenRecord(-(2**63), "", float("inf")),
    fixture.HashedRecord(key=1, price=2.0, label="a", rank=3),
    fixture.Order(1, "tea", 2.5, note="hidden"),
    fixture.Basket(fixture.Order(1, "a", 1.0), [fixture.Order(2, "b", 2.0)]),
    fixture.Ticket(1, "first", **{"from": 2}),
    fixture.TakesAlias(1, 2),
    fixture.Empty(),
]


def by_name(value):
    return type(value).__name__


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
@pytest.mark.parametrize("instance", INSTANCES, ids=by_name)
def test_round_trip(instance, protocol):
    other = pickle.loads(pickle.dumps(instance, protocol))
    assert type(other) is type(instance)
    assert other == instance
    assert repr(other) == repr(instance)


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_pure_python_pickle(protocol):
    for instance in INSTANCES:
        assert pickle._loads(pickle._dumps(instance, protocol)) == instance


def test_hidden_and_computed_fields_travel():
    order = pickle.loads(pickle.dumps(fixture.Order(1, "tea", 2.5, note="hidden")))
    assert order.note == "hidden"
    some = fixture.TakesSome(1, 3)
    some.second = 9
    assert pickle.loads(pickle.dumps(some)).second == 9


def test_fresh_process_loads():
    data = pickle.dumps(INSTANCES)
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer))"
    assert helpers.run_python(code, stdin=data) == f"{INSTANCES}\n"


def test_shared_objects_stay_shared():
    shared = [1]
    pair = fixture.Holder(shared, [shared])
    other, again = pickle.loads(pickle.dumps([pair, pair]))
    assert other is again
    assert other.value is other.items[0]


@pytest.mark.parametrize("protocol", helpers.PICKLE_PROTOCOLS)
def test_no_reference_to_the_runtime(protocol):
    data = pickle.dumps(fixture.Record(1, "a", 1.0), protocol)
    assert b"_pyo3_classes_shared" not in data
    assert b"pyo3_classes_fixture" in data


def double(order):
    """Runs in another process."""
    return order.__replace__(qty=order.qty * 2)


def break_rule(order):
    """Runs in another process."""
    return order.__replace__(qty=-1)


@pytest.fixture(scope="module")
def pool():
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        yield executor


def test_process_pool(pool):
    orders = [fixture.Order(1, "a", 1.0, 3), fixture.Order(2, "b", 2.0)]
    assert list(pool.map(double, orders)) == [
        fixture.Order(1, "a", 1.0, 6),
        fixture.Order(2, "b", 2.0, 2),
    ]


def test_process_pool_passes_the_error(pool):
    with pytest.raises(fixture.ValidationError) as caught:
        pool.submit(break_rule, fixture.Order(1, "a", 1.0)).result()
    assert caught.value.errors() == [
        helpers.problem(
            "greater_than_equal", ("qty",), "must be greater than or equal to 1", -1, ge=1
        )
    ]


def test_restore_checks_values():
    good = helpers.restore(fixture.Order, 1, "tea", 2.5, 1, [], None)
    assert good == fixture.Order(1, "tea", 2.5)
    assert helpers.problems(helpers.restore, fixture.Order, 0, "", 2.5, 1, [], None) == [
        helpers.problem(
            "greater_than_equal", ("id",), "must be greater than or equal to 1", 0, ge=1
        ),
        helpers.problem(
            "string_too_short", ("name",), "must have at least 1 character", "", min_length=1
        ),
    ]
    with pytest.raises(TypeError, match="^Order.price: expected float, got str$"):
        helpers.restore(fixture.Order, 1, "tea", "2.5", 1, [], None)


NO_HEADER = (
    "cannot unpickle 'Order': it does not start with a version and the names of fields"
)


@pytest.mark.parametrize(
    ("arguments", "error", "text"),
    [
        ((), ValueError, NO_HEADER),
        ((fixture.Order,), ValueError, NO_HEADER),
        ((fixture.Order, 1), ValueError, NO_HEADER),
        ((1, "tea", 2.5, 1, [], None), ValueError, NO_HEADER),
        (("id", 1), ValueError, NO_HEADER),
        (("x:id", 1), ValueError, NO_HEADER),
        (("1:id,name", 1), ValueError, "cannot unpickle 'Order': it has 2 names for 1 values"),
        (("1:", 1), ValueError, "cannot unpickle 'Order': it has 0 names for 1 values"),
        ((int, "1:id", 1), TypeError, "'int' is not a 'Order'"),
        (
            (fixture.Order, "1.1:id", 1),
            ValueError,
            "cannot unpickle 'Order': its class had other base classes",
        ),
        (("\ud800:id", 1), UnicodeEncodeError, None),
    ],
)
def test_restore_refuses(arguments, error, text):
    kind, message = helpers.outcome(fixture.Order.__pyo3_classes__, *arguments)
    assert (kind, message if text else None) == (error, text)


def test_new_protocols_make_the_instance_in_one_step():
    record = fixture.Record(1, "a", 1.0)
    function, arguments = record.__reduce_ex__(4)
    header = ("1:key,name,price,tags,extra,note",)
    assert function is copyreg.__newobj_ex__
    assert arguments == (fixture.Record, (1, "a", 1.0, [], {}, None), {"": header})
    assert fixture.Record.__new__(fixture.Record, 1, "a", 1.0, [], {}, None, **{"": header}) == record
    # A subclass has a `__new__` of its own.
    assert PyRecord(1, "a", 1.0).__reduce_ex__(4)[1][:2] == (PyRecord, *header)


class PyRecord(fixture.Record):
    """Made in Python."""


@pytest.mark.parametrize(
    "keywords",
    [
        {"": "1:key,name,price,tags,extra,note"},
        {"": ["1:key,name,price,tags,extra,note"]},
        {"": (1,)},
        {"": ()},
        {"": ("1:key",), "x": 1},
        {" ": ("1:key",)},
    ],
)
def test_keywords_that_are_no_pickles(keywords):
    kind, text = helpers.outcome(lambda: fixture.Record(1, "a", 1.0, **keywords))
    assert kind is TypeError
    assert text.startswith("Record() got an unexpected keyword argument '")


def test_names_are_held_once():
    first, second = (fixture.Record(1, "a", 1.0).__reduce_ex__(2)[1][0] for _ in range(2))
    assert first is second


def test_forged_pickle_is_checked():
    data = pickle.dumps(fixture.Order(7, "tea", 2.5), 0)
    assert pickle.loads(data).id == 7
    forged = data.replace(b"I7\n", b"I0\n")
    assert forged != data
    with pytest.raises(fixture.ValidationError, match="id: must be greater than or equal to 1"):
        pickle.loads(forged)


def test_validate_runs_and_post_init_does_not():
    with pytest.raises(fixture.ValidationError, match="low must not exceed high"):
        helpers.restore(fixture.Interval, 2, 1, [])
    square = fixture.Square(3.0)
    square.area = 50.0
    before = fixture.completed_squares()
    assert pickle.loads(pickle.dumps(square)).area == 50.0
    assert fixture.completed_squares() == before


def test_homeless_class_says_what_to_write():
    with pytest.raises(pickle.PicklingError) as caught:
        pickle.dumps(fixture.Homeless(1))
    assert str(caught.value) == (
        "cannot pickle 'Homeless': no module is known to import it from; "
        'write #[pyclass(module = "...")] on the Rust struct'
    )


def test_element_that_does_not_pickle():
    holder, twin = fixture.Holder(n for n in []), helpers.Holder(n for n in [])
    for protocol in helpers.PICKLE_PROTOCOLS:
        expected = helpers.outcome(pickle.dumps, twin, protocol)
        assert expected[0] is TypeError
        assert helpers.outcome(pickle.dumps, holder, protocol) == expected


def test_no_setstate_and_no_reduce_by_default():
    assert not hasattr(fixture.FrozenRecord, "__setstate__")
    reduced = fixture.Record(1, "a", 1.0).__reduce_ex__(2)
    assert reduced == (
        fixture.Record.__pyo3_classes__,
        ("1:key,name,price,tags,extra,note", 1, "a", 1.0, [], {}, None),
    )
    assert fixture.Record not in copyreg.dispatch_table
