"""``#[dataclass(stdlib)]``: what libraries that know dataclasses make of a class.

``requirements-ecosystem.txt`` has the libraries; where one is not installed, its tests are skipped.
"""

import copy
import dataclasses
import multiprocessing
import subprocess
import sys

import pytest
import test_stdlib as twins
from hypothesis import given
from hypothesis import strategies as st
from test_stdlib import nested, options, record

import pyo3_classes_fixture as fixture

INTEGERS = st.integers(-(2**63), 2**63 - 1)
RECORDS = st.builds(
    fixture.StdRecord,
    key=INTEGERS,
    # `nan` is equal to nothing but the very object, and each read makes one.
    price=st.floats(allow_nan=False),
    tags=st.lists(st.text()),
    extra=st.dictionaries(st.text(), INTEGERS),
    note=st.none() | st.text(),
)


@given(st.builds(fixture.StdPoint))
def test_hypothesis_builds(point):
    assert type(point) is fixture.StdPoint
    assert type(point.x) is float


@given(st.from_type(fixture.StdPoint), st.from_type(fixture.StdMeters))
def test_hypothesis_from_type(point, meters):
    assert (type(point), type(meters)) == (fixture.StdPoint, fixture.StdMeters)


@given(RECORDS)
def test_hypothesis_with_strategies(ours):
    twin = twins.StdRecord(**dataclasses.asdict(ours))
    assert dataclasses.astuple(ours) == dataclasses.astuple(twin)
    # The dict of Rust has no order.
    if len(ours.extra) < 2:
        assert repr(ours) == repr(twin)
    assert dataclasses.replace(ours) == ours


def test_pool_of_processes():
    context = multiprocessing.get_context("spawn")
    values = [record(fixture), nested(fixture), options(fixture)]
    with context.Pool(1) as pool:
        assert pool.map(copy.copy, values) == values
        assert pool.map(dataclasses.asdict, values) == [dataclasses.asdict(one) for one in values]
        assert pool.map(dataclasses.replace, values) == [dataclasses.replace(one) for one in values]


def test_dask():
    distributed = pytest.importorskip("dask.distributed")
    values = [record(fixture), nested(fixture)]
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert client.gather(client.map(copy.copy, values)) == values
        dicts = client.gather(client.map(dataclasses.asdict, values))
        assert dicts == [dataclasses.asdict(one) for one in values]
        assert client.submit(max, [fixture.StdRecord(2, "b", 1.0), values[0]]).result().key == 2


def test_cattrs():
    cattrs = pytest.importorskip("cattrs")
    for make in (record, nested, options):
        ours, twin = make(fixture), make(twins)
        assert cattrs.unstructure(ours) == cattrs.unstructure(twin)
    for make in (record, nested):
        ours = make(fixture)
        assert cattrs.structure(cattrs.unstructure(ours), type(ours)) == ours
    aliased = fixture.StdAliased(1, "b", "p")
    assert cattrs.structure(cattrs.unstructure(aliased), fixture.StdAliased) == aliased
    values = {"key": "3", "name": "tea", "price": 2}
    assert cattrs.structure(values, fixture.StdRecord) == fixture.StdRecord(3, "tea", 2.0)
    with pytest.raises(cattrs.errors.ClassValidationError):
        cattrs.structure({"key": 1}, fixture.StdRecord)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("make", [record, nested, options])
def test_rich(make, width):
    pretty = pytest.importorskip("rich.pretty")
    ours, twin = (
        pretty.pretty_repr([make(module), {"a": make(module)}], max_width=width)
        for module in (fixture, twins)
    )
    assert ours == twin


def test_rich_print():
    rich = pytest.importorskip("rich.console")
    printed = []
    for module in (fixture, twins):
        console = rich.Console(width=40, color_system="truecolor", force_terminal=True)
        with console.capture() as capture:
            console.print(record(module), [nested(module)])
        printed.append(capture.get())
    assert printed[0] == printed[1]


def test_rich_of_what_repr_hides():
    pretty = pytest.importorskip("rich.pretty")
    for value in (fixture.StdAliased(1, password="p"), fixture.StdMeters(2.0), fixture.StdOwn(1)):
        assert pretty.pretty_repr(value) == repr(value)

    class Loud(fixture.StdRecord):
        def __repr__(self):
            return "LOUD"

    assert pretty.pretty_repr(Loud(1, "a", 1.0)) == "LOUD"
    assert pretty.pretty_repr(fixture.StdRecord) == repr(fixture.StdRecord)


def rows(module):
    return [
        module.StdRecord(1, "tea", 2.5, ["hot"]),
        module.StdRecord(2, "ale", 3.5, [], note="cold"),
    ]


def test_pandas():
    pandas = pytest.importorskip("pandas")
    ours, twin = (pandas.DataFrame(rows(module)) for module in (fixture, twins))
    pandas.testing.assert_frame_equal(ours, twin)
    assert list(ours["price"]) == [2.5, 3.5]


def test_polars():
    polars = pytest.importorskip("polars")
    testing = pytest.importorskip("polars.testing")
    for make in (rows, lambda module: [module.StdPoint(1.0), module.StdPoint(2.0, 3.0)]):
        ours, twin = (polars.DataFrame(make(module)) for module in (fixture, twins))
        assert ours.schema == twin.schema
        testing.assert_frame_equal(ours, twin)


ORJSON = """
import copy, dataclasses, gc, sys
import orjson, pyo3_classes_fixture as fixture

def made(number):
    point = fixture.StdPoint
    text = "text %d \\u20ac" % number
    return [
        fixture.StdRecord(number, text, number / 3, [text, "b" * (number % 50)], {text: number}),
        fixture.StdNested(point(1.0), [point(2.0)] * 3, {"a": point(5.0)}, (point(6.0), 7)),
        fixture.StdMeters(2.0), fixture.StdShape.Box(1.0, 2.0), fixture.StdLive([1], [2]),
        fixture.StdGrandchild(1, text, 2.0), Below(1, text, 1.0), Slotted(1, text, 1.0),
    ]

class Below(fixture.StdRecord):
    pass

class Slotted(fixture.StdRecord):
    __slots__ = ()

refused, option = set(), orjson.OPT_PASSTHROUGH_DATACLASS
expected = None
for number in range(COUNT // 8):
    for value in made(number):
        for what in (value, [value], {"a": [value]}):
            for how in (0, option):
                try:
                    orjson.dumps(what, option=how)
                except orjson.JSONEncodeError as error:
                    refused.add((type(value).__name__, str(error).split(": ")[0]))
                else:
                    raise AssertionError(value)
    if number % 10 == 0:
        values = made(number)
        for how in (0, option):
            taken = orjson.loads(orjson.dumps(values, default=dataclasses.asdict, option=how))
            wanted = [dataclasses.asdict(value) for value in values]
            wanted[1]["pair"] = list(wanted[1]["pair"])
            assert taken == wanted, taken
for name, text in sorted(refused):
    print(name, text)
"""


def test_orjson():
    """It reads attributes of a dataclass without holding what it got: it must not take ours for one."""
    pytest.importorskip("orjson")
    names = "Below Box Slotted StdGrandchild StdLive StdMeters StdNested StdRecord"
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", ORJSON.replace("COUNT", "100_000")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines() == [
        f"{name} Type is not JSON serializable" for name in names.split()
    ]
