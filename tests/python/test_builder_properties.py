"""Builders against the keyword constructor and against a dict, whatever is called in whatever order."""

import copy
import datetime
import pathlib
import pickle

from hypothesis import given, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pyo3_classes_fixture import Broad, BuilderError, Server, ValidationError

import helpers

finite = st.floats(allow_nan=False)
texts = st.text(max_size=12)


def integers(bits, signed=True):
    low = -(2 ** (bits - 1)) if signed else 0
    return st.integers(low, low + 2**bits - 1)


def cycles(items, length):
    """Lists of a length, which go through a few items again and again."""
    return st.lists(items, min_size=1, max_size=3).map(lambda few: (few * length)[:length])


BROAD = {
    "flag": st.booleans(),
    "tiny": integers(8, signed=False),
    "letter": st.characters(),
    "small": integers(16),
    "medium": st.integers(-(10**6), 10**6),
    "large": integers(64),
    "unsigned": integers(64, signed=False),
    "huge": integers(128, signed=False),
    "signed_huge": integers(128),
    "single": st.floats(width=32, allow_nan=False),
    "double": finite,
    "text": texts,
    "bytes": st.binary(max_size=12),
    "numbers": st.lists(integers(64), max_size=4),
    "matrix": cycles(finite, 32),
    "squares": cycles(cycles(integers(16, signed=False), 8), 8),
    "pair": st.tuples(integers(32), texts),
    "map": st.dictionaries(texts, integers(64), max_size=3),
    "set": st.sets(integers(32), max_size=3),
    "maybe": st.none() | integers(64),
    "optional_text": st.none() | texts,
    "nothing": st.just(()),
    "duration": st.timedeltas(datetime.timedelta(0), datetime.timedelta(10**6)),
    "path": texts.filter(lambda text: "\0" not in text).map(pathlib.Path),
    "boxed": texts,
    "last": integers(8, signed=False),
}

# What `maybe` can be called without, a default, and `Option`s, which are None.
OPTIONAL = {"last", "maybe", "optional_text"}

wrong = st.sampled_from(
    [object(), "\ud800", 2**200, -(2**200), [object()], {1: object()}, (1, 2, 3), float("inf")]
)

broad = st.fixed_dictionaries(BROAD)


@given(broad, st.randoms())
def test_any_order_of_setters(values, random):
    names = list(values)
    random.shuffle(names)
    builder = Broad.builder()
    for name in names:
        assert getattr(builder, name)(values[name]) is builder
    assert builder.missing() == ()
    expected = Broad(**values)
    assert builder.build() == expected == builder.build()
    assert repr(builder.build()) == repr(expected)
    # Each way to give the values, and each way to have another builder with them.
    for other in (
        Broad.builder().update(values),
        Broad.builder().update(**values),
        Broad.partial(**values),
        expected.to_builder(),
        builder.copy(),
        copy.deepcopy(builder),
        pickle.loads(pickle.dumps(builder)),
    ):
        assert other == builder
        assert other.build() == expected
    assert Broad.builder().build_many([values, values]) == [expected, expected]


@given(broad, st.lists(st.tuples(st.sampled_from(list(BROAD)), wrong), max_size=8))
def test_wrong_values_in_between_change_nothing(values, spoilers):
    builder, plain = Broad.builder(), Broad.builder()
    for name, value in values.items():
        for setter, bad in spoilers:
            try:
                getattr(builder, setter)(bad)
            except (TypeError, OverflowError, ValueError):
                assert builder == plain
            else:
                # It is no wrong value of this field.
                builder = plain.copy()
        getattr(builder, name)(value)
        getattr(plain, name)(value)
    assert builder.build() == Broad(**values)


@given(broad, st.sets(st.sampled_from(list(BROAD))))
def test_what_is_missing(values, left_out):
    builder = Broad.builder().update({k: v for k, v in values.items() if k not in left_out})
    missing = tuple(name for name in BROAD if name in left_out - OPTIONAL)
    assert builder.missing() == missing
    assert builder.is_complete == (not missing)
    if missing:
        try:
            builder.build()
        except BuilderError as error:
            assert error.missing == missing
            assert error.errors == {}
        else:
            raise AssertionError("nothing is missing")
    else:
        given_values = {k: v for k, v in values.items() if k not in left_out}
        given_values.setdefault("maybe", None)
        given_values.setdefault("optional_text", None)
        assert builder.build() == Broad(**given_values)


servers = st.fixed_dictionaries(
    {},
    optional={
        "host": texts | st.integers(),
        "port": st.integers(-5, 70000) | texts,
        "tags": st.lists(texts | st.none(), max_size=2),
        "timeout": finite | st.just(0),
        "prot": st.integers(),
    },
)


def of_single_calls(builder, values):
    """The names that single calls refuse."""
    refused = set()
    for name, value in values.items():
        try:
            getattr(builder, name)(value)
        except (TypeError, ValueError, OverflowError, AttributeError):
            refused.add(name)
    return refused


@given(servers, servers)
def test_update_against_single_calls(before, values):
    builder = Server.builder()
    of_single_calls(builder, before)
    single, updated = builder.copy(), builder.copy()
    refused = of_single_calls(single, values)
    try:
        updated.update(values)
    except BuilderError as error:
        assert {problem["loc"][0] for problem in error.details()} == refused
        assert refused
        assert updated == builder
    else:
        assert not refused
        assert updated == single


@given(servers)
def test_build_against_the_constructor(values):
    refused = of_single_calls(Server.builder(), values)
    made = helpers.outcome(Server, **values)
    built = helpers.outcome(lambda: Server.partial(**values).build())
    if refused or not {"host", "port"} <= set(values):
        assert isinstance(made, tuple)
        assert built[0] is BuilderError
    else:
        assert made == built


class AgainstADict(RuleBasedStateMachine):
    """A builder and the dict of what it has."""

    DEFAULTS = {"tags": [], "timeout": 30.0}
    VALID = {
        "host": st.text(min_size=1, max_size=5),
        "port": st.integers(1, 65535),
        "tags": st.lists(st.text(max_size=3), max_size=3),
        "timeout": st.floats(0, exclude_min=True, allow_infinity=False),
    }
    INVALID = {"host": ["", 5], "port": [0, -1, "x"], "tags": ["abc", [1]], "timeout": [0, "x"]}

    names = st.sampled_from(list(VALID))

    def __init__(self):
        super().__init__()
        self.builder = Server.builder()
        self.model = {}
        self.built = []

    @rule(data=st.data(), name=names, maybe=st.booleans())
    def set(self, data, name, maybe):
        value = data.draw(self.VALID[name])
        setter = getattr(self.builder, f"maybe_{name}" if maybe else name)
        assert setter(value) is self.builder
        self.model[name] = value

    @rule(data=st.data(), name=names)
    def refuse(self, data, name):
        value = data.draw(st.sampled_from(self.INVALID[name]))
        try:
            getattr(self.builder, name)(value)
        except (TypeError, OverflowError, ValidationError):
            return
        raise AssertionError(f"{name} took {value!r}")

    @rule(name=names)
    def give_none(self, name):
        getattr(self.builder, f"maybe_{name}")(None)

    @rule(values=st.fixed_dictionaries({}, optional=VALID), spoiled=st.none() | names)
    def update(self, values, spoiled):
        if spoiled is None:
            self.builder.update(values)
            self.model.update(values)
            return
        try:
            self.builder.update({**values, spoiled: self.INVALID[spoiled][0]})
        except BuilderError as error:
            assert list(error.errors) == [spoiled]
            return
        raise AssertionError(f"update took a bad {spoiled}")

    @rule(taken=st.lists(names, max_size=2))
    def unset(self, taken):
        self.builder.unset(*taken)
        for name in taken:
            self.model.pop(name, None)

    @rule(how=st.sampled_from(["copy", "deepcopy", "pickle"]))
    def go_on_with_another(self, how):
        other = {
            "copy": copy.copy,
            "deepcopy": copy.deepcopy,
            "pickle": lambda builder: pickle.loads(pickle.dumps(builder)),
        }[how](self.builder)
        assert other == self.builder
        self.builder.host("gone").unset("port", "tags")
        self.builder = other

    @precondition(lambda self: {"host", "port"} <= set(self.model))
    @rule()
    def build(self):
        made = self.builder.build()
        assert made == Server(**self.model)
        self.built.append((made, dict(self.model)))

    @precondition(lambda self: {"host", "port"} <= set(self.model))
    @rule()
    def go_on_from_an_instance(self):
        self.builder = self.builder.build().to_builder()
        self.model = {**self.DEFAULTS, **self.model}

    @invariant()
    def has_what_the_dict_has(self):
        missing = tuple(name for name in ("host", "port") if name not in self.model)
        assert self.builder.missing() == missing
        shown = [f"{name}={self.model[name]!r}" for name in self.VALID if name in self.model]
        text = " ".join(["<ServerBuilder", ", ".join(shown)]) if shown else "<ServerBuilder"
        text += f"; missing: {', '.join(missing)}>" if missing else ">"
        assert repr(self.builder) == text

    @invariant()
    def leaves_what_it_built(self):
        assert all(made == Server(**values) for made, values in self.built)


TestAgainstADict = AgainstADict.TestCase
