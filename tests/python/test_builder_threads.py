"""Builders that many use at once, or that are used while they are in use; and what they keep alive."""

import concurrent.futures
import copy
import gc
import pickle
import sys
import threading
import weakref

import pytest
from pyo3_classes_fixture import BuilderError, Crate, Fleet, Login, Server, counted_alive

THREADS = 8
ROUNDS = 100


@pytest.fixture(autouse=True)
def switch_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def hammer(*actions):
    """Every thread runs every action, each from another start, all at the same time."""
    barrier = threading.Barrier(THREADS)

    def run(thread):
        barrier.wait()
        for index in range(ROUNDS):
            actions[(thread + index) % len(actions)](index)

    with concurrent.futures.ThreadPoolExecutor(THREADS) as executor:
        for future in [executor.submit(run, thread) for thread in range(THREADS)]:
            future.result()


def test_a_template_for_many_threads():
    template = Server.builder().host("a").tags(["x", "y"])

    def of_copy(index):
        assert template.copy().port(index + 1).build() == Server("a", index + 1, ["x", "y"])

    def of_rows(index):
        assert template.build_many([{"port": index + 1}]) == [Server("a", index + 1, ["x", "y"])]

    hammer(of_copy, of_rows)
    assert repr(template) == "<ServerBuilder host='a', tags=['x', 'y']; missing: port>"


def test_one_builder_in_many_threads():
    builder = Server.builder().host("a").port(1)
    template = builder.copy()

    def host(index):
        builder.host(f"{index}" * 40)

    def update(index):
        # Both or none: no one sees one of the two.
        builder.update(port=index + 1, tags=[str(index + 1)])

    def look(_):
        made = builder.copy().host("h").port(1).build()
        assert made.timeout == 30.0
        port, tags = (lambda made: (made.port, made.tags))(builder.build())
        assert tags in ([], [str(port)])

    hammer(
        host,
        update,
        look,
        lambda _: repr(builder),
        lambda _: builder == template,
        lambda _: template == builder,
        lambda _: builder == builder.copy(),
        lambda _: pickle.loads(pickle.dumps(builder)),
        lambda _: copy.deepcopy(builder),
        lambda _: builder.missing(),
        lambda _: builder.maybe_timeout(None),
    )
    # Some thread was the last to set it.
    assert builder.build().host in {f"{index}" * 40 for index in range(ROUNDS)}


class Slow:
    """A value whose methods let other threads run."""

    def __repr__(self):
        return "".join(str(digit) for digit in range(20))

    def __eq__(self, other):
        return sum(range(50)) > 0

    def __deepcopy__(self, memo):
        return Slow() if sum(range(50)) else None

    def __del__(self):
        sum(range(50))

    def __reduce__(self):
        return Slow, ()


def test_objects_in_many_threads():
    builder, other = Crate.builder().any(Slow()), Crate.builder().any(Slow())
    hammer(
        lambda _: builder.any(Slow()),
        lambda _: builder.many([Slow(), Slow()]),
        lambda _: builder.update(any=Slow(), other=Slow()),
        lambda _: builder.unset("many", "other"),
        lambda _: repr(builder),
        lambda _: builder == other,
        lambda _: other == builder,
        lambda _: builder.build(),
        lambda _: copy.deepcopy(builder),
        lambda _: pickle.loads(pickle.dumps(builder)),
        lambda _: gc.collect(0),
    )
    assert type(builder.build().any) is Slow


def test_set_once_is_won_once():
    for _ in range(20):
        builder, won = Login.builder(), []
        barrier = threading.Barrier(THREADS)

        def run(thread, builder=builder, won=won, barrier=barrier):
            barrier.wait()
            try:
                builder.with_user(f"user{thread}")
            except BuilderError:
                return
            won.append(f"user{thread}")

        threads = [threading.Thread(target=run, args=(thread,)) for thread in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        assert builder.with_password("x").build().user == won[0]


def test_a_value_that_calls_the_builder_while_it_is_converted():
    builder = Server.builder()

    class Port:
        def __index__(self):
            builder.host("from __index__").port(7)
            assert builder.missing() == ()
            return 5

    class Seconds:
        def __float__(self):
            builder.unset("port").timeout(1.0)
            return 2.0

    assert builder.port(Port()).build() == Server("from __index__", 5)
    builder.update(host="h", timeout=Seconds())
    assert repr(builder) == "<ServerBuilder host='h', timeout=2.0; missing: port>"


def test_a_value_that_calls_the_builder_when_it_goes():
    builder = Crate.builder()
    seen = []

    class Loud:
        def __del__(self):
            seen.append(repr(builder))
            builder.other(len(seen))

    builder.any(Loud())
    builder.any(1)
    assert seen == ["<CrateBuilder any=1>"]
    builder.update(any=Loud()).update(any=2)
    assert seen[1:] == ["<CrateBuilder any=2, other=1>"]
    builder.any(Loud()).unset("any")
    assert seen[2:] == ["<CrateBuilder other=2; missing: any>"]
    assert builder.any(0).build().other == 3


def test_values_that_call_the_builder_from_its_methods():
    builder = Crate.builder()

    class Busy:
        def __repr__(self):
            builder.many([])
            return "busy"

        def __eq__(self, other):
            builder.many([1])
            return True

        def __deepcopy__(self, memo):
            builder.any(5)
            return 6

        def __reduce__(self):
            builder.many([2])
            return int, (7,)

    builder.any(Busy())
    assert repr(builder) == "<CrateBuilder any=busy>"
    assert builder == builder.copy().any(Busy())
    assert repr(pickle.loads(pickle.dumps(builder.unset("many")))) == "<CrateBuilder any=7>"
    # A build is of what was there when it began.
    assert builder.build().any == 6
    assert builder.build().any == 5


def test_references():
    value = object()
    before = sys.getrefcount(value)
    builder = Crate.builder()
    for _ in range(3):
        builder.any(value).maybe_any(value).update(any=value)
        assert sys.getrefcount(value) == before + 1
    builder.many([value, value]).named({"a": value}).list([value])
    assert sys.getrefcount(value) == before + 5
    for _ in range(3):
        repr(builder)
        assert builder == builder.copy()
        builder.build()
        builder.build_many([{}, {}])
        builder.missing()
        for wrong in (lambda: builder.list(value), lambda: builder.update(any=value, lst=value)):
            with pytest.raises((TypeError, BuilderError)):
                wrong()
    gc.collect()
    assert sys.getrefcount(value) == before + 5
    builder.unset("any", "many", "named")
    assert sys.getrefcount(value) == before + 1
    del builder
    assert sys.getrefcount(value) == before


def test_the_builder_is_not_leaked():
    builder = Server.builder()
    before = sys.getrefcount(builder)
    for _ in range(5):
        builder.host("a").maybe_port(1).maybe_tags(None).update(port=2).unset("port").when(1, repr)
        with builder.port(3):
            pass
        with pytest.raises(TypeError):
            builder.host(1)
    assert sys.getrefcount(builder) == before


def collected(make):
    """Whether what `make` returns is gone, once nobody has it."""
    reference = weakref.ref(make())
    gc.collect()
    return reference() is None


def in_its_own_field():
    builder = Crate.builder()
    return builder.any(builder)


def in_a_list_in_its_own_field():
    builder = Crate.builder()
    return builder.many([[builder]])


def in_its_own_result():
    builder = Crate.builder().any([])
    with builder:
        pass
    builder.result.any.append(builder)
    return builder


def in_a_subclass():
    class Special(Crate):
        pass

    Special.maker = Special.builder()
    return Special


@pytest.mark.parametrize(
    "make", [in_its_own_field, in_a_list_in_its_own_field, in_its_own_result, in_a_subclass]
)
def test_cycles_are_collected(make):
    assert collected(make)


def test_every_value_is_dropped_once():
    alive, ships = counted_alive(), list(range(16))
    builder = Fleet.builder().flagship(1).ships(ships)
    assert counted_alive() == alive + 17
    builder.flagship(2).ships(ships).maybe_ships(ships).update(ships=ships, flagship=3)
    for wrong in (lambda: builder.ships(ships[1:]), lambda: builder.ships([*ships[1:], "x"])):
        with pytest.raises((TypeError, ValueError)):
            wrong()
    for wrong in ({"ships": ships, "berths": 1}, {"ships": ships, "flagship": 1, "dock": 2}):
        with pytest.raises(BuilderError):
            builder.update(wrong)
    assert counted_alive() == alive + 17
    with pytest.raises(BuilderError, match="no berth for the flagship"):
        builder.berths(16).build()
    with pytest.raises(BuilderError, match="no berth"):
        builder.build_many([{"berths": 20}, {}, {"flagship": "x"}])
    assert counted_alive() == alive + 17
    made = builder.berths(17).build()
    assert counted_alive() == alive + 17 + 18
    others = [made.to_builder(), builder.copy(), copy.deepcopy(builder)]
    assert counted_alive() == alive + 17 + 18 + 3 * 17
    del others, made
    assert counted_alive() == alive + 17
    assert builder.unset("ships").missing() == ("ships",)
    assert counted_alive() == alive + 1
    with pytest.raises(BuilderError, match="ships is missing"):
        builder.build()
    del builder
    assert counted_alive() == alive
