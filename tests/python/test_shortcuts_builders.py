"""Builders whose setters and ``build`` go past PyO3, against the long way and the constructor."""

import copy
import gc
import sys
import threading
import tracemalloc
import weakref

import pyo3_classes_fixture as fixture
import pytest
from pyo3_classes_fixture import Server

from helpers import GIL


class Text(str):
    """No exact ``str``: the long way."""


class Number(int):
    """No exact ``int``."""


def full():
    return Server.builder().host("db1").port(5432).tags(["eu"]).timeout(1.5)


# What is set


@pytest.mark.parametrize("host", ["db1", "d\u00fcsseldorf", "\U0001f600", Text("db1")])
@pytest.mark.parametrize("port", [1, 65535, Number(80), True])
@pytest.mark.parametrize("timeout", [0.5, 3, float("inf")])
def test_values_are_those_of_the_constructor(host, port, timeout):
    built = Server.builder().host(host).port(port).timeout(timeout).build()
    assert built == Server(host, port, timeout=timeout)
    assert (built.host, built.port, built.timeout, built.tags) == (host, port, timeout, [])


@pytest.mark.parametrize(
    ("setter", "value"),
    [
        ("host", ""),
        ("host", 1),
        ("host", "\ud800"),
        ("port", 0),
        ("port", 65536),
        ("port", -1),
        ("port", 2**32),
        ("port", 2**64),
        ("port", -(2**200)),
        ("port", "80"),
        ("port", 1.5),
        ("timeout", 0.0),
        ("timeout", float("nan")),
        ("timeout", None),
        ("tags", "eu"),
        ("tags", ["eu", 1]),
    ],
)
def test_refused_as_the_constructor_refuses(setter, value):
    given = {"host": "db1", "port": 5432}
    with pytest.raises(Exception) as expected:
        Server(**{**given, setter: value})
    builder = full()
    for _ in range(3):
        with pytest.raises(type(expected.value)) as caught:
            getattr(builder, setter)(value)
        assert str(caught.value) == str(expected.value)
    assert builder == full()


def test_maybe():
    builder = full()
    assert builder.maybe_port(None) is builder
    assert builder.maybe_port(1) is builder
    assert builder.maybe_host(None).maybe_host(Text("a")).build() == Server("a", 1, ["eu"], 1.5)
    with pytest.raises(ValueError, match="^1 validation error for Server\nport: must be greater"):
        builder.maybe_port(0)


def test_unset_and_set_again():
    builder = full()
    for port in range(1, 50):
        builder.unset("port", "tags").port(port)
        assert builder.missing() == ()
        assert builder.build() == Server("db1", port, timeout=1.5)


# What is built


def test_builds_share_nothing():
    builder = full()
    one, two = builder.build(), builder.build()
    assert one == two and one is not two
    builder.host("db2").tags([])
    assert one == two == Server("db1", 5432, ["eu"], 1.5)
    assert builder.build() == Server("db2", 5432, [], 1.5)


def test_instances_are_checked_again():
    """A value that came from an instance is checked by ``build``, as it is by the long way."""
    server = Server("db1", 5432, ["eu"], 1.5)
    builder = server.to_builder()
    assert [builder.build() for _ in range(3)] == [server] * 3
    assert builder.port(1).build() == Server("db1", 1, ["eu"], 1.5)


def test_missing_is_told_each_time():
    builder = Server.builder().host("db1")
    for _ in range(3):
        with pytest.raises(fixture.BuilderError) as caught:
            builder.build()
        assert caught.value.missing == ("port",)
    assert builder.port(1).build() == Server("db1", 1)


def test_a_setter_of_another_builder_class():
    setter = type(full()).port
    with pytest.raises(TypeError):
        setter(object(), 1)
    with pytest.raises(TypeError):
        setter(Server("db1", 1), 1)


# What is kept


def test_nothing_leaks():
    host, tags = "h" * 1000, ["t" * 1000]
    before = sys.getrefcount(host), sys.getrefcount(tags)

    def once():
        builder = full().host(host).tags(tags)
        for _ in range(3):
            builder.host(host).build()
        with pytest.raises(TypeError):
            builder.port("1")
        copy.copy(builder).unset("host")
        return weakref.ref(builder)

    for _ in range(50):
        assert once()() is None
    assert (sys.getrefcount(host), sys.getrefcount(tags)) == before
    gc.collect()
    tracemalloc.start()
    try:
        once()
        start = tracemalloc.get_traced_memory()[0]
        for _ in range(200):
            once()
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - start < 10_000
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not GIL, reason="the shortcuts need the GIL")
def test_threads():
    builder = full()
    wrong = []

    def work(number):
        host = str(number) * 20
        for _ in range(2000):
            built = builder.host(host).tags([host]).build()
            if set(built.host) != {built.host[0]} or len(built.host) != 20:
                wrong.append(built)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []
