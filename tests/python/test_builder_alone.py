"""Builders of classes that are no data classes, that no module holds, and that one thread owns."""

import copy
import gc
import pickle
import subprocess
import sys
import threading
import weakref

import pytest
from pyo3_classes_fixture import (
    BuilderError,
    Drifter,
    Plain,
    PlainBuilder,
    Shy,
    Still,
    StillBuilder,
    ValidationError,
)


class Kept:
    """Something that a weak reference can watch."""

    def __init__(self, name="kept"):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Kept) and self.name == other.name

    __hash__ = None


class PlainChild(Plain):
    pass


def in_another_thread(function):
    outcome = []

    def run():
        try:
            outcome.append(function())
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return outcome[0]


def test_build():
    built = Plain.builder().name("a").how_many(3).objects([1, "b"]).note("n").build()
    assert type(built) is Plain
    assert (built.name, built.count, built.objects, built.note()) == ("a", 3, [1, "b"], "n")
    assert built.hidden() == 7


def test_defaults():
    built = Plain.builder().name("a").build()
    assert (built.count, built.objects, built.note()) == (1, [], None)


def test_the_class_gets_three_methods_and_nothing_else():
    ours = {"builder", "to_builder", "partial"}
    own = {"name", "count", "objects", "hidden", "note"}
    from_pyo3 = {"__new__", "__doc__", "__module__", "__dict__", "__weakref__"}
    assert set(vars(Plain)) - from_pyo3 == ours | own
    # The constructor is the user's.
    assert Plain().name == "new"
    with pytest.raises(TypeError):
        Plain("a")
    # So are the properties: PyO3's setter knows no rules.
    plain = Plain()
    plain.name = ""
    assert plain.name == ""


def test_a_class_without_a_constructor():
    with pytest.raises(TypeError):
        Still()
    assert Still.builder().x(1).build() == Still.partial(x=1, y=2).build()
    assert Still.builder().x(1).build() != Still.partial(x=2).build()
    assert type(Still.builder()) is StillBuilder


def test_setters_check():
    builder = Plain.builder()
    assert type(builder) is PlainBuilder
    with pytest.raises(ValidationError) as caught:
        builder.name("")
    assert caught.value.title == "Plain"
    with pytest.raises(TypeError) as caught:
        builder.how_many("x")
    assert str(caught.value) == "Plain.count: expected int, got str"
    with pytest.raises(OverflowError):
        builder.how_many(-1)
    assert builder.missing() == ("name",)


def test_everything_at_once():
    with pytest.raises(BuilderError) as caught:
        Plain.partial(how_many=0, name=3)
    assert list(caught.value.errors) == ["how_many", "name"]
    with pytest.raises(BuilderError) as caught:
        Plain.partial(name="a", how_many=13).build()
    assert caught.value.errors == {"": "13 is no number for a"}


def test_to_builder():
    kept = Kept()
    plain = Plain.builder().name("a").how_many(2).objects([kept]).note("n").build()
    again = plain.to_builder().name("b").build()
    assert (again.name, again.count, again.note()) == ("b", 2, "n")
    assert again.objects == plain.objects
    # No instance shares with the other what can change.
    assert again.objects[0] is not plain.objects[0]


def test_to_builder_does_not_check_until_build():
    plain = Plain()
    with pytest.raises(BuilderError) as caught:
        plain.to_builder().build()
    assert list(caught.value.errors) == ["how_many"]


def test_subclass():
    built = PlainChild.builder().name("a").build()
    assert type(built) is PlainChild
    assert type(built.to_builder().build()) is PlainChild


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("class_", [Plain, PlainChild])
def test_pickle(class_, protocol):
    builder = class_.builder().name("a").objects([Kept()])
    again = pickle.loads(pickle.dumps(builder, protocol))
    assert again == builder
    assert type(again.build()) is class_
    assert copy.deepcopy(builder) == builder


def test_error_pickles_and_reaches_a_fresh_process():
    with pytest.raises(BuilderError) as caught:
        Plain.builder().how_many(2).build()
    data = pickle.dumps(caught.value)
    again = pickle.loads(data)
    assert (again.missing, again.title) == (("name",), "Plain")
    code = f"import pickle; print(pickle.loads({data!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "1 problem for Plain: name is missing\n"


def test_validation_error_pickles():
    with pytest.raises(ValidationError) as caught:
        Plain.builder().name("")
    assert pickle.loads(pickle.dumps(caught.value)).errors() == caught.value.errors()


def test_a_cycle_is_collected():
    kept = Kept()
    kept.builder = Plain.builder().objects([kept])
    gone = weakref.ref(kept)
    del kept
    gc.collect()
    assert gone() is None


def test_no_module():
    builder = Drifter.builder().x(1)
    with pytest.raises(pickle.PicklingError) as caught:
        pickle.dumps(builder)
    assert str(caught.value) == (
        "cannot pickle 'DrifterBuilder': no module is known to import it from; "
        'write #[pyclass(module = "...")] on the Rust struct'
    )
    # Copies need no module.
    assert copy.copy(builder) == copy.deepcopy(builder) == builder


OTHER_THREAD = "ShyBuilder is unsendable, but is used by another thread than the one that made it"


@pytest.mark.parametrize(
    "use",
    [
        lambda b: b.name("b"),
        lambda b: b.maybe_name("b"),
        lambda b: b.update(name="b"),
        lambda b: b.unset("name"),
        lambda b: b.build(),
        lambda b: b.build_many([{}]),
        lambda b: b.missing(),
        lambda b: b.is_complete,
        lambda b: b.copy(),
        lambda b: copy.deepcopy(b),
        lambda b: pickle.dumps(b),
        lambda b: repr(b),
        lambda b: b == Shy.builder(),
        lambda b: Shy.builder() == b,
    ],
)
def test_unsendable_builder_on_another_thread(use):
    builder = Shy.builder().name("a")
    error = in_another_thread(lambda: use(builder))
    assert type(error) is RuntimeError
    assert str(error) == OTHER_THREAD
    assert builder.build().name == "a"


def test_unsendable_builder_of_another_thread_has_its_home_there():
    assert in_another_thread(lambda: Shy.builder().name("b").build().name) == "b"
    data = pickle.dumps(Shy.builder().name("c"))
    assert in_another_thread(lambda: pickle.loads(data).build().name) == "c"


def test_unsendable_builder_dropped_on_another_thread(monkeypatch):
    told = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: told.append(args.exc_value))
    kept = Kept()
    alive = weakref.ref(kept)
    box = [Shy.builder().objects([kept])]
    del kept
    in_another_thread(box.clear)
    gc.collect()
    assert [(type(error), str(error)) for error in told] == [
        (
            RuntimeError,
            "ShyBuilder is unsendable, but is being dropped on another thread than the one that made it",
        )
    ]
    # Leaked, as PyO3 leaks the values of such an instance.
    assert alive() is not None


def test_unsendable_builder_survives_a_collection_on_another_thread():
    kept = Kept()
    builder = Shy.builder().name("a").objects([kept])
    kept.builder = builder
    in_another_thread(gc.collect)
    assert builder.build().objects[0] == kept
